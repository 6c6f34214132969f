"""Up to which frequency a side has sound: the telephone's band, or a wide one."""

import numpy as np
from numpy.typing import NDArray

from coach.checkup.levels import SPEECH_MIN_DBFS, decibels

WINDOW = 1024
"""Samples of each spectrum."""

TAIL = 0.002
"""Share of the power, above which there is no more band.  Source: speech has between
one and ten percent of its power over 4 kHz where it was not cut off there."""

TELEPHONE_HZ = 4_200.0
"""Sound that reaches no higher is a telephone's.  Source: ITU-T G.711 samples at
8 kHz, so 4 kHz at most; the rest is the slope of a filter."""


def find_bandwidth(samples: NDArray[np.float32], rate: int) -> float | None:
    """Return the frequency under which nearly all of the sound is, in hertz.

    Each moment's spectrum counts by its flattened power (pre-emphasis, 6 dB an
    octave), as a voice's own slope would hide its upper band.

    Args:
        samples: float32, shape (samples,), −1..1.
        rate: In hertz.

    Returns:
        None where it is too short or too quiet to tell.
    """
    if len(samples) < 8 * WINDOW:
        return None
    if decibels(float(np.square(samples, dtype=np.float64).mean())) < SPEECH_MIN_DBFS:
        return None
    flat = np.diff(samples.astype(np.float64))
    frames = flat[: len(flat) // WINDOW * WINDOW].reshape(-1, WINDOW)
    spectra = np.abs(np.fft.rfft(frames * np.hanning(WINDOW))) ** 2
    powers = spectra.sum(axis=1)
    # The loudest half: pauses hold noise of the machine, which is wide.
    spectrum = spectra[powers >= np.median(powers)].sum(axis=0)
    reached = np.cumsum(spectrum) / spectrum.sum()
    place = int(np.searchsorted(reached, 1 - TAIL))
    return float(place * rate / WINDOW)


def is_telephone_band(bandwidth: float | None, rate: int) -> bool:
    """Whether a side has no more than the telephone's band."""
    return rate <= 8_000 or (bandwidth is not None and bandwidth <= TELEPHONE_HZ)
