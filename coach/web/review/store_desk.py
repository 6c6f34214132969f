"""The store behind a counter: asked in threads, so that the event loop never waits."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from coach.store.database import Database
from coach.web.review.answers import RefusedError, conflict

logger = logging.getLogger(__name__)

READERS = 4
"""Queries at once."""

WRITERS = 1
"""Changes at once: SQLite has one writer, and a change is short."""

MAX_WAITING = 200
"""Queries, and as many changes, that wait for their turn; more are refused."""

T = TypeVar("T")


class StoreDesk:
    """Ask the store, and change it, from the event loop.

    Cancelling whoever waits does not stop a query that runs, nor undo a change.

    Args:
        db: The store; it stays the caller's to close, after this.
    """

    def __init__(self, db: Database) -> None:
        self.db = db
        self._readers = _Counter("review reader", READERS)
        self._writers = _Counter("review writer", WRITERS)

    async def read(self, query: Callable[[Session], T]) -> T:
        """Return what a query answers, in a transaction that only reads.

        Raises:
            RefusedError: The store does not answer, or too many wait.
        """

        def run() -> T:
            with self.db.reading() as session:
                return query(session)

        return await self.work(run)

    async def work(self, query: Callable[[], T]) -> T:
        """Return what something that reads the store by itself answers.

        Raises:
            RefusedError: The store does not answer, or too many wait.
        """
        return await self._readers.run(query)

    async def change(self, change: Callable[[Session], T]) -> T:
        """Return what a change comes to: it is kept, or undone where it raises.

        Raises:
            RefusedError: The store does not answer, or too many wait.
        """

        def run() -> T:
            with self.db.session() as session:
                return change(session)

        return await self.change_work(run)

    async def change_work(self, change: Callable[[], T]) -> T:
        """Return what something that changes the store by itself comes to.

        Raises:
            RefusedError: The store does not answer, or too many wait.
        """
        return await self._writers.run(change)

    def close(self) -> None:
        """Wait for what runs; what waits is dropped."""
        self._readers.close()
        self._writers.close()


class _Counter:
    """Some threads, and a queue before them that is not endless."""

    def __init__(self, name: str, threads: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._waiting = 0

    async def run(self, work: Callable[[], T]) -> T:
        if self._waiting >= MAX_WAITING:
            raise _busy()
        self._waiting += 1
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._pool, _told, work)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def _told(work: Callable[[], T]) -> T:
    with _store_errors():
        return work()


@contextlib.contextmanager
def _store_errors() -> Iterator[None]:
    began = time.monotonic()
    try:
        yield
    except IntegrityError:
        raise conflict("somebody else changed it at the same moment") from None
    except (DBAPIError, PoolTimeoutError) as error:
        # Never its message: it has the values in it, and those may be words of people.
        waited = time.monotonic() - began
        origin = type(getattr(error, "orig", None) or error).__name__
        logger.warning("the store did not answer: %s after %.1f s", origin, waited)
        raise _busy() from None


def _busy() -> RefusedError:
    message = "the store is busy; try again in a moment"
    return RefusedError(503, "busy", message, {"Retry-After": "2"})
