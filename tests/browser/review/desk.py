"""A review server of which every answer can be chosen, and the windows to look at it.

The real one is in the end-to-end tests; here what the pages ask is kept.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, Self
from urllib.parse import parse_qsl

import uvicorn
from playwright.async_api import ConsoleMessage, Error, Page
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from coach.web.binding import QuietServer, bind, ended
from coach.web.pages import page_folder
from coach.web.review.guard import CONTENT_SECURITY_POLICY
from coach.web.review.pages import load_pages
from tests.browser.conftest import Windows

Form = dict[str, Any]
Scheme = Literal["light", "dark"]

API = "/review/api/"
STATIC = "/review/static/"
FILES = load_pages(page_folder("review"))
WIDE, NARROW = (1280, 800), (390, 844)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that a page made."""

    method: str
    path: str
    """Below the API's, decoded."""
    question: dict[str, str]
    body: Any
    csrf: str | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is no."""

    status: int
    code: str
    message: str


Answer = Form | Refusal | Callable[[Asked], Form | Refusal]


@dataclass
class Desk:
    """Answers the pages; ``answers`` by method and path, such as ``GET calls``."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def questions(self, path: str) -> list[dict[str, str]]:
        """Return what was asked of a path, oldest first."""
        return [one.question for one in self.asked if one.path == path]

    def changes(self) -> list[tuple[str, str, Any]]:
        """Return what the pages changed: method, path and body, oldest first."""
        return [
            (one.method, one.path, one.body)
            for one in self.asked
            if one.method != "GET"
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        path = request.url.path
        if path.startswith(STATIC):
            response = _file(path.removeprefix(STATIC))
        elif not path.startswith(API):
            response = _file("index.html")
        else:
            response = self._answer(await _asked(request))
        await response(scope, receive, send)

    def _answer(self, asked: Asked) -> Response:
        self.asked.append(asked)
        answer = self.answers.get(f"{asked.method} {asked.path}")
        if callable(answer):
            answer = answer(asked)
        if answer is None:
            answer = Refusal(404, "not-found", "there is no such thing")
        if isinstance(answer, Refusal):
            said = {"code": answer.code, "message": answer.message}
            return JSONResponse(said, answer.status)
        return JSONResponse(answer)


class Site:
    """A server of the pages, in front of one desk after the other.

    It stays the same for all tests, so that the browser keeps the files of the pages.
    """

    def __init__(self) -> None:
        self.origin = ""
        self.desk = Desk()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the present desk answer."""
        await self.desk(scope, receive, send)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[Self]:
        """Serve on a port of its own."""
        listener = bind(0, waiting=16)
        config = uvicorn.Config(self, lifespan="off", log_config=None, access_log=False)
        server = QuietServer(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        self.origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
        try:
            yield self
        finally:
            server.force_exit = True
            await ended(server, task)
            listener.close()


class ReviewPages:
    """Shows the pages in windows that the tests share.

    A page that breaks its Content-Security-Policy or fails in its scripts fails its
    test, whatever that test is about.
    """

    def __init__(self, site: Site, windows: Windows) -> None:
        self._site = site
        self._windows = windows

    @asynccontextmanager
    async def opened(
        self,
        desk: Desk,
        path: str = "/review/",
        *,
        size: tuple[int, int] = WIDE,
        scheme: Scheme = "light",
    ) -> AsyncIterator[Page]:
        """Open an address of the pages before a desk."""
        faults: list[str] = []

        def note(message: ConsoleMessage) -> None:
            if "Content Security Policy" in message.text:
                faults.append(message.text)

        def fail(error: Error) -> None:
            faults.append(str(error))

        self._site.desk = desk
        async with self._windows.one() as page:
            page.on("console", note)
            page.on("pageerror", fail)
            try:
                await page.set_viewport_size({"width": size[0], "height": size[1]})
                await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                await page.goto(self._site.origin + path)
                yield page
            finally:
                page.remove_listener("console", note)
                page.remove_listener("pageerror", fail)
        assert faults == []


async def _asked(request: Request) -> Asked:
    body = await request.body()
    return Asked(
        request.method,
        request.url.path.removeprefix(API),
        dict(parse_qsl(request.url.query)),
        json.loads(body) if body else None,
        request.headers.get("x-coach-csrf"),
    )


def _file(name: str) -> Response:
    file = FILES.get(name)
    if file is None:
        return PlainTextResponse("There is no such page.\n", status_code=404)
    headers = {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "Cache-Control": "max-age=600",
    }
    return Response(file.body, headers=headers, media_type=file.content_type)
