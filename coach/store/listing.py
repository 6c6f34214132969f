"""Lists of calls: newest first, filtered, a page at a time.

Nothing here loads what is large: the record, the waveform, or what was said (but for
the few calls of a page, where words are looked for).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy.orm import Session

from coach.events import Severity, Speaker
from coach.scoring.forms import Form
from coach.store.database import Database
from coach.store.question import Span, Term, most_said, spans_in, terms_of, told_in
from coach.store.search import prefer_index, said
from coach.store.tables import RANKS, CallRow, FindingRow, UtteranceRow

MOST_MATCHES = 3
"""Utterances that are shown of a call where words were looked for."""

MOST_CALLS = 500
"""Of a page."""

ReviewState = Literal["none", "open", "submitted", "disputed"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SEVERITIES = {rank: Severity(name) for name, rank in RANKS.items()}

COLUMNS = (
    CallRow.key,
    CallRow.uid,
    CallRow.call_id,
    CallRow.analyst,
    CallRow.started_at,
    CallRow.happened_at,
    CallRow.duration_ms,
    CallRow.origin,
    CallRow.is_cut_off,
    CallRow.score,
    CallRow.review,
    CallRow.is_disputed,
    CallRow.audio,
    CallRow.severity,
    CallRow.facts,
    CallRow.flags,
    CallRow.strip,
)
"""What a list shows of a call; all of it is short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFilter:
    """Which calls are wanted; by default all."""

    since: datetime | None = None
    """The first moment, with its zone."""
    until: datetime | None = None
    """The first moment after, with its zone."""
    analyst: str | None = None
    only_analyst: str | None = None
    """Whose calls may be seen at all, whatever else is asked for; None for all."""
    kind: str | None = None
    """Of a finding: at least one."""
    severity: Severity | None = None
    """Of the gravest finding: at least."""
    score_min: float | None = None
    score_max: float | None = None
    review: ReviewState | None = None
    blind_to: Collection[int] = ()
    """Keys of calls of which whoever looks must not know what a review came to."""
    words: str = ""
    """As somebody types it; see :mod:`coach.store.question`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An utterance in which a word that was looked for was said."""

    start_ms: int
    speaker: Speaker
    text: str
    spans: Sequence[Span]
    """The characters that match, ``[start, end)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSummary:
    """What a list shows of a call."""

    key: int
    uid: str
    call_id: str
    analyst: str | None
    started_at: datetime | None
    happened_at: datetime
    duration_ms: int
    origin: str
    is_cut_off: bool
    score: float | None
    review: str
    is_disputed: bool
    has_audio: bool
    severity: Severity | None
    findings: Mapping[str, int]
    """How many of each kind, by kind."""
    flags: Sequence[str]
    problems: Sequence[str]
    """Codes of what stood in the way of hearing well."""
    strip: Form
    matches: Sequence[Match] = field(default=())

    def without_review(self) -> "CallSummary":
        """Return it without what a review came to."""
        return replace(self, score=None) if self.review == "submitted" else self


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage:
    """A page of a list."""

    calls: Sequence[CallSummary]
    next: str | None
    """The cursor of the next page, if there is one."""
    total: int
    """Calls on all pages together."""


def find_calls(
    db: Database,
    wanted: CallFilter | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> CallPage:
    """Return a page of the calls that are wanted, newest first.

    Args:
        db: The store.
        wanted: Which.
        cursor: The ``next`` of the page before; None for the first.
        limit: Calls on the page, 1..500.

    Raises:
        ValueError: The cursor is none, or there is no such limit.
    """
    if not 1 <= limit <= MOST_CALLS:
        raise ValueError(f"limit is not between 1 and {MOST_CALLS}")
    wanted = wanted or CallFilter()
    terms = terms_of(wanted.words)
    conditions = _conditions(wanted, terms, is_postgresql=db.is_postgresql)
    with db.reading() as session:
        if terms:
            prefer_index(session)
        keys, total = _keys(session, conditions, cursor, limit, counts=bool(terms))
        rows = session.execute(
            select(*COLUMNS)
            .where(CallRow.key.in_(keys[:limit]))
            .order_by(CallRow.happened_at.desc(), CallRow.key.desc())
        ).all()
        calls = [
            call.without_review() if call.key in wanted.blind_to else call
            for call in summaries_of(session, rows, terms)
        ]
    has_more = len(keys) > limit
    following = _cursor(calls[-1].happened_at, calls[-1].key) if has_more else None
    return CallPage(calls=calls, next=following, total=total)


def find_analysts(db: Database) -> list[str]:
    """Return the names of those who took the calls in the store, in order."""
    with db.reading() as session:
        names = session.scalars(select(CallRow.analyst).distinct())
        return sorted(name for name in names if name is not None)


def summaries_of(
    session: Session, rows: Sequence[Any], terms: Sequence[Term] = ()
) -> list[CallSummary]:
    """Return what a list shows of calls.

    Args:
        session: Where the rows are from.
        rows: Of :data:`COLUMNS`.
        terms: What was looked for.
    """
    keys = [row.key for row in rows]
    findings = _findings(session, keys)
    matches = _matches(session, keys, terms) if terms else {}
    return [
        CallSummary(
            key=row.key,
            uid=row.uid,
            call_id=row.facts["call"].get("id", row.call_id),
            analyst=row.analyst,
            started_at=row.started_at,
            happened_at=row.happened_at,
            duration_ms=row.duration_ms,
            origin=row.origin,
            is_cut_off=row.is_cut_off,
            score=row.score,
            review=row.review,
            is_disputed=row.is_disputed,
            has_audio=row.audio is not None,
            severity=_SEVERITIES.get(row.severity),
            findings=findings.get(row.key, {}),
            flags=row.flags,
            problems=_problems(row.facts),
            strip=row.strip,
            matches=matches.get(row.key, ()),
        )
        for row in rows
    ]


# -------------------------------------------------------------------------------------


def _conditions(
    wanted: CallFilter, terms: Sequence[Term], *, is_postgresql: bool
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.since is not None:
        found.append(CallRow.happened_at >= wanted.since)
    if wanted.until is not None:
        found.append(CallRow.happened_at < wanted.until)
    found.extend(
        CallRow.analyst == name
        for name in (wanted.analyst, wanted.only_analyst)
        if name is not None
    )
    if wanted.kind is not None:
        of_kind = (FindingRow.call_key == CallRow.key, FindingRow.kind == wanted.kind)
        found.append(exists().where(*of_kind))
    if wanted.severity is not None:
        found.append(CallRow.severity >= RANKS[wanted.severity])
    if wanted.score_min is not None:
        found.append(CallRow.score >= wanted.score_min)
    if wanted.score_max is not None:
        found.append(CallRow.score <= wanted.score_max)
    is_scored = wanted.score_min is not None or wanted.score_max is not None
    if is_scored and wanted.blind_to:
        # Whoever may not see a score must not find it by asking for it either.
        hidden = CallRow.key.in_(wanted.blind_to), CallRow.review == "submitted"
        found.append(not_(and_(*hidden)))
    if wanted.review == "disputed":
        found.append(CallRow.is_disputed.is_(True))
    elif wanted.review is not None:
        found.append(CallRow.review == wanted.review)
    if terms:
        found.append(said(terms, is_postgresql=is_postgresql))
    return found


def _keys(
    session: Session,
    conditions: Sequence[ColumnElement[bool]],
    cursor: str | None,
    limit: int,
    *,
    counts: bool,
) -> tuple[Sequence[int], int]:
    """Return the keys of a page and of the call after it, and how many there are.

    Only keys: to put whole rows in order would take most of the time.

    Args:
        session: To ask in.
        conditions: Which calls are wanted.
        cursor: Where the page begins.
        limit: Calls on the page.
        counts: Whether to count while they are found: where that takes longer than
            to put them in order.
    """
    newest = CallRow.happened_at.desc(), CallRow.key.desc()
    wanted = select(CallRow.key).where(*conditions).order_by(*newest).limit(limit + 1)
    if counts and not cursor:
        counted = session.execute(wanted.add_columns(func.count().over())).all()
        return [row[0] for row in counted], counted[0][1] if counted else 0
    total = session.scalar(select(func.count(CallRow.key)).where(*conditions))
    page = wanted.where(_after(cursor)) if cursor else wanted
    return session.scalars(page).all(), total or 0


def _cursor(happened_at: datetime, key: int) -> str:
    return f"{(happened_at - _EPOCH) // timedelta(microseconds=1)}-{key}"


def _after(cursor: str) -> ColumnElement[bool]:
    """Return the condition that a call comes after the one of a cursor.

    Raises:
        ValueError: It is no cursor.
    """
    at, separator, number = cursor.rpartition("-")
    try:
        if not (separator and number.isascii() and number.isdecimal()):
            raise ValueError(cursor)
        moment, key = _EPOCH + timedelta(microseconds=int(at)), int(number)
        if key >= 2**31:
            raise ValueError(cursor)
    except (ValueError, OverflowError):
        raise ValueError("the cursor is none of this list") from None
    return or_(
        CallRow.happened_at < moment,
        and_(CallRow.happened_at == moment, CallRow.key < key),
    )


def _findings(session: Session, keys: Sequence[int]) -> dict[int, dict[str, int]]:
    rows = session.execute(
        select(FindingRow.call_key, FindingRow.kind, func.count())
        .where(FindingRow.call_key.in_(keys))
        .group_by(FindingRow.call_key, FindingRow.kind)
        .order_by(FindingRow.kind)
    )
    found: dict[int, dict[str, int]] = {}
    for key, kind, count in rows:
        found.setdefault(key, {})[kind] = count
    return found


def _matches(
    session: Session, keys: Sequence[int], terms: Sequence[Term]
) -> dict[int, list[Match]]:
    """Return the utterances of each call that say most of what was looked for."""
    rows = session.execute(
        select(
            UtteranceRow.call_key,
            UtteranceRow.start_ms,
            UtteranceRow.speaker,
            UtteranceRow.text,
        )
        .where(UtteranceRow.call_key.in_(keys))
        .order_by(UtteranceRow.call_key, UtteranceRow.key)
    )
    return {
        key: _best(list(said), terms)
        for key, said in groupby(rows, key=lambda row: row.call_key)
    }


def _best(said: Sequence[Any], terms: Sequence[Term]) -> list[Match]:
    """Return the utterances of a call that say most of the terms, in their order."""
    promising = [(-most_said(row.text, terms), at) for at, row in enumerate(said)]
    best: list[tuple[int, int]] = []
    for at_most, place in sorted(one for one in promising if one[0]):
        if len(best) == MOST_MATCHES and best[-1][0] <= at_most:
            break  # what is left says no more than these do
        if told := told_in(said[place].text, terms):
            best = sorted([*best, (-told, place)])[:MOST_MATCHES]
    return [
        Match(
            start_ms=said[place].start_ms,
            speaker=Speaker(said[place].speaker),
            text=said[place].text,
            spans=spans_in(said[place].text, terms),
        )
        for place in sorted(place for _, place in best)
    ]


def _problems(facts: Form) -> list[str]:
    problems = facts["quality"]["problems"]
    return list(dict.fromkeys(str(problem["code"]) for problem in problems))
