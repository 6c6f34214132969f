"""What a report says of a call, in the terms in which labels are compared with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from coach.evaluation.truth import Line
from coach.events import Speaker
from coach.scoring.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding or a hold of a report."""

    kind: str
    speaker: Speaker | None
    start: float
    """Seconds."""
    end: float
    """Seconds."""
    level: str = ""
    """Of strong language: mild, strong, slur or threat; otherwise empty."""
    why: str = ""
    """The finding's own explanation; of a hold, what it was."""
    words: str = ""
    """The words it stands on, where it stands on words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """The greeting or the closing of a report."""

    elements: frozenset[str]
    """Those that were heard."""
    said: Mapping[str, Line]
    """The first line in which an element was heard, by the element."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All of a report that labels are compared with."""

    findings: tuple[Found, ...]
    holds: tuple[Found, ...]
    lines: tuple[Line, ...]
    """What was recognised."""
    closing: Checklist
    greeting: Checklist
    nudges_shown: int

    def of_kind(self, *kinds: str) -> tuple[Found, ...]:
        """Return the findings of these kinds, in the report's order."""
        return tuple(found for found in self.findings if found.kind in kinds)


def account_of(report: Form) -> Account:
    """Return what a report says.

    Args:
        report: ``coach.report/1``.
    """
    lines = {row["id"]: _line(row) for row in report["utterances"]}
    return Account(
        findings=tuple(_finding(row) for row in report["findings"]),
        holds=tuple(_hold(row) for row in report["holds"]),
        lines=tuple(lines.values()),
        closing=_checklist(report["closing"], lines),
        greeting=_checklist(report["greeting"], lines),
        nudges_shown=sum(bool(nudge["shown"]) for nudge in report["nudges"]),
    )


def _line(row: Mapping[str, Any]) -> Line:
    return Line(
        speaker=Speaker(row["speaker"]),
        start=row["start_ms"] / 1000,
        end=row["end_ms"] / 1000,
        text=row["text"],
    )


def _finding(row: Mapping[str, Any]) -> Found:
    level = row["evidence"].get("level") or ""
    if row["kind"] == "threat":
        level = level or "threat"
    return Found(
        kind=row["kind"],
        speaker=None if row["speaker"] is None else Speaker(row["speaker"]),
        start=row["start_ms"] / 1000,
        end=row["end_ms"] / 1000,
        level=str(level),
        why=row["explanation"],
        words=_words(row["evidence"].get("words", "")),
    )


def _words(evidence: object) -> str:
    """Return words as evidence has them: as one text, or as several."""
    if isinstance(evidence, str):
        return evidence
    if isinstance(evidence, Iterable):
        return " … ".join(str(one) for one in evidence)
    return ""


def _hold(row: Mapping[str, Any]) -> Found:
    start, end = row["start_ms"] / 1000, row["end_ms"] / 1000
    facts = [
        "announced" if row["announced"] else "not announced",
        "no time promised"
        if row["promised_ms"] is None
        else f"{row['promised_ms'] / 1000:.0f} s promised",
    ]
    if row["music"] != "none":
        facts.append("music")
    why = f"A hold of {end - start:.0f} s: {', '.join(facts)}."
    return Found(kind="hold", speaker=None, start=start, end=end, why=why)


def _checklist(form: Mapping[str, Any], lines: Mapping[str, Line]) -> Checklist:
    said = {
        element: lines[names[0]]
        for element, names in form["evidence"].items()
        if names and names[0] in lines
    }
    heard = frozenset(name for name, value in form.items() if value is True)
    return Checklist(elements=heard, said=said)
