"""How sure it is that two clusters of voices are two people.

Source of the thresholds: calls with known speakers mixed to mono, two real ones among
them, at several loudnesses, in noise, at telephone bandwidth and coded as MP3, and the
same with one person only, one voice on both sides or three voices
(``python -m bench.speakers``; the figures are in docs/mono.md).
"""

from dataclasses import dataclass

import numpy as np

from coach.speakers.clustering import Labels, Vectors, Weights, silhouettes, split

LEAST_SPEECH_S = 20.0
"""Seconds of speech under which the voices of a call are not told apart: of a dozen
glimpses, some split well by chance."""

LEAST_VOICE_S = 4.0
"""Seconds of speech that each of the two must have."""

LEAST_SILHOUETTE = 0.30
"""Mean silhouette of the glimpses under which two clusters may be one person, or two
who sound alike.  One person in two halves has up to 0.26, two like voices 0.27, two
that are told apart well 0.35 and more."""

MOST_DOUBTFUL = 0.15
"""Share of the speech that may be as near to the other voice as to its own."""

DOUBTFUL = 0.05
"""Silhouette under which a glimpse is doubtful."""

THIRD_SILHOUETTE = 0.25
"""Mean silhouette of one of the voices, split again, from which on it is two people.
One person has up to 0.22 here, two that were taken for one 0.27 to 0.62."""

THIRD_S = 8.0
"""Seconds of speech that each of those two must have."""

TELLING_S = 0.8
"""Seconds of speech under which a glimpse is too short to say what a voice is like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """What is known of two voices."""

    speech_s: float
    """Seconds of speech that were looked at."""
    voices_s: tuple[float, float]
    """Of each voice."""
    silhouette: float = 0.0
    """Mean, −1..1; 0 where there is only one voice."""
    doubtful: float = 0.0
    """Share of the speech that is near to both voices, 0..1."""
    third: float = 0.0
    """The greater mean silhouette of one of the voices split again."""

    @property
    def doubt(self) -> str | None:
        """Why it is not certain who speaks, with figures; None where it is."""
        fewest = min(self.voices_s)
        if self.speech_s < LEAST_SPEECH_S:
            return (
                f"{self.speech_s:.0f} s of speech are too little to tell two voices"
                f" apart ({LEAST_SPEECH_S:.0f} s are needed)"
            )
        if fewest < LEAST_VOICE_S:
            return f"a second voice was heard for {fewest:.0f} s only"
        if self.silhouette < LEAST_SILHOUETTE:
            return (
                "the voices are too much alike, or there is only one (separation"
                f" {self.silhouette:.2f}, {LEAST_SILHOUETTE:.2f} is needed)"
            )
        if self.doubtful > MOST_DOUBTFUL:
            return (
                f"{self.doubtful:.0%} of the speech could be either voice"
                f" (at most {MOST_DOUBTFUL:.0%})"
            )
        if self.third >= THIRD_SILHOUETTE:
            return (
                f"there seem to be more than two voices (separation {self.third:.2f})"
            )
        return None


def sureness_of(voices: Vectors, weights: Weights, labels: Labels) -> Sureness:
    """Return how sure a split of glimpses into two voices is.

    Args:
        voices: Their embeddings, unit vectors, shape (n, 256).
        weights: Seconds of each, shape (n,).
        labels: 0 or 1 for each.
    """
    seconds = _seconds(weights)
    of_each = [float(seconds[labels == one].sum()) for one in (0, 1)]
    known = Sureness(speech_s=sum(of_each), voices_s=(of_each[0], of_each[1]))
    telling = weights >= TELLING_S
    told, counted = labels[telling], seconds[telling]
    if len(told) == 0 or told.min() == told.max():
        return known
    found = silhouettes(voices[telling], told)
    thirds = (_third(voices[telling][told == k], counted[told == k]) for k in (0, 1))
    return Sureness(
        speech_s=known.speech_s,
        voices_s=known.voices_s,
        silhouette=float(np.average(found, weights=counted)),
        doubtful=float(counted[found < DOUBTFUL].sum() / counted.sum()),
        third=max(thirds),
    )


def _seconds(weights: Weights) -> Weights:
    """Return the seconds each glimpse stands for: neighbours share half of theirs."""
    full = weights.max(initial=0.0)
    return np.where(weights >= full, weights / 2, weights)


def _third(voices: Vectors, seconds: Weights) -> float:
    """Return how well one voice splits again into two that both say something."""
    clusters = split(voices, seconds)
    if clusters is None:
        return 0.0
    of_each = [seconds[clusters.labels == one].sum() for one in (0, 1)]
    if min(of_each) < THIRD_S:
        return 0.0
    found = silhouettes(voices, clusters.labels)
    return float(np.average(found, weights=seconds))
