"""The table of findings, column by column; docs/batch.md says what each means."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from coach.batch.columns import Column, Type, json_text
from coach.batch.reading import Scored
from coach.scoring.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIn:
    """A finding, and the call that it is in."""

    call: Scored
    report: Form
    finding: Form


def _column(name: str, type_: Type, of: Callable[[FoundIn], Any]) -> Column[FoundIn]:
    return Column(name=name, type=type_, of=of)


def _field(
    column: str, type_: Type = Type.TEXT, name: str | None = None
) -> Column[FoundIn]:
    """Return the column of a field of the finding, called as it is or otherwise."""
    field = name or column
    return _column(column, type_, lambda found: found.finding[field])


def _evidence(name: str) -> Column[FoundIn]:
    """Return the column of a text in the evidence; null where it is none."""

    def of(found: FoundIn) -> str | None:
        value = found.finding["evidence"].get(name)
        return value if isinstance(value, str) else None

    return _column(name, Type.TEXT, of)


def _engine(column: str, name: str) -> Column[FoundIn]:
    return _column(column, Type.TEXT, lambda found: found.report["engine"][name])


FINDING_COLUMNS = (
    _column("number", Type.INTEGER, lambda found: found.call.number),
    _column("name", Type.TEXT, lambda found: found.call.name),
    _column("call", Type.TEXT, lambda found: found.report["call"]["id"]),
    _field("finding", name="id"),
    _field("kind"),
    _field("speaker"),
    _field("start_ms", Type.INTEGER),
    _field("end_ms", Type.INTEGER),
    _field("at_ms", Type.INTEGER),
    _field("severity"),
    _field("definition"),
    _evidence("level"),
    _evidence("target"),
    _field("explanation"),
    _column("evidence", Type.TEXT, lambda found: json_text(found.finding["evidence"])),
    _engine("engine_version", "version"),
    _engine("model", "model"),
    _engine("policy", "policy"),
)
"""All of them."""
