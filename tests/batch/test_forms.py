"""Reports in the forms of other programs."""

import json
import os
from pathlib import Path

import pytest

from coach.batch.forms import Format, write_forms
from coach.batch.reading import report_path
from coach.errors import ReportError
from tests.batch.reports import put, report


def test_each_report_has_its_forms_beside_it(tmp_path: Path) -> None:
    """Each that was asked for, once."""
    names = put(tmp_path, a=report(), b=report())
    assert (
        write_forms(tmp_path, names, [Format("webvtt"), Format("contact-lens")]) == []
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a.contact-lens.json",
        "a.report.json",
        "a.vtt",
        "b.contact-lens.json",
        "b.report.json",
        "b.vtt",
    ]
    assert (tmp_path / "a.vtt").read_text().startswith("WEBVTT\n\n1\n00:00:00.928 -->")
    shaped = json.loads((tmp_path / "a.contact-lens.json").read_text())
    assert shaped["Channel"] == "VOICE"


def test_without_a_format_there_is_none(tmp_path: Path) -> None:
    """Nothing is read."""
    names = put(tmp_path, a=report())
    write_forms(tmp_path, names, [])
    assert len(list(tmp_path.iterdir())) == 1


def test_what_would_not_change_is_left_alone(tmp_path: Path) -> None:
    """A run that is taken up again does little; what is old is made anew."""
    names = put(tmp_path, a=report())
    write_forms(tmp_path, names, [Format.WEBVTT])
    place = tmp_path / "a.vtt"
    os.utime(place, (1, 1))
    write_forms(tmp_path, names, [Format.WEBVTT])
    assert place.stat().st_mtime == 1
    put(tmp_path, a=report(utterances=[]))
    write_forms(tmp_path, names, [Format.WEBVTT])
    assert place.read_text() == "WEBVTT\n"


def test_a_damaged_report_has_no_forms(tmp_path: Path) -> None:
    """Those that are not there have none either; what a form lacks is told."""
    row = report()["utterances"][0] | {"speaker": "supervisor"}
    names = put(tmp_path, a=report(), b=report(utterances=[row]))
    report_path(tmp_path, "a").write_text("{")
    (told,) = write_forms(tmp_path, [*names, "c"], [Format.WEBVTT])
    assert told == f"{tmp_path / 'b.report.json'}: lacks what webvtt needs"
    assert not list(tmp_path.glob("*.vtt"))


def test_a_place_that_cannot_be_written_ends_it(tmp_path: Path) -> None:
    """As a full disk does: every further one would fail too."""
    names = put(tmp_path, a=report())
    (tmp_path / "a.vtt").mkdir()
    with pytest.raises(ReportError, match=r"a\.vtt: cannot be written"):
        write_forms(tmp_path, names, [Format.WEBVTT])
