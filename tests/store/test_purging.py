"""What has been kept for long enough goes."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from coach.store import calls
from coach.store.database import Database
from coach.store.tables import AuditRow, CalibrationRow, CallRow
from tests.store import samples

NOW = samples.STARTED + timedelta(days=100)


def _add(db: Database, name: str, days: float) -> str:
    """Add a call that was kept so many days ago."""
    kept = samples.kept(call={"id": name})
    return calls.add_call(db, kept, now=NOW - timedelta(days=days)).uid


@pytest.mark.parametrize(("days", "is_left"), [(29.9, True), (30, False), (31, False)])
def test_days_count_from_when_it_came_in(
    db: Database, days: float, is_left: bool
) -> None:
    """Not from when it happened: an old recording may be added to be heard."""
    _add(db, "one", days)
    purged = calls.purge(db, NOW, 30, "coach")
    assert len(purged.calls) == (not is_left)
    assert calls.find_calls(db).total == is_left


def test_the_audit_trail_says_which(db: Database) -> None:
    """By its name, and after how many days; nothing of what was in it."""
    uid = _add(db, "one", 31)
    calls.purge(db, NOW, 30, "coach")
    with db.reading() as session:
        entry = session.scalars(select(AuditRow)).one()
    assert (entry.actor, entry.action, entry.call) == ("coach", "purge-call", uid)
    assert (entry.about, entry.at) == ("kept for 30 days", NOW)


def test_a_disputed_call_is_kept_until_that_is_over(db: Database) -> None:
    """The analyst has a right to an answer."""
    uid = _add(db, "one", 31)
    with db.session() as session:
        session.execute(update(CallRow).values(is_disputed=True))
    purged = calls.purge(db, NOW, 30, "coach")
    assert (purged.calls, purged.held) == ([], [uid])
    with db.session() as session:
        session.execute(update(CallRow).values(is_disputed=False))
    assert calls.purge(db, NOW, 30, "coach").calls == [uid]


def test_a_call_that_is_calibrated_is_kept_until_that_is_closed(db: Database) -> None:
    """The reviewers have not all heard it yet."""
    uid = _add(db, "one", 31)
    with db.session() as session:
        session.add(
            CalibrationRow(
                call_key=session.scalars(select(CallRow.key)).one(),
                reviewers=["nora", "max"],
                begun_by="nora",
                begun_at=NOW,
            )
        )
    assert calls.purge(db, NOW, 30, "coach").held == [uid]
    with db.session() as session:
        session.execute(update(CalibrationRow).values(closed_at=NOW))
    assert calls.purge(db, NOW, 30, "coach").calls == [uid]


def test_what_would_go_can_be_asked(db: Database) -> None:
    """Oldest first; nothing is deleted."""
    newer, older = _add(db, "newer", 31), _add(db, "older", 40)
    _add(db, "new", 1)
    assert calls.due_calls(db, NOW, 30).calls == [older, newer]
    assert calls.find_calls(db).total == 3


def test_many_go_in_batches(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """None is left between two."""
    monkeypatch.setattr("coach.store.purging.BATCH", 2)
    uids = [_add(db, f"call-{n}", 40 - n) for n in range(5)]
    assert calls.purge(db, NOW, 30, "coach").calls == uids


def test_files_are_put_right(db: Database, data: Path) -> None:
    """A file whose call was deleted before goes too."""
    uid = _add(db, "one", 31)
    calls.purge(db, NOW, 30, "coach")
    (data / "audio" / f"{uid}.flac").write_bytes(b"sound")
    assert calls.purge(db, NOW, 30, "coach").orphans.files == 1


@pytest.mark.parametrize("days", [0, 10**9])
def test_all_or_nothing(db: Database, days: int) -> None:
    """Nought days are all calls, a million years none."""
    _add(db, "one", 0)
    assert len(calls.purge(db, NOW, days, "coach").calls) == (days == 0)


def test_negative_days_are_a_mistake(db: Database) -> None:
    """Of the caller."""
    with pytest.raises(ValueError, match="negative"):
        calls.due_calls(db, NOW, -1)
