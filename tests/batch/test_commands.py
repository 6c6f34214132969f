"""coach score on a terminal."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from coach.batch import job
from coach.batch.call import BatchCall, Outcome, Setup
from coach.batch.commands import summary_of
from coach.batch.job import Done, JobOptions
from coach.batch.ledger import Entry
from coach.batch.run import Result as RunResult
from coach.cli import app
from tests.batch.calls import TALK, FakeCrew, outcome, well, write_talks


def coach(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder with two transcripts."""
    return write_talks(tmp_path / "talks", "one", "two")


@pytest.fixture(autouse=True)
def crew(monkeypatch: pytest.MonkeyPatch) -> FakeCrew:
    """The crew of all jobs: in this process."""
    made = FakeCrew()

    def make(options: JobOptions, setup: Setup, calls: int) -> FakeCrew:
        return made

    monkeypatch.setattr(job, "crew_of", make)
    return made


def test_a_folder_is_scored(talks: Path, tmp_path: Path) -> None:
    """Each call in it; a second time there is nothing to do."""
    out = tmp_path / "out"
    result = coach("score", talks, "--out", out)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"reports: 2 in {out} · ")
    assert result.stdout.endswith(" calls a minute\n")
    assert result.stderr == ""
    names = sorted(path.name for path in out.glob("*.json"))
    assert names == ["one.report.json", "two.report.json"]

    again = coach("score", talks, "--out", out)
    assert again.stdout == f"reports: 2 in {out}, 2 of them from before\n"
    anew = coach("score", talks, "--out", out, "--no-resume")
    assert anew.stdout.startswith(f"reports: 2 in {out} · ")


def test_what_fails_is_named(talks: Path, tmp_path: Path, crew: FakeCrew) -> None:
    """Status 1 tells that not all was scored."""

    def answer(of: BatchCall, alone: bool) -> Outcome:
        if of.name == "missing":
            return outcome(of, error=f"{of.address}: no such file", has_report=False)
        return well(of, alone)

    crew.answer = answer
    out, missing = tmp_path / "out", tmp_path / "missing.json"
    result = coach("score", talks, missing, "--out", out)
    assert result.exit_code == 1
    assert result.stderr == f"error: {missing}: no such file\n"
    assert result.stdout.startswith(f"reports: 2 in {out}, failed: 1 · ")


def test_a_folder_without_a_call_is_told(talks: Path, tmp_path: Path) -> None:
    """The others are scored."""
    empty = tmp_path / "empty"
    empty.mkdir()
    assert coach("score", empty, "--out", tmp_path / "out").exit_code == 1
    result = coach("score", empty, talks, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr == f"error: {empty}: holds no recording and no transcript\n"
    assert result.stdout.startswith("reports: 2 in ")


@pytest.mark.parametrize("option", ["--policy", "--out"])
def test_wrong_use_is_a_line(talks: Path, tmp_path: Path, option: str) -> None:
    """Status 2, before anything is scored."""
    file = tmp_path / "file"
    file.touch()
    wrong = {"--out": tmp_path / "out", option: file / "below"}
    options = [part for pair in wrong.items() for part in pair]
    result = coach("score", talks, *options)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


@pytest.mark.parametrize(
    "options", [["--workers", 0], ["--time-limit", 0], ["--agent-channel", 2]]
)
def test_what_cannot_be_is_refused(
    talks: Path, tmp_path: Path, options: list[object]
) -> None:
    """With the bounds."""
    result = coach("score", talks, "--out", tmp_path, *options)
    assert result.exit_code == 2
    assert str(options[0]) in result.stderr


def test_the_last_line_says_what_came_of_it(tmp_path: Path) -> None:
    """In all; and no more than is so."""
    options = JobOptions(out=Path("out"))
    before = {
        name: Entry(name=name, key="", report="") for name in map(str, range(1_200))
    }
    result = RunResult(names=["x"] * 8_798)
    done = Done(before=before, result=result, took_s=1_281.0)
    assert summary_of(done, options) == (
        "reports: 9,998 in out, 1,200 of them from before · 412 calls a minute"
    )
    result = RunResult(names=["x"] * 30)
    result.kept.update({"sound": 3, "words": 20, "nothing": 2})
    done = Done(before={}, result=result, took_s=60.0)
    assert summary_of(done, options) == (
        "reports: 30 in out; kept, with coach review: 3 to be heard, 20 to be read"
        " · 30 calls a minute"
    )


def test_help_is_in_groups() -> None:
    """So that one finds one's way."""
    text = coach("score", "--help").stdout
    for group in ("What is scored", "How the work is done", "What is kept"):
        assert group in text


@pytest.mark.skipif(sys.platform == "win32", reason="there Ctrl-C is no signal")
def test_ctrl_c_finishes_what_is_in_hand(tmp_path: Path) -> None:
    """In real processes: every report is whole and remembered; status 130."""
    talks, out = tmp_path / "talks", tmp_path / "out"
    talks.mkdir()
    (said,) = TALK["utterances"]
    assert isinstance(said, dict)
    long = [
        {**said, "start_ms": 5_000 * n, "end_ms": 5_000 * n + 4_000} for n in range(20)
    ]
    for name in range(200):
        text = json.dumps({**TALK, "utterances": long})
        (talks / f"{name}.json").write_text(text)
    arguments = ["score", talks, "--out", out, "--workers", "1"]
    with subprocess.Popen(
        [sys.executable, "-m", "coach", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as scoring:
        while not list(out.glob("*.report.json")):
            assert scoring.poll() is None
            time.sleep(0.05)
        os.killpg(scoring.pid, signal.SIGINT)  # as a terminal does: to all of them
        stdout, stderr = scoring.communicate(timeout=60)
    assert scoring.returncode == 130
    assert "error" not in stderr.lower()
    assert "traceback" not in stderr.lower()
    reports = list(out.glob("*.report.json"))
    assert 0 < len(reports) < 200
    for report in reports:
        json.loads(report.read_text())
    lines = (out / ".coach-score.jsonl").read_text().splitlines()
    assert len(lines) == len(reports)
    assert stdout.startswith(f"reports: {len(reports)} in {out}")


@pytest.mark.parametrize("option", [("--address", "auto"), ("--gpus", "0")])
def test_what_is_for_a_cluster_needs_one(
    option: tuple[str, str], talks: Path, tmp_path: Path
) -> None:
    """Rather than being passed over."""
    result = coach("score", talks, "--out", tmp_path / "out", *option)
    assert result.exit_code == 2
    assert result.stderr == "error: --address and --gpus go with --engine ray\n"


def test_the_options_of_a_cluster_reach_its_crew(
    talks: Path, tmp_path: Path, crew: FakeCrew, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As they were given."""
    seen: list[JobOptions] = []

    def make(options: JobOptions, setup: Setup, calls: int) -> FakeCrew:
        seen.append(options)
        return crew

    monkeypatch.setattr(job, "crew_of", make)
    on = ("--engine", "ray", "--address", "head:6379", "--gpus", "0.5")
    assert coach("score", talks, "--out", tmp_path / "out", *on).exit_code == 0
    (options,) = seen
    found = (options.engine, options.address, options.gpu_share)
    assert found == ("ray", "head:6379", 0.5)
