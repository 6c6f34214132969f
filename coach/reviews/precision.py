"""The measured precision of each detector: what reviewers held of its findings."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, select
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
    without: Collection[int] = (),
) -> list[Detected]:
    """Return what reviewers held of each kind of finding, by kind.

    Findings that nobody judged do not count.  The same missed one counts once, however
    many reviewers heard it.

    Args:
        session: The store's.
        since: Calls from this moment on.
        until: Calls before this moment.
        without: Keys of calls that do not count: those that whoever looks is to score
            blind, whose verdicts a single day would tell.
    """
    counts: dict[tuple[str, str], Judged] = {}
    within = list(_within(since, until, without))

    def count(kind: str, policy: str, judged: Judged) -> None:
        key = kind, policy
        counts[key] = counts.get(key, Judged()) + judged

    for kind, policy, verdict, times in _verdicts(session, within):
        count(kind, policy, Judged(**{verdict: times}))
    for kind, policy in _missed(session, within):
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
    session: Session, within: Sequence[ColumnElement[bool]]
) -> list[tuple[str, str, str, int]]:
    """Return kind, policy, verdict and how many findings were judged so.

    Counted by the database, as :func:`verdict_of` does: there may be many thousands.
    """
    right, wrong, unsure = (
        func.sum(case((VerdictRow.verdict == verdict, 1), else_=0))
        for verdict in ("right", "wrong", "unsure")
    )
    held = case(
        (and_(right > wrong, right > unsure), "right"),
        (and_(wrong > right, wrong > unsure), "wrong"),
        else_="unsure",
    )
    # Grouped before anything is joined: in the order of the verdicts' own index.
    by_finding = VerdictRow.call_key, VerdictRow.finding
    judged = select(*by_finding, held.label("held")).group_by(*by_finding).subquery()
    columns = FindingRow.kind, CallRow.policy, judged.c.held
    rows = session.execute(
        select(*columns, func.count())
        .join(
            FindingRow,
            and_(
                FindingRow.call_key == judged.c.call_key,
                FindingRow.id == judged.c.finding,
            ),
        )
        .join(CallRow, CallRow.key == judged.c.call_key)
        .where(*within)
        .group_by(*columns)
    )
    return [(kind, policy, verdict, count) for kind, policy, verdict, count in rows]


def _missed(
    session: Session, within: Sequence[ColumnElement[bool]]
) -> list[tuple[str, str]]:
    """Return kind and policy of each missed one."""
    query = (
        select(MissedRow, CallRow.policy)
        .join(CallRow, CallRow.key == MissedRow.call_key)
        .where(*within)
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
    since: datetime | None, until: datetime | None, without: Collection[int]
) -> Iterator[ColumnElement[bool]]:
    """Yield what a call of that time must be."""
    if since is not None:
        yield CallRow.happened_at >= since
    if until is not None:
        yield CallRow.happened_at < until
    if without:
        yield CallRow.key.not_in(without)
