"""Counting: what was right, missed and made up, and how sure that makes one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from math import sqrt
from operator import add

from coach.events import Speaker

ROWS = (
    "interruption",
    "hold",
    "hold-overrun",
    "dead-air",
    "sentiment-spike",
    "profanity",
    "missing element",
)
"""What is counted, in the order in which it is shown.  Profanity has the threats in it;
a missing element is one of the closing's resolution, next steps and questions."""

Z = 1.959964
"""Standard deviations on either side of the mean that hold 95 % of a normal
distribution."""

Interval = tuple[float, float]


def wilson(part: int, whole: int) -> Interval:
    """Return the 95 % interval of a share, by Wilson's score.

    E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209–212.

    Args:
        part: How many of them.
        whole: How many in all; nothing is known of a share of none.
    """
    if whole == 0:
        return 0.0, 1.0
    share, z2 = part / whole, Z * Z
    middle = share + z2 / (2 * whole)
    reach = Z * sqrt(share * (1 - share) / whole + z2 / (4 * whole * whole))
    low, high = ((middle + sign * reach) / (1 + z2 / whole) for sign in (-1, 1))
    return (0.0 if part == 0 else low), (1.0 if part == whole else high)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.part + other.part, self.whole + other.whole)

    @property
    def value(self) -> float | None:
        """The share, or None of none."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> Interval:
        """Its 95 % interval."""
        return wilson(self.part, self.whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of the labels and the findings of one kind."""

    tp: int = 0
    """Labels that were found."""
    fp: int = 0
    """Findings that no label speaks for."""
    fn: int = 0
    """Labels that were missed."""

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            tp=self.tp + other.tp, fp=self.fp + other.fp, fn=self.fn + other.fn
        )

    @property
    def precision(self) -> float:
        """How much of what was found is there; 1 when nothing was found."""
        return _or_one(Share(self.tp, self.tp + self.fp))

    @property
    def recall(self) -> float:
        """How much of what is there was found; 1 when there is nothing."""
        return _or_one(Share(self.tp, self.tp + self.fn))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def precision_interval(self) -> Interval:
        """95 %, by Wilson's score."""
        return wilson(self.tp, self.tp + self.fp)

    @property
    def recall_interval(self) -> Interval:
        """95 %, by Wilson's score."""
        return wilson(self.tp, self.tp + self.fn)

    @property
    def f1_interval(self) -> Interval:
        """95 %: Wilson's interval of ``tp / (tp + fp + fn)``, on the scale of F1.

        F1 itself is no share of independent cases, but it grows with that one:
        F1 = 2 s / (1 + s).
        """
        low, high = wilson(self.tp, self.tp + self.fp + self.fn)
        return 2 * low / (1 + low), 2 * high / (1 + high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """All figures of one call, or of many."""

    rows: Mapping[str, Counts]
    """One for each of :data:`ROWS`."""
    level: Share = Share()
    """Of the strong language that was found, how much has its level."""
    greeting: Share = Share()
    """Of the elements of greetings, how many were reported as they are."""
    backchannels: Share = Share()
    """Of the backchannels, how many were called interruptions."""
    words: Mapping[Speaker, Share]
    """Wrong words, of how many that were said, by speaker."""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            rows={row: self.rows[row] + other.rows[row] for row in ROWS},
            level=self.level + other.level,
            greeting=self.greeting + other.greeting,
            backchannels=self.backchannels + other.backchannels,
            words={who: self.words[who] + other.words[who] for who in Speaker},
        )


NOTHING = Tally(
    rows=dict.fromkeys(ROWS, Counts()), words=dict.fromkeys(Speaker, Share())
)
"""The figures of no call."""


def total(tallies: list[Tally]) -> Tally:
    """Return the figures of many calls together."""
    return reduce(add, tallies, NOTHING)


def _or_one(share: Share) -> float:
    return 1.0 if share.value is None else share.value
