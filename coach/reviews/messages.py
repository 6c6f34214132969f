"""What is said between the analyst and those who review: replies, disputes, answers."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coach.errors import ReviewConflictError, UnfitReviewError
from coach.policy.policy import Policy
from coach.reviews.calibration import is_blind
from coach.reviews.reviewed import call_of, check_finding, locked_call
from coach.reviews.words import fit_words
from coach.store.tables import CallRow, MessageRow, ReviewRow

MessageKind = Literal["reply", "dispute", "answer"]

KINDS: tuple[str, ...] = get_args(MessageKind)

MOST = 500
"""Messages about one call; by then somebody should pick up the telephone."""


def say(
    session: Session,
    uid: str,
    *,
    author: str,
    kind: str,
    text: str,
    finding: str | None = None,
    policy: Policy,
    at: datetime,
) -> MessageRow:
    """Keep a message about a finding or about the review as a whole.

    A dispute is open until something has been answered in the same matter.

    Raises:
        NotThereError: There is no such call, or it has no such finding.
        UnfitReviewError: The kind is none, or the text is empty or cannot be kept.
        ReviewConflictError: A review is disputed where none was submitted, there is
            nothing to answer, or the call has as many messages as it may.
    """
    if kind not in KINDS:
        raise UnfitReviewError("kind", f"is none of {', '.join(KINDS)}")
    text = fit_words(text, policy, key="text", needed=True)
    call = locked_call(session, uid)
    if finding is not None:
        check_finding(session, call, finding)
    elif kind == "dispute" and not _is_reviewed(session, call):
        raise ReviewConflictError("no review of this call was submitted to dispute")
    said = list(_messages(session, call))
    if kind == "answer" and all(
        one.kind == "answer" for one in said if one.finding == finding
    ):
        raise ReviewConflictError("there is nothing to answer in this matter")
    if len(said) >= MOST:
        raise ReviewConflictError(f"the call has {MOST} messages already")
    row = MessageRow(
        call_key=call.key, author=author, kind=kind, finding=finding, text=text, at=at
    )
    session.add(row)
    session.flush()
    call.is_disputed = has_open_dispute([*said, row])
    session.flush()
    return row


def messages_of(session: Session, uid: str, *, viewer: str) -> Sequence[MessageRow]:
    """Return the messages about a call that somebody may see, oldest first.

    Who is to score the call blind sees their own alone, until the calibration closes.

    Raises:
        NotThereError: There is no such call.
    """
    call = call_of(session, uid)
    said = _messages(session, call)
    if is_blind(session, call, viewer):
        return [one for one in said if one.author == viewer]
    return said


def has_open_dispute(messages: Iterable[MessageRow]) -> bool:
    """Return whether something is disputed that nobody has answered since.

    Args:
        messages: Oldest first; each finding, and the review as a whole, is a matter of
            its own.
    """
    is_open: dict[str | None, bool] = {}
    for message in messages:
        if message.kind == "dispute":
            is_open[message.finding] = True
        elif message.kind == "answer":
            is_open[message.finding] = False
    return any(is_open.values())


def _messages(session: Session, call: CallRow) -> Sequence[MessageRow]:
    query = select(MessageRow).where(MessageRow.call_key == call.key)
    return session.scalars(query.order_by(MessageRow.key)).all()


def _is_reviewed(session: Session, call: CallRow) -> bool:
    query = select(func.count()).where(
        ReviewRow.call_key == call.key,
        ReviewRow.calibration_key.is_(None),
        ReviewRow.submitted_at.is_not(None),
    )
    return bool(session.scalar(query))
