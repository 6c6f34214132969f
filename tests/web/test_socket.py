import asyncio
import json
import socket as sockets
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from coach.web.hub import MAX_SUBSCRIPTIONS, OverlayHub
from coach.web.listening import Listening, ListeningChannel
from coach.web.messages import MAX_MESSAGE_BYTES, Acknowledge, BeginCall, Pause
from coach.web.server import OverlayServer
from coach.web.socket import RateLimit, SocketLimits

LIMITS = SocketLimits(hello_s=0.3, send_s=0.3, burst=6, per_second=0.001)


@pytest.fixture
async def hub() -> OverlayHub:
    """A hub with a call that has begun."""
    hub = OverlayHub()
    hub.begin_call("call-1", 1_000)
    return hub


@pytest.fixture
async def server(hub: OverlayHub) -> AsyncIterator[OverlayServer]:
    """That hub's server on a port of its own, with little patience."""
    async with OverlayServer(hub, token="right", port=0, limits=LIMITS) as server:
        yield server


def socket_of(server: OverlayServer, **more: Any) -> connect:  # noqa: ANN401
    """Return a connection to the overlay's socket, still to be opened."""
    address = f"ws://127.0.0.1:{server.port}/overlay/socket"
    return connect(address, proxy=None, **more)


async def say(browser: ClientConnection, **message: object) -> None:
    """Send a message."""
    await browser.send(json.dumps(message))


async def hear(browser: ClientConnection) -> dict[str, Any]:
    """Receive a message."""
    message: dict[str, Any] = json.loads(await browser.recv())
    return message


async def end_of(browser: ClientConnection) -> tuple[int | None, list[dict[str, Any]]]:
    """Return the close code and what came before it."""
    heard = []
    try:
        async with asyncio.timeout(5):
            while True:
                heard.append(await hear(browser))
    except ConnectionClosed as closed:
        return (closed.rcvd.code if closed.rcvd else None), heard


class TestHello:
    async def test_the_right_token_lets_in(self, server: OverlayServer) -> None:
        """Everything of the present call follows."""
        async with socket_of(server) as browser:
            await say(browser, type="hello", token="right")
            message = await hear(browser)

        assert message == {
            "type": "call-started",
            "call": "call-1",
            "seq": 1,
            "wall_ms": 1_000,
            "notice": None,
        }

    @pytest.mark.parametrize(
        "message",
        [
            {"type": "hello", "token": "wrong"},
            {"type": "hello", "token": ""},
            {"type": "hello", "token": "rïght"},
            {"type": "hello", "token": 7},
            {"type": "hello", "token": None},
            {"type": "hello"},
            {"type": "dismiss", "nudge": "n"},
        ],
    )
    async def test_anything_else_is_4401(
        self, server: OverlayServer, hub: OverlayHub, message: dict[str, object]
    ) -> None:
        """A wrong or missing token hears nothing of the call and changes nothing."""
        hub.publish({"type": "nudge", "id": "n", "kind": "dead-air"})
        async with socket_of(server) as browser:
            await say(browser, **message)
            code, heard = await end_of(browser)

        assert (code, heard) == (4401, [])
        assert hub.log is not None
        assert hub.log.seq == 2

    async def test_silence_is_4401(self, server: OverlayServer) -> None:
        """A hello that does not come in time is a missing token."""
        async with socket_of(server) as browser:
            assert await end_of(browser) == (4401, [])

    @pytest.mark.parametrize("message", ["no JSON", "{}", b'{"type":"hello"}', "[1]"])
    async def test_what_is_malformed_is_4400(
        self, server: OverlayServer, message: str | bytes
    ) -> None:
        """After an error that says so, and without a word about the call."""
        async with socket_of(server) as browser:
            await browser.send(message)
            code, heard = await end_of(browser)

        assert code == 4400
        assert [(m["type"], m["code"], m["call"]) for m in heard] == [
            ("error", "malformed-message", None)
        ]

    async def test_only_so_many_are_served(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """One too many is told to come back later."""
        places = [hub.subscribe() for _ in range(MAX_SUBSCRIPTIONS)]
        for place in places:
            place.__enter__()
        async with socket_of(server) as browser:
            await say(browser, type="hello", token="right")
            assert await end_of(browser) == (1013, [])


class TestOrigin:
    async def test_a_foreign_page_is_403(self, server: OverlayServer) -> None:
        """There is no connection to begin with."""
        with pytest.raises(InvalidStatus) as refused:
            async with socket_of(server, origin="http://evil.example"):
                pass

        assert refused.value.response.status_code == 403

    async def test_our_own_page_is_let_in(self, server: OverlayServer) -> None:
        """Under either name of this machine."""
        for name in ("127.0.0.1", "localhost"):
            origin = f"http://{name}:{server.port}"
            async with socket_of(server, origin=origin) as browser:
                await say(browser, type="hello", token="right")
                assert (await hear(browser))["seq"] == 1


class TestConversation:
    async def test_a_browser_that_comes_back_misses_nothing(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """What was said meanwhile comes first, once each and in order."""
        async with socket_of(server) as browser:
            await say(browser, type="hello", token="right")
            seen = (await hear(browser))["seq"]
        for at_ms in range(100):
            hub.publish({"type": "state", "at_ms": at_ms})
        async with socket_of(server) as browser:
            await say(browser, type="hello", token="right", call="call-1", after=seen)
            missed = [await hear(browser) for _ in range(100)]
            hub.publish({"type": "state", "at_ms": 100})
            present = await hear(browser)

        assert [m["seq"] for m in [*missed, present]] == list(range(2, 103))
        assert [m["at_ms"] for m in [*missed, present]] == list(range(101))

    async def test_commands_reach_the_session(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """And take the nudge off the other screens."""
        hub.publish({"type": "nudge", "id": "n", "kind": "dead-air"})
        async with socket_of(server) as browser, socket_of(server) as other:
            await say(browser, type="hello", token="right")
            await say(other, type="hello", token="right")
            await say(browser, type="acknowledge", nudge="n")
            types = [(await hear(other))["type"] for _ in range(3)]

        assert types == ["call-started", "nudge", "nudge-withdrawn"]
        assert await anext(hub.commands()) == Acknowledge(nudge="n")

    async def test_the_headset_is_told_and_commanded(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """Its status comes first and when it changes; commands reach the session."""
        channel = ListeningChannel(state="ok", device="Headset")
        standby = Listening(
            state="standby",
            in_call=False,
            controls=("begin-call", "pause"),
            agent=channel,
            customer=channel,
        )
        hub.tell_listening(standby)
        async with socket_of(server) as browser:
            await say(browser, type="hello", token="right")
            types = [(await hear(browser))["type"] for _ in range(2)]
            hub.tell_listening(replace(standby, state="paused", controls=("resume",)))
            paused = await hear(browser)
            await say(browser, type="begin-call")
            await say(browser, type="pause")
            commands = hub.commands()
            assert [await anext(commands) for _ in range(2)] == [BeginCall(), Pause()]

        assert types == ["listening", "call-started"]
        assert (paused["state"], paused["controls"]) == ("paused", ["resume"])
        assert (paused["call"], paused["seq"]) == ("call-1", 1)

    async def test_without_a_headset_its_commands_do_nothing(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """The connection goes on, and nothing reaches the session."""
        hub.publish({"type": "nudge", "id": "n", "kind": "dead-air"})
        async with socket_of(server) as browser:
            await say(browser, type="hello", token="right")
            for kind in ("begin-call", "end-call", "pause", "resume"):
                await say(browser, type=kind)
            hub.publish({"type": "state"})
            types = [(await hear(browser))["type"] for _ in range(3)]
            await say(browser, type="acknowledge", nudge="n")
            assert (await hear(browser))["type"] == "nudge-withdrawn"

        assert types == ["call-started", "nudge", "state"]
        assert await anext(hub.commands()) == Acknowledge(nudge="n")

    @pytest.mark.parametrize(
        "message",
        [
            "no JSON",
            b"\x00",
            '{"type":"dismiss","nudge":7}',
            '{"type":"hello","token":"right"}',
        ],
    )
    async def test_what_is_malformed_is_4400(
        self, server: OverlayServer, hub: OverlayHub, message: str | bytes
    ) -> None:
        """The browser is told and can come back; the call notices nothing."""
        async with socket_of(server) as browser:
            await say(browser, type="hello", token="right")
            await hear(browser)
            await browser.send(message)
            code, heard = await end_of(browser)

        assert code == 4400
        assert [(m["type"], m["call"], m["seq"]) for m in heard] == [
            ("error", "call-1", 1)
        ]
        assert hub.log is not None
        assert hub.log.seq == 1

    async def test_what_is_oversized_is_1009(self, server: OverlayServer) -> None:
        """64 KiB is allowed (and malformed here), one byte more is not."""
        for size, expected in (
            (MAX_MESSAGE_BYTES, 4400),
            (MAX_MESSAGE_BYTES + 1, 1009),
        ):
            async with socket_of(server) as browser:
                await say(browser, type="hello", token="right")
                await hear(browser)
                await browser.send("x" * size)
                code, _ = await end_of(browser)
            assert code == expected

    async def test_too_many_messages_are_1008(self, server: OverlayServer) -> None:
        """A browser that floods the session is cut off."""
        async with socket_of(server) as browser:
            await say(browser, type="hello", token="right")
            for _ in range(LIMITS.burst + 1):
                await say(browser, type="dismiss", nudge="none")
            code, _ = await end_of(browser)

        assert code == 1008

    async def test_a_slow_browser_is_cut_off(
        self, server: OverlayServer, hub: OverlayHub
    ) -> None:
        """One that reads nothing holds up neither the call nor the other browsers."""
        slow = sockets.socket()
        slow.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4_096)
        slow.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(slow, ("127.0.0.1", server.port))
        async with socket_of(server, sock=slow, max_queue=1) as browser:
            await say(browser, type="hello", token="right")
            await hub.wait_connected()
            for _ in range(400):
                hub.publish({"type": "note", "text": "x" * 30_000})
            async with socket_of(server) as other:
                await say(other, type="hello", token="right")
                seqs = [(await hear(other))["seq"] for _ in range(401)]
            async with asyncio.timeout(5):
                while hub.publish({"type": "state"}):
                    await asyncio.sleep(0.02)
            browser.transport.abort()

        assert seqs == list(range(1, 402))


class TestRateLimit:
    def test_allows_a_burst_and_then_a_rate(self) -> None:
        """Three at once, then one each half second."""
        rate = RateLimit(burst=3, per_second=2, now=0.0)

        assert [rate.allows(0.0) for _ in range(4)] == [True, True, True, False]
        assert not rate.allows(0.49)
        assert rate.allows(0.5)
        assert not rate.allows(0.75)

    def test_never_saves_up_more_than_the_burst(self) -> None:
        """An hour of silence buys no flood."""
        rate = RateLimit(burst=2, per_second=2, now=0.0)

        assert [rate.allows(3_600.0) for _ in range(3)] == [True, True, False]
