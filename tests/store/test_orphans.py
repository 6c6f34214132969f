"""Files without a call, and calls without a file."""

import os
import pickle
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from coach.store import calls
from coach.store.database import Database
from coach.store.orphans import Orphans, mend_files
from coach.store.tables import AuditRow, CallRow
from tests.store import samples
from tests.store.sounds import write_sound

NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=30)


@pytest.fixture
def audio(data: Path) -> Path:
    """The folder of sound."""
    folder = data / "audio"
    folder.mkdir(parents=True)
    return folder


def _add(db: Database, tmp_path: Path, name: str = "one") -> str:
    sound = write_sound(tmp_path / f"{name}.flac", seconds=0.1)
    return calls.add_call(db, samples.kept(call={"id": name}, audio=sound)).uid


def test_a_file_that_came_in_without_its_call_goes(db: Database, audio: Path) -> None:
    """The machine stopped before the call was kept; the mark tells."""
    (audio / "ab.flac").write_bytes(b"sound")
    (audio / "ab.flac.adding").touch()
    assert mend_files(db, NOW, oldest=LONG_AGO) == Orphans(files=1, calls=0)
    assert list(audio.iterdir()) == []


def test_a_file_whose_call_is_kept_stays(
    db: Database, audio: Path, tmp_path: Path
) -> None:
    """Also where the machine stopped just before the mark was removed."""
    uid = _add(db, tmp_path)
    (audio / f"{uid}.flac.adding").touch()
    assert mend_files(db, NOW, oldest=NOW) == Orphans(files=0, calls=0)
    assert [path.name for path in audio.iterdir()] == [f"{uid}.flac"]


def test_a_file_of_a_deleted_call_goes(
    db: Database, audio: Path, tmp_path: Path
) -> None:
    """It could not be removed at that time."""
    uid = _add(db, tmp_path)
    calls.delete_call(db, uid, "nora", "")
    (audio / f"{uid}.flac").write_bytes(b"sound")
    assert mend_files(db, NOW, oldest=LONG_AGO).files == 1


def test_a_file_of_an_unknown_call_stays_until_it_is_old(
    db: Database, audio: Path
) -> None:
    """It may be another store's: of this one nothing is known of it."""
    file = audio / "ab.flac"
    file.write_bytes(b"sound")
    assert mend_files(db, NOW, oldest=LONG_AGO).files == 0
    os.utime(file, (LONG_AGO.timestamp(),) * 2)
    assert mend_files(db, NOW, oldest=LONG_AGO).files == 1


def test_other_files_stay(db: Database, audio: Path) -> None:
    """They are somebody's own."""
    (audio / "notes.txt").touch()
    assert mend_files(db, NOW, oldest=NOW + timedelta(days=1)).files == 0
    assert (audio / "notes.txt").exists()


def test_a_call_whose_file_is_gone_has_no_sound(db: Database, tmp_path: Path) -> None:
    """Of which the audit trail tells."""
    gone, there = _add(db, tmp_path, "gone"), _add(db, tmp_path, "there")
    path = calls.call_of(db, gone).audio
    assert path is not None
    path.unlink()
    assert mend_files(db, NOW, oldest=LONG_AGO) == Orphans(files=0, calls=1)
    with db.reading() as session:
        rows = session.execute(select(CallRow.uid, CallRow.audio))
        kept = {row.uid: row.audio for row in rows}
        entry = session.scalars(select(AuditRow)).one()
    assert kept == {gone: None, there: f"{there}.flac"}
    assert (entry.action, entry.call) == ("lose-audio", gone)


def test_where_all_files_are_gone_the_disk_is(db: Database, tmp_path: Path) -> None:
    """It may be back tomorrow."""
    path = calls.call_of(db, _add(db, tmp_path)).audio
    assert path is not None
    path.rename(tmp_path / "elsewhere")
    assert mend_files(db, NOW, oldest=LONG_AGO).calls == 0


KILLED = """
import os, pickle, sys
from coach.store import adding
from coach.store.database import open_database
insert = adding.insert_call
def insert_and_die(session, rows):
    insert(session, rows)
    os._exit(9)
adding.insert_call = insert_and_die
adding.add_call(open_database(), pickle.load(open(sys.argv[1], "rb")))
"""


def test_nothing_half_is_left_of_a_process_that_was_killed(
    data: Path, tmp_path: Path
) -> None:
    """The call is not there, its sound still where it was, and can be added again."""
    from coach.store.database import open_database

    sound = write_sound(tmp_path / "call.flac", seconds=0.1)
    kept = tmp_path / "kept"
    kept.write_bytes(pickle.dumps(samples.kept(audio=sound)))
    killed = subprocess.run([sys.executable, "-c", KILLED, str(kept)], check=False)
    assert killed.returncode == 9
    assert len(list((data / "audio").glob("*.flac"))) == 1
    with open_database() as db:
        assert calls.find_calls(db).total == 0
        assert mend_files(db, NOW, oldest=LONG_AGO).files == 1
        added = calls.add_call(db, samples.kept(audio=sound))
        assert added.is_new
        assert calls.call_of(db, added.uid).audio
