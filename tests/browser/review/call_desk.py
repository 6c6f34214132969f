"""A call to review, and a server of it that is answered in the browser itself.

What is asked of the server is kept, so that a test can see what the page would have
changed; the sound is a real recording, in byte ranges, as a server sends it.
"""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Error, Page, Route, expect

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

HOST = "http://review.invalid"
CALL_URL = f"{HOST}/review/call/{UID}"


@dataclass
class CallDesk:
    """Answers what the page of one call asks, and keeps what it changes."""

    call: Form = field(default_factory=answer)
    changes: list[tuple[str, str, Any]] = field(default_factory=list)
    """Method, path below the call's, and body, in the order they came."""
    ranges: list[str] = field(default_factory=list)
    """The byte ranges of the sound that were asked for."""
    refuses: bool = False
    """Whether changes are refused."""

    async def serve(self, page: Page) -> None:
        """Answer the page from now on."""
        await page.route(f"{HOST}/**", self._answer)

    async def _answer(self, route: Route) -> None:
        request = route.request
        path = urlsplit(request.url).path
        if path.startswith("/review/static/"):
            await self._static(route, path.removeprefix("/review/static/"))
        elif not path.startswith("/review/api/"):
            await self._static(route, "index.html")
        elif path == "/review/api/session":
            await route.fulfill(body=session(), content_type="application/json")
        else:
            below = path.removeprefix(f"/review/api/calls/{UID}").removeprefix("/")
            await self._call(route, below)

    async def _static(self, route: Route, name: str) -> None:
        file = files().get(name)
        if file is None:
            await route.fulfill(status=404, body="There is no such page.")
            return
        body, kind = file
        headers = {
            "Content-Type": kind,
            "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        }
        await route.fulfill(body=body, headers=headers)

    async def _call(self, route: Route, below: str) -> None:
        request = route.request
        if request.method != "GET":
            body = json.loads(request.post_data) if request.post_data else None
            self.changes.append((request.method, below, body))
            if self.refuses:
                said = {"code": "refused", "message": "It cannot be kept."}
                await route.fulfill(status=409, json=said)
            else:
                await route.fulfill(json=self._changed(request.method, below))
        elif below == "":
            await route.fulfill(json=self.call)
        elif below == "peaks":
            await route.fulfill(body=peaks(), content_type="application/json")
        elif below == "audio":
            await self._sound(route)
        else:
            await route.fulfill(body="export", content_type="text/plain")

    def _changed(self, method: str, below: str) -> Form:
        if below == "review/submit":
            return {"score": 68.8}
        if method == "POST" and below in ("missed", "messages"):
            return {"id": len(self.changes), "at": DAY}
        return {}

    async def _sound(self, route: Route) -> None:
        whole = sound()
        asked = route.request.headers.get("range", "bytes=0-")
        self.ranges.append(asked)
        match = re.fullmatch(r"bytes=(\d+)-(\d*)", asked)
        assert match
        first = int(match[1])
        last = int(match[2] or len(whole) - 1)
        await route.fulfill(
            status=206,
            body=whole[first : last + 1],
            headers={
                "Content-Type": "audio/flac",
                "Accept-Ranges": "bytes",
                "Content-Range": f"bytes {first}-{last}/{len(whole)}",
            },
        )


@cache
def files() -> dict[str, tuple[bytes, str]]:
    """The files of the pages, as the server has them."""
    return {
        name: (file.body, file.content_type)
        for name, file in load_pages(page_folder("review")).items()
    }


@asynccontextmanager
async def opened(
    windows: Windows,
    desk: CallDesk | None = None,
    *,
    url: str = CALL_URL,
    width: int = 1280,
    height: int = 800,
    scheme: Literal["light", "dark"] = "light",
) -> AsyncIterator[Page]:
    """Show the page of a call in one of the shared windows.

    A page that breaks its Content-Security-Policy or fails in its scripts fails its
    test, whatever that test is about.
    """
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            faults.append(message.text)

    def fail(error: Error) -> None:
        faults.append(str(error))

    async with windows.one() as page:
        page.on("console", note)
        page.on("pageerror", fail)
        await (desk or CallDesk()).serve(page)
        try:
            await page.set_viewport_size({"width": width, "height": height})
            await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            await page.goto(url)
            await expect(page.locator(".call")).to_be_visible()
            await expect(page.locator(".wave-tick").first).to_be_visible()
            yield page
        finally:
            page.remove_listener("console", note)
            page.remove_listener("pageerror", fail)
            await page.unroute_all(behavior="ignoreErrors")
    assert faults == []


async def at_seconds(page: Page) -> float:
    """Return where the sound stands, as the page says it."""
    shown = await page.locator(".time").inner_text()
    minutes, seconds = shown.split(" / ")[0].split(":")
    return int(minutes) * 60 + int(seconds)


async def sound_seconds(page: Page) -> float:
    """Return the time of the element that sounds."""
    return float(await page.locator("audio").evaluate("(audio) => audio.currentTime"))
