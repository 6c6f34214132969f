"""A watch on a call: whether anything moves in it."""

import asyncio
import json
import threading

import pytest

from coach.audio_time import samples
from coach.batch.watch import StalledError, Watch, watched
from coach.feeds import Listener
from coach.feeds.transcripts import TranscriptFeed
from coach.transcript import parse_transcript
from tests.batch.calls import TALK
from tests.feeds.heard import Notebook

TRANSCRIPT = parse_transcript(json.dumps(TALK), source="talk")


async def test_what_comes_of_the_work_is_returned() -> None:
    """As is an error of it."""

    async def work() -> int:
        await asyncio.sleep(0)
        return 7

    async def fail() -> int:
        raise KeyError

    assert await watched(work(), Watch(), limit_s=1) == 7
    with pytest.raises(KeyError):
        await watched(fail(), Watch(), limit_s=1)


async def test_work_in_which_nothing_moves_is_given_up() -> None:
    """It is cancelled."""
    cancelled = asyncio.Event()

    async def hang() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            cancelled.set()

    with pytest.raises(StalledError):
        await watched(hang(), Watch(), limit_s=0.05)
    assert cancelled.is_set()


async def test_slow_work_that_moves_goes_on() -> None:
    """However long it takes."""
    watch = Watch()

    async def crawl() -> str:
        for _ in range(20):
            await asyncio.sleep(0.02)
            watch.moved()
        return "there"

    assert await watched(crawl(), watch, limit_s=0.2) == "there"


async def test_a_thread_that_hangs_is_left_behind() -> None:
    """Nobody can stop it."""
    released = threading.Event()
    try:
        with pytest.raises(StalledError):
            await watched(asyncio.to_thread(released.wait), Watch(), limit_s=0.05)
    finally:
        released.set()


async def test_cancelling_cancels_the_work() -> None:
    """Nothing is left running."""
    cancelled = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            cancelled.set()

    task = asyncio.create_task(watched(work(), Watch(), limit_s=60))
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert cancelled.is_set()


async def test_whatever_a_feed_tells_is_a_move() -> None:
    """And is told all the same."""
    watch, notebook = Watch(), Notebook()
    feed = watch.over(TranscriptFeed(TRANSCRIPT, name="talk", speed=0))
    assert (feed.name, feed.input) == ("talk", "transcript")
    await feed.listen(notebook)
    assert feed.record() == tuple(notebook.events)
    assert watch.moves >= len(notebook.events) + len(notebook.ticks)
    assert not feed.problems()


class Words(TranscriptFeed):
    """A feed that waits for its recogniser when it waits."""

    awaits_words = True


async def test_who_waits_for_words_waits_for_others() -> None:
    """While it listens: before and after it waits for nobody."""
    watch, seen = Watch(), []

    class Looking(Notebook):
        def tick(self, now: int) -> None:
            seen.append(watch.awaits_others)

    feed = watch.over(Words(TRANSCRIPT, name="talk", speed=0))
    assert not watch.awaits_others
    await feed.listen(Looking())
    assert set(seen) == {True}
    assert not watch.awaits_others


async def test_after_a_long_call_there_is_more_patience() -> None:
    """Its report is one step, and takes as much longer as the call is."""
    watch, two_hours = Watch(), samples(2 * 3_600_000)

    class Long(TranscriptFeed):
        async def listen(self, listener: Listener) -> None:
            listener.tick(two_hours)
            assert watch.patience == 1.0

    async def work() -> str:
        await watch.over(Long(TRANSCRIPT, name="talk", speed=0)).listen(Notebook())
        await asyncio.sleep(0.2)
        return "reported"

    assert await watched(work(), watch, limit_s=0.1) == "reported"
    assert watch.patience == 3.0

    async def hang() -> None:
        await asyncio.sleep(60)

    with pytest.raises(StalledError) as stalled:
        await watched(hang(), watch, limit_s=0.1)
    assert stalled.value.still_s == pytest.approx(0.3)
