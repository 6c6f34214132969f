"""A job: what coach score does once its options and its calls are known."""

import asyncio
import json
import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from coach.batch import job
from coach.batch.call import BatchCall, Outcome, Setup
from coach.batch.job import Done, do
from coach.batch.ledger import Ledger
from coach.batch.local import LocalCrew, usable_cores
from coach.batch.options import JobOptions
from coach.batch.ray_crew import RayCrew
from coach.batch.results import ResultOptions
from coach.errors import ModelError, PolicyError, ReportError, StoreError
from coach.inputs import report_name
from coach.policy.policy import Policy
from coach.whole_file import ABANDONED_S, beside
from tests.batch.calls import TALK, FakeCrew, call, outcome, setup, well, write_talks
from tests.batch.mischief import Mischief


class Crews:
    """Makes crews of this process, and keeps them."""

    def __init__(self) -> None:
        self.made: list[FakeCrew] = []
        self.setups: list[Setup] = []
        self.answer = well

    def __call__(self, options: JobOptions, setup: Setup, calls: int) -> FakeCrew:
        self.setups.append(setup)
        self.made.append(FakeCrew(self.answer))
        return self.made[-1]


@pytest.fixture
def crews(monkeypatch: pytest.MonkeyPatch) -> Crews:
    """The crews of all jobs."""
    made = Crews()
    monkeypatch.setattr(job, "crew_of", made)
    return made


@pytest.fixture
def calls(tmp_path: Path) -> list[BatchCall]:
    """Four transcripts."""
    folder = write_talks(tmp_path / "talks", *"abcd")
    return [call(name, str(folder / f"{name}.json")) for name in "abcd"]


async def score(
    calls: list[BatchCall],
    out: Path,
    *,
    interrupted: asyncio.Event | None = None,
    **options: object,
) -> Done:
    """Do a job."""
    how = JobOptions(**{"out": out, **options})  # type: ignore[arg-type]
    return await do(calls, how, interrupted or asyncio.Event())


async def test_what_is_done_already_is_left_out(
    crews: Crews, calls: list[BatchCall], tmp_path: Path
) -> None:
    """Unless all are to be scored anew."""
    first = await score(calls[:2], tmp_path / "out")
    assert (first.reports, len(first.before)) == (2, 0)
    second = await score(calls, tmp_path / "out")
    assert (second.reports, set(second.before)) == (4, {"a", "b"})
    third = await score(calls, tmp_path / "out")
    assert (third.reports, set(third.before)) == (4, set("abcd"))
    anew = await score(calls, tmp_path / "out", resumes=False)
    assert (anew.reports, len(anew.before)) == (4, 0)
    begun = [crew.begun for crew in crews.made]
    assert begun == [["a", "b"], ["c", "d"], ["a", "b", "c", "d"]]


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """What a run that was killed long ago was writing."""
    part = beside(tmp_path / "out" / "a.report.json")
    part.parent.mkdir()
    part.write_text("{")
    old = time.time() - ABANDONED_S - 10
    os.utime(part, (old, old))
    return part


async def test_what_a_killed_run_left_is_deleted(
    crews: Crews, calls: list[BatchCall], tmp_path: Path, left: Path
) -> None:
    """And the reports are written."""
    done = await score(calls, tmp_path / "out")

    assert len(crews.made) == 1
    assert done.failures == ()
    assert left.name not in await asyncio.to_thread(os.listdir, tmp_path / "out")


async def test_tables_are_written_anew_only_where_they_would_change(
    crews: Crews, calls: list[BatchCall], tmp_path: Path
) -> None:
    """Ten thousand reports take half a minute to read."""
    page = tmp_path / "out" / "summary.html"

    async def is_new(*some: BatchCall, **options: Any) -> bool:  # noqa: ANN401 (any option)
        before = page.stat().st_mtime_ns if page.exists() else None
        await score([*some], tmp_path / "out", **options)
        return page.stat().st_mtime_ns != before

    assert await is_new(*calls)
    assert not await is_new(*calls)
    assert await is_new(*calls, results=ResultOptions(shows_names=True))
    assert await is_new(*calls[1:])
    page.unlink()
    assert await is_new(*calls[1:])


async def test_what_was_wrong_before_is_told_again(
    crews: Crews, calls: list[BatchCall], tmp_path: Path
) -> None:
    """A call that was scored in part has not become whole."""

    def answer(of: BatchCall, alone: bool) -> Outcome:
        match of.name:
            case "a":
                return outcome(of, error="a: damaged")
            case "b":
                return outcome(of, error="b: no such file", has_report=False)
        return well(of, alone)

    crews.answer = answer
    for begun in ("abcd", "b"):
        done = await score(calls, tmp_path / "out")
        assert done.has_failed
        errors = sorted(failure.error for failure in done.failures)
        assert errors == ["a: damaged", "b: no such file"]
        assert crews.made[-1].begun == list(begun)


async def test_an_interrupt_before_it_begins_begins_nothing(
    crews: Crews, calls: list[BatchCall], tmp_path: Path
) -> None:
    """It is told to have been one."""
    interrupted = asyncio.Event()
    interrupted.set()
    done = await score(calls, tmp_path / "out", interrupted=interrupted)
    assert done.result.is_interrupted
    assert (done.reports, crews.made) == (0, [])


async def test_wrong_use_is_told_before_anything_is_scored(
    crews: Crews,
    calls: list[BatchCall],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Policy, model, places of the reports, the store."""
    out = tmp_path / "out"
    with pytest.raises(PolicyError):
        await score(calls, out, policy=tmp_path / "none.toml")
    with pytest.raises(ModelError):
        await score([call("a", "a.wav")], out, model="./none")
    talk = calls[0].address
    (out / report_name("b")).mkdir(parents=True)
    with pytest.raises(ReportError, match=r"b\.report\.json: cannot be written"):
        await score(calls, out)
    monkeypatch.setenv("COACH_DATABASE_URL", f"sqlite:///{talk}/store.sqlite")
    with pytest.raises(StoreError):
        await score(calls, tmp_path / "other", store=True)
    assert crews.made == []


async def test_no_report_takes_the_place_of_a_call(
    crews: Crews, calls: list[BatchCall], tmp_path: Path
) -> None:
    """Nothing is scored then: the transcript would be gone."""
    out = tmp_path / "out"
    talk = call("talk", str(out / report_name("a")))
    with pytest.raises(ReportError, match=r"a\.report\.json: cannot be written"):
        await score([*calls, talk], out)
    assert crews.made == []


async def test_two_jobs_never_write_into_one_folder(
    crews: Crews, calls: list[BatchCall], tmp_path: Path
) -> None:
    """The second is told."""
    out = tmp_path / "out"
    with (
        await asyncio.to_thread(Ledger, out),
        pytest.raises(ReportError, match="another coach score"),
    ):
        await score(calls, out)


async def test_a_model_is_loaded_only_for_sound(
    crews: Crews, calls: list[BatchCall], tmp_path: Path
) -> None:
    """And only where there is sound left to score."""
    sound = tmp_path / "sound.wav"
    sound.write_text(json.dumps(TALK))  # never heard: the crew makes its reports up
    recorded = call("sound", str(sound))
    for some in (calls, [recorded], [*calls, recorded, call("new", calls[0].address)]):
        await score(some, tmp_path / "out")
    assert [how.needs_recogniser for how in crews.setups] == [False, True, False]


def test_there_are_no_more_workers_than_calls(tmp_path: Path) -> None:
    """And as many as there are cores where nothing else is said."""
    how = Setup(policy=None, calls_at_once=1)  # type: ignore[arg-type]
    options = JobOptions(out=tmp_path, workers=3)
    for calls, slots in ((1, 1), (2, 2), (100, 3)):
        crew = job.crew_of(options, how, calls)
        assert isinstance(crew, LocalCrew)
        assert crew.slots == slots
    crew = job.crew_of(JobOptions(out=tmp_path), how, 1_000_000)
    assert crew.slots == usable_cores()


async def test_what_goes_wrong_costs_the_calls_at_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In real processes: they are named, and all others are scored."""

    def make(options: JobOptions, setup: Setup, calls: int) -> LocalCrew:
        return LocalCrew(
            replace(setup, policy=cast(Policy, None)), workers=2, make=Mischief
        )

    monkeypatch.setattr(job, "crew_of", make)
    monkeypatch.setattr(job, "_model", lambda *_: "made-up")
    well = [call(f"call {number}", f"{number}.json") for number in range(20)]
    poison, hanging = call("poison", "die"), call("hanging", "hang")
    calls = [*well[:3], poison, *well[3:6], hanging, *well[6:]]
    done = await score(calls, tmp_path / "out")
    assert sorted(done.result.names) == sorted(one.name for one in well)
    assert sorted(failure.error for failure in done.failures) == [
        "die: the process scoring it died (signal 11)",
        "hang: given up",
    ]


async def test_a_real_worker_scores(calls: list[BatchCall], tmp_path: Path) -> None:
    """The same as any other, and keeps what is to be kept, two at a time."""
    done = await score(calls, tmp_path / "out", workers=2, store=True)
    assert (done.reports, done.failures) == (4, ())
    assert done.result.kept == {"words": 4}
    report = (tmp_path / "out" / report_name("a")).read_text()
    assert json.loads(report)["utterances"]


def test_a_cluster_is_a_crew_too(tmp_path: Path) -> None:
    """Which is only joined when the work begins."""
    options = JobOptions(out=tmp_path, engine="ray", address="nowhere:1")
    crew = job.crew_of(options, setup(), 3)
    assert isinstance(crew, RayCrew)
    assert crew.slots == setup().calls_at_once
