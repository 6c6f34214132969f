"""A real headless Chromium before a real server.

A page that asks any other host for anything, breaks its own Content-Security-Policy or
fails in its scripts fails its test, whatever that test is about.
"""

import os
import shutil
from asyncio import TaskGroup
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Literal

import pytest
import pytest_asyncio
from playwright.async_api import (
    Browser,
    ConsoleMessage,
    Page,
    async_playwright,
    expect,
)

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

# What is waited for comes at once on an idle machine: this is for one that is not.
expect.set_options(timeout=20_000)

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


def flags() -> list[str]:
    """Return what to start the browser with."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*FLAGS, *(["--no-sandbox"] if is_root else [])]


@pytest_asyncio.fixture(loop_scope="session")
async def hub() -> OverlayHub:
    """A hub without a call."""
    return OverlayHub()


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def stopping() -> AsyncIterator[TaskGroup]:
    """Where servers stop while the next test begins."""
    async with TaskGroup() as tasks:
        yield tasks


@pytest_asyncio.fixture(loop_scope="session")
async def server(hub: OverlayHub, stopping: TaskGroup) -> AsyncIterator[OverlayServer]:
    """That hub's server on a port of its own."""
    server = await OverlayServer(hub, token=TOKEN, port=0).__aenter__()
    yield server
    stopping.create_task(server.__aexit__(None, None, None))


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium, the same for all: each test has windows of its own."""
    path = browser_path()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=flags())
        yield browser
        await browser.close()


class Windows:
    """Windows of the browser that one test after the other looks through.

    To begin a window costs more than most tests do in it.  A test leaves nothing behind
    in one: its server was its own, and so was the page's storage, which is emptied.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: list[Page] = []

    @asynccontextmanager
    async def one(
        self, *, is_new: bool = False, scale: float = 1
    ) -> AsyncIterator[Page]:
        """Lend a window; a new one, or one of another scale, is closed afterwards."""
        is_new |= scale != 1
        if is_new or not self._free:
            # A window on top has what its context has, not what its page was told.
            context = await self._browser.new_context(
                reduced_motion="reduce", device_scale_factor=scale
            )
            page = await context.new_page()
        else:
            page = self._free.pop()
        yield page
        if is_new:
            await page.context.close()
            return
        for other in page.context.pages:
            if other != page:
                await other.close()
        await page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        await page.goto("about:blank")
        self._free.append(page)


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def windows(browser: Browser) -> Windows:
    """The windows that the tests share."""
    return Windows(browser)


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(windows: Windows) -> AsyncIterator[OpenPage]:
    """Open an address in a window; see the head of this file.

    A test that does more to the window than a page could gets a new one.
    """
    faults: list[str] = []
    hosts: set[str] = set()
    allowed: set[str] = set()

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            faults.append(message.text)

    watched: dict[str, Callable[[Any], None]] = {
        "request": lambda request: hosts.add(request.url.split("/")[2]),
        "websocket": lambda socket: hosts.add(socket.url.split("/")[2]),
        "pageerror": lambda error: faults.append(str(error)),
        "console": note,
    }

    async with AsyncExitStack() as stack:

        async def open_page(
            url: str,
            *,
            width: int = 320,
            height: int = 480,
            scheme: Literal["light", "dark"] = "light",
            motion: Literal["reduce", "no-preference"] = "reduce",
            colours: Literal["active", "none"] = "none",
            contrast: Literal["more", "no-preference"] = "no-preference",
            scale: float = 1,
            is_new: bool = False,
        ) -> Page:
            page = await stack.enter_async_context(
                windows.one(is_new=is_new, scale=scale)
            )
            await page.set_viewport_size({"width": width, "height": height})
            await page.emulate_media(
                color_scheme=scheme,
                reduced_motion=motion,
                forced_colors=colours,
                contrast=contrast,
            )
            allowed.add(url.split("/")[2])
            for event, act in watched.items():
                page.on(event, act)  # type: ignore[call-overload]  # each has its type
                stack.callback(page.remove_listener, event, act)
            await page.goto(url)
            return page

        yield open_page
    assert faults == []
    assert hosts <= allowed
