"""Deleting a call: its rows, its words in the index, its sound, and every trace.

What stays is that it was deleted: an entry of the audit trail, with the call's name and
why, and nothing of what was in it.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coach.store.audio import audio_path
from coach.store.audit import note
from coach.store.database import Database
from coach.store.places import incoming_folder
from coach.store.reading import no_call
from coach.store.scrubbing import scrub
from coach.store.search import forget_words
from coach.store.tables import CallRow, UploadRow
from coach.store.tombstones import bury

DELETED = "delete-call"
"""The action of the audit trail where somebody deleted a call."""


def delete_call(
    db: Database, uid: str, actor: str, reason: str, *, now: datetime | None = None
) -> None:
    """Delete a call, with its sound and all that was said of it in reviews.

    Args:
        db: The store.
        uid: The call's.
        actor: Who does it, for the audit trail.
        reason: Why, for the audit trail; never words of the call.
        now: The moment, by default the clock's.

    Raises:
        StoreError: There is no such call.
    """
    with db.session() as session:
        found = session.execute(select(CallRow.key).where(CallRow.uid == uid))
        key = found.scalar_one_or_none()
        if key is None:
            raise no_call(uid)
        at = now or datetime.now(UTC)
        files = take_out(session, [key], now=at, withdraws=True)
        note(session, at=at, actor=actor, action=DELETED, call=uid, about=reason)
    remove(files)
    scrub(db)


def take_out(
    session: Session, keys: Sequence[int], *, now: datetime, withdraws: bool
) -> list[Path]:
    """Delete the rows of calls; return the files that go once that is certain.

    Args:
        session: Of the store.
        keys: The calls.
        now: The moment.
        withdraws: Whether a team's server that they are shared with is to delete them
            as well.
    """
    bury(session, keys, now=now, withdraws=withdraws)
    names = session.scalars(
        select(CallRow.audio).where(CallRow.key.in_(keys), CallRow.audio.is_not(None))
    )
    files = [audio_path(name) for name in names if name is not None]
    uploads = session.scalars(
        select(UploadRow.file).where(UploadRow.call_key.in_(keys))
    )
    files += [incoming_folder() / name for name in uploads]
    forget_words(session, keys)
    session.execute(delete(CallRow).where(CallRow.key.in_(keys)))
    return files


def remove(files: Sequence[Path]) -> None:
    """Remove files; one that cannot be is found again by the next purge."""
    for file in files:
        with suppress(OSError):
            file.unlink()
