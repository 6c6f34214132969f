"""Take the README's picture of the overlay: ``python -m tests.browser.take_picture``.

It looks best where the Inter typeface is installed (``fonts-inter``).
"""

import asyncio
from pathlib import Path

from playwright.async_api import async_playwright, expect

from coach.web.hub import OverlayHub
from coach.web.server import OverlayServer
from tests.browser import scenes
from tests.browser.conftest import FLAGS, browser_path

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "overlay.png"


async def take_picture(path: Path) -> None:
    """Write a picture of a call with a nudge: 320 by 480, two pixels a point."""
    hub = OverlayHub()
    now = scenes.running(hub)
    hub.publish(scenes.state(28_000, sentiment=(-0.7, True)))
    async with (
        OverlayServer(hub, token="picture", port=0) as server,
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(
            executable_path=browser_path(), args=[*FLAGS, "--no-sandbox"]
        )
        page = await browser.new_page(
            viewport={"width": 320, "height": 480},
            device_scale_factor=2,
            reduced_motion="reduce",
        )
        await page.goto(server.url)
        await expect(page.locator(".line")).to_have_count(6)
        hub.publish(scenes.nudge(now(), **scenes.ALERT))
        await expect(page.locator("#nudge")).to_be_visible()
        await asyncio.sleep(3)  # some of its life is over
        await page.screenshot(path=path)
        await browser.close()


if __name__ == "__main__":
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    asyncio.run(take_picture(PICTURE))
