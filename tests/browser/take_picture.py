"""Take pictures of the overlay, to be looked at.

``python -m tests.browser.take_picture`` takes the README's;
``python -m tests.browser.take_picture FOLDER`` those of every state, at 240, 320 and
480 pixels, light and dark, on one sheet a width and scheme.  They look best where the
Inter typeface is installed (``fonts-inter``).
"""

import asyncio
import sys
from base64 import b64encode
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, async_playwright, expect

from coach.web.hub import OverlayHub
from coach.web.server import OverlayServer
from tests.browser import scenes, states
from tests.browser.conftest import FLAGS, browser_path

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "overlay.png"

SIZES = ((240, 320), (320, 480), (480, 640))
STRIP_HEIGHT = 64
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


async def take_picture(browser: Browser, path: Path) -> None:
    """Write a picture of a call with a nudge: 320 by 480, two pixels a point."""
    hub = OverlayHub()
    now = scenes.running(hub)
    hub.publish(scenes.state(28_000, sentiment=(-0.7, True)))
    async with OverlayServer(hub, token="picture", port=0) as server:
        page = await browser.new_page(
            viewport={"width": 320, "height": 480},
            device_scale_factor=2,
            reduced_motion="reduce",
        )
        await page.goto(server.url)
        await expect(page.locator(".line")).to_have_count(6)
        await asyncio.sleep(1)  # what comes at once may have been missed before
        end_ms = now() - 430
        hub.publish(scenes.transcript("customer", 27_850, end_ms, scenes.PARTIAL))
        hub.publish({"type": "finding", "finding": scenes.SPIKE})
        spike = {**scenes.ALERT, "id": scenes.SPIKE_NUDGE, "lifetime_ms": 15_000}
        hub.publish(scenes.nudge(now(), **spike))
        await expect(page.locator("#nudge")).to_be_visible()
        await asyncio.sleep(3)  # some of its life is over
        await page.screenshot(path=path)


async def take_sheet(
    browser: Browser,
    path: Path,
    *,
    size: tuple[int, int],
    scheme: Literal["light", "dark"],
    shown: tuple[states.State, ...] = states.STATES,
    view: str = "full",
) -> None:
    """Write one sheet with every state of a width and a scheme."""
    hub = OverlayHub()
    pictures: list[tuple[str, bytes]] = []
    async with OverlayServer(hub, token="picture", port=0) as server:
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        await context.add_init_script(f"localStorage['coach-view'] = '\"{view}\"'")
        page = await context.new_page()
        await page.goto(server.url)
        async for name in states.played(page, hub, shown):
            await asyncio.sleep(0.3)  # what comes with the next tick is there
            pictures.append((name, await page.screenshot()))
        await context.close()
    columns = max(1, 1500 // size[0])
    sheet = await browser.new_page(
        viewport={"width": columns * (size[0] + 14) + 14, "height": 400}
    )
    figures = "".join(
        f"<figure style='margin:0'>{name}<br><img style='outline:1px solid #888' "
        f"src='data:image/png;base64,{b64encode(picture).decode()}'></figure>"
        for name, picture in pictures
    )
    await sheet.set_content(
        "<body style='display:flex;flex-wrap:wrap;gap:12px;margin:12px;"
        f"background:#999;font:12px sans-serif'>{figures}"
    )
    await sheet.screenshot(path=path, full_page=True)
    await sheet.close()


async def take_all(folder: Path | None) -> None:
    """Take the README's picture, or with a folder those of every state."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=browser_path(), args=[*FLAGS, "--no-sandbox"]
        )
        if folder is None:
            await take_picture(browser, PICTURE)
            return
        for width, height in SIZES:
            for scheme in SCHEMES:
                await take_sheet(
                    browser,
                    folder / f"{width}-{scheme}.png",
                    size=(width, height),
                    scheme=scheme,
                )
                await take_sheet(
                    browser,
                    folder / f"strip-{width}-{scheme}.png",
                    size=(width, STRIP_HEIGHT),
                    scheme=scheme,
                    shown=states.STRIP,
                    view="strip",
                )


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    (chosen or PICTURE.parent).mkdir(parents=True, exist_ok=True)
    asyncio.run(take_all(chosen))
