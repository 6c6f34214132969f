"""Worker processes on this machine: real ones, whose work is made up."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import psutil
import pytest

from coach.batch import local, member
from coach.batch.call import BatchCall, Setup
from coach.batch.crew import Crew, NotAnswering, NotBegun, WorkerLost
from coach.batch.local import LocalCrew, usable_cores
from coach.batch.process import Make
from coach.errors import CrewError, ModelError
from coach.policy.policy import Policy
from tests.batch.mischief import (
    MODEL,
    Mischief,
    ShortLived,
    Slow,
    WithoutModel,
    say_threads,
)

ROOT = Path(__file__).parents[2]


def call(name: str, address: str | None = None) -> BatchCall:
    """Return a call whose address says what its worker is to do."""
    return BatchCall(address=address or name, name=name, id=name)


def setup(**changes: Any) -> Setup:  # noqa: ANN401 (any field)
    """Return how calls are scored: by no policy, for that takes a second to import."""
    return Setup(**{"policy": cast(Policy, None), **changes})


@asynccontextmanager
async def crew_of(
    workers: int = 1,
    make: Make = Mischief,
    **changes: Any,  # noqa: ANN401 (any field)
) -> AsyncIterator[LocalCrew]:
    """Have a crew whose work is made up."""
    async with LocalCrew(setup(**changes), workers=workers, make=make) as crew:
        yield crew


async def pid_of(crew: LocalCrew, **how: bool) -> int:
    """Return the process that scores a call now."""
    outcome = await crew.score(call("well"), **how)
    assert outcome.report is not None
    pid: int = json.loads(outcome.report)["pid"]
    return pid


async def test_a_crew_is_one() -> None:
    """As the protocol says; with so many slots as its workers have hands."""
    crew = LocalCrew(setup(calls_at_once=3), workers=2, make=Mischief)
    assert isinstance(crew, Crew)
    assert crew.slots == 6


async def test_calls_are_shared_by_the_workers() -> None:
    """Each is a process of its own, with one thread for each decode."""
    async with crew_of(2, say_threads) as crew:
        assert await crew.ready() == MODEL
        while len(crew.pids) < 2:
            await asyncio.sleep(0.05)
        naps = [call(f"nap {n}", "sleep 0.2") for n in range(8)]
        outcomes = await asyncio.gather(*(crew.score(nap) for nap in naps))
        assert [outcome.call for outcome in outcomes] == naps
    assert not any(psutil.pid_exists(pid) for pid in crew.pids)


async def test_whose_worker_dies_is_lost_and_another_takes_its_place() -> None:
    """All that it had in hand; killed from outside or by its own doing."""
    async with crew_of() as crew:
        first = await pid_of(crew)
        deadly = crew.score(call("poison", "die"))
        other = crew.score(call("nap", "sleep 60"))
        for lost in await asyncio.gather(deadly, other, return_exceptions=True):
            assert isinstance(lost, WorkerLost)
            assert str(lost) == "the process scoring it died (signal 11)"
        second = await pid_of(crew)
        assert second != first

        nap = asyncio.create_task(crew.score(call("nap", "sleep 60")))
        await asyncio.sleep(0.1)
        os.kill(second, signal.SIGKILL)
        with pytest.raises(WorkerLost, match=r"signal 9"):
            await nap
        with pytest.raises(WorkerLost, match=r"ended \(status 3\)"):
            await crew.score(call("exit", "exit"))
        # Ctrl-C in a terminal reaches all of its processes; so does an end of shift.
        third = await pid_of(crew)
        os.kill(third, signal.SIGINT)
        os.kill(third, signal.SIGTERM)
        assert await pid_of(crew) == third


async def test_alone_is_alone() -> None:
    """What is in hand is finished first."""
    async with crew_of() as crew:
        naps = [
            asyncio.create_task(crew.score(call("nap", "sleep 0.5"))) for _ in range(3)
        ]
        await asyncio.sleep(0)
        alone = asyncio.create_task(crew.score(call("alone"), alone=True))
        await asyncio.sleep(0.2)
        later = asyncio.create_task(crew.score(call("later")))
        done, _ = await asyncio.wait(naps)
        assert not any(task.exception() for task in done)
        report = (await alone).report
        assert report is not None
        assert json.loads(report)["alone"]
        await later


async def test_a_stuck_worker_is_replaced_when_its_others_are_done() -> None:
    """They are not lost."""
    async with crew_of() as crew:
        first = await pid_of(crew)
        nap = asyncio.create_task(crew.score(call("nap", "sleep 0.5")))
        await asyncio.sleep(0.1)
        with pytest.raises(WorkerLost):
            await crew.score(call("stuck", "hang"))
        after = asyncio.create_task(pid_of(crew))
        report = (await nap).report
        assert report is not None
        assert json.loads(report)["pid"] == first
        assert await after != first


async def test_a_worker_that_grows_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small one stays."""
    monkeypatch.setattr(member, "MOST_GROWTH_MIB", 64)
    async with crew_of() as crew:
        first = await pid_of(crew)
        await crew.score(call("small", "grow 8"))
        assert await pid_of(crew) == first
        await crew.score(call("large", "grow 100"))
        assert await pid_of(crew) != first


async def test_a_numb_worker_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that holds the interpreter's lock cannot even say that it lives."""
    monkeypatch.setattr(local, "GRACE_S", 2.5)
    monkeypatch.setattr(local, "LOOK_S", 0.1)
    async with crew_of(time_limit_s=1.0) as crew:
        with pytest.raises(NotAnswering, match=r"did not answer for 3\.5 s"):
            await crew.score(call("numb", "numb"))
        await pid_of(crew)


async def test_a_missing_model_is_told_once() -> None:
    """To whoever waits; nothing is tried again."""
    async with crew_of(2, WithoutModel) as crew:
        for waiting in (crew.ready(), crew.score(call("well"))):
            with pytest.raises(ModelError, match="no such model"):
                await waiting


async def test_workers_that_die_as_they_start_are_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After some tries: no loop for ever."""
    monkeypatch.setattr(local, "TRIES", 2)
    async with crew_of(1, ShortLived) as crew:
        with pytest.raises(CrewError, match="too little memory"):
            await crew.score(call("well"))
    assert crew.slots == 0


async def test_leaving_with_an_error_ends_what_goes_on() -> None:
    """At once."""
    began = time.monotonic()
    with pytest.raises(KeyError):  # noqa: PT012 (what is in hand is the point)
        async with crew_of() as crew:
            await pid_of(crew)
            nap = asyncio.create_task(crew.score(call("nap", "sleep 60")))
            await asyncio.sleep(0.1)
            raise KeyError
    with pytest.raises(WorkerLost):
        await nap
    assert time.monotonic() - began < 30


SCRIPT = """
import asyncio
from coach.batch.call import BatchCall, Setup
from coach.batch.local import LocalCrew
from tests.batch.mischief import Mischief

async def main():
    setup = Setup(policy=None)
    async with LocalCrew(setup, workers=1, make=Mischief) as crew:
        await crew.ready()
        print(*crew.pids, flush=True)
        await crew.score(BatchCall(address="sleep 3600", name="nap", id="nap"))

if __name__ == "__main__":
    asyncio.run(main())
"""


async def test_leaving_does_not_wait_for_a_model() -> None:
    """A worker that is not ready yet has nothing to finish."""
    async with crew_of(make=Slow) as crew:
        waiting = asyncio.create_task(crew.score(call("well")))
        while not crew.pids:
            await asyncio.sleep(0.01)
        assert crew.close() == 0
        with pytest.raises(NotBegun):
            await waiting
        began = time.monotonic()
    assert time.monotonic() - began < member.END_S / 2


def test_no_worker_outlives_its_crew(tmp_path: Path) -> None:
    """Not even where that is killed with calls in hand."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    with subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as parent:
        assert parent.stdout is not None
        worker = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    worker.wait(timeout=10)


def test_there_is_a_core() -> None:
    """At least the one that this runs on."""
    assert usable_cores() >= 1
