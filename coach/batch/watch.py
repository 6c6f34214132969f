"""A watch on a call that is being scored: whether anything moves in it."""

import asyncio
from collections.abc import Coroutine
from typing import Literal, Protocol, TypeVar, runtime_checkable

from coach.audio_time import samples
from coach.errors import InputError
from coach.events import HeardEvent
from coach.feeds import Feed, Listener
from coach.quality import Problem

T = TypeVar("T")

HOUR_MS = 3_600_000
"""An hour, in milliseconds."""

STEPS = 8
"""How often one looks whether something has moved, within the time limit."""

LETTING_GO_S = 1.0
"""How long a call that was given up may take to let go of what it has, in seconds; a
thread that hangs does not let go at all."""


class StalledError(Exception):
    """Nothing has moved in a call for too long.

    Args:
        still_s: For how long, in seconds.
        awaits_others: Whether the call waits for a recogniser that another call may
            hold up.
    """

    def __init__(self, still_s: float, *, awaits_others: bool) -> None:
        super().__init__(still_s, awaits_others)
        self.still_s = still_s
        self.awaits_others = awaits_others


@runtime_checkable
class _AwaitsWords(Protocol):
    """A feed that shares a recogniser with others."""

    @property
    def awaits_words(self) -> bool: ...


class Watch:
    """Notes that something moves in a call."""

    def __init__(self) -> None:
        self.moves = 0
        self.reached = 0
        """Canonical samples that the call has come to."""
        self.patience = 1.0
        """How many time limits nothing may move."""
        self._listening: Feed | None = None

    def moved(self) -> None:
        """Something has moved: to be called whenever a step is done."""
        self.moves += 1

    def over(self, feed: Feed) -> "WatchedFeed":
        """Return a feed whose every event and tick is a move."""
        return WatchedFeed(feed, self)

    def listens(self, feed: Feed | None) -> None:
        """A feed has begun to listen; None: it has ended.

        What follows (masking, the report) is one step, however long the call was.  A
        day's call of 6,216 utterances takes 50 s for it on one core: the limit once
        more for each hour is twenty times that.
        """
        self.moved()
        self._listening = feed
        self.patience = 1.0 if feed else 1.0 + self.reached / samples(HOUR_MS)

    @property
    def awaits_others(self) -> bool:
        """Whether the call waits for a recogniser that another call may hold up."""
        feed = self._listening
        return isinstance(feed, _AwaitsWords) and feed.awaits_words


class WatchedFeed:
    """A feed whose moves are noted.

    Args:
        feed: What listens.
        watch: What is told that something moves.
    """

    input: Literal["stereo", "mono", "transcript"]

    def __init__(self, feed: Feed, watch: Watch) -> None:
        self.name = feed.name
        self.input = feed.input
        self._feed = feed
        self._watch = watch

    async def listen(self, listener: Listener) -> None:
        """Listen until the call ends; see :class:`coach.feeds.Feed`."""
        self._watch.listens(self._feed)
        await self._feed.listen(_Noting(listener, self._watch))
        self._watch.listens(None)

    def stop(self) -> None:
        """Take in no more."""
        self._feed.stop()

    def record(self) -> tuple[HeardEvent, ...]:
        """Return what was certainly heard, in canonical order."""
        return self._feed.record()

    def problems(self) -> tuple[Problem, ...]:
        """Return what stood in the way of hearing well."""
        return self._feed.problems()


class _Noting:
    """Passes on what a feed tells, and notes that it told something."""

    def __init__(self, listener: Listener, watch: Watch) -> None:
        self._listener = listener
        self._watch = watch

    def begin(self) -> None:
        self._watch.moved()
        self._listener.begin()

    def hear(self, event: HeardEvent) -> None:
        self._watch.moved()
        self._listener.hear(event)

    def tick(self, now: int) -> None:
        self._watch.moved()
        self._watch.reached = now
        self._listener.tick(now)

    def fault(self, error: InputError) -> None:
        self._watch.moved()
        self._listener.fault(error)


async def watched(work: Coroutine[None, None, T], watch: Watch, *, limit_s: float) -> T:
    """Do some work for as long as something moves in it, and return what comes of it.

    Time is counted in looks that were taken, not read off a clock: while the machine
    sleeps, or the process is stopped, nothing is expected to move.

    Safe to cancel: the work is then cancelled too.

    Args:
        work: What to do.
        watch: Where it notes what moves.
        limit_s: How long nothing may move, in seconds.

    Raises:
        StalledError: Nothing moved for so long.  The work is cancelled; a thread of it
            may still hang.
    """
    task = asyncio.ensure_future(work)
    seen, still = watch.moves, 0
    try:
        while still < STEPS * watch.patience:
            await asyncio.wait([task], timeout=limit_s / STEPS)
            if task.done():
                return task.result()
            still = still + 1 if watch.moves == seen else 0
            seen = watch.moves
        # Before it is cancelled: then it waits for nothing.
        raise StalledError(limit_s * watch.patience, awaits_others=watch.awaits_others)
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait([task], timeout=LETTING_GO_S)
        if task.done() and not task.cancelled():
            task.exception()  # it has been told, or nobody waits for it any more
