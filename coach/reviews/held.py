"""What reviewers together hold of a call."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from coach.reviews.overlap import Spot, merged
from coach.reviews.precision import verdict_of
from coach.store.tables import MissedRow, VerdictRow

Sort = tuple[str, str | None]
"""A kind of finding and its speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The verdicts of all reviewers taken together, and what any of them missed."""

    verdicts: Mapping[str, str]
    """``right``, ``wrong`` or ``unsure`` by finding; of those that were judged."""
    missed: tuple[Spot[Sort], ...]
    """Each once, by start."""


def held_of(session: Session, call_key: int) -> Held:
    """Return what reviewers hold of a call."""
    said: dict[str, list[str]] = {}
    for finding, verdict in session.execute(
        select(VerdictRow.finding, VerdictRow.verdict)
        .where(VerdictRow.call_key == call_key)
        .order_by(VerdictRow.key)
    ):
        said.setdefault(finding, []).append(verdict)
    missed = session.scalars(select(MissedRow).where(MissedRow.call_key == call_key))
    spots = [
        Spot(of=(row.kind, row.speaker), start_ms=row.start_ms, end_ms=row.end_ms)
        for row in missed
    ]
    return Held(
        verdicts={finding: verdict_of(verdicts) for finding, verdicts in said.items()},
        missed=tuple(merged(spots)),
    )
