"""Glimpses: the 1.6 s of speech that the voice encoder looks at.

speech    ████████████████████████████████     ████
glimpses  ├──────────────┤                     ├──┤  repeated until it is
                  ├──────────────┤                   long enough
                          ├──────────────┤
"""

import numpy as np
from numpy.typing import NDArray

from coach.speakers.encoder import COLUMNS
from coach.speakers.mels import STEP
from coach.speech.voice_activity import WINDOW

GLIMPSE = COLUMNS * STEP
"""Samples, 1.6 s: 50 windows of voice activity."""

HOP = GLIMPSE // 2
"""Samples from one glimpse to the next, at most.  Source: measured; less finds no turn
that this does not find, and costs as much more."""


def glimpses_of(start: int, end: int) -> list[tuple[int, int]]:
    """Return the glimpses of a piece of speech, evenly spaced, the last at its end.

    Args:
        start: Its first sample.
        end: The first sample after it.
    """
    spare = end - start - GLIMPSE
    if spare <= 0:
        return [(start, end)]
    count = -(-spare // HOP)
    firsts = (
        start + round(index * spare / count / WINDOW) * WINDOW
        for index in range(count + 1)
    )
    return [(first, first + GLIMPSE) for first in firsts]


def columns_of(mels: NDArray[np.float32], start: int, end: int) -> NDArray[np.float32]:
    """Return the columns of a glimpse; a short one is repeated until it is long enough.

    Args:
        mels: Columns of the piece it lies in, shape (columns, 40).
        start: Its first sample, counted from the start of the piece.
        end: The first sample after it.

    Returns:
        float32, shape (160, 40).
    """
    first = round(start / STEP)
    last = max(first + 1, min(first + COLUMNS, round(end / STEP)))
    return np.resize(mels[first:last], (COLUMNS, mels.shape[1]))
