"""Which worker of a crew takes the next call."""

import asyncio

import pytest

from coach.batch.call import BatchCall, Outcome
from coach.batch.crew import NotBegun
from coach.batch.placing import Placing
from coach.errors import CrewError
from tests.batch.calls import call, outcome

pytestmark = pytest.mark.asyncio


class Clerk:
    """Has two calls in hand at most, each until it is told to let go."""

    def __init__(self, placing: "Placing[Clerk]") -> None:
        self.placing = placing
        self.is_tired = False
        self.is_reserved = False
        self.in_hand: dict[str, asyncio.Event] = {}
        self.alone: list[str] = []
        placing.workers.append(self)

    @property
    def load(self) -> int:
        return len(self.in_hand)

    @property
    def is_open(self) -> bool:
        return self.load < 2 and not self.is_tired and not self.is_reserved

    async def score(self, call: BatchCall, *, alone: bool) -> Outcome:
        done = self.in_hand[call.name] = asyncio.Event()
        if alone:
            self.alone.append(call.name)
        await done.wait()
        del self.in_hand[call.name]
        self.placing.wake()
        return outcome(call)

    def kill(self) -> None:
        self.is_tired = True


def begin(
    placing: Placing[Clerk], name: str, *, alone: bool = False
) -> asyncio.Task[Outcome]:
    """Begin to score a call."""
    return asyncio.create_task(placing.score(call(name), alone=alone))


async def settle() -> None:
    """Let everybody do what they can."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_a_call_goes_to_who_has_least_to_do() -> None:
    """And waits while all hands are full."""
    placing: Placing[Clerk] = Placing()
    one, other = Clerk(placing), Clerk(placing)
    tasks = [begin(placing, name) for name in "abcde"]
    await settle()
    assert (list(one.in_hand), list(other.in_hand)) == (["a", "c"], ["b", "d"])
    other.in_hand["b"].set()
    await settle()
    assert list(other.in_hand) == ["d", "e"]
    for clerk in (one, other):
        for done in clerk.in_hand.values():
            done.set()
    await asyncio.gather(*tasks)


async def test_a_call_alone_waits_until_nothing_else_is_in_hand() -> None:
    """Nothing joins it; afterwards the worker takes others again."""
    placing: Placing[Clerk] = Placing()
    clerk = Clerk(placing)
    begin(placing, "a")
    await settle()
    begin(placing, "suspect", alone=True)
    await settle()
    begin(placing, "b")
    await settle()
    assert list(clerk.in_hand) == ["a"]
    clerk.in_hand["a"].set()
    await settle()
    assert list(clerk.in_hand) == clerk.alone == ["suspect"]
    clerk.in_hand["suspect"].set()
    await settle()
    assert list(clerk.in_hand) == ["b"]
    clerk.in_hand["b"].set()
    await settle()


async def test_a_call_alone_looks_for_another_where_its_worker_is_lost() -> None:
    """While it waited for it to have nothing else in hand."""
    placing: Placing[Clerk] = Placing()
    lost = Clerk(placing)
    begin(placing, "a")
    await settle()
    task = begin(placing, "suspect", alone=True)
    await settle()
    lost.is_tired = True
    heir = Clerk(placing)
    lost.in_hand["a"].set()
    await settle()
    assert heir.alone == ["suspect"]
    heir.in_hand["suspect"].set()
    assert (await task).report


async def test_those_who_wait_are_told_when_there_will_be_nobody() -> None:
    """And so is whoever comes later."""
    placing: Placing[Clerk] = Placing()
    task = begin(placing, "a")
    await settle()
    placing.fail(CrewError("no workers"))
    with pytest.raises(CrewError, match="no workers"):
        await task
    with pytest.raises(CrewError, match="no workers"):
        await begin(placing, "b")


async def test_when_it_is_closed_those_who_wait_are_not_begun() -> None:
    """Also who waits to be alone; those in hand are finished."""
    placing: Placing[Clerk] = Placing()
    clerk = Clerk(placing)
    done, *waiting = (
        begin(placing, "a"),
        begin(placing, "suspect", alone=True),
        begin(placing, "b"),
    )
    await settle()
    assert placing.close() == 1
    waiting.append(begin(placing, "late"))
    for task in waiting:
        with pytest.raises(NotBegun):
            await task
    clerk.in_hand["a"].set()
    assert (await done).report


async def test_a_call_that_is_cancelled_while_it_waits_leaves_nothing() -> None:
    """The next one gets its turn."""
    placing: Placing[Clerk] = Placing()
    task = begin(placing, "a")
    await settle()
    task.cancel()
    await settle()
    assert task.cancelled()
    clerk = Clerk(placing)
    begin(placing, "b")
    await settle()
    assert list(clerk.in_hand) == ["b"]
    clerk.in_hand["b"].set()
    await settle()
