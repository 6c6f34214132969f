"""Silence in place of what must not last, in sound that goes by block for block."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from coach.audio.marks import Mark
from coach.audio_time import samples
from coach.events import Speaker

FADE = samples(5)
"""Length of the fade before and after silence, in samples: enough not to click, too
short to hold a sound that means anything."""

_CHANNELS = {speaker: channel for channel, speaker in enumerate(Speaker)}


class Silencer:
    """Silence stretches of either channel; the same however the sound is cut.

        before    ▁▄█▆▂▅█▇▃▁▂▆█▅▂▃
        mark             ├─────┤          not a sample of it is left
        after     ▁▄█▆▂▃▁       ▁▃▂▃      5 ms of fade outside it, on either side

    Args:
        marks: What to silence, of any kind, in any order; they may overlap.
    """

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._marks = sorted(marks, key=lambda mark: mark.end)
        self._first = 0

    def silence(self, block: NDArray[np.int16], start: int) -> None:
        """Silence what is marked in the next block, in place.

        Args:
            block: Shape (samples, 2), the agent first; it follows on the last one.
            start: Canonical sample of its first.
        """
        end = start + len(block)
        while (
            self._first < len(self._marks)
            and self._marks[self._first].end + FADE <= start
        ):
            self._first += 1
        for mark in self._marks[self._first :]:
            if mark.start - FADE < end and mark.end > mark.start:
                _apply(block[:, _CHANNELS[mark.speaker]], start, mark)


def _apply(channel: NDArray[np.int16], start: int, mark: Mark) -> None:
    """Multiply a channel by the mark's envelope, as far as it lies in it."""
    first = max(mark.start - FADE, start)
    last = min(mark.end + FADE, start + len(channel))
    if first >= last:
        return
    channel[max(mark.start - start, 0) : max(mark.end - start, 0)] = 0
    for begin, stop, is_out in (
        (mark.start - FADE, mark.start, True),
        (mark.end, mark.end + FADE, False),
    ):
        low, high = max(begin, start), min(stop, start + len(channel))
        if low >= high:
            continue
        share = (np.arange(low, high) - begin + 0.5) / FADE
        gain = 1 - share if is_out else share
        part = channel[low - start : high - start]
        channel[low - start : high - start] = np.rint(part * gain).astype(np.int16)
