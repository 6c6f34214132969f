"""Files of sound without their call, and calls without their file.

The first come of a machine that stopped while a call was added or deleted, the second
of somebody who removed a file by hand.
"""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from coach.store.audio import ENDINGS, MARK
from coach.store.audit import COACH, note
from coach.store.database import Database, hold_audio
from coach.store.finishing import PREFIX
from coach.store.places import audio_folder, data_folder
from coach.store.tables import AuditRow, CallRow

UNFINISHED = timedelta(days=1)
"""After this a file that was to become ready for the store never will."""

NEVER = datetime.min.replace(tzinfo=UTC)
"""Where calls are kept for ever: no file is so old."""

LOST = "lose-audio"
"""The action of the audit trail where a call's file was not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphans:
    """What was put right."""

    files: int
    """Files without a call that were removed."""
    calls: int
    """Calls that are without their sound from now on."""


def mend_files(db: Database, now: datetime, *, oldest: datetime) -> Orphans:
    """Remove files that no call has, and forget files that are not there.

    A file goes where the store knows that its call is none of it: the call was deleted,
    or the machine stopped while it came in.  Of any other file without a call (perhaps
    it is another store's, with the same folder) only one that is old enough goes.

    Args:
        db: The store.
        now: The moment, for the audit trail.
        oldest: Up to when a file whose call is unknown is too old to be kept.
    """
    folder = audio_folder()
    with db.session() as session:
        hold_audio(session, alone=True)  # nobody is bringing a file in meanwhile
        kept = {name for name in session.scalars(select(CallRow.audio)) if name}
        deleted = _deleted(session)
        there = {path.name for path in folder.iterdir() if path.is_file()}
        files = 0
        for name in there - kept:
            path = folder / name
            is_sound = path.suffix in ENDINGS
            is_ours = name + MARK in there or path.stem in deleted
            if path.suffix == MARK or (
                is_sound and (is_ours or path.stat().st_mtime <= oldest.timestamp())
            ):
                files += is_sound
                with suppress(OSError):
                    path.unlink()
        for folder in data_folder().glob(f"{PREFIX}*"):
            if folder.stat().st_mtime <= (now - UNFINISHED).timestamp():
                shutil.rmtree(folder, ignore_errors=True)
        calls = _forget_missing(session, kept, there, now=now)
    return Orphans(files=files, calls=calls)


def _deleted(session: Session) -> set[str]:
    """Return the uids of calls that were this store's, and are no longer."""
    uids = select(CallRow.uid)
    rows = session.scalars(
        select(AuditRow.call)
        .where(AuditRow.call.is_not(None), AuditRow.call.not_in(uids))
        .distinct()
    )
    return {uid for uid in rows if uid is not None}


def _forget_missing(
    session: Session, kept: set[str], there: set[str], *, now: datetime
) -> int:
    """Have calls without their file know it.

    Where none of the files is there, the disk is not, rather than they.
    """
    missing = sorted(kept - there)
    if not (kept & there):
        return 0
    for name in missing:
        session.execute(update(CallRow).where(CallRow.audio == name).values(audio=None))
        uid = Path(name).stem
        note(session, at=now, actor=COACH, action=LOST, call=uid)
    return len(missing)
