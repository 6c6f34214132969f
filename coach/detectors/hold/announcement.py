"""An announcement: what the agent has said about the hold that is about to come.

    agent     "Can I put you on hold?"          "Thanks, about two minutes."
    customer                            "Sure."
              ┗ clear, asks             ┗ not refused       ┗ courtesy, promises 120 s

It grows sentence by sentence, and lapses when the conversation goes on instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.detectors.hold.language import LONGEST_ESTIMATE_S, Reading, Strength

TALK_LIMIT = 16
"""Words of other matters that the agent may add before the announcement lapses."""

QUESTION_WEIGHT = 8
"""A question keeps the conversation going: it counts as so many words more."""

REPLY_LIMIT = 25
"""Words of the customer, beyond which it is a conversation and no reply."""


@dataclass(slots=True)
class Announcement:
    """A hold that is about to come."""

    strength: Strength
    seconds: float | None = None
    asks: bool = False
    minds: bool = False
    is_refused: bool = False
    said_since: int = 0
    """Words of the agent about other matters since."""
    replied: int = 0
    """Words of the customer since."""

    @property
    def has_permission(self) -> bool:
        """The agent asked, and the customer did not refuse."""
        return self.asks and not self.is_refused

    @property
    def has_lapsed(self) -> bool:
        """The conversation went on instead."""
        return self.said_since > TALK_LIMIT or self.replied > REPLY_LIMIT


def after_sentence(
    announcement: Announcement | None,
    reading: Reading,
    estimate: float | None = None,
) -> Announcement | None:
    """Return the announcement that stands after a further sentence of the agent.

    Args:
        announcement: What stood before it.
        reading: The sentence.
        estimate: Seconds that the sentence before said something takes: "That should
            take about ninety seconds.  Can I put you on hold?"
    """
    if reading.strength is not Strength.NONE:
        grown = announcement or Announcement(reading.strength, seconds=estimate)
        grown.strength = max(grown.strength, reading.strength)
        grown.seconds = reading.seconds or grown.seconds
        grown.asks |= reading.asks
        grown.minds |= reading.minds
        grown.said_since = grown.replied = 0
        return grown
    if announcement is None:
        return None
    if reading.is_resolved:
        return None
    announcement.asks |= reading.asks
    announcement.seconds = reading.seconds or announcement.seconds
    announcement.said_since += weight(reading)
    return None if announcement.has_lapsed else announcement


def weight(reading: Reading) -> int:
    """Return the words by which a sentence that announces nothing lets one lapse."""
    if reading.is_courtesy or reading.asks or reading.seconds:
        return 0
    return reading.count + (QUESTION_WEIGHT if reading.is_question else 0)


def by_time_alone(readings: Sequence[Reading]) -> Announcement | None:
    """Return what an utterance announces should the agent be gone after it.

    "Not even a minute, okay?" may be said of anything; followed by an absence it was
    the announcement, and the minute the promise.

    Args:
        readings: The utterance's sentences, in order.
    """
    times = [
        reading.seconds
        for reading in readings
        if reading.seconds is not None and reading.seconds <= LONGEST_ESTIMATE_S
    ]
    if not times:
        return None
    last = readings[-1]
    return Announcement(
        Strength.CLEAR, seconds=max(times), asks=last.asks or last.is_question
    )
