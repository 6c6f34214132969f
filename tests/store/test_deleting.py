"""What is deleted is gone."""

import json
import random
from pathlib import Path

import pytest
from sqlalchemy import func, select

from coach.errors import StoreError
from coach.store import calls
from coach.store.database import Database, open_database
from coach.store.tables import AuditRow, Base, CallRow, UploadRow, VerdictRow
from tests.store import samples
from tests.store.sounds import write_sound


def _add(db: Database, name: str, mark: str = "", audio: Path | None = None) -> str:
    """Add a call that has a mark in every text of it."""
    report = samples.report(samples.NAMES[int(mark or 0) % 8], id=name)
    for utterance in report["utterances"]:
        utterance["text"] += f" marker{mark}said"
    for finding in report["findings"]:
        finding["explanation"] += f" marker{mark}found"
        finding["evidence"]["mark"] = f"marker{mark}shown"
    report["call"]["metadata"] = {"mark": f"marker{mark}told"}
    kept = samples.kept(report=report, record=None, audio=audio)
    uid = calls.add_call(db, kept).uid
    with db.session() as session:
        key = session.scalar(select(CallRow.key).where(CallRow.uid == uid))
        session.add(
            VerdictRow(
                call_key=key,
                finding="f",
                reviewer="nora",
                verdict="right",
                note=f"marker{mark}noted",
                at=samples.STARTED,
            )
        )
    return uid


def _traces(folder: Path, mark: str) -> list[str]:
    """Return the files that hold a mark."""
    wanted = f"marker{mark}".encode()
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and wanted in path.read_bytes().lower()
    ]


def test_no_row_is_left(db: Database) -> None:
    """Of any table, but for the audit trail and the policy."""
    uid = _add(db, "one")
    calls.delete_call(db, uid, "nora", "asked for")
    with db.reading() as session:
        rows = {
            name: session.scalar(select(func.count()).select_from(table))
            for name, table in Base.metadata.tables.items()
        }
    assert {name for name, count in rows.items() if count} == {"audit", "policies"}


def test_that_it_was_deleted_is_known(db: Database) -> None:
    """Who, which and why; nothing of what was in it."""
    uid = _add(db, "one")
    calls.delete_call(db, uid, "nora", "asked for", now=samples.STARTED)
    with db.reading() as session:
        entry = session.scalars(select(AuditRow)).one()
    assert (entry.actor, entry.action, entry.call) == ("nora", "delete-call", uid)
    assert (entry.about, entry.at) == ("asked for", samples.STARTED)


def test_no_word_is_left_in_the_files_of_sqlite(data: Path) -> None:
    """Of any of the calls that go, in whatever order; of the others all are there."""
    marks = [str(number) for number in range(100, 116)]
    with open_database() as db:
        uids = {mark: _add(db, f"call-{mark}", mark) for mark in marks}
        assert all(_traces(data, mark) for mark in marks)
        random.Random(1).shuffle(marks)
        for mark in marks[:8]:
            calls.delete_call(db, uids[mark], "nora", "")
        assert [_traces(data, mark) for mark in marks[:8]] == [[]] * 8
        assert all(_traces(data, mark) for mark in marks[8:])
        for mark in marks[8:]:
            calls.delete_call(db, uids[mark], "nora", "")
        assert _traces(data, "") == []


def test_the_sound_goes(db: Database, data: Path, tmp_path: Path) -> None:
    """And what has come of a sound that was on its way."""
    sound = write_sound(tmp_path / "call.flac")
    uid = _add(db, "one", audio=sound)
    incoming = data / "incoming" / "part"
    incoming.parent.mkdir()
    incoming.write_bytes(b"sound")
    with db.session() as session:
        key = session.scalar(select(CallRow.key))
        session.add(
            UploadRow(
                call_key=key,
                file="part",
                total_bytes=9,
                sha256="",
                changed_at=samples.STARTED,
            )
        )
    calls.delete_call(db, uid, "nora", "")
    assert [path for path in data.rglob("*") if path.suffix == ".flac"] == []
    assert not incoming.exists()


def test_a_call_that_is_not_there_is_told(db: Database) -> None:
    """Nothing is written down."""
    with pytest.raises(StoreError, match="no such call"):
        calls.delete_call(db, "f" * 32, "nora", "")
    with db.reading() as session:
        assert session.scalars(select(AuditRow)).all() == []


def test_the_others_are_found_as_before(db: Database) -> None:
    """The index of words is whole."""
    uids = [_add(db, f"call-{n}", str(n)) for n in range(3)]
    calls.delete_call(db, uids[1], "nora", "")
    found = calls.find_calls(db, calls.CallFilter(words="marker"))
    assert {one.uid for one in found.calls} == {uids[0], uids[2]}
    assert calls.find_calls(db, calls.CallFilter(words="marker1said")).total == 0


def test_the_same_call_may_come_in_again(db: Database) -> None:
    """It is a new one then."""
    first = calls.add_call(db, samples.kept())
    calls.delete_call(db, first.uid, "nora", "")
    again = calls.add_call(db, samples.kept())
    assert again.is_new
    stored = calls.call_of(db, again.uid)
    report = samples.report(samples.NAMES[0])
    assert json.dumps(calls.report_of(stored)) == json.dumps(report)
