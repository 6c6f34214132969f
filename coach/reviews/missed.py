"""What a reviewer heard and no detector found."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coach.detectors.registry import load_detectors
from coach.errors import NotThereError, ReviewConflictError, UnfitReviewError
from coach.events import Speaker
from coach.policy.policy import Policy
from coach.reviews.calibration import is_blind
from coach.reviews.reviewed import call_of, locked_call
from coach.reviews.words import fit_words
from coach.store.tables import CallRow, MissedRow

MOST = 500
"""Entries a call may have: a detector that misses more is not worth listing."""


def known_kinds() -> tuple[str, ...]:
    """Return the kinds of finding that the installed detectors raise."""
    kinds = (kind for cls in load_detectors() for kind in cls.definitions)
    return tuple(dict.fromkeys(kinds))


def add_missed(
    session: Session,
    uid: str,
    *,
    reviewer: str,
    kind: str,
    speaker: str | None,
    start_ms: int,
    end_ms: int,
    note: str = "",
    policy: Policy,
    at: datetime,
) -> MissedRow:
    """Keep what should have been found between two times of a call.

    Raises:
        NotThereError: There is no such call.
        UnfitReviewError: The kind is unknown, the speaker is none, the span is empty or
            not within the call, or the note cannot be kept.
        ReviewConflictError: The call has as many as it may.
    """
    if kind not in known_kinds():
        reason = f"no detector raises it; they raise {', '.join(known_kinds())}"
        raise UnfitReviewError("kind", reason)
    if speaker is not None and speaker not in tuple(Speaker):
        raise UnfitReviewError("speaker", "is neither agent nor customer nor none")
    note = fit_words(note, policy, key="note")
    call = locked_call(session, uid)
    if not 0 <= start_ms < end_ms <= call.duration_ms:
        reason = f"must be some time within the call's {call.duration_ms} ms"
        raise UnfitReviewError("start_ms, end_ms", reason)
    if _count(session, call) >= MOST:
        raise ReviewConflictError(f"the call has {MOST} missed ones already")
    row = MissedRow(
        call_key=call.key,
        reviewer=reviewer,
        kind=kind,
        speaker=speaker,
        start_ms=start_ms,
        end_ms=end_ms,
        note=note,
        at=at,
    )
    session.add(row)
    session.flush()
    return row


def remove_missed(session: Session, uid: str, key: int, *, reviewer: str) -> None:
    """Take an entry of one's own back.

    Raises:
        NotThereError: There is no such call, or no such entry of theirs in it.
    """
    call = locked_call(session, uid)
    row = session.get(MissedRow, key)
    if row is None or row.call_key != call.key or row.reviewer != reviewer:
        raise NotThereError("missed one of yours", str(key))
    session.delete(row)
    session.flush()


def missed_of(session: Session, uid: str, *, viewer: str) -> Sequence[MissedRow]:
    """Return a call's missed ones that somebody may see, in the order of the call.

    Who is to score the call blind sees their own alone, until the calibration closes.

    Raises:
        NotThereError: There is no such call.
    """
    call = call_of(session, uid)
    query = select(MissedRow).where(MissedRow.call_key == call.key)
    if is_blind(session, call, viewer):
        query = query.where(MissedRow.reviewer == viewer)
    return session.scalars(query.order_by(MissedRow.start_ms, MissedRow.key)).all()


def _count(session: Session, call: CallRow) -> int:
    query = select(func.count()).where(MissedRow.call_key == call.key)
    return session.scalar(query) or 0
