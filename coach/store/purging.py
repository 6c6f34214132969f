"""Purging: what has been kept for as long as the policy says is deleted.

A call that its analyst disputes, or that is being calibrated, is kept until that is
over: somebody has a right to its end.  The audit trail then says which calls went, and
never what was in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, or_, select

from coach.store.audit import note
from coach.store.database import Database
from coach.store.deleting import remove, take_out
from coach.store.orphans import Orphans, mend_files
from coach.store.scrubbing import scrub
from coach.store.tables import CalibrationRow, CallRow

PURGED = "purge-call"
"""The action of the audit trail where a call was deleted for its age."""

BATCH = 100
"""Calls deleted in one transaction: between two of them others may write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCalls:
    """Calls that have been kept for long enough."""

    calls: Sequence[str]
    """The uids of those that are to go, oldest first."""
    held: Sequence[str]
    """Of those that stay for the time being: disputed, or being calibrated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What a purge has done."""

    calls: Sequence[str]
    """The uids of those that were deleted."""
    held: Sequence[str]
    """Of those that were old enough and stayed: disputed, or being calibrated."""
    orphans: Orphans
    """What became of files without a call, and of calls without their file."""


def due_calls(db: Database, now: datetime, days: int) -> DueCalls:
    """Return the calls that a purge would delete, and would not.

    Args:
        db: The store.
        now: The moment, with its zone.
        days: For how many days a call is kept, from when it came in.

    Raises:
        ValueError: The days are negative.
    """
    if days < 0:
        raise ValueError("days are not negative")
    with db.reading() as session:
        rows = session.execute(
            select(CallRow.uid, _is_held().label("is_held"))
            .where(CallRow.stored_at <= _limit(now, days))
            .order_by(CallRow.stored_at, CallRow.key)
        ).all()
    return DueCalls(
        calls=[row.uid for row in rows if not row.is_held],
        held=[row.uid for row in rows if row.is_held],
    )


def purge(db: Database, now: datetime, days: int, actor: str) -> Purged:
    """Delete the calls that have been kept for long enough, and put the files right.

    Stopped in the middle, it has deleted some of them whole.

    Args:
        db: The store.
        now: The moment, with its zone.
        days: For how many days a call is kept, from when it came in.
        actor: Who does it, for the audit trail.

    Raises:
        ValueError: The days are negative.
    """
    due = due_calls(db, now, days)
    gone: list[str] = []
    for first in range(0, len(due.calls), BATCH):
        uids = due.calls[first : first + BATCH]
        with db.session() as session:
            # Some may have been deleted meanwhile, or disputed.
            rows = session.execute(
                select(CallRow.key, CallRow.uid)
                .where(CallRow.uid.in_(uids), ~_is_held())
                .order_by(CallRow.stored_at, CallRow.key)
            ).all()
            keys = [row.key for row in rows]
            # A team keeps a call for as long as its own policy says.
            files = take_out(session, keys, now=now, withdraws=False)
            for row in rows:
                reason = f"kept for {days} days"
                note(
                    session,
                    at=now,
                    actor=actor,
                    action=PURGED,
                    call=row.uid,
                    about=reason,
                )
        remove(files)
        gone += [row.uid for row in rows]
    orphans = mend_files(db, now, oldest=_limit(now, days))
    scrub(db)
    return Purged(calls=gone, held=due.held, orphans=orphans)


def _is_held() -> ColumnElement[bool]:
    """Return the condition that something of a call is not over yet."""
    calibrated = exists().where(
        CalibrationRow.call_key == CallRow.key, CalibrationRow.closed_at.is_(None)
    )
    return or_(CallRow.is_disputed.is_(True), calibrated)


def _limit(now: datetime, days: int) -> datetime:
    """Return the moment up to which what came in is old enough."""
    try:
        return now - timedelta(days=days)
    except OverflowError:  # older than the calendar: nothing is
        return datetime.min.replace(tzinfo=now.tzinfo)
