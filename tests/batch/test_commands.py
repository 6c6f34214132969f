"""coach score on a terminal."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from coach.batch.commands import Progress
from coach.cli import app
from coach.inputs import CallInput
from tests.batch.test_scoring import TALK


def coach(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder with two transcripts."""
    folder = tmp_path / "talks"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.json").write_text(json.dumps(TALK))
    return folder


def test_a_folder_is_scored(talks: Path, tmp_path: Path) -> None:
    """Each call in it."""
    out = tmp_path / "out"
    result = coach("score", talks, "--out", out)
    assert result.exit_code == 0
    assert result.output == f"reports: 2 in {out}\n"
    assert sorted(path.name for path in out.iterdir()) == [
        "one.report.json",
        "two.report.json",
    ]


def test_what_was_kept_is_said(
    talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And where it is to be heard."""
    monkeypatch.setenv("COACH_DATA", str(tmp_path / "data"))
    out = tmp_path / "out"
    result = coach("score", talks, "--out", out, "--store")
    assert result.exit_code == 0
    assert (
        result.stdout == f"reports: 2 in {out}; kept, to be heard with coach review\n"
    )


def test_what_fails_is_named(talks: Path, tmp_path: Path) -> None:
    """Status 1 tells that not all was scored."""
    out, missing = tmp_path / "out", tmp_path / "missing.json"
    result = coach("score", talks, missing, "--out", out)
    assert result.exit_code == 1
    assert result.stderr == f"error: {missing}: no such file\n"
    assert result.stdout == f"reports: 2 in {out}, failed: 1\n"


def test_a_folder_without_a_call_is_told(tmp_path: Path) -> None:
    """Nothing is scored."""
    assert coach("score", tmp_path, "--out", tmp_path / "out").exit_code == 1


def test_a_wrong_policy_is_wrong_use(talks: Path, tmp_path: Path) -> None:
    """Status 2, and a line."""
    result = coach("score", talks, "--out", tmp_path, "--policy", tmp_path / "no.toml")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_progress_is_for_terminals(capsys: pytest.CaptureFixture[str]) -> None:
    """In a file it would be in the way."""
    Progress(2)(CallInput(path=Path("one.json")))
    assert capsys.readouterr().err == ""
