"""A real headless Chromium before a real server.

A page that asks any other host for anything, breaks its own Content-Security-Policy or
fails in its scripts fails its test, whatever that test is about.
"""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any, Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from coach.web.hub import OverlayHub
from coach.web.server import OverlayServer

CANDIDATES = ("chromium", "chromium-browser", "google-chrome")

FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)

TOKEN = "right token"

OpenPage = Callable[..., Awaitable[Page]]


def browser_path() -> str:
    """Return the browser to test in; without one, skip, or on CI fail."""
    for name in CANDIDATES:
        path = shutil.which(name)
        if path:
            return path
    if os.environ.get("CI"):
        pytest.fail(f"no browser: none of {', '.join(CANDIDATES)} is installed")
    pytest.skip(f"no browser: none of {', '.join(CANDIDATES)} is installed")


@pytest_asyncio.fixture(loop_scope="session")
async def hub() -> OverlayHub:
    """A hub without a call."""
    return OverlayHub()


@pytest_asyncio.fixture(loop_scope="session")
async def server(hub: OverlayHub) -> AsyncIterator[OverlayServer]:
    """That hub's server on a port of its own."""
    async with OverlayServer(hub, token=TOKEN, port=0) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium, the same for all: each test has windows of its own."""
    path = browser_path()
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=path, args=[*FLAGS, *(["--no-sandbox"] if root else [])]
        )
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser) -> AsyncIterator[OpenPage]:
    """Open an address in a window of its own; see the head of this file."""
    faults: list[str] = []
    hosts: set[str] = set()
    allowed: set[str] = set()

    async with AsyncExitStack() as stack:

        async def open_page(
            url: str,
            *,
            width: int = 320,
            height: int = 480,
            scheme: Literal["light", "dark"] = "light",
            motion: Literal["reduce", "no-preference"] = "reduce",
            **more: Any,  # noqa: ANN401 – what a context of Playwright's takes
        ) -> Page:
            context = await stack.enter_async_context(
                await browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,
                    reduced_motion=motion,
                    **more,
                )
            )
            page = await context.new_page()
            allowed.add(url.split("/")[2])
            page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
            page.on("websocket", lambda socket: hosts.add(socket.url.split("/")[2]))
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on(
                "console",
                lambda message: (
                    faults.append(message.text)
                    if "Content Security Policy" in message.text
                    else None
                ),
            )
            await page.goto(url)
            return page

        yield open_page
        assert faults == []
        assert hosts <= allowed
