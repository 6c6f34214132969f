"""Waiting: the hold that goes on, and what may be the return of the agent.

agent     "One moment."            "Okay."    "So, I asked around."
├──── waiting ─────────┤
┗ perhaps the return, perhaps to themselves
"""

from dataclasses import dataclass

from coach.audio_time import samples
from coach.detectors.hold.clock import HoldClock
from coach.events import Hold, Utterance

WORDS_WAIT = samples(5_000)
"""How long after a sound of the agent its words are waited for, in samples."""

SAME_SOUND = samples(1_000)
"""A longer pause than this makes two sounds of the agent's, in samples."""

BRIEF_WAIT = samples(3_000)
"""How long after a mere "okay" the agent must go on, for it to be the return."""


@dataclass(slots=True)
class Return:
    """A sound of the agent during a hold, perhaps the return."""

    start: int
    stop: int | None = None
    has_ended_hold: bool = False
    """Its length alone has ended the hold, until words say otherwise."""
    brief: Utterance | None = None
    """A mere "okay", which the agent may have said to themselves."""

    def go_on(self, at: int) -> None:
        """Take in that the agent speaks again."""
        is_far = self.stop is not None and at > self.stop + SAME_SOUND
        if is_far and self.brief is None and not self.has_ended_hold:
            self.start = at
        self.stop = self.brief = None

    def due(self, least: int) -> int | None:
        """Return when it is decided what it was, if time alone will tell.

        Args:
            least: After so much speech, in samples, it is certainly the return.
        """
        if self.brief is not None:
            return self.brief.end + BRIEF_WAIT
        if self.has_ended_hold:
            return None
        if self.stop is not None:
            return self.stop + WORDS_WAIT
        return self.start + least


@dataclass(slots=True)
class Waiting:
    """The hold that goes on, or whose return is not confirmed yet."""

    hold: Hold
    clock: HoldClock
    least: int
    """Shorter ones were none, in samples."""
    is_by_music: bool
    is_mere_patience: bool = False
    """Only a "one moment" tells of it, which many say who do not go away."""
    back: Return | None = None
