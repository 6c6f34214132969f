"""What is handed to the store of a call that is to be kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from coach.audio.marks import Mark
from coach.events import HeardEvent, Speaker
from coach.policy.policy import Policy
from coach.scoring.forms import Form

Origin = Literal["live", "replay", "score", "import", "shared"]
"""How a call came in."""


class Masked(Protocol):
    """A stretch of a call whose words were masked."""

    @property
    def speaker(self) -> Speaker:
        """Who said it."""
        ...

    @property
    def start(self) -> int:
        """Its first sample."""
        ...

    @property
    def end(self) -> int:
        """The first sample after it."""
        ...

    @property
    def kind(self) -> str:
        """What was masked, such as ``card`` or ``password``."""
        ...


def silenced(redactions: Iterable[Masked]) -> list[Mark]:
    """Return what is to be silenced in the sound, for what was masked in the words."""
    return [
        Mark(speaker=one.speaker, start=one.start, end=one.end, kind="silenced")
        for one in redactions
        if one.start < one.end
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCall:
    """A call that is to be kept.  All of it has been redacted before."""

    report: Form
    """``coach.report/1``."""
    record: tuple[HeardEvent, ...] | None
    """What was heard, in canonical order; None where only the report is known."""
    redactions: Sequence[Masked] = ()
    """What was masked in the record, or in the report where there is no record."""
    policy: Policy | None
    """What it was followed by, where that is known."""
    origin: Origin
    audio: Path | None = None
    """The finished sound, silenced where words were masked, ``.flac`` or ``.ogg``.  It
    is moved into the store."""
    is_cut_off: bool = False
    """Whether the coach, or the machine, died in the middle of it."""
    flags: Sequence[str] = ()
    """Why it is kept: kinds of findings, ``cut-off``, or ``by-hand``."""
    digest: str | None = None
    """The SHA-256 it comes in under; None for that of its report.  A call that another
    machine shares has one of that machine's and its analyst's."""
    scored_by: Policy | None = None
    """Whose scorecard gives the call its first score; by default that of ``policy``."""
