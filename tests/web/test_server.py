import asyncio
import contextlib
import http.client
import signal
import socket
import time

import pytest
import uvicorn
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from coach.errors import ServerError
from coach.web.hub import OverlayHub
from coach.web.server import OverlayServer


async def ask(port: int, request: str) -> str:
    """Send one request over a plain connection and return the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request.encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer.decode()


class TestOverlayServer:
    async def test_serves_the_page_at_once(self) -> None:
        """From entering to the page is well under the second that is promised."""
        before = time.perf_counter()
        async with OverlayServer(OverlayHub(), token="t", port=0) as server:
            answer = await ask(
                server.port,
                f"GET /overlay/ HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
                "Connection: close\r\n\r\n",
            )
            seconds = time.perf_counter() - before

        assert answer.startswith("HTTP/1.1 200 OK")
        assert "server:" not in answer.lower().split("\r\n\r\n")[0]
        assert seconds < 5  # generous: the machine may be busy

    async def test_the_address_carries_the_token(self) -> None:
        """Quoted, since a token that is given may be anything."""
        async with OverlayServer(OverlayHub(), token="a b&c#d", port=0) as server:
            assert server.url == (
                f"http://127.0.0.1:{server.port}/overlay/#token=a%20b%26c%23d"
            )

    async def test_a_port_in_use_is_one_clear_line(self) -> None:
        """And names the way out."""
        async with OverlayServer(OverlayHub(), token="t", port=0) as first:
            second = OverlayServer(OverlayHub(), token="t", port=first.port)
            with pytest.raises(ServerError, match=rf"port {first.port} is in use.*0"):
                await second.__aenter__()

    async def test_a_port_that_does_not_exist_is_too(self) -> None:
        """A number out of range is no traceback."""
        with pytest.raises(ServerError, match="65535"):
            await OverlayServer(OverlayHub(), token="t", port=65_536).__aenter__()

    async def test_the_port_is_free_again_at_once(self) -> None:
        """A restart finds its port, even with a browser that was connected."""
        async with OverlayServer(OverlayHub(), token="t", port=0) as first:
            browser = await connect(
                f"ws://127.0.0.1:{first.port}/overlay/socket", proxy=None
            )
        async with OverlayServer(OverlayHub(), token="t", port=first.port) as second:
            assert second.port == first.port
        with contextlib.suppress(ConnectionClosed):
            await browser.recv()

    async def test_leaving_sends_the_end_and_closes_every_socket(self) -> None:
        """Within a second, whatever browsers do."""
        hub = OverlayHub()
        hub.begin_call("call-1", 0)
        heard: list[str] = []
        async with OverlayServer(hub, token="t", port=0) as server:
            address = f"ws://127.0.0.1:{server.port}/overlay/socket"
            browser = await connect(address, proxy=None)
            silent = await connect(address, proxy=None)
            await browser.send('{"type":"hello","token":"t"}')
            await hub.wait_connected()
            hub.end_call(None)
            before = time.perf_counter()
        seconds = time.perf_counter() - before
        with contextlib.suppress(ConnectionClosed):
            while True:
                heard.append(str(await browser.recv()))

        assert '"call-ended"' in heard[-1]
        assert browser.close_code == 1012
        assert seconds < 1.5
        await silent.close()
        assert asyncio.all_tasks() == {asyncio.current_task()}

    async def test_leaves_the_signals_alone(self) -> None:
        """Ctrl-C belongs to the session."""
        before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
        async with OverlayServer(OverlayHub(), token="t", port=0):
            await asyncio.sleep(0.05)
            inside = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)

        assert inside == before

    async def test_a_failure_of_the_block_comes_out_as_it_is(self) -> None:
        """Not wrapped in a group, so that callers can catch it."""
        with pytest.raises(KeyError):
            async with OverlayServer(OverlayHub(), token="t", port=0):
                raise KeyError("mine")

    async def test_a_failure_of_the_server_ends_the_block(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A session never goes on without the overlay it thinks it has."""

        async def fail(self: object, sockets: list[socket.socket]) -> None:
            sockets[0].close()
            raise RuntimeError("boom")

        monkeypatch.setattr(uvicorn.Server, "serve", fail)
        with pytest.raises(ExceptionGroup) as caught:
            async with OverlayServer(OverlayHub(), token="t", port=0):
                await asyncio.sleep(60)

        assert caught.group_contains(RuntimeError, match="boom")

    async def test_can_be_cancelled(self) -> None:
        """A session that is cancelled takes its server with it."""
        server = OverlayServer(OverlayHub(), token="t", port=0)

        async def serve() -> None:
            async with server:
                await asyncio.sleep(60)

        task = asyncio.ensure_future(serve())
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        with pytest.raises(ConnectionRefusedError):
            await ask(server.port, "GET / HTTP/1.0\r\n\r\n")


async def test_small_answers_are_sent_at_once() -> None:
    """On one connection, none waits for the acknowledgement of the one before it.

    With Nagle's algorithm every answer, and every message, would be some 40 ms late.
    """

    def ask_often(port: int) -> float:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        before = time.perf_counter()
        for _ in range(25):
            connection.request("GET", "/overlay/icon.svg")
            connection.getresponse().read()
        connection.close()
        return time.perf_counter() - before

    async with OverlayServer(OverlayHub(), token="t", port=0) as server:
        assert await asyncio.to_thread(ask_often, server.port) < 0.6  # not 25 x 40 ms
