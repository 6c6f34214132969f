import asyncio
import contextlib
import json
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from coach.web.api import MAX_BODY_BYTES, METHODS, ApiLimits
from coach.web.call_details import (
    MAX_AGENT_CHARACTERS,
    MAX_KEY_CHARACTERS,
    MAX_METADATA_KEYS,
    MAX_VALUE_CHARACTERS,
)
from coach.web.hub import MAX_COMMANDS, OverlayHub
from coach.web.listening import Listening, ListeningChannel
from coach.web.messages import BeginCall, Command, EndCall, Pause, Resume
from coach.web.server import OverlayServer

ROOT = Path(__file__).parents[2]

CHANNEL = ListeningChannel(state="ok", device="Headset")
STANDBY = Listening(
    state="standby",
    in_call=False,
    controls=("begin-call", "pause"),
    agent=CHANNEL,
    customer=CHANNEL,
)
IN_CALL = replace(STANDBY, state="call", in_call=True, controls=("end-call", "pause"))
PAUSED = replace(STANDBY, state="paused", controls=("resume",))
PAUSED_CALL = replace(PAUSED, in_call=True, controls=("end-call", "resume"))

TOKEN = "right tökén"
LIMITS = ApiLimits(body_s=0.3, burst=1_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 – whatever was answered
        """The body, which is JSON."""
        assert self.headers["content-type"] == "application/json"
        return json.loads(self.body)


@pytest.fixture
def hub() -> OverlayHub:
    """A hub where a headset waits for a call."""
    hub = OverlayHub()
    hub.tell_listening(STANDBY)
    return hub


@pytest.fixture
async def server(hub: OverlayHub) -> AsyncIterator[OverlayServer]:
    """That hub's server on a port of its own, with little patience."""
    async with OverlayServer(hub, token=TOKEN, port=0, api_limits=LIMITS) as server:
        yield server


async def ask(
    server: OverlayServer,
    path: str,
    *,
    method: str = "POST",
    authorization: str | bytes | None = f"Bearer {TOKEN}",
    body: bytes | None = None,
    content_type: str | None = "application/json",
    host: str | None = None,
    more: bytes = b"",
) -> Answer:
    """Send one request, byte for byte, and return the answer to it."""
    lines = [
        f"{method} {path} HTTP/1.1".encode(),
        f"Host: {host or f'127.0.0.1:{server.port}'}".encode(),
        b"Connection: close",
    ]
    if authorization is not None:
        value = authorization
        value = value.encode() if isinstance(value, str) else value
        lines.append(b"Authorization: " + value)
    if body is not None:
        lines.append(f"Content-Length: {len(body)}".encode())
        if content_type is not None:
            lines.append(f"Content-Type: {content_type}".encode())
    request = b"\r\n".join(lines) + b"\r\n" + more + b"\r\n" + (body or b"")
    return await send(server, request)


async def send(server: OverlayServer, request: bytes) -> Answer:
    """Send bytes and return what is answered until the server hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        writer.write(request)
        async with asyncio.timeout(5):
            head, _, rest = (await reader.read()).partition(b"\r\n\r\n")
    finally:
        writer.transport.abort()
    status, *lines = head.decode().split("\r\n")
    pairs = (line.partition(": ")[::2] for line in lines)
    return Answer(
        status=int(status.split(" ")[1]),
        headers={name.lower(): value for name, value in pairs},
        body=rest,
    )


async def commanded(hub: OverlayHub) -> list[Command]:
    """Return what has reached the session."""
    found: list[Command] = []
    commands = hub.commands()
    try:
        async with asyncio.timeout(0.05):
            while True:
                found.append(await anext(commands))
    except TimeoutError:
        return found


class TestCommands:
    @pytest.mark.parametrize(
        ("path", "listening", "status", "command"),
        [
            ("call/start", STANDBY, 202, BeginCall()),
            ("call/start", IN_CALL, 200, BeginCall()),
            ("call/start", PAUSED_CALL, 200, BeginCall()),
            ("call/end", IN_CALL, 202, EndCall()),
            ("call/end", PAUSED_CALL, 202, EndCall()),
            ("listening/pause", STANDBY, 202, Pause()),
            ("listening/pause", IN_CALL, 202, Pause()),
            ("listening/pause", PAUSED, 200, Pause()),
            ("listening/resume", PAUSED, 202, Resume()),
            ("listening/resume", STANDBY, 200, Resume()),
        ],
    )
    async def test_reach_the_session(
        self,
        server: OverlayServer,
        hub: OverlayHub,
        path: str,
        listening: Listening,
        status: int,
        command: Command,
    ) -> None:
        """Accepted, or 200 where it is so already: then too, for what is on its way."""
        hub.tell_listening(listening)
        answer = await ask(server, f"/api/{path}")

        assert (answer.status, answer.json) == (
            status,
            {"listening": listening.to_json()},
        )
        assert await commanded(hub) == [command]

    async def test_a_call_starts_with_its_details(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """They come to the session as they were told."""
        body = '{"agent":"Zoë","metadata":{"ticket":"INC-1","vip":true}}'.encode()
        answer = await ask(server, "/api/call/start", body=body)

        assert answer.status == 202
        assert await commanded(hub) == [
            BeginCall(agent="Zoë", metadata={"ticket": "INC-1", "vip": True})
        ]

    async def test_a_body_may_come_in_chunks(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """Of any size, down to one byte."""
        text = b'{"agent":"A"}'
        chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in text)
        answer = await ask(
            server,
            "/api/call/start",
            more=b"Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n"
            b"\r\n" + chunks + b"0\r\n",
        )

        assert answer.status == 202
        assert await commanded(hub) == [BeginCall(agent="A")]

    async def test_no_call_can_be_ended_where_there_is_none(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """But one can that was asked for a moment ago."""
        answer = await ask(server, "/api/call/end")
        assert (answer.status, answer.json["code"]) == (409, "no-call")

        await ask(server, "/api/call/start")
        assert (await ask(server, "/api/call/end")).status == 202
        assert await commanded(hub) == [BeginCall(), EndCall()]

    async def test_in_a_pause_no_call_begins(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """A telephone is told so, rather than that it was done."""
        hub.tell_listening(PAUSED)
        answer = await ask(server, "/api/call/start")
        assert (answer.status, answer.json["code"]) == (409, "paused")
        assert (await ask(server, "/api/call/end")).json["code"] == "no-call"

        await ask(server, "/api/listening/resume")
        assert (await ask(server, "/api/call/start")).status == 202
        assert await commanded(hub) == [Resume(), BeginCall()]

    async def test_a_pause_on_its_way_is_not_lost(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """The last word counts, though the status is still that of before."""
        hub.tell_listening(PAUSED)
        await ask(server, "/api/listening/resume")
        await ask(server, "/api/listening/pause")

        assert await commanded(hub) == [Resume(), Pause()]

    @pytest.mark.parametrize("path", METHODS)
    async def test_nothing_is_commanded_where_no_headset_is_followed(
        self, server: OverlayServer, hub: OverlayHub, path: str
    ) -> None:
        """A demo is no place for a telephone."""
        hub.tell_listening(None)
        answer = await ask(server, f"/api/{path}", method=METHODS[path][0])

        assert (answer.status, answer.json["code"]) == (409, "not-live")
        assert await commanded(hub) == []

    async def test_a_full_queue_is_said(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """What was not taken is not called accepted."""
        for _ in range(MAX_COMMANDS):
            hub.command(Resume())
        answer = await ask(server, "/api/listening/pause")

        assert (answer.status, answer.json["code"]) == (503, "busy")

    async def test_the_status_can_be_asked_for(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """Even with names that have no form in UTF-8; a HEAD gets no body."""
        hub.tell_listening(replace(STANDBY, analyst="\ud800"))
        answer = await ask(server, "/api/listening", method="GET")
        head = await ask(server, "/api/listening", method="HEAD")

        assert answer.status == 200
        assert answer.json["listening"]["analyst"] == "\ud800"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert (head.status, head.body) == (200, b"")


class TestDoor:
    @pytest.mark.parametrize(
        "authorization",
        [
            None,
            "",
            "Bearer",
            "Bearer ",
            "Bearer wrong",
            f"Bearer {TOKEN}x",
            f"Bearer {TOKEN[:-1]}",
            f"Basic {TOKEN}",
            f"{TOKEN}",
            f"Bearer Bearer {TOKEN}",
            f"Bearer\t{TOKEN}",
            b"Bearer \xff\xfe",
            b"Bearer " + TOKEN.encode("latin-1"),
            b"\xff" * 100,
            b"Bearer " + b"x" * 8_000,
        ],
    )
    async def test_only_the_token_opens_it(
        self,
        server: OverlayServer,
        hub: OverlayHub,
        authorization: str | bytes | None,
    ) -> None:
        """Whatever else is sent is 401, and nothing happens."""
        for path, (method, *_) in METHODS.items():
            answer = await ask(
                server, f"/api/{path}", method=method, authorization=authorization
            )

            assert (answer.status, answer.json["code"]) == (401, "unauthorised")
            assert answer.headers["www-authenticate"] == "Bearer"
            assert answer.headers["cache-control"] == "no-store"
        assert await commanded(hub) == []

    async def test_two_tokens_are_none(self, server: OverlayServer) -> None:
        """Which of them counts would be anybody's guess."""
        more = f"Authorization: Bearer {TOKEN}\r\n".encode()
        answer = await ask(server, "/api/listening", method="GET", more=more)

        assert answer.status == 401

    async def test_the_token_counts_nowhere_else(self, server: OverlayServer) -> None:
        """An address ends up in logs and histories."""
        answer = await ask(
            server,
            "/api/listening?token=right%20t%C3%B6k%C3%A9n",
            method="GET",
            authorization=None,
        )

        assert answer.status == 401

    @pytest.mark.parametrize(
        ("host", "more"),
        [
            (None, b"Origin: http://evil.example\r\n"),
            (None, b"Origin: null\r\n"),
            (None, b"Origin: http://127.0.0.1:1\r\n"),
            (None, b"Sec-Fetch-Site: cross-site\r\n"),
            (None, b"Sec-Fetch-Site: same-site\r\n"),
            (None, b"Sec-Fetch-Site: nonsense\r\n"),
            ("evil.example:8765", b""),
            ("127.0.0.1.evil.example", b""),
        ],
    )
    async def test_foreign_pages_are_refused(
        self, server: OverlayServer, hub: OverlayHub, host: str | None, more: bytes
    ) -> None:
        """Even with the token, and no preflight is answered with what it asks for."""
        for path, method, statuses in (
            ("listening", "GET", {403}),
            ("call/start", "POST", {403}),
            ("call/start", "OPTIONS", {403, 405}),
        ):
            answer = await ask(
                server, f"/api/{path}", method=method, host=host, more=more
            )

            assert answer.status in statuses
            assert not any("access-control" in name for name in answer.headers)
        assert await commanded(hub) == []

    async def test_our_own_page_is_let_in(self, server: OverlayServer) -> None:
        """It has an origin, too."""
        origin = f"http://127.0.0.1:{server.port}"
        more = f"Origin: {origin}\r\nSec-Fetch-Site: same-origin\r\n".encode()

        assert (await ask(server, "/api/call/start", more=more)).status == 202

    @pytest.mark.parametrize("path", METHODS)
    async def test_other_methods_are_refused(
        self, server: OverlayServer, hub: OverlayHub, path: str
    ) -> None:
        """With those that are allowed; nothing is commanded by a GET."""
        every = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"}
        for method in every - set(METHODS[path]):
            answer = await ask(server, f"/api/{path}", method=method)

            assert answer.status == 405
            assert answer.headers["allow"] == ", ".join(METHODS[path])
        assert await commanded(hub) == []

    async def test_there_are_no_other_paths(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """No two spellings lead to the same thing."""
        for path in (
            "/api",
            "/api/",
            "/api/nothing",
            "/api/call",
            "/api/call/start/",
            "/api/call//start",
            "//api/call/start",
            "/api/../api/call/start",
            "/api/./call/start",
            "/api/call/start%00",
            "/api/call/start;x",
            "/API/call/start",
            "/api/%2e%2e/overlay/",
            "/api/../overlay/index.html",
            "/api\\call\\start",
            "/overlay/../api/call/start",
            "/overlay/api/call/start",
        ):
            answer = await ask(server, path)

            assert answer.status in {404, 405}, path
        assert await commanded(hub) == []


class TestBody:
    @pytest.mark.parametrize(
        ("path", "body", "place"),
        [
            ("call/start", b"no JSON", "body"),
            ("call/start", b"[1]", "body"),
            ("call/start", b"[" * MAX_BODY_BYTES, "body"),
            ("call/start", b'{"agnet":"A"}', "agnet"),
            ("call/start", b'{"agent":"A","agent":"B"}', "agent"),
            ("call/start", b'{"metadata":{"k":"\\u0000"}}', "metadata.k"),
            ("call/start", b'{"metadata":{"k":"\\ud800"}}', "body"),
            ("call/start", b'{"' + b"x" * 10_000 + b'":1}', "xxxx"),
            ("call/end", b'{"agent":"A"}', "agent"),
            ("listening/pause", b'{"metadata":{}}', "metadata"),
            ("listening/resume", b'{"more":1}', "more"),
        ],
    )
    async def test_what_is_malformed_is_400(
        self,
        server: OverlayServer,
        hub: OverlayHub,
        path: str,
        body: bytes,
        place: str,
    ) -> None:
        """The answer names the place and is short."""
        hub.tell_listening(IN_CALL)
        answer = await ask(server, f"/api/{path}", body=body)

        assert (answer.status, answer.json["code"]) == (400, "malformed")
        assert answer.json["message"].startswith(place)
        assert len(answer.json["message"]) <= 300
        assert await commanded(hub) == []

    @pytest.mark.parametrize(
        "content_type",
        [
            None,
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/jsonp",
            "text/plain; application/json",
        ],
    )
    async def test_only_json_is_read(
        self, server: OverlayServer, hub: OverlayHub, content_type: str | None
    ) -> None:
        """What a foreign page could send as a form is none."""
        answer = await ask(
            server, "/api/call/start", body=b"{}", content_type=content_type
        )

        assert (answer.status, answer.json["code"]) == (415, "no-json")
        assert await commanded(hub) == []

    @pytest.mark.parametrize(
        "content_type", ["application/json; charset=utf-8", "Application/JSON"]
    )
    async def test_json_is_known_in_any_spelling(
        self, server: OverlayServer, content_type: str
    ) -> None:
        """With its charset, too."""
        answer = await ask(
            server, "/api/call/start", body=b"{}", content_type=content_type
        )

        assert answer.status == 202

    async def test_a_body_has_its_bound(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """At the bound it is read; one byte more, announced or not, is 413."""
        fits = b"{}".ljust(MAX_BODY_BYTES)
        assert (await ask(server, "/api/call/start", body=fits)).status == 202
        await commanded(hub)

        answer = await ask(server, "/api/call/start", body=fits + b" ")
        assert (answer.status, answer.json["code"]) == (413, "too-large")
        chunk = b"%x\r\n%s\r\n" % (len(fits), fits)
        answer = await ask(
            server,
            "/api/call/start",
            more=b"Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n"
            b"\r\n" + chunk + chunk + b"0\r\n",
        )
        assert answer.status == 413
        assert await commanded(hub) == []

    @pytest.mark.parametrize("digits", ["17000", "9" * 18, "9" * 5_000])
    async def test_a_body_that_is_too_large_is_not_waited_for(
        self, server: OverlayServer, digits: str
    ) -> None:
        """The announcement is enough."""
        before = time.perf_counter()
        more = f"Content-Length: {digits}\r\n".encode()
        answer = await ask(server, "/api/call/start", more=more)

        assert answer.status in {400, 413}
        assert time.perf_counter() - before < LIMITS.body_s

    async def test_a_body_that_does_not_come_is_408(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """One that drips, byte by byte, has no longer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(
            f"POST /api/call/start HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
            f"Authorization: Bearer {TOKEN}\r\nContent-Length: 1000\r\n\r\n".encode()
        )
        answer = asyncio.ensure_future(reader.readline())
        for _ in range(40):
            if answer.done():
                break
            writer.write(b" ")
            await asyncio.sleep(0.05)
        writer.transport.abort()

        assert (await answer).startswith(b"HTTP/1.1 408")
        assert await commanded(hub) == []

    async def test_who_hangs_up_commands_nothing(
        self, server: OverlayServer, hub: OverlayHub, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Half a request is none, and no fault of the server's."""
        _, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(
            f"POST /api/call/start HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
            f"Authorization: Bearer {TOKEN}\r\nContent-Length: 2\r\n\r\n{{".encode()
        )
        await asyncio.sleep(0.05)
        writer.transport.abort()

        assert await commanded(hub) == []
        assert caplog.records == []

    async def test_a_wrong_token_is_told_before_the_body(
        self, server: OverlayServer
    ) -> None:
        """A stranger is not read from, and does not keep the connection."""
        before = time.perf_counter()
        answer = await ask(
            server,
            "/api/call/start",
            authorization="Bearer wrong",
            more=b"Content-Length: 1000\r\n",
        )

        assert answer.status == 401
        assert answer.headers["connection"] == "close"
        assert time.perf_counter() - before < LIMITS.body_s

    async def test_headers_have_their_bound(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """A header without an end is refused while it comes."""
        more = b"X-Large: " + b"x" * 200_000 + b"\r\n"
        # Hung up on in the middle of sending, a client may not get to the answer.
        with contextlib.suppress(ConnectionError):
            answer = await ask(server, "/api/call/start", more=more)
            assert answer.status == 400

        assert await commanded(hub) == []

    async def test_nothing_of_a_request_is_logged(
        self, server: OverlayServer, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Neither what was taken nor what was refused."""
        caplog.set_level(0)
        for body in (b'{"agent":"geheim"}', b'{"geheim":1}', b"geheim"):
            await ask(server, "/api/call/start?geheim=1", body=body)
        await ask(server, "/api/call/start", authorization="Bearer geheim")

        assert "geheim" not in caplog.text
        assert TOKEN not in caplog.text


class TestDocument:
    DOCUMENT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")

    @pytest.mark.parametrize("path", METHODS)
    def test_every_path_is_described(self, path: str) -> None:
        """With the method to ask by."""
        assert f"`{METHODS[path][0]} /api/{path}`" in self.DOCUMENT

    def test_every_code_is_described(self) -> None:
        """And none that is not answered."""
        source = (ROOT / "coach" / "web" / "api.py").read_text(encoding="utf-8")
        answered = set(re.findall(r'_Refused\(\s*(\d+),\s*"([a-z-]+)"', source))
        described = re.findall(r"^\| (\d+) \| `([a-z-]+)` \|", self.DOCUMENT, re.M)

        assert len(answered) > 10
        assert set(described) == answered

    def test_every_bound_is_described(self) -> None:
        """As they are."""
        assert f"{MAX_BODY_BYTES // 1024} KiB" in self.DOCUMENT
        for bound in (
            f"1 to {MAX_AGENT_CHARACTERS} characters",
            f"At most {MAX_METADATA_KEYS} keys of 1 to {MAX_KEY_CHARACTERS} characters",
            f"at most {MAX_VALUE_CHARACTERS} characters",
        ):
            assert bound in self.DOCUMENT


class TestRate:
    async def test_a_flood_is_429(self, hub: OverlayHub) -> None:
        """Twenty at once, ten times: a burst is taken, the rest refused."""
        limits = ApiLimits(burst=20, per_second=0.001)
        async with OverlayServer(hub, token=TOKEN, port=0, api_limits=limits) as server:
            statuses = []
            for _ in range(10):
                answers = await asyncio.gather(
                    *(ask(server, "/api/listening/pause") for _ in range(20))
                )
                statuses += [answer.status for answer in answers]
            last = await ask(server, "/api/listening/pause")
            question = await ask(server, "/api/listening", method="GET")
            stranger = await ask(server, "/api/call/start", authorization=None)

        assert (statuses.count(202), statuses.count(429)) == (20, 180)
        assert (last.status, last.headers["retry-after"]) == (429, "1")
        assert question.status == 200
        assert stranger.status == 401
        assert await commanded(hub) == [Pause()] * 20

    async def test_strangers_lock_nobody_out(self, hub: OverlayHub) -> None:
        """Only who knows the token is counted."""
        limits = ApiLimits(burst=1, per_second=0.001)
        async with OverlayServer(hub, token=TOKEN, port=0, api_limits=limits) as server:
            for _ in range(20):
                await ask(server, "/api/call/start", authorization="Bearer wrong")

            assert (await ask(server, "/api/call/start")).status == 202
