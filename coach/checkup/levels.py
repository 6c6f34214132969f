"""How loud one side is: speech, noise and clipping."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FRAME_S = 0.02
"""Length of sound whose level is taken at once, in seconds."""

SILENCE_DBFS = -120.0
"""What digital silence counts as, in decibels of full scale."""

NOISE_PERCENTILE = 10
"""Share of the frames, the quietest, that are the noise floor, in percent.  Source:
people who talk pause for more than a tenth of the time."""

SPEECH_OVER_NOISE_DB = 10.0
"""How far speech rises above the noise floor, in decibels."""

SPEECH_MIN_DBFS = -60.0
"""Sound fainter than this is no speech, in decibels of full scale."""

CLIPPED = 0.99
"""A sample at least this large is clipped where its neighbour is too.  Source: 16-bit
converters and Bluetooth codecs stop just short of 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """What is to be said of the loudness of one side."""

    speech_dbfs: float | None
    """Power of the speech; None where nothing rises above the noise."""
    speech_share: float
    """Share of the time in which there was speech, 0..1."""
    noise_dbfs: float
    clipped_share: float
    """Share of all samples that are clipped, 0..1."""


def measure_levels(samples: NDArray[np.float32], rate: int) -> Levels:
    """Return the levels of one side.

    Args:
        samples: float32, shape (samples,), −1..1.
        rate: In hertz.

    Raises:
        ValueError: There is less than a second.
    """
    if len(samples) < rate:
        raise ValueError(f"cannot measure {len(samples)} samples")
    powers = frame_powers(samples, rate)
    noise = decibels(float(np.percentile(powers, NOISE_PERCENTILE)))
    floor = max(noise + SPEECH_OVER_NOISE_DB, SPEECH_MIN_DBFS)
    is_speech = powers >= 10 ** (floor / 10)
    speech = powers[is_speech]
    return Levels(
        speech_dbfs=decibels(float(speech.mean())) if len(speech) else None,
        speech_share=float(is_speech.mean()),
        noise_dbfs=noise,
        clipped_share=_clipped_share(samples),
    )


def frame_powers(samples: NDArray[np.float32], rate: int) -> NDArray[np.float64]:
    """Return the mean square of each frame, float64, shape (frames,)."""
    size = round(rate * FRAME_S)
    frames = samples[: len(samples) // size * size].reshape(-1, size)
    # A constant offset is no sound.
    centred = frames.astype(np.float64) - float(samples.mean(dtype=np.float64))
    powers: NDArray[np.float64] = np.square(centred).mean(axis=1)
    return powers


def decibels(power: float) -> float:
    """Return a mean square in decibels of full scale, at least −120."""
    return max(SILENCE_DBFS, 10 * math.log10(power)) if power > 0 else SILENCE_DBFS


def _clipped_share(samples: NDArray[np.float32]) -> float:
    is_high, is_low = samples >= CLIPPED, samples <= -CLIPPED
    pairs = (is_high[1:] & is_high[:-1]) | (is_low[1:] & is_low[:-1])
    is_clipped = np.zeros(len(samples), bool)
    is_clipped[1:] |= pairs
    is_clipped[:-1] |= pairs
    return float(is_clipped.mean())
