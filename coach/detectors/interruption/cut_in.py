"""A cut-in: somebody started while the other was speaking.

other    ██████████████████░░░░
speaker            ████████████
         ├─ floor ─┤
                   ├─ over ─┤       overtalk
"""

from dataclasses import dataclass

from coach.detectors.stretches import Stretch
from coach.events import Finding, Speaker, Utterance


@dataclass(slots=True)
class CutIn:
    """Somebody started while the other was speaking; perhaps an interruption."""

    speaker: Speaker
    own: Stretch
    other: Stretch
    start: int
    floor: int
    """How long the other had been speaking in their turn, in samples."""
    words: tuple[str, ...] | None = None
    """The words of the part that overlaps, once they are final."""
    raised: Finding | None = None
    is_over: bool = False
    """Nothing more comes of it: it is confirmed and ended, or it was none."""
    is_confirmed: bool = False
    seems_backchannel: bool = False
    """So far there are only acknowledging words, or a few that claim nothing."""

    def length(self, now: int) -> int:
        """Return how long the speaker has gone on, in samples."""
        return self.own.end_by(now) - self.own.start

    def overtalk(self, now: int, *, ending: int) -> int:
        """Return how long both spoke, or 0 when the other was just ending.

        Args:
            now: The audio time reached.
            ending: The other was, when they stopped within so many samples.
        """
        last = self.other.segments[-1][1]
        if last is not None and last - self.start <= ending:
            return 0
        return self.own.overlap(self.other, now)

    def is_near(self, utterance: Utterance, now: int) -> bool:
        """Whether an utterance has words of the cut-in, or of what it cut into."""
        return utterance.start < self.own.end_by(now) and utterance.end > self.start
