"""Make the installed overlay's icons: ``python -m tests.browser.make_icons``."""

import asyncio
from pathlib import Path

from playwright.async_api import async_playwright

from coach.web.pages import page_folder
from tests.browser.conftest import FLAGS, browser_path

ICONS = {
    "icon-192.png": (192, False),
    "icon-512.png": (512, False),
    "icon-maskable-512.png": (512, True),
}
"""Edge in pixels, and whether the system cuts the shape: then the colour of the ground
goes to the edge, and the drawing stays within the middle 80 %."""

STYLE = "html, body { margin: 0; background: none } svg { display: block }"


async def make_icons(folder: Path) -> None:
    """Draw ``icon.svg`` of a folder in every size, beside it."""
    drawing = (folder / "icon.svg").read_text(encoding="utf-8")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=browser_path(), args=[*FLAGS, "--no-sandbox"]
        )
        for name, (edge, is_maskable) in ICONS.items():
            svg = drawing.replace(' rx="18"', "") if is_maskable else drawing
            sized = svg.replace("<svg ", f'<svg width="{edge}" height="{edge}" ', 1)
            page = await browser.new_page(viewport={"width": edge, "height": edge})
            await page.set_content(f"<style>{STYLE}</style>{sized}")
            await page.screenshot(path=folder / name, omit_background=True)
            await page.close()
        await browser.close()


if __name__ == "__main__":
    asyncio.run(make_icons(page_folder("overlay")))
