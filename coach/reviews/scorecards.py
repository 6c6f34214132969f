"""Scorecards: begun, saved as they grow, submitted, and opened again.

::

    none ──save──▶ draft ──submit──▶ submitted, frozen
                     ▲                   │
                     └──────reopen───────┘

A reviewer who takes part in a calibration of the call fills in the card of that; it
counts for nothing but the calibration.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coach.errors import ReviewConflictError
from coach.policy.policy import Policy
from coach.reviews.answers import fit_answers, frozen
from coach.reviews.calibration import close_if_done, is_blind, own_open
from coach.reviews.reviewed import call_of, locked_call, scored_report
from coach.reviews.words import fit_words
from coach.scoring.scorecard import (
    Prefilled,
    questions_of,
    score_of,
    scorecard_of,
)
from coach.store.tables import CalibrationRow, CallRow, ReviewRow


def prefilled_of(session: Session, uid: str, policy: Policy) -> Prefilled:
    """Return what a call's report says to each question.

    Raises:
        NotThereError: There is no such call.
    """
    return scorecard_of(scored_report(session, call_of(session, uid)), policy)


def save_draft(
    session: Session,
    uid: str,
    *,
    reviewer: str,
    answers: Mapping[str, Any],
    comment: str = "",
    policy: Policy,
    at: datetime,
) -> ReviewRow:
    """Keep a reviewer's answers so far, in the place of those before.

    Args:
        session: The store's.
        uid: The call.
        reviewer: Whose they are.
        answers: ``{question: {"answer": …, "comment": text}}`` of the questions that
            the reviewer answered or commented.  An ``answer`` of None, or none, leaves
            what the findings say.
        comment: On the call as a whole.
        policy: Has the questions.
        at: Now.

    Raises:
        NotThereError: There is no such call.
        UnfitReviewError: A question is not on the card, an answer is none, or a comment
            cannot be kept.
        ReviewConflictError: It has been submitted.
    """
    comment = fit_words(comment, policy, key="comment")
    call = locked_call(session, uid)
    calibration = own_open(session, call, reviewer)
    row = _review(session, call, reviewer, calibration)
    known = {name for name, _ in questions_of(policy.scorecard)}
    kept = fit_answers(answers, known | set(row.answers if row else ()), policy)
    if row is None:
        row = _begin(session, call, reviewer, calibration, at)
    if row.submitted_at is not None:
        raise ReviewConflictError("your review has been submitted; reopen it first")
    row.answers, row.comment = kept, comment
    session.flush()
    _keep_in_step(session, call, policy)
    return row


def submit(
    session: Session, uid: str, *, reviewer: str, policy: Policy, at: datetime
) -> ReviewRow:
    """Submit a review: the draft's answers, and the findings' where it has none.

    The card is frozen with questions, weights and answers.  The last one missing in a
    calibration closes it.

    Raises:
        NotThereError: There is no such call.
        ReviewConflictError: It has been submitted already.
    """
    call = locked_call(session, uid)
    calibration = own_open(session, call, reviewer)
    row = _review(session, call, reviewer, calibration)
    if row is None:
        row = _begin(session, call, reviewer, calibration, at)
    if row.submitted_at is not None:
        raise ReviewConflictError("your review has been submitted already")
    prefilled = scorecard_of(scored_report(session, call), policy)
    row.scorecard = frozen(row.answers, prefilled, policy)
    row.score = row.scorecard["score"]
    row.submitted_at = at
    session.flush()
    if calibration is not None:
        close_if_done(session, calibration, at)
    _keep_in_step(session, call, policy)
    return row


def reopen(session: Session, uid: str, *, reviewer: str, policy: Policy) -> ReviewRow:
    """Make a draft of a submitted review again, with the answers it had.

    Raises:
        NotThereError: There is no such call.
        ReviewConflictError: Nothing of theirs is submitted that can be opened: what a
            calibration has closed stays.
    """
    call = locked_call(session, uid)
    calibration = own_open(session, call, reviewer)
    row = _review(session, call, reviewer, calibration)
    if row is None or row.submitted_at is None:
        raise ReviewConflictError("no review of yours is submitted")
    row.submitted_at = row.score = row.scorecard = None
    session.flush()
    _keep_in_step(session, call, policy)
    return row


def reviews_of(
    session: Session, uid: str, *, viewer: str, sees_own_draft: bool = True
) -> list[ReviewRow]:
    """Return the reviews of a call that somebody may see, in the order they were begun.

    One's own, drafts too, and what others have submitted; of a calibration, others'
    only when it is closed.  Who is to score the call blind sees their own alone.

    Args:
        session: The store's.
        uid: The call.
        viewer: Who looks.
        sees_own_draft: False for the analyst, who sees what was submitted as a review
            of the call, and no calibration.

    Raises:
        NotThereError: There is no such call.
    """
    call = call_of(session, uid)
    rows = session.execute(
        select(ReviewRow, CalibrationRow)
        .outerjoin(CalibrationRow, CalibrationRow.key == ReviewRow.calibration_key)
        .where(ReviewRow.call_key == call.key)
        .order_by(ReviewRow.key)
    ).all()
    if not sees_own_draft:
        return [
            row for row, among in rows if among is None and row.submitted_at is not None
        ]
    blind = is_blind(session, call, viewer)
    return [
        row
        for row, among in rows
        if row.reviewer == viewer
        or (
            not blind
            and row.submitted_at is not None
            and (among is None or among.closed_at is not None)
        )
    ]


def _review(
    session: Session,
    call: CallRow,
    reviewer: str,
    calibration: CalibrationRow | None,
) -> ReviewRow | None:
    """Return the review that somebody is at, if it was begun."""
    key = None if calibration is None else calibration.key
    return session.scalars(
        select(ReviewRow).where(
            ReviewRow.call_key == call.key,
            ReviewRow.reviewer == reviewer,
            ReviewRow.calibration_key.is_(None)
            if key is None
            else ReviewRow.calibration_key == key,
        )
    ).one_or_none()


def _begin(
    session: Session,
    call: CallRow,
    reviewer: str,
    calibration: CalibrationRow | None,
    at: datetime,
) -> ReviewRow:
    row = ReviewRow(
        call_key=call.key,
        reviewer=reviewer,
        calibration_key=None if calibration is None else calibration.key,
        answers={},
        comment="",
        begun_at=at,
    )
    session.add(row)
    return row


def _keep_in_step(session: Session, call: CallRow, policy: Policy) -> None:
    """Let the call say how far its review is and what it is worth.

    Calibrations do not count: they are about the reviewers.
    """
    rows: Sequence[ReviewRow] = session.scalars(
        select(ReviewRow).where(
            ReviewRow.call_key == call.key, ReviewRow.calibration_key.is_(None)
        )
    ).all()
    last = max(
        (row for row in rows if row.submitted_at is not None),
        key=lambda row: (row.submitted_at, row.key),
        default=None,
    )
    if last is not None:
        call.review, call.score = "submitted", last.score
    else:
        call.review = "open" if rows else "none"
        call.score = score_of(scored_report(session, call), policy)
    session.flush()
