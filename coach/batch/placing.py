"""Placing calls: which worker of a crew takes the next one."""

import asyncio
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from coach.batch.call import BatchCall, Outcome
from coach.batch.crew import NotBegun
from coach.errors import CoachError

T = TypeVar("T")


class Placed(Protocol):
    """What placing asks of a worker."""

    is_tired: bool
    """Whether it takes nothing new: it is dead, or stuck."""
    is_reserved: bool
    """Whether it is kept for a call that is to be alone in it."""

    @property
    def load(self) -> int:
        """Calls in hand."""
        ...

    @property
    def is_open(self) -> bool:
        """Whether it takes another call."""
        ...

    async def score(self, call: BatchCall, *, alone: bool) -> Outcome:
        """Score a call, in hand from the first step on."""
        ...

    def kill(self) -> None:
        """End it at once: what it has in hand is lost."""
        ...


P = TypeVar("P", bound=Placed)


class Placing(Generic[P]):
    """The workers of a crew, and the calls that wait for one."""

    def __init__(self) -> None:
        self.workers: list[P] = []
        """In the order they came."""
        self._waiters: set[asyncio.Future[None]] = set()
        self._failure: CoachError | NotBegun | None = None
        self._is_closed = False

    async def score(self, call: BatchCall, *, alone: bool) -> Outcome:
        """Score a call; see :meth:`coach.batch.crew.Crew.score`."""
        if alone:
            return await self._score_alone(call)
        worker = await self._placed(self._least_busy)
        # No await in between: what takes calls now has this one before it can end.
        return await worker.score(call, alone=False)

    async def _score_alone(self, call: BatchCall) -> Outcome:
        while True:
            worker = await self._placed(self._least_busy)
            worker.is_reserved = True
            try:
                await self._placed(lambda one=worker: one.load == 0 or None)  # type: ignore[misc]
                if not worker.is_tired:
                    return await worker.score(call, alone=True)
            finally:
                worker.is_reserved = False
                self.wake()

    def _least_busy(self) -> P | None:
        able = (worker for worker in self.workers if worker.is_open)
        return min(able, key=lambda worker: worker.load, default=None)

    async def _placed(self, find: Callable[[], T | None]) -> T:
        """Wait until something is found for a call that is to be begun.

        Raises:
            CoachError: There will be no worker any more.
            NotBegun: No call is begun any more, though there may be a worker.
        """
        found = await self.until(find)
        if self._is_closed:
            raise NotBegun
        return found

    async def until(self, find: Callable[[], T | None]) -> T:
        """Wait until something is found; whoever changes anything calls :meth:`wake`.

        Safe to cancel.

        Raises:
            CoachError: There will be no worker any more.
            NotBegun: No call is begun any more.
        """
        while (found := find()) is None:
            if self._failure is not None:
                raise self._failure
            waiter = asyncio.get_running_loop().create_future()
            self._waiters.add(waiter)
            try:
                await waiter
            finally:
                self._waiters.discard(waiter)
        return found

    def wake(self) -> None:
        """Have those who wait look again."""
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)

    def close(self) -> int:
        """Place no more calls; see :meth:`coach.batch.crew.Crew.close`."""
        self._is_closed = True
        self.fail(NotBegun())
        return sum(worker.load for worker in self.workers)

    def fail(self, failure: CoachError | NotBegun) -> None:
        """Tell those who wait that there will be no worker any more."""
        self._failure = self._failure or failure
        self.wake()
