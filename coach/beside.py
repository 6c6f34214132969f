"""Something done beside a block of code, until that ends."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager


@asynccontextmanager
async def beside(
    work: Coroutine[None, None, None], *, name: str
) -> AsyncIterator[None]:
    """Do something while the block lasts; it is then cancelled and awaited.

    Args:
        work: What to do.  An error of it comes out of the block, when that has ended.
        name: What its task is called.
    """
    task = asyncio.create_task(work, name=name)
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
