"""Two voices told apart, and how sure that is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.speakers.clustering import Labels, Vectors, split, unit
from coach.speakers.smoothing import likeliest
from coach.speakers.sureness import TELLING_S, Sureness, sureness_of
from coach.speakers.survey import Survey
from coach.speech.voice_activity import WINDOW

STAY = 3.0
"""Cost of a change of voice while speech goes on, in log-odds: people seldom take the
floor without a pause of 0.2 s.  Source: measured on calls mixed to mono, as is
:data:`TURN`."""

TURN = 0.7
"""Cost of a change of voice at a pause."""

MOST_LEANING = 8.0
"""Log-odds that a glimpse may say at most: it may be a laugh, or both at once."""

OVERLAP = 0.5
"""What a glimpse counts, since its neighbours hear half of it too."""

ROUNDS = 3
"""Times that voices and who speaks when are worked out from one another."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of speech of one voice."""

    start: int
    """First sample."""
    end: int
    """First sample after it."""
    voice: int
    """0 or 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """Whose voice is heard when."""

    spans: tuple[Span, ...]
    """In order, without overlap; of one voice where there are no two."""
    sureness: Sureness


def divide(survey: Survey) -> Division:
    """Tell two voices apart."""
    labels = _labels(survey)
    return Division(
        spans=tuple(_spans(survey, labels)),
        sureness=sureness_of(survey.voices, survey.weights, labels),
    )


def _labels(survey: Survey) -> Labels:
    """Return the voice of each glimpse, 0 or 1; all 0 where there are no two."""
    voices, weights = survey.voices, survey.weights
    nobody = np.zeros(len(voices), np.int64)
    # Shorter ones are told which of the two they are.
    telling = weights >= TELLING_S
    parts, part_weights = _parts(survey, telling)
    clusters = split(parts, part_weights)
    if clusters is None:
        return nobody
    centres = clusters.centres
    labels: Labels = (voices @ centres.T).argmax(axis=1)
    costs = np.where(np.diff(survey.segments, prepend=-1) > 0, TURN, STAY)
    for _ in range(ROUNDS):
        if not _has_both(labels[telling]):
            return nobody
        leanings = _leanings(voices, labels, centres, telling)
        leanings *= OVERLAP * np.minimum(1.0, weights / weights.max())
        labels = likeliest(leanings, costs)
        if not _has_both(labels[telling]):
            return nobody
        ours = voices[telling], labels[telling]
        centres = unit(np.stack([ours[0][ours[1] == k].mean(axis=0) for k in (0, 1)]))
    return labels


def _parts(
    survey: Survey, telling: NDArray[np.bool_]
) -> tuple[Vectors, NDArray[np.float64]]:
    """Return pairs of neighbouring glimpses as one: steadier than each alone."""
    voices, weights = survey.voices[telling], survey.weights[telling]
    segments = survey.segments[telling]
    sums: list[NDArray[np.float32]] = []
    seconds: list[float] = []
    at = 0
    while at < len(voices):
        pair = at + 1 < len(voices) and segments[at] == segments[at + 1]
        last = at + 2 if pair else at + 1
        sums.append(voices[at:last].sum(axis=0))
        seconds.append(float(weights[at:last].sum()) * (0.75 if pair else 1.0))
        at = last
    if not sums:
        return voices, weights
    return unit(np.stack(sums)), np.array(seconds)


def _has_both(labels: Labels) -> bool:
    return len(labels) > 0 and labels.min() != labels.max()


def _leanings(
    voices: Vectors, labels: Labels, centres: Vectors, telling: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the log-odds of each glimpse: two bell curves along what parts the two."""
    along = np.asarray(voices @ (centres[1] - centres[0]), np.float64)
    each = [along[telling & (labels == one)] for one in (0, 1)]
    means = [one.mean() for one in each]
    variance = max(float(np.mean([one.var() for one in each])), 1e-6)
    middle = (means[0] + means[1]) / 2
    odds: NDArray[np.float64] = (along - middle) * (means[1] - means[0]) / variance
    return np.asarray(np.clip(odds, -MOST_LEANING, MOST_LEANING))


def _spans(survey: Survey, labels: Labels) -> list[Span]:
    """Return who speaks when; a change in mid-speech is put where it is quietest."""
    spans: list[Span] = []
    rows = zip(survey.starts, survey.ends, survey.segments, labels, strict=True)
    before: tuple[int, int, int, int] | None = None
    for row in rows:
        start, end, segment, voice = map(int, row)
        if before is None or segment != before[2]:
            spans.append(Span(start, end, voice))
        elif voice == before[3]:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, end), voice)
        else:
            middles = (before[0] + before[1]) // 2, (start + end) // 2
            cut = max(spans[-1].start, _quietest(survey, *middles))
            spans[-1] = Span(spans[-1].start, cut, before[3])
            spans.append(Span(cut, end, voice))
        before = (start, end, segment, voice)
    return [span for span in spans if span.end > span.start]


def _quietest(survey: Survey, start: int, end: int) -> int:
    """Return the middle of the quietest window between two samples."""
    first, last = start // WINDOW, max(start // WINDOW + 1, end // WINDOW)
    levels = survey.levels[first:last]
    quietest = int(levels.argmin()) if len(levels) else 0
    return (first + quietest) * WINDOW + WINDOW // 2
