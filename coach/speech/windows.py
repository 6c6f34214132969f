"""The windows that Whisper is shown: short ones, with silence after them.

    utterance      ▐██████████▌                       2.1 s of speech
    encoded        ▐██████████▌░░░▌                   3.1 s: a second longer
    decoder sees   ▐██████████▌░░░▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▌   10 s: the rest is silence that was
                                                      encoded once and for all

Whisper was trained on thirty seconds.  Its decoder loses its way in windows shorter
than ten, but does not mind where the silence at the end of them comes from; its
encoder, which is most of the work, is nearly as good with a short window.
"""

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coach.audio_time import samples
from coach.speech.features import COLUMNS_A_SECOND, HOP

SHORT_WINDOW_S = 10
"""Seconds that the decoder is shown at least.  Source: measured with tiny.en on 274
utterances: 8.7 % of words wrong with seven, 8.3 % with eight, 7.9 % with ten, 7.7 %
with twelve."""

FULL_WINDOW_S = 30
"""Seconds of audio that Whisper was trained on, and can hear at most."""

MARGIN = samples(1_000)
"""Silence after an utterance that is encoded with it.  Source: as above; 8.5 % of words
wrong with 0.3 s, 8.4 % with half a second, 7.9 % with one and with more."""

STATES_A_SECOND = 50
"""What the encoder makes of a second."""

STEP = samples(200)
"""Windows are whole multiples of this: for each other length what is below keeps memory
of its own.  Source: measured over 681 utterances, 675 MiB resident and 7.9 % of words
wrong with windows of any length, 484 and 8.0 % with these, 421 and 8.3 % with halves of
a second."""

BATCH = 8
"""Utterances that are decoded at once at most.  Source: measured; one by one takes a
third longer, sixteen at once no less.  Encoding and aligning several at once would take
longer than one by one: they no longer fit a processor's cache."""


def short_window(length: int) -> int:
    """Return the columns to encode for an utterance of that many samples."""
    steps = math.ceil((length + MARGIN) / STEP)
    return min(FULL_WINDOW_S * COLUMNS_A_SECOND, steps * STEP // HOP)


def with_silence(
    states: NDArray[np.float32], silence: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return states with those of silence after them, in whole seconds.

    Args:
        states: Of an utterance; shape (states, width).
        silence: Of a window of thirty silent seconds.
    """
    seconds = max(SHORT_WINDOW_S, math.ceil(len(states) / STATES_A_SECOND))
    return np.concatenate((states, silence[len(states) : seconds * STATES_A_SECOND]))


def batches(
    shown: Sequence[NDArray[np.float32]], audios: Sequence[NDArray[np.float32]]
) -> list[list[int]]:
    """Return the indices of those that are shown alike together, in batches."""
    alike: dict[int, list[int]] = defaultdict(list)
    # The tokens that are allowed go by the longest: those of a kind together.
    for at in sorted(range(len(audios)), key=lambda at: len(audios[at])):
        alike[len(shown[at])].append(at)
    return [
        places[first : first + BATCH]
        for places in alike.values()
        for first in range(0, len(places), BATCH)
    ]
