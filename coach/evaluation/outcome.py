"""What an evaluation came to: the calls that were compared, and those left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.evaluation.comparison import Comparison
from coach.evaluation.tally import Tally, total


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A call that says nothing about the findings: it could not be followed."""

    call: str
    reason: str
    """In a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """All calls of an evaluation."""

    policy: str
    """The policy's name and digest, as reports have it."""
    source: str
    """What was followed: ``audio`` or ``transcripts``."""
    comparisons: Sequence[Comparison]
    left_out: Sequence[LeftOut] = ()

    @property
    def tally(self) -> Tally:
        """The figures of all compared calls together."""
        return total([comparison.tally for comparison in self.comparisons])

    @property
    def nudges_shown(self) -> int:
        """In all compared calls."""
        return sum(comparison.nudges_shown for comparison in self.comparisons)

    @property
    def calls_nudged(self) -> int:
        """Compared calls in which a nudge was shown."""
        return sum(comparison.nudges_shown > 0 for comparison in self.comparisons)
