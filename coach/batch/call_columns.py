"""The table of calls, column by column; docs/batch.md says what each means."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from coach.batch.columns import Column, Type, clean_text, json_text
from coach.batch.reading import SPEAKERS, Scored
from coach.events import Severity
from coach.scoring.checklist import ELEMENTS
from coach.scoring.forms import Form
from coach.scoring.kinds import KINDS

METADATA = "meta_"
"""What the columns of single metadata begin with."""

HOLD_FACTS = ("announced", "permission", "checked_back", "thanked")
"""What a report says of each hold, and a column counts."""

_TALK = (
    "overtalk_ms",
    "silence_ms",
    "longest_silence_ms",
    "dead_air_ms",
    "hold_ms",
    "paused_ms",
)
"""What a report says of all of a call, in milliseconds."""

_OF_EACH = {
    "talk": "talk_ms",
    "words": "words",
    "words_per_minute": "words_per_minute",
    "turns": "turns",
    "longest_turn": "longest_turn_ms",
    "response": "response_ms",
    "interruptions": "interruptions",
}
"""Figures of each speaker, by what their columns are called."""

CallColumn = Column[Scored]


def started_at(call: Scored) -> datetime | None:
    """Return the wall-clock time of a call's beginning; None where it has no zone."""
    try:
        moment = datetime.fromisoformat(call.call.get("started_at") or "")
        moment.astimezone(UTC)  # a moment at the calendar's end has no time in UTC
    except (ValueError, OverflowError):
        return None
    return None if moment.tzinfo is None else moment


def metadata_column(key: str) -> Column[Mapping[str, str]]:
    """Return the column of one metadatum, called as it is, made of those of a call."""
    return Column(
        name=f"{METADATA}{key}", type=Type.TEXT, of=lambda texts: texts.get(key)
    )


def metadata_texts(call: Scored) -> dict[str, str]:
    """Return the metadata of a call as texts; what is none, as JSON."""
    metadata = call.call.get("metadata") or {}
    return {
        clean_text(key): value if isinstance(value, str) else json_text(value)
        for key, value in metadata.items()
        if value is not None
    }


def _columns() -> Iterator[CallColumn]:
    """Yield all columns but those of single metadata."""
    yield _column("number", Type.INTEGER, lambda call: call.number)
    yield _column("name", Type.TEXT, lambda call: call.name)
    for name in ("id", "source", "agent"):
        yield _known(name, Type.TEXT)
    yield _column("started_at", Type.MOMENT, _in_utc)
    yield _column("utc_offset_min", Type.INTEGER, _offset)
    yield _known("duration_ms", Type.INTEGER)
    yield _known("language", Type.TEXT)
    yield _known("input", Type.TEXT)
    yield _value("scored", Type.BOOLEAN, "quality", "scored")
    yield _column("problems", Type.TEXTS, lambda call: _problems(call, "{code}"))
    told = "{code}: {detail}"
    yield _column("problem_details", Type.TEXTS, lambda call: _problems(call, told))
    yield _column("error", Type.TEXT, lambda call: call.failure and call.failure.error)
    yield _value("engine_version", Type.TEXT, "engine", "version")
    yield _value("model", Type.TEXT, "engine", "model")
    yield _value("policy", Type.TEXT, "engine", "policy")
    yield _column("score", Type.NUMBER, lambda call: call.score)
    yield from _findings()
    yield from _metrics()
    yield from _holds()
    for element in ELEMENTS["greeting"]:
        yield _value(f"greeting_{element}", Type.BOOLEAN, "greeting", element)
    for element in ELEMENTS["discovery"]:
        yield _column(f"discovery_{element}", Type.BOOLEAN, _discovered(element))
    for element in ("reached", *ELEMENTS["closing"]):
        yield _value(f"closing_{element}", Type.BOOLEAN, "closing", element)
    yield _count("nudges_shown", "nudges", lambda row: row["shown"])
    yield _count("nudges_held_back", "nudges", lambda row: not row["shown"])
    yield _column("metadata", Type.TEXT, _metadata)


def _findings() -> Iterator[CallColumn]:
    yield _count("findings", "findings", lambda _: True)
    for severity in Severity:
        yield _count(
            f"severity_{severity}",
            "findings",
            lambda row, severity=severity: row["severity"] == severity,
        )
    for kind in KINDS:
        yield _count(
            f"kind_{kind.replace('-', '_')}",
            "findings",
            lambda row, kind=kind: row["kind"] == kind,
        )
    yield _column("findings_by_kind", Type.TEXT, _by_kind)


def _metrics() -> Iterator[CallColumn]:
    for name, metric in _OF_EACH.items():
        unit = "_ms" if metric.endswith("_ms") else ""
        for who in SPEAKERS:
            path = ("metrics", metric, who)
            yield _value(f"{name}_{who}{unit}", Type.INTEGER, *path)
    for name in ("talk_share_of_speech", "talk_share_of_call"):
        yield _value(name, Type.NUMBER, "metrics", name)
    for name in _TALK:
        yield _value(name, Type.INTEGER, "metrics", name)
    for name in ("mean", "lowest", "last"):
        path = ("metrics", "customer_sentiment", name)
        yield _value(f"customer_sentiment_{name}", Type.NUMBER, *path)


def _holds() -> Iterator[CallColumn]:
    yield _count("holds", "holds", lambda _: True)
    yield _column("longest_hold_ms", Type.INTEGER, _longest_hold)
    for fact in HOLD_FACTS:
        yield _count(f"holds_{fact}", "holds", lambda row, fact=fact: row[fact])
    yield _count("holds_promised", "holds", lambda row: row["promised_ms"] is not None)
    yield _count("holds_over_promise", "holds", is_over_promise)


def is_over_promise(hold: Form) -> bool:
    """Return whether a hold lasted longer than was promised for it."""
    promised = hold["promised_ms"]
    return promised is not None and hold["end_ms"] - hold["start_ms"] > promised


# --- where cells come from -----------------------------------------------------------


def _column(name: str, type_: Type, of: Callable[[Scored], Any]) -> CallColumn:
    return Column(name=name, type=type_, of=of)


def _known(name: str, type_: Type) -> CallColumn:
    return _column(name, type_, lambda call: call.call.get(name))


def _value(name: str, type_: Type, *path: str) -> CallColumn:
    """Return the column of a value in the report; null without a report."""

    def of(call: Scored) -> Any:  # noqa: ANN401 – as the column has it
        value: Any = call.report
        for key in path:
            value = None if value is None else value[key]
        return value

    return _column(name, type_, of)


def _count(name: str, part: str, is_one: Callable[..., object]) -> CallColumn:
    """Return the column of how many rows of a part of the report are such."""

    def of(call: Scored) -> int | None:
        if call.report is None:
            return None
        return sum(1 for row in call.report[part] if is_one(row))

    return _column(name, Type.INTEGER, of)


def _in_utc(call: Scored) -> datetime | None:
    moment = started_at(call)
    return None if moment is None else moment.astimezone(UTC)


def _offset(call: Scored) -> int | None:
    moment = started_at(call)
    offset = None if moment is None else moment.utcoffset()
    return None if offset is None else int(offset.total_seconds() // 60)


def _problems(call: Scored, told: str) -> list[str] | None:
    if call.report is None:
        return None
    problems: Iterable[Form] = call.report["quality"]["problems"]
    return [told.format(code=one["code"], detail=one["detail"]) for one in problems]


def _metadata(call: Scored) -> str:
    return json_text(call.call.get("metadata") or {})


def _by_kind(call: Scored) -> str | None:
    if call.report is None:
        return None
    return json_text(Counter(row["kind"] for row in call.report["findings"]))


def _longest_hold(call: Scored) -> int | None:
    holds = [] if call.report is None else call.report["holds"]
    return max((hold["end_ms"] - hold["start_ms"] for hold in holds), default=None)


def _discovered(element: str) -> Callable[[Scored], bool | None]:
    def of(call: Scored) -> bool | None:
        if call.report is None:
            return None
        return bool(call.report["metrics"]["discovery"].get(element))

    return of


CALL_COLUMNS = tuple(_columns())
"""All but those of single metadata."""
