"""What the labels of a call say is in it.

All times are seconds of call audio, as labels are written.  They are compared as such
and never added up, so that no error gathers.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from coach.events import Speaker

LEVELS = ("mild", "strong", "threat")
"""How strong labelled language may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something said: by the labels, or as it was recognised."""

    speaker: Speaker
    start: float
    """Seconds."""
    end: float
    """Seconds."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkOver:
    """An interruption, or a backchannel spoken over the other side."""

    at: float
    """Where the line that talks over the other begins, in seconds."""
    by: Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Dead air, or the customer's line that turns for the worse."""

    start: float
    """Seconds."""
    end: float
    """Seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledHold:
    """A hold."""

    start: float
    """Seconds."""
    end: float
    """Seconds."""
    promised: float | None
    """The length that the agent promised, in seconds; None when none was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledOath:
    """A line with strong language or a threat in it."""

    start: float
    """Of the whole line, in seconds."""
    end: float
    """Of the whole line, in seconds."""
    by: Speaker
    level: str
    """One of :data:`LEVELS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """All that is labelled of one call."""

    call: str
    """The name of the labels' file without its ending."""
    path: Path
    """The labels' file."""
    duration: float
    """Seconds."""
    agent_channel: int
    """The agent's channel of the recording, 0 or 1."""
    lines: tuple[Line, ...]
    """In the labels' order: a line that talks over another comes after it."""
    interruptions: tuple[TalkOver, ...]
    backchannels: tuple[TalkOver, ...]
    holds: tuple[LabelledHold, ...]
    """Those that end before the call does."""
    dead_air: tuple[Stretch, ...]
    spikes: tuple[Stretch, ...]
    profanity: tuple[LabelledOath, ...]
    closing: AbstractSet[str] | None
    """The elements that the closing has, of :data:`coach.scoring.ledger.CLOSING`; None
    when that is not labelled."""
    greeting: AbstractSet[str] | None
    """The elements that the greeting has, of :data:`coach.scoring.ledger.GREETING`;
    None when that is not labelled."""
