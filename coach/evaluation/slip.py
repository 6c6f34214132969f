"""One thing in which a report and the labels of its call differ."""

from dataclasses import dataclass
from enum import StrEnum

from coach.events import Speaker


class SlipType(StrEnum):
    """In what way they differ."""

    MISSED = "missed"
    """Labelled, and not found."""
    FALSE = "false"
    """Found, and not labelled."""
    LEVEL = "wrong-level"
    """Strong language, found as another level than its own."""
    CLOSING = "wrong-closing"
    """An element of the closing: there and not found, or the other way round."""
    GREETING = "wrong-greeting"
    """An element of the greeting, likewise."""
    BACKCHANNEL = "backchannel"
    """A backchannel, called an interruption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What differs, where, and the words that show why."""

    type: SlipType
    kind: str
    """The kind of finding, or the element of the closing or greeting."""
    at: float
    """Where to listen, in seconds of call audio."""
    speaker: Speaker | None
    """Who did it, or of a silence, who spoke last before it."""
    words: str = ""
    """The words of the labelled line; of a silence, which has none, those of the line
    before it; of an element that was not heard, those of the lines where one would be.
    Of a false finding, the recognised words that it stands on."""
    recognised: str | None = None
    """What was recognised in the labelled line's time; None where that is no other."""
    explanation: str = ""
    """The finding's own explanation, or how report and labels differ."""
