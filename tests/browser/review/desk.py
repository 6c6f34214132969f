"""A review server that is answered in the browser itself.

It is for what pages do with answers.  The real one is in the end-to-end tests; here every answer can be chosen, and what the
page asked is kept.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from playwright.async_api import Page, Request, Route

from coach.web.pages import PageFile, load_page, page_folder

Form = dict[str, Any]

HOST = "http://review.invalid"
API = "/review/api/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""As the server has it: nothing inline, nothing from elsewhere."""

FILES = load_page(page_folder("review"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that the page made."""

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


Answer = Form | Refusal | Callable[[Asked], "Form | Refusal"]


@dataclass
class Desk:
    """Answers the page; ``answers`` by method and path, such as ``GET calls``."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    is_gone: bool = False
    """Whether nothing is answered but the files of the page."""

    def questions(self, path: str) -> list[dict[str, str]]:
        """Return what was asked of a path, oldest first."""
        return [one.question for one in self.asked if one.path == path]

    def changes(self) -> list[Asked]:
        """Return what the page would have changed, but for signing in."""
        return [
            one for one in self.asked if one.method != "GET" and one.path != "session"
        ]

    async def serve(self, page: Page) -> None:
        """Answer the page from now on."""
        await page.route(f"{HOST}/**", self._answer)

    async def _answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/review/static/"):
            await _file(route, FILES.get(path.removeprefix("/review/static/")))
        elif not path.startswith(API):
            await _file(route, FILES["index.html"])
        elif self.is_gone:
            await route.abort("connectionrefused")
        else:
            await self._api(route, _asked(route.request))

    async def _api(self, route: Route, asked: Asked) -> None:
        self.asked.append(asked)
        answer = self.answers.get(f"{asked.method} {asked.path}")
        if callable(answer):
            answer = answer(asked)
        if answer is None:
            answer = Refusal(404, "not-found", "there is no such thing")
        if isinstance(answer, Refusal):
            said = {"code": answer.code, "message": answer.message}
            await route.fulfill(status=answer.status, json=said)
        else:
            await route.fulfill(json=answer)


def _asked(request: Request) -> Asked:
    url = urlsplit(request.url)
    return Asked(
        request.method,
        unquote(url.path.removeprefix(API)),
        dict(parse_qsl(url.query)),
        json.loads(request.post_data) if request.post_data else None,
        request.headers.get("x-coach-csrf"),
    )


async def _file(route: Route, file: PageFile | None) -> None:
    if file is None:
        await route.fulfill(status=404, body="There is no such page.\n")
        return
    headers = {"Content-Type": file.content_type, "Content-Security-Policy": POLICY}
    await route.fulfill(body=file.body, headers=headers)
