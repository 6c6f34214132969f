"""Calibration: several reviewers score one call without seeing one another's answers.

::

    begun ── each submits a review of their own ── all have: closed, and open to all
          └─ nobody sees what others answered ──┘
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from coach.errors import NotThereError, ReviewConflictError, UnfitReviewError
from coach.reviews.kappa import Agreement, mean_agreement
from coach.reviews.reviewed import call_of, locked_call
from coach.scoring.forms import Form
from coach.store.tables import CalibrationRow, CallRow, ReviewRow

MOST_REVIEWERS = 12
"""Who may score one call: a team, not a department."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A calibration, as far as it may be seen."""

    row: CalibrationRow
    call: CallRow
    submitted: tuple[str, ...]
    """Those who have submitted."""
    reviews: tuple[ReviewRow, ...]
    """Of each reviewer, once it is closed; none before."""
    questions: Mapping[str, Agreement]
    """By question: over all calls that these reviewers have scored in calibrations that
    are closed.  None before this one is."""
    overall: Agreement | None
    """The same over all questions together."""


def begin(
    session: Session, uid: str, *, reviewers: Sequence[str], by: str, at: datetime
) -> CalibrationRow:
    """Begin a calibration.

    Args:
        session: The store's.
        uid: The call.
        reviewers: Who is to score it; that they exist is for the caller to know.
        by: Who begins it.
        at: Now.

    Raises:
        NotThereError: There is no such call.
        UnfitReviewError: There are fewer than two reviewers, or too many.
        ReviewConflictError: The call is being calibrated already.
    """
    names = list(dict.fromkeys(reviewers))
    if not 2 <= len(names) <= MOST_REVIEWERS:
        reason = f"must be from 2 to {MOST_REVIEWERS} different people"
        raise UnfitReviewError("reviewers", reason)
    if not all(name.strip() for name in names):
        raise UnfitReviewError("reviewers", "one of them has no name")
    call = locked_call(session, uid)
    if _open(session, call):
        raise ReviewConflictError("a calibration of this call is going on already")
    row = CalibrationRow(call_key=call.key, reviewers=names, begun_by=by, begun_at=at)
    session.add(row)
    session.flush()
    return row


def own_open(session: Session, call: CallRow, reviewer: str) -> CalibrationRow | None:
    """Return the calibration in which somebody is to score a call, if one goes on."""
    mine = (row for row in _open(session, call) if reviewer in row.reviewers)
    return next(mine, None)


def is_blind(session: Session, call: CallRow, viewer: str) -> bool:
    """Return whether somebody must not see what others hold of a call now."""
    return own_open(session, call, viewer) is not None


def blind_calls(session: Session, viewer: str) -> frozenset[int]:
    """Return the keys of the calls that somebody is to score blind now."""
    rows = session.execute(
        select(CalibrationRow.call_key, CalibrationRow.reviewers).where(
            CalibrationRow.closed_at.is_(None)
        )
    )
    return frozenset(key for key, reviewers in rows if viewer in reviewers)


def close_if_done(session: Session, row: CalibrationRow, at: datetime) -> None:
    """Close a calibration if all of its reviewers have submitted."""
    submitted = {review.reviewer for review in _submitted(session, row)}
    if submitted >= set(row.reviewers):
        row.closed_at = at
        session.flush()


def calibrations(session: Session) -> list[Calibration]:
    """Return all calibrations, newest first, without what was answered."""
    rows = session.execute(
        select(CalibrationRow, CallRow)
        .join(CallRow, CallRow.key == CalibrationRow.call_key)
        .order_by(CalibrationRow.begun_at.desc(), CalibrationRow.key.desc())
    )
    return [
        Calibration(
            row=row,
            call=call,
            submitted=tuple(r.reviewer for r in _submitted(session, row)),
            reviews=(),
            questions={},
            overall=None,
        )
        for row, call in rows
    ]


def calibration_of(session: Session, uid: str) -> CalibrationRow | None:
    """Return the calibration of a call that was begun last, if any.

    Raises:
        NotThereError: There is no such call.
    """
    call = call_of(session, uid)
    return session.scalars(
        select(CalibrationRow)
        .where(CalibrationRow.call_key == call.key)
        .order_by(CalibrationRow.key.desc())
        .limit(1)
    ).one_or_none()


def calibration(session: Session, key: int) -> Calibration:
    """Return a calibration; once it is closed, with what was answered.

    Raises:
        NotThereError: There is none of this key.
    """
    row = session.get(CalibrationRow, key)
    if row is None:
        raise NotThereError("calibration", str(key))
    call = session.get_one(CallRow, row.call_key)
    reviews = _submitted(session, row)
    is_closed = row.closed_at is not None
    cases = _cases(session, row.reviewers) if is_closed else []
    asked = dict.fromkeys(question for _, question, _ in cases)
    return Calibration(
        row=row,
        call=call,
        submitted=tuple(review.reviewer for review in reviews),
        reviews=tuple(reviews) if is_closed else (),
        questions={
            question: mean_agreement([c for _, q, c in cases if q == question])
            for question in asked
        },
        overall=mean_agreement([c for _, _, c in cases]) if is_closed else None,
    )


def _open(session: Session, call: CallRow) -> Sequence[CalibrationRow]:
    return session.scalars(
        select(CalibrationRow).where(
            CalibrationRow.call_key == call.key, CalibrationRow.closed_at.is_(None)
        )
    ).all()


def _submitted(session: Session, row: CalibrationRow) -> Sequence[ReviewRow]:
    return session.scalars(
        select(ReviewRow)
        .where(
            ReviewRow.calibration_key == row.key, ReviewRow.submitted_at.is_not(None)
        )
        .order_by(ReviewRow.reviewer)
    ).all()


def _cases(
    session: Session, reviewers: Sequence[str]
) -> list[tuple[int, str, dict[str, str]]]:
    """Return what these reviewers answered in closed calibrations.

    One case for each calibration and question: its key, the question, and the answers
    by reviewer.  Questions that somebody left open have none of theirs.
    """
    reviews = session.scalars(
        select(ReviewRow)
        .join(CalibrationRow, CalibrationRow.key == ReviewRow.calibration_key)
        .where(CalibrationRow.closed_at.is_not(None), ReviewRow.reviewer.in_(reviewers))
        .order_by(ReviewRow.calibration_key, ReviewRow.reviewer)
    )
    cases: dict[tuple[int, str], dict[str, str]] = {}
    for review in reviews:
        for question, answer in answers_in(review.scorecard):
            if answer is not None:
                key = (review.calibration_key or 0, question)
                cases.setdefault(key, {})[review.reviewer] = answer
    return [(key, question, case) for (key, question), case in cases.items()]


def answers_in(scorecard: Form | None) -> list[tuple[str, str | None]]:
    """Return the questions of a frozen scorecard with their answers."""
    return [
        (question["id"], question["answer"])
        for section in (scorecard or {}).get("sections", ())
        for question in section["questions"]
    ]
