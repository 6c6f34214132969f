"""What the policy file says about interruptions."""

from typing import Annotated

from pydantic import Field

from coach.language.backchannels import ACKNOWLEDGEMENTS
from coach.settings import Settings

Milliseconds = Annotated[int, Field(ge=0, le=60_000)]


class InterruptionSettings(Settings):
    """When overtalk is an interruption."""

    floor_ms: Milliseconds = 600
    """How long the other must have been speaking in this turn, in milliseconds.
    Source: the published definition."""
    overtalk_ms: Milliseconds = 600
    """How long both must speak at once, in milliseconds.  Source: the published
    definition; overlaps at a change of speaker are mostly shorter (Heldner and Edlund,
    2010)."""
    own_speech_ms: Milliseconds = 1_200
    """Speech of the interrupter that is more than a backchannel by its length alone, in
    milliseconds.  Source: the published definition."""
    murmur_ms: Milliseconds = 1_500
    """A few words wholly under the other's, who goes on, are no interruption up to this
    length unless they clearly want the floor, in milliseconds.  Source: recognisers
    write nonsense for murmured words, and voice activity adds up to 300 ms to them."""
    backchannel_ms: Milliseconds = 2_000
    """Words that only acknowledge are a backchannel up to this length, in milliseconds.
    Source: "yeah, okay, right, got it" takes about that long."""
    ending_ms: Milliseconds = 300
    """The other was just ending their turn when they stopped within this time, in
    milliseconds.  Source: the published definition."""
    simultaneous_ms: Milliseconds = 250
    """Two who start to speak within this time did not hear each other yet, in
    milliseconds.  Source: reaction to a voice takes 200 ms and more."""
    open_floor_ms: Milliseconds = 1_000
    """After so long a silence the floor is open to both, in milliseconds.  Source:
    pauses within a turn are mostly shorter (Heldner and Edlund, 2010)."""
    pause_ms: Milliseconds = 600
    """A pause up to this long does not split what somebody says, in milliseconds.
    Source: pauses within a turn are mostly under 0.7 s (Heldner and Edlund, 2010)."""
    breath_ms: Milliseconds = 1_000
    """Nor does a pause up to this long while nobody else has begun in it, or only just
    now, in milliseconds: who pauses for a comma or a thought has not finished.  Source:
    pauses within a turn are mostly under a second (Heldner and Edlund, 2010)."""
    certain_ms: Milliseconds = 256
    """How long after the fact it is certain that somebody went on speaking, in
    milliseconds: voice activity needs about 200 to be sure of a stop."""
    acknowledgements: tuple[str, ...] = ACKNOWLEDGEMENTS
    """Words and phrases that only acknowledge and never take the floor, in lower case.
    "mm", "uh-huh", "oh" and laughter are known, however long they are drawn."""
