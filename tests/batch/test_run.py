"""A run: what is handed out, what is written, what is remembered."""

import asyncio
import errno
import json
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from coach.batch.call import BatchCall, Outcome
from coach.batch.crew import NotBegun, WorkerLost
from coach.batch.ledger import Identify, Keys, Ledger
from coach.batch.run import Result, Run
from coach.errors import InputError, ModelError, ReportError
from coach.inputs import report_name
from tests.batch.calls import CONTENT, FakeCrew, call, outcome, setup, well

CALLS = [call(name) for name in "abcdefgh"]
KEYS = Keys(setup(), None)


class Onlooker:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.added: list[Outcome] = []
        self.finished: list[int] = []

    def add(self, outcome: Outcome) -> None:
        self.added.append(outcome)

    def tick(self) -> None:
        pass

    def finishing(self, in_hand: int) -> None:
        self.finished.append(in_hand)


@pytest.fixture
def onlooker() -> Onlooker:
    """Somebody to tell."""
    return Onlooker()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The ledger of an empty folder."""
    with Ledger(tmp_path / "out") as ledger:
        yield ledger


Score = Callable[..., "asyncio.Future[Result]"]


@pytest.fixture
def score(tmp_path: Path, ledger: Ledger, onlooker: Onlooker) -> Score:
    """Run calls through a crew."""

    def start(
        crew: FakeCrew,
        calls: Sequence[BatchCall] = CALLS,
        *,
        interrupted: asyncio.Event | None = None,
        identify: Identify | None = None,
    ) -> "asyncio.Future[Result]":
        run = Run(
            crew,
            out=tmp_path / "out",
            ledger=ledger,
            keys=KEYS,
            onlooker=onlooker,
            identify=identify,
        )
        return asyncio.ensure_future(run.score(calls, interrupted or asyncio.Event()))

    return start


def written(tmp_path: Path) -> list[str]:
    """Return the reports there are, each of them whole."""
    paths = sorted((tmp_path / "out").glob("*.report.json"))
    for path in paths:
        json.loads(path.read_text())
    return [path.name.removesuffix(".report.json") for path in paths]


def remembered(ledger: Ledger, identity: str) -> set[str]:
    """Return which calls need not be scored again where this is what they are."""
    found = ledger.find_done(CALLS, KEYS, identify=lambda _: identity, setup=setup())
    return set(found)


async def test_every_call_gets_its_report(
    score: Score, tmp_path: Path, onlooker: Onlooker, ledger: Ledger
) -> None:
    """As many at once as there are slots; each is remembered."""
    crew = FakeCrew(slots=3)
    result = await score(crew)
    assert written(tmp_path) == sorted(result.names) == list("abcdefgh")
    assert crew.most_at_once == 3
    assert [one.call.name for one in onlooker.added] == result.names
    assert (result.failures, result.audio_s) == ([], 8 * 60.0)
    assert await asyncio.to_thread(remembered, ledger, CONTENT) == set("abcdefgh")


async def test_more_slots_are_used_when_they_come(
    score: Score, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine joins in mid-run."""
    monkeypatch.setattr("coach.batch.run.LOOK_S", 0.01)
    crew = FakeCrew(slots=1)
    crew.let_go.clear()
    running = score(crew)
    await asyncio.sleep(0.05)
    assert crew.begun == ["a"]
    crew.slots = 4
    await asyncio.sleep(0.1)
    assert crew.begun == list("abcd")
    crew.let_go.set()
    await running


async def test_what_fails_is_named_and_the_others_go_on(
    score: Score, tmp_path: Path
) -> None:
    """In part or as a whole."""

    def answer(of: BatchCall, alone: bool) -> Outcome:
        if of.name in "be":
            return outcome(of, error=f"{of.name}: bad", has_report=of.name == "b")
        return well(of, alone)

    result = await score(FakeCrew(answer))
    assert written(tmp_path) == list("abcdfgh")
    assert sorted(failure.error for failure in result.failures) == ["b: bad", "e: bad"]


async def test_a_call_that_was_lost_is_scored_again_alone(
    score: Score, tmp_path: Path
) -> None:
    """The poisoned one is found out; the others of its worker are not blamed."""

    def answer(of: BatchCall, alone: bool) -> Outcome:
        if of.name == "c" or (of.name == "d" and not alone):
            raise WorkerLost("the process scoring it died (signal 11)")
        return well(of, alone)

    crew = FakeCrew(answer)
    result = await score(crew)
    assert written(tmp_path) == list("abdefgh")
    (failure,) = result.failures
    assert failure.error == "c: the process scoring it died (signal 11)"
    assert (crew.begun.count("c"), crew.begun.count("d")) == (2, 2)


async def interrupted_in(crew: FakeCrew, score: Score) -> Result:
    """Interrupt a run while its first calls are in hand; return what came of it."""
    interrupted = asyncio.Event()
    crew.let_go.clear()
    running = score(crew, interrupted=interrupted)
    await asyncio.sleep(0.01)
    interrupted.set()
    await asyncio.sleep(0.01)
    crew.let_go.set()
    return await running


async def test_an_interrupt_finishes_what_is_in_hand(
    score: Score, tmp_path: Path, onlooker: Onlooker
) -> None:
    """Nothing is begun after it."""
    crew = FakeCrew(slots=2)
    result = await interrupted_in(crew, score)
    assert result.is_interrupted
    assert written(tmp_path) == crew.begun == ["a", "b"]
    assert onlooker.finished == [2]


async def test_a_call_that_is_lost_after_an_interrupt_is_named(
    score: Score, tmp_path: Path
) -> None:
    """It was in hand, and nobody tries it again."""

    def answer(of: BatchCall, alone: bool) -> Outcome:
        if of.name == "b":
            raise NotBegun if alone else WorkerLost("the process died")
        return well(of, alone)

    result = await interrupted_in(FakeCrew(answer, slots=2), score)
    assert written(tmp_path) == ["a"]
    (failure,) = result.failures
    assert failure.error == "b: its worker was lost as the run was interrupted"


async def test_an_interrupt_drops_what_no_worker_has_begun(
    score: Score, tmp_path: Path, onlooker: Onlooker
) -> None:
    """It has no report and has not failed: the next run scores it."""
    crew = FakeCrew(slots=4, waiting="bd")
    result = await interrupted_in(crew, score)
    assert written(tmp_path) == crew.begun == ["a", "c"]
    assert onlooker.finished == [2]
    assert not result.failures
    assert sorted(one.call.name for one in onlooker.added) == ["a", "c"]


async def test_cancelling_leaves_whole_reports(score: Score, tmp_path: Path) -> None:
    """What is in hand is dropped at once."""
    crew = FakeCrew(slots=2)
    crew.let_go.clear()
    running = score(crew)
    await asyncio.sleep(0.01)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert written(tmp_path) == []


async def test_without_a_model_it_ends(score: Score, tmp_path: Path) -> None:
    """The error is one, however many calls are in hand."""

    def answer(of: BatchCall, alone: bool) -> Outcome:
        raise ModelError("no such model")

    with pytest.raises(ModelError):
        await score(FakeCrew(answer, slots=4))


async def test_one_report_that_cannot_be_written_is_a_failure(
    score: Score, tmp_path: Path
) -> None:
    """The others can."""
    (tmp_path / "out" / report_name("b")).mkdir()
    (tmp_path / "out" / report_name("b") / "file").touch()
    result = await score(FakeCrew())
    (failure,) = result.failures
    assert "b.report.json: cannot be written" in failure.error
    assert len(result.names) == 7
    assert result.stopped_by is None


def _full(at: int) -> Callable[[bytes, Path], None]:
    """Return what writes files until the disk is full, after so many."""
    from coach.scoring.writing import write_bytes

    count = iter(range(1_000))

    def write(data: bytes, path: Path) -> None:
        if next(count) < at:
            write_bytes(data, path)
            return
        full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        raise ReportError(str(path), "cannot be written: No space left") from full

    return write


async def test_a_full_disk_ends_the_run(
    score: Score, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written stays; nobody is blamed for the rest."""
    monkeypatch.setattr("coach.batch.run.write_bytes", _full(3))
    crew = FakeCrew(slots=1)
    result = await score(crew)
    assert result.stopped_by is not None
    assert "No space left" in str(result.stopped_by)
    assert written(tmp_path) == list("abc")
    assert crew.begun == list("abcd")
    assert result.failures == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB, where the system lets us have one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    try:
        is_there = subprocess.run(mount, capture_output=True, check=False).returncode
    except OSError:
        is_there = 1
    if is_there != 0:
        pytest.skip("no disk can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


async def test_a_disk_that_is_really_full(small_disk: Path, onlooker: Onlooker) -> None:
    """The reports on it are whole, and nothing else is left there."""

    def long(of: BatchCall, alone: bool) -> Outcome:
        report = json.dumps("x" * 15_000).encode()
        return Outcome(call=of, report=report, content="c")

    def take() -> Ledger:
        return Ledger(small_disk)

    with await asyncio.to_thread(take) as ledger:
        run = Run(
            FakeCrew(long), out=small_disk, ledger=ledger, keys=KEYS, onlooker=onlooker
        )
        result = await run.score(CALLS, asyncio.Event())
    assert result.stopped_by is not None
    names = await asyncio.to_thread(os.listdir, small_disk)
    assert 0 < len([name for name in names if name.endswith(".json")]) < len(CALLS)
    assert not [name for name in names if name.endswith(".part")]


async def test_what_may_change_is_looked_at_before(
    score: Score, ledger: Ledger
) -> None:
    """Its identity then is what is remembered; one that has none fails."""

    def identify(of: BatchCall) -> str:
        if of.name == "b":
            raise InputError(of.address, "no such object")
        return "etag"

    result = await score(FakeCrew(), CALLS[:3], identify=identify)
    assert [failure.error for failure in result.failures] == ["b: no such object"]
    assert await asyncio.to_thread(remembered, ledger, "etag") == {"a", "c"}
