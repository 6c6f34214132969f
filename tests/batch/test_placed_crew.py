"""What crews have in common."""

import asyncio

import pytest

from coach.batch.call import BatchCall, Outcome, Setup
from coach.batch.crew import NotBegun
from coach.batch.placed_crew import PlacedCrew
from coach.batch.process import make_worker
from coach.errors import CrewError
from tests.batch.calls import call, outcome, setup

pytestmark = pytest.mark.asyncio


class Clerk:
    """Has one call in hand at most, until it is killed."""

    def __init__(self) -> None:
        self.load = 0
        self.is_tired = False
        self.is_reserved = False
        self.killed = asyncio.Event()

    @property
    def is_open(self) -> bool:
        return self.load == 0

    async def score(self, call: BatchCall, *, alone: bool) -> Outcome:
        self.load += 1
        await self.killed.wait()
        return outcome(call)

    def kill(self) -> None:
        self.killed.set()


class Office(PlacedCrew[Clerk]):
    """A crew of one clerk, with a task that does not end by itself."""

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup, make_worker)
        self.clerk = Clerk()
        self._placing.workers.append(self.clerk)
        self._begin(self._idle(), "idle")

    async def end(self, *, at_once: bool) -> None:
        await self._end(at_once=at_once)

    @property
    def tasks(self) -> int:
        return len(self._tasks)

    def fail(self) -> None:
        self._begin(self._stumble(), "stumble")

    async def _idle(self) -> None:
        await asyncio.Event().wait()

    async def _stumble(self) -> None:
        raise KeyError


async def test_a_task_that_fails_ends_the_crew() -> None:
    """Rather than leaving those who wait for a worker to wait for good."""
    office = Office(setup())
    office.fail()
    with pytest.raises(CrewError, match=r"cannot be seen to \(KeyError\)"):
        await office.ready()
    await office.end(at_once=True)


@pytest.mark.parametrize("at_once", [True, False])
async def test_its_tasks_end_with_it(at_once: bool) -> None:
    """Workers are killed where that is wanted."""
    office = Office(setup())
    await asyncio.sleep(0)
    assert office.tasks == 1
    await office.end(at_once=at_once)
    await asyncio.sleep(0)
    assert office.tasks == 0
    assert office.clerk.killed.is_set() is at_once


async def test_closed_it_finishes_what_it_has_in_hand() -> None:
    """What waits for a worker has not been begun."""
    office = Office(setup())
    begun = asyncio.create_task(office.score(call("begun")))
    waiting = asyncio.create_task(office.score(call("waiting")))
    await asyncio.sleep(0.01)
    assert office.close() == 1
    with pytest.raises(NotBegun):
        await waiting
    await office.end(at_once=True)
    assert (await begun).report
