"""A server of one call to review, of which every answer can be chosen.

What the page changes is kept, so that a test can see it; the sound is a real recording,
in byte ranges.  The whole product is in the end-to-end test.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, Self

import uvicorn
from playwright.async_api import ConsoleMessage, Error, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from coach.web.binding import QuietServer, bind, ended
from coach.web.pages import page_folder
from coach.web.review.guard import CONTENT_SECURITY_POLICY
from coach.web.review.pages import load_pages
from tests.browser.conftest import Windows
from tests.browser.review.call_answers import (
    DAY,
    UID,
    Form,
    answer,
    peaks,
    session,
    sound,
)

CALL_PATH = f"/review/call/{UID}"
API = f"/review/api/calls/{UID}"
FILES = load_pages(page_folder("review"))
Scheme = Literal["light", "dark"]


@dataclass
class CallDesk:
    """Answers what the page of one call asks, and keeps what it changes."""

    call: Form = field(default_factory=answer)
    changes: list[tuple[str, str, Any]] = field(default_factory=list)
    """Method, path below the call's, and body, in the order they came."""
    ranges: list[tuple[int, int]] = field(default_factory=list)
    """The first and last byte of each part of the sound that was asked for."""
    refuses: bool = False
    """Whether changes are refused."""
    sound: bytes | None = field(default_factory=sound)
    """What is heard; None is a file that is not there any more."""

    def app(self) -> ASGIApp:
        """Return the application that answers."""
        change = ["PUT", "POST", "DELETE"]
        return Starlette(
            routes=[
                Route("/review/static/{name:path}", self._file),
                Route("/review/api/session", self._session),
                Route(f"{API}/peaks", self._peaks),
                Route(f"{API}/audio", self._sound),
                Route(f"{API}/exports/{{name}}", self._text),
                Route(f"{API}/clips/{{name}}", self._text),
                Route(f"{API}/{{below:path}}", self._change, methods=change),
                Route(API, self._change, methods=["DELETE"]),
                Route(API, self._call),
                Route("/review/{place:path}", self._page),
            ]
        )

    async def _file(self, request: Request) -> Response:
        return _sent(request.path_params["name"])

    async def _page(self, request: Request) -> Response:
        return _sent("index.html")

    async def _session(self, request: Request) -> Response:
        return Response(session(), media_type="application/json")

    async def _call(self, request: Request) -> Response:
        return JSONResponse(self.call)

    async def _peaks(self, request: Request) -> Response:
        return Response(peaks(), media_type="application/json")

    async def _text(self, request: Request) -> Response:
        return PlainTextResponse(request.path_params["name"])

    async def _change(self, request: Request) -> Response:
        below = request.path_params.get("below", "")
        body = await request.json() if await request.body() else None
        self.changes.append((request.method, below, body))
        if self.refuses:
            said = {"code": "refused", "message": "It cannot be kept."}
            return JSONResponse(said, status_code=409)
        if below == "review/submit":
            return JSONResponse({"score": 68.8})
        if request.method == "POST":
            return JSONResponse({"id": len(self.changes), "at": DAY})
        return JSONResponse({})

    async def _sound(self, request: Request) -> Response:
        whole = self.sound
        if whole is None:
            said = {"code": "no-audio", "message": "No sound was kept."}
            return JSONResponse(said, status_code=404)
        asked = request.headers.get("range", "bytes=0-")
        match = re.fullmatch(r"bytes=(\d+)-(\d*)", asked)
        assert match
        first, last = int(match[1]), int(match[2] or len(whole) - 1)
        self.ranges.append((first, last))
        headers = {
            "Accept-Ranges": "bytes",
            "Content-Range": f"bytes {first}-{last}/{len(whole)}",
        }
        part = whole[first : last + 1]
        return Response(part, 206, headers=headers, media_type="audio/flac")


class CallSite:
    """A server of the pages, in front of one desk after the other.

    It stays the same for all tests, so that the browser keeps the files of the pages.
    """

    def __init__(self) -> None:
        self.url = ""
        self._app = CallDesk().app()

    def put(self, desk: CallDesk) -> None:
        """Have a desk answer from now on."""
        self._app = desk.app()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the present desk answer."""
        await self._app(scope, receive, send)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[Self]:
        """Serve on a port of its own."""
        listener = bind(0, waiting=16)
        config = uvicorn.Config(self, lifespan="off", log_config=None, access_log=False)
        server = QuietServer(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}{CALL_PATH}"
        try:
            yield self
        finally:
            server.force_exit = True
            await ended(server, task)
            listener.close()


class CallPages:
    """Shows the page of a call in windows that the tests share."""

    def __init__(self, site: CallSite, windows: Windows) -> None:
        self._site = site
        self._windows = windows

    @asynccontextmanager
    async def opened(
        self,
        desk: CallDesk | None = None,
        *,
        at: str = "",
        width: int = 1280,
        height: int = 800,
        scheme: Scheme = "light",
    ) -> AsyncIterator[Page]:
        """Show the call of a desk; ``at``: the question of its address.

        A page that breaks its Content-Security-Policy or fails in its scripts fails its
        test, whatever that test is about.
        """
        faults: list[str] = []

        def note(message: ConsoleMessage) -> None:
            if "Content Security Policy" in message.text:
                faults.append(message.text)

        def fail(error: Error) -> None:
            faults.append(str(error))

        self._site.put(desk or CallDesk())
        async with self._windows.one() as page:
            page.on("console", note)
            page.on("pageerror", fail)
            try:
                await page.set_viewport_size({"width": width, "height": height})
                await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                await page.goto(self._site.url + at)
                await expect(page.locator(".wave-tick").first).to_be_visible()
                yield page
            finally:
                page.remove_listener("console", note)
                page.remove_listener("pageerror", fail)
        assert faults == []


async def at_seconds(page: Page) -> float:
    """Return where the page says that it stands."""
    shown = await page.locator(".time").inner_text()
    minutes, seconds = shown.split(" / ")[0].split(":")
    return int(minutes) * 60 + int(seconds)


async def sound_seconds(page: Page) -> float:
    """Return the time of the element that sounds."""
    return float(await page.locator("audio").evaluate("(audio) => audio.currentTime"))


def _sent(name: str) -> Response:
    file = FILES.get(name)
    if file is None:
        return PlainTextResponse("There is no such page.\n", status_code=404)
    headers = {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "Cache-Control": "max-age=600",
    }
    return Response(file.body, headers=headers, media_type=file.content_type)
