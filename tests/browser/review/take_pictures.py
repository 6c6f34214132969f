"""Take pictures of the review pages, to be looked at.

``python -m tests.browser.review.take_pictures FOLDER [NAME…]`` writes each page, or
those named, at 1280 and 390 pixels, light and dark.  They look best where the Inter
typeface is installed (``fonts-inter``).
"""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Page, async_playwright

from tests.browser.conftest import FLAGS, browser_path
from tests.browser.review import samples
from tests.browser.review.desk import NARROW, WIDE, Desk, Site

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Scene:
    """A page as it is looked at."""

    path: str
    desk: Callable[[], Desk] = samples.desk
    press: tuple[str, ...] = ()
    """Keys, once it is there."""


SCENES: dict[str, Scene] = {
    "list": Scene("/review/", press=("j", "j")),
    "list-search": Scene("/review/?q=password&severity=alert&when=7-days"),
    "list-nothing": Scene("/review/?q=nothing+such"),
    "list-empty": Scene(
        "/review/", lambda: samples.desk([], role="admin", is_team=False)
    ),
    "list-keys": Scene("/review/", press=("?",)),
    "precision": Scene("/review/precision"),
    "calibrations": Scene("/review/calibrations?id=1"),
    "calibration-new": Scene("/review/calibrations?call=0"),
    "accounts": Scene("/review/accounts"),
    "audit": Scene("/review/audit"),
    "help": Scene("/review/help"),
    "not-found": Scene("/review/nowhere"),
    "sign-in": Scene("/review/", lambda: samples.desk(role=None)),
    "sign-in-machine": Scene(
        "/review/", lambda: samples.desk(role=None, is_team=False)
    ),
}


async def take(browser: Browser, site: Site, folder: Path, names: list[str]) -> None:
    """Write the pictures."""
    for name in names or list(SCENES):
        scene = SCENES[name]
        for width, height in (WIDE, NARROW):
            for scheme in SCHEMES:
                site.desk = scene.desk()
                url = site.origin + scene.path
                page = await _open(browser, url, width, height, scheme)
                for key in scene.press:
                    await page.keyboard.press(key)
                await asyncio.sleep(0.2)
                await page.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
                await page.context.close()


async def _open(
    browser: Browser,
    url: str,
    width: int,
    height: int,
    scheme: Literal["light", "dark"],
) -> Page:
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        reduced_motion="reduce",
        timezone_id="Europe/Berlin",
    )
    page = await context.new_page()
    await page.clock.set_fixed_time(samples.NOW)
    await page.goto(url)
    await page.wait_for_load_state("networkidle")
    return page


async def main(folder: Path, names: list[str]) -> None:
    """Start a browser for it."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=browser_path(), args=[*FLAGS, "--no-sandbox"]
        )
        async with Site().serving() as site:
            await take(browser, site, folder, names)
        await browser.close()


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2:]))
