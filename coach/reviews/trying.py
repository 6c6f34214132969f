"""What another policy would have found, and what reviewers hold of that.

Pure: findings of a call under two policies in, what differs out.  Findings are matched
by kind, speaker and time, so that one which only begins elsewhere is the same::

    before   ├────┤        ├──────┤
    after       ├────┤                    ├───┤
             the same      vanishes       appears
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coach.evaluation.matching import match
from coach.reviews.held import Held
from coach.reviews.overlap import shared_ms

Row = Mapping[str, Any]
"""A finding as reports have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A finding, and what reviewers hold of it."""

    finding: Row
    held: str | None
    """``right``, ``wrong`` or ``unsure``; ``missed`` where a reviewer heard it and it
    had not been found; None where nobody judged it."""

    @property
    def kind(self) -> str:
        """The finding's."""
        return str(self.finding["kind"])

    @property
    def is_right(self) -> bool:
        """Whether reviewers say that it is there."""
        return self.held in ("right", "missed")

    @property
    def is_wrong(self) -> bool:
        """Whether reviewers say that it is not."""
        return self.held == "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What two policies find in one call."""

    before: tuple[Seen, ...]
    after: tuple[Seen, ...]
    vanished: tuple[Seen, ...]
    """Found before and not after."""
    appeared: tuple[Seen, ...]
    """Found after and not before."""
    nudges_before: int = 0
    """How many nudges were shown."""
    nudges_after: int = 0


def compared(
    stored: Sequence[Row], before: Sequence[Row], after: Sequence[Row], held: Held
) -> Tried:
    """Return what differs between the findings of two policies in a call.

    Args:
        stored: The findings that reviewers have judged: those of the call's report.
        before: What the one policy finds.
        after: What the other one finds.
        held: What reviewers hold of the stored ones, and what they missed.
    """
    was, will = _seen(before, stored, held), _seen(after, stored, held)
    same = match(was, will, lambda one, other: likeness(one.finding, other.finding))
    return Tried(before=was, after=will, vanished=same.missed, appeared=same.false)


def likeness(one: Row, other: Row) -> float:
    """Return how well two findings are one and the same; 0: not at all.

    Of the same kind and speaker, and overlapping: the longer the better, and best of
    all those of the same id.
    """
    if (one["kind"], one["speaker"]) != (other["kind"], other["speaker"]):
        return 0.0
    if one["id"] == other["id"]:
        return float("inf")
    return float(
        shared_ms(one["start_ms"], one["end_ms"], other["start_ms"], other["end_ms"])
    )


def _seen(found: Sequence[Row], stored: Sequence[Row], held: Held) -> tuple[Seen, ...]:
    """Return findings with what reviewers hold of the stored ones they are."""
    pairs = match(stored, found, likeness).pairs
    known = {id(one): held.verdicts.get(row["id"]) for row, one in pairs}
    return tuple(
        Seen(finding=one, held=known.get(id(one)) or _missed(one, held))
        for one in found
    )


def _missed(one: Row, held: Held) -> str | None:
    is_missed = any(
        spot.of == (one["kind"], one["speaker"])
        and shared_ms(one["start_ms"], one["end_ms"], spot.start_ms, spot.end_ms)
        for spot in held.missed
    )
    return "missed" if is_missed else None
