"""Launching a command that follows calls: the overlay first, the rest behind it."""

import asyncio
import os
import sys
import webbrowser
from collections.abc import Awaitable, Callable

import typer

from coach.interrupt import interrupts
from coach.web.hub import OverlayHub
from coach.web.server import OverlayServer

Work = Callable[[OverlayHub, asyncio.Event], Awaitable[int]]
"""What a command does once its overlay is served: given the hub and the event that the
user's Ctrl-C sets, it returns the exit status."""


async def launch(
    bring: Callable[[], Work], *, token: str, port: int, opens_browser: bool = False
) -> int:
    """Serve the overlay, say where, then do the work.

    The overlay is there within the first second; what hears and understands takes
    another to import, in a thread, while the page is already loading.

    Args:
        bring: Imports the work and returns it; called in a thread.
        token: What an overlay must know.
        port: Where to serve it; 0 for any free port.
        opens_browser: Whether to open the overlay where there is a display.

    Returns:
        The exit status.

    Raises:
        coach.errors.CoachError: The work could not be begun.
    """
    hub = OverlayHub()
    with interrupts() as interrupted:
        async with OverlayServer(hub, token=token, port=port) as server:
            typer.echo(f"overlay: {server.url}")
            sys.stdout.flush()
            if opens_browser:
                await open_browser(server.url)
            work = await asyncio.to_thread(bring)
            return await work(hub, interrupted)


async def open_browser(url: str) -> None:
    """Open a page where there is a display; without one there is no harm."""
    has_display = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if has_display:
        await asyncio.to_thread(webbrowser.open, url)
