"""The measured precision of each detector: what reviewers held of its findings."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from coach.evaluation.tally import Interval, wilson
from coach.reviews.overlap import Spot, merged
from coach.scoring.forms import Form
from coach.store.tables import CallRow, FindingRow, MissedRow, VerdictRow

DIGITS = 3
"""Decimal places of a share: finer than any interval here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What became of the judged findings of one kind."""

    right: int = 0
    wrong: int = 0
    unsure: int = 0
    """Of which reviewers could not say, or did not agree."""
    missed: int = 0
    """What reviewers heard and the detector did not find."""

    def __add__(self, other: "Judged") -> "Judged":
        return Judged(
            right=self.right + other.right,
            wrong=self.wrong + other.wrong,
            unsure=self.unsure + other.unsure,
            missed=self.missed + other.missed,
        )

    @property
    def precision(self) -> float | None:
        """Right in right and wrong, 0..1; None of none."""
        whole = self.right + self.wrong
        return self.right / whole if whole else None

    @property
    def interval(self) -> Interval:
        """The precision's 95 %, by Wilson's score."""
        return wilson(self.right, self.right + self.wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detected:
    """What was held of one kind of finding."""

    kind: str
    judged: Judged
    by_policy: dict[str, Judged]
    """By the policy that the calls were followed by."""


def verdict_of(verdicts: Iterable[str]) -> str:
    """Return what several reviewers hold of one finding.

    What most of them say; where two answers are said equally often, ``unsure``.

    Args:
        verdicts: At least one.
    """
    (first, most), *others = Counter(verdicts).most_common(2)
    return "unsure" if others and others[0][1] == most else first


def precision_of(
    session: Session,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Detected]:
    """Return what reviewers held of each kind of finding, by kind.

    Findings that nobody judged do not count.  The same missed one counts once, however
    many reviewers heard it.

    Args:
        session: The store's.
        since: Calls from this moment on.
        until: Calls before this moment.
    """
    counts: dict[tuple[str, str], Judged] = {}

    def count(kind: str, policy: str, judged: Judged) -> None:
        key = kind, policy
        counts[key] = counts.get(key, Judged()) + judged

    for kind, policy, verdict in _verdicts(session, since, until):
        count(kind, policy, _ONE[verdict])
    for kind, policy in _missed(session, since, until):
        count(kind, policy, Judged(missed=1))
    detected: dict[str, dict[str, Judged]] = {}
    for (kind, policy), judged in sorted(counts.items()):
        detected.setdefault(kind, {})[policy] = judged
    return [
        Detected(
            kind=kind, judged=sum(by_policy.values(), Judged()), by_policy=by_policy
        )
        for kind, by_policy in detected.items()
    ]


def precision_json(detected: Sequence[Detected]) -> Form:
    """Return the precision of the detectors as the review pages have it.

    ::

        {detectors: [{kind, judged, right, wrong, unsure, precision | null, low, high,
                      missed, by_policy: [{policy, judged, …, missed}]}]}

    ``low`` and ``high`` bound the precision: Wilson's 95 %.
    """
    return {
        "detectors": [
            {
                "kind": one.kind,
                **_judged_json(one.judged),
                "by_policy": [
                    {"policy": policy, **_judged_json(judged)}
                    for policy, judged in one.by_policy.items()
                ],
            }
            for one in detected
        ]
    }


_ONE = {
    "right": Judged(right=1),
    "wrong": Judged(wrong=1),
    "unsure": Judged(unsure=1),
}


def _judged_json(judged: Judged) -> Form:
    low, high = judged.interval
    precision = judged.precision
    return {
        "judged": judged.right + judged.wrong + judged.unsure,
        "right": judged.right,
        "wrong": judged.wrong,
        "unsure": judged.unsure,
        "precision": None if precision is None else round(precision, DIGITS),
        "low": round(low, DIGITS),
        "high": round(high, DIGITS),
        "missed": judged.missed,
    }


def _verdicts(
    session: Session, since: datetime | None, until: datetime | None
) -> list[tuple[str, str, str]]:
    """Return kind, policy and verdict of each finding that was judged."""
    query = (
        select(FindingRow.key, FindingRow.kind, CallRow.policy, VerdictRow.verdict)
        .join(
            FindingRow,
            (FindingRow.call_key == VerdictRow.call_key)
            & (FindingRow.id == VerdictRow.finding),
        )
        .join(CallRow, CallRow.key == VerdictRow.call_key)
        .where(*_within(since, until))
    )
    said: dict[tuple[int, str, str], list[str]] = {}
    for key, kind, policy, verdict in session.execute(query):
        said.setdefault((key, kind, policy), []).append(verdict)
    return [
        (kind, policy, verdict_of(verdicts))
        for (_, kind, policy), verdicts in said.items()
    ]


def _missed(
    session: Session, since: datetime | None, until: datetime | None
) -> list[tuple[str, str]]:
    """Return kind and policy of each missed one."""
    query = (
        select(MissedRow, CallRow.policy)
        .join(CallRow, CallRow.key == MissedRow.call_key)
        .where(*_within(since, until))
    )
    spots = [
        Spot(
            of=(row.call_key, row.kind, row.speaker, policy),
            start_ms=row.start_ms,
            end_ms=row.end_ms,
        )
        for row, policy in session.execute(query)
    ]
    return [(kind, policy) for _, kind, _, policy in (s.of for s in merged(spots))]


def _within(
    since: datetime | None, until: datetime | None
) -> Iterator[ColumnElement[bool]]:
    """Yield what a call of that time must be."""
    if since is not None:
        yield CallRow.happened_at >= since
    if until is not None:
        yield CallRow.happened_at < until
