"""Mel features as the voice encoder was taught on them: powers, not logarithms."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from coach.audio_time import SAMPLE_RATE

MELS = 40
"""Bands.  Source: resemblyzer's hparams, as all figures of this module."""

STEP = SAMPLE_RATE // 100
"""Samples from one column to the next, 10 ms."""

LENGTH = SAMPLE_RATE // 40
"""Samples that a column looks at, 25 ms."""

TARGET_DBFS = -30.0
"""Loudness to which quieter sound is raised, in decibels of full scale."""

LINEAR_UNTIL = 1_000.0
"""Frequency up to which the mel scale of Slaney is linear, in hertz."""

_HERTZ_A_MEL = 200.0 / 3.0
_LOG_STEP = np.log(6.4) / 27.0


def raised(audio: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return sound at the loudness the encoder expects; louder sound is left alone.

    Args:
        audio: float32, shape (samples,), −1..1.
    """
    power = float(np.mean(np.square(audio, dtype=np.float64))) if len(audio) else 0.0
    if power <= 0.0:
        return audio
    missing = TARGET_DBFS - 10.0 * np.log10(power)
    if missing <= 0.0:
        return audio
    return (audio * np.float32(10.0 ** (missing / 20.0))).astype(np.float32)


def mel_columns(audio: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the mel powers of sound, a column each 10 ms.

    The first column is centred on the first sample, with silence before it.

    Args:
        audio: float32, shape (samples,), −1..1, 16 kHz mono.

    Returns:
        float32, shape (samples // 160 + 1, 40), 0 and more.
    """
    half = LENGTH // 2
    padded = np.pad(audio, (half, half))
    pieces = np.lib.stride_tricks.sliding_window_view(padded, LENGTH)[::STEP]
    spectrum = np.fft.rfft(pieces * _taper(), axis=1)
    powers = np.square(spectrum.real) + np.square(spectrum.imag)
    return np.asarray(powers @ _bands().T, np.float32)


@lru_cache(maxsize=1)
def _taper() -> NDArray[np.float32]:
    """Return the periodic Hann window."""
    phase = 2.0 * np.pi * np.arange(LENGTH) / LENGTH
    return np.asarray(0.5 - 0.5 * np.cos(phase), np.float32)


@lru_cache(maxsize=1)
def _bands() -> NDArray[np.float32]:
    """Return what each band takes of each frequency: shape (40, 201).

    Triangles of equal area, evenly spaced on the mel scale from 0 to 8 kHz (Slaney,
    Auditory Toolbox, 1998), as librosa has them by default.
    """
    top = _mels(SAMPLE_RATE / 2)
    corners = _hertz(np.linspace(0.0, top, MELS + 2))
    frequencies = np.fft.rfftfreq(LENGTH, 1.0 / SAMPLE_RATE)
    slopes = corners[:, None] - frequencies[None, :]
    widths = np.diff(corners)
    rising = -slopes[:-2] / widths[:-1, None]
    falling = slopes[2:] / widths[1:, None]
    triangles = np.maximum(0.0, np.minimum(rising, falling))
    area = 2.0 / (corners[2:] - corners[:-2])
    return np.asarray(triangles * area[:, None], np.float32)


def _mels(hertz: float) -> float:
    """Return a frequency above the linear part in mels."""
    return float(LINEAR_UNTIL / _HERTZ_A_MEL + np.log(hertz / LINEAR_UNTIL) / _LOG_STEP)


def _hertz(mels: NDArray[np.float64]) -> NDArray[np.float64]:
    linear = LINEAR_UNTIL / _HERTZ_A_MEL
    return np.where(
        mels < linear,
        mels * _HERTZ_A_MEL,
        LINEAR_UNTIL * np.exp(_LOG_STEP * (mels - linear)),
    )
