"""Lines of a stream that blocks, read in a thread of their own."""

import asyncio
import io
import os
import threading
from collections.abc import AsyncIterator, Iterator
from typing import BinaryIO

MAX_LINE_BYTES = 1 << 20
"""Longest line that is read whole, in bytes: an utterance of ten minutes with the times
of its words is a tenth of it."""

MAX_WAITING = 100
"""Lines read ahead."""


async def lines_of(
    stream: BinaryIO | None, *, most_bytes: int = MAX_LINE_BYTES
) -> AsyncIterator[bytes]:
    """Yield the lines of a stream, with their line ends, as they come.

    The thread is a daemon: a read that never returns must not keep us from ending.
    A stream that cannot be read, or no longer, has ended.

    Args:
        stream: Where to read; None has no lines.
        most_bytes: The longest line; of a longer one its beginning is yielded, one byte
            too long, and the rest is passed over, so that a stream without line ends
            takes no memory.
    """
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[bytes | None] = asyncio.Queue(MAX_WAITING)

    def hand_over(line: bytes | None) -> None:
        asyncio.run_coroutine_threadsafe(lines.put(line), loop).result()

    def read() -> None:
        try:
            for line in _bounded(stream, most_bytes):
                hand_over(line)
            hand_over(None)
        except RuntimeError:
            pass  # the loop has ended: nobody reads any more

    threading.Thread(target=read, name="read-lines", daemon=True).start()
    while (line := await lines.get()) is not None:
        yield line


def _bounded(stream: BinaryIO | None, most_bytes: int) -> Iterator[bytes]:
    if stream is None:
        return
    try:
        stream = _own(stream)
        while line := stream.readline(most_bytes + 1):
            yield line
            while len(line) > most_bytes and not line.endswith(b"\n"):
                line = stream.readline(most_bytes + 1)
    except (OSError, ValueError):  # it has been closed
        return


def _own(stream: BinaryIO) -> BinaryIO:
    """Return a reader of the same file that nobody else has.

    Python closes standard input as it ends, and aborts where a thread still waits in
    the very object.
    """
    try:
        return os.fdopen(os.dup(stream.fileno()), "rb")
    except io.UnsupportedOperation:
        return stream
