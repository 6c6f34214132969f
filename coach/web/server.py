"""The overlay's server: uvicorn on a loopback port, for as long as a block lasts."""

import asyncio
import contextlib
from types import TracebackType
from urllib.parse import quote

import uvicorn

from coach.web.api import ApiLimits
from coach.web.app import overlay_app
from coach.web.binding import LOOPBACK, QuietServer, bind, ended
from coach.web.hub import OverlayHub
from coach.web.messages import MAX_MESSAGE_BYTES
from coach.web.pages import load_page, page_folder
from coach.web.socket import SocketLimits

HOST = LOOPBACK
"""The overlay is for the person at this machine: no other can reach it."""

DEFAULT_PORT = 8765

MAX_CONNECTIONS = 64
"""Connections at once, those that have not said hello included."""

FLUSH_SECONDS = 0.3
"""How long leaving waits until the browsers have been sent the end of the call."""


class OverlayServer(contextlib.AbstractAsyncContextManager["OverlayServer"]):
    """Serve the overlay while the block lasts.

    Entering binds the port, so that afterwards the address can be told; leaving sends
    what is still to be sent and closes every socket, within a second.

    Args:
        hub: The calls to show.
        token: What a browser, or who uses the API, must know; see
            :mod:`coach.web.token`.
        port: 0 for any free one.
        limits: What a browser may take; by default :class:`SocketLimits`.
        api_limits: What who uses the API may take; by default :class:`ApiLimits`.
    """

    def __init__(
        self,
        hub: OverlayHub,
        *,
        token: str,
        port: int = DEFAULT_PORT,
        limits: SocketLimits | None = None,
        api_limits: ApiLimits | None = None,
    ) -> None:
        self._hub = hub
        self._token = token
        self._limits = limits
        self._api_limits = api_limits
        self._tasks = asyncio.TaskGroup()
        self._server: QuietServer | None = None
        self._serving: asyncio.Task[None] | None = None
        self.port = port
        """The port asked for; inside the block, the one that is served."""

    @property
    def url(self) -> str:
        """The overlay's address, with the token that lets a browser in."""
        return f"http://{HOST}:{self.port}/overlay/#token={quote(self._token, safe='')}"

    async def __aenter__(self) -> "OverlayServer":
        """Bind the port and start to serve.

        Raises:
            ServerError: The port cannot be had, or the page's files are missing.
        """
        page = await asyncio.to_thread(lambda: load_page(page_folder("overlay")))
        app = overlay_app(
            self._hub,
            token=self._token,
            page=page,
            limits=self._limits,
            api_limits=self._api_limits,
        )
        listener = bind(self.port, waiting=MAX_CONNECTIONS)
        self.port = listener.getsockname()[1]
        self._server = QuietServer(_config(app))
        await self._tasks.__aenter__()
        self._serving = self._tasks.create_task(
            self._server.serve(sockets=[listener]), name="overlay server"
        )
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Send what is left to send, close every socket and stop."""
        if self._server is None or self._serving is None:
            return
        cancelled = exc if isinstance(exc, asyncio.CancelledError) else None
        try:
            if cancelled is None:
                await self._hub.flush(seconds=FLUSH_SECONDS)
            await ended(self._server, self._serving)
        finally:
            # The group is there for the server's own failure, which cancels the block.
            # Other exceptions of the block pass it by: it would wrap them.
            await self._tasks.__aexit__(
                None if cancelled is None else type(cancelled), cancelled, None
            )


def _config(app: object) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]  # Starlette's types are wider than uvicorn's
        http="h11",
        ws="websockets-sansio",
        ws_max_size=MAX_MESSAGE_BYTES,
        ws_per_message_deflate=False,  # on loopback, bytes are cheaper than cycles
        lifespan="off",
        log_config=None,
        log_level="critical",  # the guard logs what goes wrong inside a request
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MAX_CONNECTIONS,
        timeout_graceful_shutdown=1,
    )
