"""Hanging up on whoever does not come to the point."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from coach.web.binding import QuietServer, bind, ended
from coach.web.review.patience import PatientProtocol

SECONDS = 0.3
REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture
async def port(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    """The port of a server with little patience."""
    monkeypatch.setattr(PatientProtocol, "head_seconds", SECONDS)
    config = uvicorn.Config(
        PlainTextResponse("fine"),
        http=PatientProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
    )
    server = QuietServer(config)
    with bind(0, waiting=10) as listener:
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        yield listener.getsockname()[1]
        await ended(server, serving)


async def heard(reader: asyncio.StreamReader) -> bytes:
    """Return what comes until the server hangs up."""
    async with asyncio.timeout(5):
        try:
            return await reader.read()
        except ConnectionResetError:
            return b""


@pytest.mark.parametrize("beginning", [b"", b"GET / HT", REQUEST[:-2]])
async def test_half_a_request_is_not_waited_for(port: int, beginning: bytes) -> None:
    """Nor a connection on which nothing comes at all."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(beginning)
    assert await heard(reader) == b""
    writer.close()


async def test_a_byte_now_and_then_buys_no_time(port: int) -> None:
    """It counts from the first."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    hung_up = asyncio.create_task(heard(reader))
    for byte in b"GET / HTTP/1.1":
        if hung_up.done():
            break
        writer.write(bytes([byte]))
        await asyncio.sleep(SECONDS / 4)
    assert hung_up.done()
    writer.close()


async def test_a_whole_request_is_answered_and_another_after_it(port: int) -> None:
    """Even if they come in pieces."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(2):
        writer.write(REQUEST[:10])
        await asyncio.sleep(SECONDS / 4)
        writer.write(REQUEST[10:])
        async with asyncio.timeout(5):
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200 ")
            assert await reader.readexactly(4) == b"fine"
    writer.close()
