from pathlib import Path

import pytest

from coach.errors import ReportError
from coach.scoring.places import ReportPlaces


def call(name: str) -> dict[str, dict[str, str]]:
    """Return a report, as far as its place depends on it."""
    return {"call": {"id": name}}


def test_a_folder_has_a_file_for_each_call(tmp_path: Path) -> None:
    """Named after the call; what is there already is never written over."""
    places = ReportPlaces(tmp_path / "reports")
    (tmp_path / "reports" / "b.report.json").write_text("{}")

    names = [places.place(call(name)).name for name in ("a", "a", "b")]

    assert names == ["a.report.json", "a-2.report.json", "b-2.report.json"]


def test_a_file_is_the_first_call_s(tmp_path: Path) -> None:
    """Further calls of the shift are beside it."""
    places = ReportPlaces(tmp_path / "out.report.json")

    names = [places.place(call(name)).name for name in ("a", "b", "c")]

    assert names == ["out.report.json", "out-2.report.json", "out-3.report.json"]


def test_yesterday_s_further_calls_are_not_written_over(tmp_path: Path) -> None:
    """Only the file that was named may be: that is what was asked for."""
    for name in ("out.json", "out-2.json"):
        (tmp_path / name).write_text("{}")
    places = ReportPlaces(tmp_path / "out.json")

    names = [places.place(call(name)).name for name in ("a", "b")]

    assert names == ["out.json", "out-3.json"]


def test_what_cannot_be_written_is_said_before_the_shift(tmp_path: Path) -> None:
    """A file cannot be a folder."""
    (tmp_path / "plain").write_text("")
    with pytest.raises(ReportError):
        ReportPlaces(tmp_path / "plain" / "reports")
