"""The tone that a telephone plays once the other side has hung up."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from coach.audio_time import SAMPLE_RATE, samples

BLOCK = samples(50)
"""Samples looked at at once.  Half the shortest beat of a busy tone is 100 ms."""

PURE = 0.85
"""Share of a block's power that must lie in one or two narrow lines.  A tone alone has
0.95 and more even at 20 dB over noise; held vowels stay under 0.7."""

LINE_WIDTH = 2
"""Bins on either side of a peak that belong to its line: 20 Hz each, and the taper's
main lobe is four wide."""

LOWEST_HZ, HIGHEST_HZ = 300.0, 700.0
"""Where busy and congestion tones lie.  Source: ITU-T E.180 Supplement 2: 425 Hz in
most of Europe, 400 in the United Kingdom and Japan, 480 + 620 in North America."""

QUIETEST_DBFS = -50.0
"""A tone fainter than this is not from the exchange, in decibels of full scale."""

BEATS = 4
"""Beats on end that make a busy tone: two seconds of it at the usual half second."""

SHORTEST_BEAT_MS, LONGEST_BEAT_MS = 150, 600
"""Length of a beat, on or off, in milliseconds.  Source: ITU-T E.180: busy 0.3 to
0.5 s, congestion 0.2 to 0.25 s.  Ringing has 1 s and more, and ends nothing."""

UNEVEN_MS = 100
"""How much beats of the same kind may differ, in milliseconds: two blocks."""

_TAPER = np.hanning(BLOCK)
_HZ = np.fft.rfftfreq(BLOCK, 1 / SAMPLE_RATE)


class HangUpTone:
    """Hears the busy tone on the customer's channel.

        customer  ▀▀▀▀▀   ▄▄▄▄▄   ▄▄▄▄▄   ▄▄▄▄▄   ▄▄▄▄▄
        beats     talk    on  off on  off on  off on  ▏ four of each kind: hung up

    The same sound gives the same answer however it is cut into chunks.
    """

    def __init__(self) -> None:
        self._rest = np.zeros(0, np.float32)
        self._at = 0
        self._is_on = False
        self._since = 0
        self._beats: deque[tuple[bool, int, int]] = deque(maxlen=2 * BEATS - 1)

    def feed(self, start: int, audio: NDArray[np.float32]) -> int | None:
        """Take the next sound of the channel.

        Args:
            start: Canonical sample of the first one; what lies before it and was not
                fed was lost, and a tone that went on is forgotten.
            audio: Shape (samples,), float32, −1..1, 16 kHz mono.

        Returns:
            Where the tone began, once it is certain; None otherwise.
        """
        if start != self._at + len(self._rest):
            self._forget(start)
        self._rest = np.concatenate([self._rest, audio])
        found: int | None = None
        while len(self._rest) >= BLOCK:
            block, self._rest = self._rest[:BLOCK], self._rest[BLOCK:]
            is_on = is_tone(block)
            if is_on != self._is_on:
                self._turn(is_on)
            self._at += BLOCK
            if found is None and not self._is_on:
                found = self._began()
        return found

    def _turn(self, is_on: bool) -> None:
        self._beats.append((self._is_on, self._since, self._at - self._since))
        self._is_on, self._since = is_on, self._at

    def _began(self) -> int | None:
        """Return where the tone began, if what was heard last are its beats."""
        if len(self._beats) < 2 * BEATS - 1 or self._at - self._since < BLOCK * 2:
            return None
        beats = [*self._beats]
        if not beats[0][0]:
            return None
        for kind in (True, False):
            lengths = [length for is_on, _, length in beats if is_on is kind]
            if min(lengths) < samples(SHORTEST_BEAT_MS):
                return None
            if max(lengths) > samples(LONGEST_BEAT_MS):
                return None
            if max(lengths) - min(lengths) > samples(UNEVEN_MS):
                return None
        return beats[0][1]

    def _forget(self, start: int) -> None:
        self._rest = np.zeros(0, np.float32)
        self._at = self._since = start
        self._is_on = False
        self._beats.clear()


def is_tone(block: NDArray[np.float32]) -> bool:
    """Return whether a block is one or two pure tones of a telephone exchange.

    Args:
        block: Shape (800,), float32, −1..1, 16 kHz mono.
    """
    power = float(np.mean(np.square(block, dtype=np.float64)))
    if power < 10 ** (QUIETEST_DBFS / 10):
        return False
    spectrum = np.abs(np.fft.rfft(block * _TAPER)) ** 2
    total = float(spectrum.sum())
    first = _take_line(spectrum)
    if first is None:
        return False
    if first >= PURE * total:
        return True
    second = _take_line(spectrum)
    return second is not None and first + second >= PURE * total


def _take_line(spectrum: NDArray[np.float64]) -> float | None:
    """Remove the strongest line and return its power; None outside the tones' band."""
    peak = int(spectrum.argmax())
    if not LOWEST_HZ <= _HZ[peak] <= HIGHEST_HZ:
        return None
    line = slice(max(0, peak - LINE_WIDTH), peak + LINE_WIDTH + 1)
    power = float(spectrum[line].sum())
    spectrum[line] = 0.0
    return power
