"""Reports that were made elsewhere."""

import json
from pathlib import Path
from typing import Any

import pytest

from coach.errors import InputError
from coach.scoring.writing import write_report
from coach.store.calls import call_of, report_of
from coach.store.database import Database
from coach.store.imported import Importer, ReportInput, find_reports, read_report
from tests.store import samples
from tests.store.sounds import write_sound

NAME = "angry-upgrade"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two reports and other files."""
    folder = tmp_path / "reports"
    for name in (NAME, "interrupting-vpn"):
        write_report(samples.report(name), folder / f"{name}.report.json")
    (folder / "summary.json").write_text("{}")
    (folder / "notes.txt").write_text("")
    return folder


def _importer(db: Database) -> Importer:
    return Importer(db=db, policy=samples.policy())


def test_a_folder_stands_for_its_reports(folder: Path) -> None:
    """Other files in it are passed over."""
    found = find_reports([folder, folder / f"{NAME}.report.json"], None)
    assert [one.path.stem for one in found] == [
        f"{NAME}.report",
        "interrupting-vpn.report",
    ]


def test_recordings_of_the_same_names_belong_to_them(
    folder: Path, tmp_path: Path
) -> None:
    """A report without one is kept without sound."""
    sound = write_sound(tmp_path / f"{NAME}.flac", seconds=0.1)
    found = find_reports([folder], tmp_path)
    assert [one.audio for one in found] == [sound, None]


def test_one_recording_is_one_reports(folder: Path, tmp_path: Path) -> None:
    """Not several reports'."""
    sound = write_sound(tmp_path / "call.flac", seconds=0.1)
    one = folder / f"{NAME}.report.json"
    assert find_reports([one], sound) == [ReportInput(path=one, audio=sound)]
    with pytest.raises(InputError, match="is one recording"):
        find_reports([folder], sound)


def test_a_folder_without_reports_is_told(tmp_path: Path) -> None:
    """Perhaps another one was meant."""
    with pytest.raises(InputError, match="holds no report"):
        find_reports([tmp_path], None)


def test_a_report_is_kept(db: Database, folder: Path) -> None:
    """As it was, for there is nothing in it to be masked."""
    added = _importer(db).keep(ReportInput(path=folder / f"{NAME}.report.json"))
    stored = call_of(db, added.uid)
    assert report_of(stored) == samples.report(NAME)
    assert stored.summary.origin == "import"
    assert stored.summary.score is not None


def test_what_must_not_last_is_masked_first(
    db: Database, data: Path, tmp_path: Path
) -> None:
    """In the words, and silenced in the sound."""
    report = samples.report(NAME, duration_ms=2_000)
    report["utterances"] = report["utterances"][:1]
    report["utterances"][0] |= {
        "start_ms": 0,
        "end_ms": 900,
        "text": "The card is 4111 1111 1111 1111.",
    }
    path = tmp_path / "call.report.json"
    write_report(report, path)
    sound = write_sound(tmp_path / "call.flac", seconds=2)
    added = _importer(db).keep(ReportInput(path=path, audio=sound))
    stored = call_of(db, added.uid)
    assert "[card number]" in report_of(stored)["utterances"][0]["text"]
    assert stored.redactions
    assert stored.audio
    assert stored.audio.read_bytes() != sound.read_bytes()
    if not db.is_postgresql:
        assert b"4111 1111" not in (data / "store.sqlite-wal").read_bytes()


def test_a_recording_of_another_length_is_another_calls(
    db: Database, folder: Path, tmp_path: Path
) -> None:
    """Nothing is kept."""
    sound = write_sound(tmp_path / "call.flac", seconds=1)
    given = ReportInput(path=folder / f"{NAME}.report.json", audio=sound)
    with pytest.raises(InputError, match=r"is 1\.0 s long, the call of"):
        _importer(db).keep(given)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"schema": "coach.report/2"}, "is no report"),
        ({"more": 1}, "more"),
        ({"utterances": [{"text": "secret"}]}, r"utterances\.0"),
        ({"findings": "secret"}, "findings"),
    ],
)
def test_what_is_no_report_is_told(
    tmp_path: Path, change: dict[str, Any], reason: str
) -> None:
    """Where it is wrong, and never what was said."""
    path = tmp_path / "call.json"
    path.write_text(json.dumps({**samples.report(NAME), **change}))
    with pytest.raises(InputError, match=reason) as caught:
        read_report(path)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "nonsense", '{"a": NaN}', "[" * 9999])
def test_what_is_no_json_is_told(tmp_path: Path, text: str) -> None:
    """In one line."""
    path = tmp_path / "call.json"
    path.write_text(text)
    with pytest.raises(InputError, match="is no"):
        read_report(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """By its name."""
    with pytest.raises(InputError, match="no such file"):
        read_report(tmp_path / "missing.json")
