"""What Chromium lets the page do beyond a tab, under the headers it is served with."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from coach.web.server import OverlayServer
from tests.browser.conftest import OpenPage, browser_path, flags

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FLOAT = """() => addEventListener("keydown", async () => {
    const float = await documentPictureInPicture.requestWindow();
    const style = float.document.createElement("link");
    const script = float.document.createElement("script");
    style.rel = "stylesheet";
    style.href = new URL("base.css", location.href).href;
    style.onload = () => { document.title = `styled, ${float.isScripted ?? "safe"}`; };
    script.textContent = "window.isScripted = true";
    float.document.head.append(script, style);
}, { once: true })"""
"""Open a floating window at the next key, style it, and try a script inline."""


class TestInstall:
    async def test_nothing_stands_in_the_way_of_installing(
        self, browser: Browser, server: OverlayServer, tmp_path: Path
    ) -> None:
        """Chromium takes manifest and icons, and needs no service worker."""
        # In no private window, as the others are: nothing is installed there.
        context = await browser.browser_type.launch_persistent_context(
            tmp_path, executable_path=browser_path(), args=flags()
        )
        page = context.pages[0]
        await page.goto(server.url)
        chromium = await context.new_cdp_session(page)
        manifest = await chromium.send("Page.getAppManifest")
        wrong = await chromium.send("Page.getInstallabilityErrors")
        await context.close()

        assert manifest["errors"] == []
        assert manifest["manifest"]["startUrl"] == server.url.partition("#")[0]
        assert wrong["installabilityErrors"] == []


class TestFloat:
    async def test_a_window_can_float_above_the_others(
        self, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """Document Picture-in-Picture: with our styles, and under our policy."""
        page: Page = await open_page(server.url)
        if not await page.evaluate("'documentPictureInPicture' in window"):
            pytest.skip("this browser has no Document Picture-in-Picture")
        await page.evaluate(FLOAT)
        await page.keyboard.press("x")

        await expect(page).to_have_title("styled, safe")
