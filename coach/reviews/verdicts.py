"""Verdicts: what a reviewer holds of a finding."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from coach.errors import NotThereError, UnfitReviewError
from coach.policy.policy import Policy
from coach.reviews.calibration import is_blind
from coach.reviews.reviewed import call_of, check_finding, locked_call
from coach.reviews.words import fit_words
from coach.store.tables import CallRow, VerdictRow

Verdict = Literal["right", "wrong", "unsure"]

VERDICTS: tuple[str, ...] = get_args(Verdict)


def judge(
    session: Session,
    uid: str,
    finding: str,
    *,
    reviewer: str,
    verdict: str,
    note: str = "",
    policy: Policy,
    at: datetime,
) -> VerdictRow:
    """Keep what a reviewer holds of a finding, in the place of what they held before.

    Raises:
        NotThereError: There is no such call, or it has no such finding.
        UnfitReviewError: The verdict is none, or the note cannot be kept.
    """
    if verdict not in VERDICTS:
        raise UnfitReviewError("verdict", f"is none of {', '.join(VERDICTS)}")
    note = fit_words(note, policy, key="note")
    call = locked_call(session, uid)
    check_finding(session, call, finding)
    row = _verdict(session, call, finding, reviewer)
    if row is None:
        row = VerdictRow(call_key=call.key, finding=finding, reviewer=reviewer)
        session.add(row)
    row.verdict, row.note, row.at = verdict, note, at
    session.flush()
    return row


def withdraw(session: Session, uid: str, finding: str, *, reviewer: str) -> None:
    """Forget what a reviewer holds of a finding.

    Raises:
        NotThereError: There is no such call, or no verdict of theirs on it.
    """
    call = locked_call(session, uid)
    row = _verdict(session, call, finding, reviewer)
    if row is None:
        raise NotThereError("verdict of yours on", finding)
    session.delete(row)
    session.flush()


def verdicts_of(session: Session, uid: str, *, viewer: str) -> Sequence[VerdictRow]:
    """Return the verdicts on a call's findings that somebody may see, oldest first.

    Who is to score the call blind sees their own alone, until the calibration closes.

    Raises:
        NotThereError: There is no such call.
    """
    call = call_of(session, uid)
    query = select(VerdictRow).where(VerdictRow.call_key == call.key)
    if is_blind(session, call, viewer):
        query = query.where(VerdictRow.reviewer == viewer)
    return session.scalars(query.order_by(VerdictRow.at, VerdictRow.key)).all()


def _verdict(
    session: Session, call: CallRow, finding: str, reviewer: str
) -> VerdictRow | None:
    return session.scalars(
        select(VerdictRow).where(
            VerdictRow.call_key == call.key,
            VerdictRow.finding == finding,
            VerdictRow.reviewer == reviewer,
        )
    ).one_or_none()
