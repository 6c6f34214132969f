"""Invented voices: points near a centre, as embeddings lie near a speaker's."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coach.speakers.clustering import unit
from coach.speakers.survey import Survey

DIMENSIONS = 64
"""Fewer than real ones have, to be quick."""


def voices_of(
    people: Sequence[int],
    *,
    likeness: float = 0.55,
    within: float = 0.85,
    seed: int = 0,
) -> NDArray[np.float32]:
    """Return an embedding for each glimpse, given whose it is.

    Args:
        people: Number of the person of each.
        likeness: Cosine of the centres of two people.
        within: Mean cosine of a glimpse and its speaker's centre.
        seed: Of the chance in it.
    """
    rng = np.random.default_rng(seed)
    common, *own = np.linalg.qr(rng.standard_normal((DIMENSIONS, 8)))[0].T
    centres = [np.sqrt(likeness) * common + np.sqrt(1 - likeness) * one for one in own]
    spread = np.sqrt(1 / within**2 - 1)
    noise = unit(rng.standard_normal((len(people), DIMENSIONS))) * spread
    return unit(np.stack([centres[one] for one in people]) + noise)


def survey_of(
    people: Sequence[int], *, turns_of: int = 4, likeness: float = 0.55, seed: int = 0
) -> Survey:
    """Return a survey in which each segment has so many glimpses, 0.8 s apart."""
    count = len(people)
    segments = np.arange(count) // turns_of
    starts = np.arange(count) * 12_800 + segments * 25_600
    ends = starts + 25_600
    return Survey(
        starts=starts,
        ends=ends,
        segments=segments,
        voices=voices_of(people, likeness=likeness, seed=seed),
        levels=np.full(int(ends[-1]) // 512 + 1, -30, np.float16),
        opening=np.zeros(0, np.float32),
        ending=np.zeros(0, np.float32),
        length=int(ends[-1]),
    )
