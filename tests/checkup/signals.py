"""Signals whose figures are known."""

import numpy as np
from numpy.typing import NDArray

RATE = 16_000


def talk(seconds: float = 10.0, seed: int = 0, rate: int = RATE) -> NDArray[np.float32]:
    """Bursts of noise with a voice's slope and pauses between, at −20 dBFS."""
    random = np.random.default_rng(seed)
    count = round(seconds * rate)
    noise = np.cumsum(random.normal(size=count) * 0.1)
    noise = np.diff(noise, prepend=0.0) + 0.3 * random.normal(size=count)
    is_on = np.repeat(random.random(count // (rate // 4) + 1) < 0.5, rate // 4)[:count]
    is_on[: rate // 2] = True
    voice = noise * is_on
    level = float(np.sqrt(np.square(voice[is_on]).mean()))
    return np.asarray(voice * (0.1 / level), np.float32)


def later(
    samples: NDArray[np.float32], delay_s: float, gain_db: float
) -> NDArray[np.float32]:
    """The same, later and fainter, as long as it was."""
    start = round(delay_s * RATE)
    moved = np.concatenate([np.zeros(start, np.float32), samples])[: len(samples)]
    return (moved * 10 ** (gain_db / 20)).astype(np.float32)


def hiss(dbfs: float, seconds: float = 10.0, seed: int = 9_000) -> NDArray[np.float32]:
    """White noise of a level."""
    random = np.random.default_rng(seed)
    count = round(seconds * RATE)
    return (random.normal(size=count) * 10 ** (dbfs / 20)).astype(np.float32)
