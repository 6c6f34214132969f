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
from coach.batch.options import JobOptions
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
    names = sorted(path.name for path in out.iterdir() if path.name[0] != ".")
    assert names == [
        "calls.csv",
        "calls.parquet",
        "findings.csv",
        "findings.parquet",
        "one.report.json",
        "summary.html",
        "two.report.json",
    ]

    again = coach("score", talks, "--out", out)
    assert again.stdout == f"reports: 2 in {out}, 2 of them from before\n"
    anew = coach("score", talks, "--out", out, "--no-resume")
    assert anew.stdout.startswith(f"reports: 2 in {out} · ")


def test_what_fails_is_named(talks: Path, tmp_path: Path, crew: FakeCrew) -> None:
    """Status 1 tells that not all was scored; it is in the tables and on the page."""

    def answer(of: BatchCall, alone: bool) -> Outcome:
        if of.name == "two":
            return outcome(of, error=f"{of.address}: is empty", has_report=False)
        return well(of, alone)

    crew.answer = answer
    out, missing = tmp_path / "out", tmp_path / "missing.json"
    result = coach("score", talks, missing, "--out", out)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"error: {missing}: no such file",
        f"error: {talks / 'two.json'}: is empty",
    ]
    assert result.stdout.startswith(f"reports: 1 in {out}, failed: 2 · ")
    assert "is empty" in (out / "calls.csv").read_text()
    assert "is empty" in (out / "summary.html").read_text()


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


def test_a_manifest_says_what_is_known(talks: Path, tmp_path: Path) -> None:
    """And what it takes for granted is said."""
    manifest = tmp_path / "calls.csv"
    manifest.write_text(
        "path,agent,started_at\ntalks/one.json,Nora Berg,2026-01-26T09:30:00\n"
    )
    out = tmp_path / "out"
    result = coach("score", "--manifest", manifest, "--out", out, "--show-names")
    assert result.exit_code == 0
    assert "has no zone: this machine's was taken" in result.stderr
    assert "Nora Berg" in (out / "calls.csv").read_text()


def test_something_has_to_be_named(tmp_path: Path) -> None:
    """Wrong use otherwise."""
    result = coach("score", "--out", tmp_path)
    assert result.exit_code == 2
    assert "--manifest" in result.stderr


def test_the_manifest_is_not_written_over(talks: Path, crew: FakeCrew) -> None:
    """Where it is called like a table and lies where the tables go."""
    manifest = talks / "calls.csv"
    manifest.write_text("path\none.json\n")
    for more in ((), ("--dry-run",)):
        result = coach("score", "--manifest", manifest, "--out", talks, *more)
        assert result.exit_code == 2
        assert "calls.csv: would be written over" in result.stderr
    assert manifest.read_text() == "path\none.json\n"
    assert crew.begun == []


def test_a_transcript_is_not_written_over(tmp_path: Path, crew: FakeCrew) -> None:
    """Where it is called like a report, or like one in another form."""
    for name in ("one.report", "one.contact-lens"):
        folder = write_talks(tmp_path / name, "one", name)
        before = (folder / f"{name}.json").read_bytes()
        files = [folder / "one.json", folder / f"{name}.json"]
        how = ("--format", "contact-lens", "--out", folder)
        result = coach("score", *files, *how)
        assert result.exit_code == 2
        assert f"{name}.json: cannot be written: a call" in result.stderr
        assert (folder / f"{name}.json").read_bytes() == before
    assert crew.begun == []


def test_a_dry_run_scores_nothing(talks: Path, tmp_path: Path, crew: FakeCrew) -> None:
    """It says what would be, and makes no folder."""
    out, missing = tmp_path / "out", tmp_path / "missing.json"
    result = coach("score", talks, "--out", out, "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.startswith("would be scored: 2 calls, ")
    assert "would take about " in result.stdout
    assert not out.exists()
    assert crew.begun == []

    (talks / "two.json").rename(tmp_path / "two.json")
    coach("score", talks, "--out", out)
    (tmp_path / "two.json").rename(talks / "two.json")
    result = coach("score", talks, missing, "--out", out, "--dry-run")
    assert result.exit_code == 1
    assert result.stderr == f"error: {missing}: no such file\n"
    assert result.stdout.startswith("scored already: 1 call\nwould be scored: 1 call, ")


def test_other_forms_are_written(talks: Path, tmp_path: Path) -> None:
    """As many as are asked for."""
    out = tmp_path / "out"
    forms = ("--format", "webvtt", "--format", "contact-lens")
    assert coach("score", talks, "--out", out, *forms).exit_code == 0
    assert (out / "one.vtt").read_text().startswith("WEBVTT")
    assert (out / "two.contact-lens.json").exists()


def test_two_runs_are_compared(talks: Path, tmp_path: Path, crew: FakeCrew) -> None:
    """In lines before the last; where there is no old one, nothing is scored."""
    old, out = tmp_path / "old", tmp_path / "out"
    result = coach("score", talks, "--out", out, "--against", old)
    assert result.exit_code == 2
    assert crew.begun == []
    coach("score", talks, "--out", old)
    result = coach("score", talks, "--out", out, "--against", old)
    assert result.exit_code == 0
    assert "calls that differ: 0 of 2" in result.stdout.splitlines()
    assert (out / "changes.csv").exists()


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
    assert sum('"name"' in line for line in lines) == len(reports)
    assert stdout.startswith(f"reports: {len(reports)} in {out}")


@pytest.mark.parametrize("option", [("--address", "auto"), ("--gpus", "0")])
def test_what_is_for_a_cluster_needs_one(
    option: tuple[str, str], talks: Path, tmp_path: Path
) -> None:
    """Rather than being passed over."""
    result = coach("score", talks, "--out", tmp_path / "out", *option)
    assert result.exit_code == 2
    assert "--address and --gpus go with --engine ray" in result.stderr


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
