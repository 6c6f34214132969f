"""What is written of a run beside its reports."""

import json
from pathlib import Path

import pytest

from coach.batch.failure import Failure
from coach.batch.forms import Format
from coach.batch.results import (
    ResultOptions,
    check_manifest,
    check_results,
    is_written,
    key_of,
    write_results,
)
from coach.errors import InputError, ReportError
from tests.batch.calls import POLICY
from tests.batch.reports import report


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with a report."""
    folder = tmp_path / "out"
    folder.mkdir()
    text = json.dumps(report(call={"agent": "Nora Berg"}))
    (folder / "nora.report.json").write_text(text)
    return folder


def names_in(folder: Path) -> set[str]:
    """Return what is in a folder."""
    return {path.name for path in folder.iterdir()}


def test_tables_and_a_page_are_written(out: Path) -> None:
    """Which names nobody, unless that is wanted."""
    told, comparison = write_results(out, ["nora"], [], POLICY, ResultOptions())
    assert (told, comparison) == ([], [])
    assert names_in(out) >= {"calls.csv", "findings.csv", "summary.html"}
    assert "nora" not in (out / "summary.html").read_text()
    write_results(out, ["nora"], [], POLICY, ResultOptions(shows_names=True))
    assert "nora" in (out / "summary.html").read_text()


def test_what_else_is_wanted_is_written(out: Path, tmp_path: Path) -> None:
    """Other forms, and what differs from an older run."""
    options = ResultOptions(formats=[Format.WEBVTT], against=out)
    check_results(options, tmp_path / "new")
    _, comparison = write_results(out, ["nora"], [], POLICY, options)
    assert names_in(out) >= {"nora.vtt", "changes.csv"}
    assert comparison[-1] == "calls that differ: 0 of 1"


def test_a_manifest_is_not_written_over(out: Path, tmp_path: Path) -> None:
    """It may be called like a table, or lie beside one, but not both."""
    for name in ("calls.csv", "findings.parquet", "Changes.CSV"):
        with pytest.raises(InputError, match=f"{name}: would be written over"):
            check_manifest(str(out / "." / name), out)
    check_manifest(str(out / "january.csv"), out)
    check_manifest(str(out / "calls.txt"), out)
    check_manifest(str(tmp_path / "calls.csv"), out)
    check_manifest("s3://desk/calls.csv", out)


def test_what_is_not_there_is_told_before(tmp_path: Path) -> None:
    """There is nothing to compare with."""
    with pytest.raises(InputError, match="cannot be compared with"):
        check_results(ResultOptions(against=tmp_path / "none"), tmp_path)
    check_results(ResultOptions(), tmp_path)


def test_what_cannot_be_written_is_told(out: Path) -> None:
    """A folder stands in the way."""
    (out / "summary.html").mkdir()
    with pytest.raises(ReportError, match=r"summary\.html: cannot be written"):
        write_results(out, ["nora"], [], POLICY, ResultOptions())


def test_what_would_come_out_the_same_has_the_same_key() -> None:
    """Reports, failures, policy: whatever is in the tables and on the page."""
    failure = Failure(error="a.wav: is empty")
    plain = ResultOptions()
    same = key_of({"a": "1"}, [failure], "desk@1", plain)
    assert same == key_of({"a": "1"}, [failure], "desk@1", ResultOptions())
    others = {
        key_of({"a": "2"}, [failure], "desk@1", plain),
        key_of({"b": "1"}, [failure], "desk@1", plain),
        key_of({"a": "1"}, [], "desk@1", plain),
        key_of({"a": "1"}, [failure], "desk@2", plain),
        key_of({"a": "1"}, [failure], "desk@1", ResultOptions(shows_names=True)),
    }
    assert len({same} | others) == 6
    for options in (
        ResultOptions(against=Path("old")),
        ResultOptions(formats=[Format.WEBVTT]),
    ):
        assert key_of({"a": "1"}, [], "desk@1", options) is None


def test_they_are_there_or_not(out: Path) -> None:
    """All of them."""
    assert not is_written(out)
    write_results(out, ["nora"], [], POLICY, ResultOptions())
    assert is_written(out)
    (out / "findings.csv").unlink()
    assert not is_written(out)
