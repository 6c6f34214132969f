"""Ctrl-C as a wish to end well, and twice as a wish to end now."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

SIGNALS = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP")
    if hasattr(signal, name)
)
"""Ctrl-C, a termination, and (but for Windows) a terminal that was closed."""


@contextlib.contextmanager
def interrupts() -> Iterator[asyncio.Event]:
    """Yield an event that the first Ctrl-C or termination sets.

    While the block lasts the first one interrupts nothing by itself; a second one is as
    it always was.  For the main thread, inside a running event loop.
    """
    wanted = asyncio.Event()
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in SIGNALS}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def note(number: int, frame: FrameType | None) -> None:
        del number, frame
        restore()
        loop.call_soon_threadsafe(wanted.set)

    for number in SIGNALS:
        signal.signal(number, note)
    try:
        yield wanted
    finally:
        restore()
