"""Levels: how loud each window is, and which sound is only the other one's echo."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from coach.speech.segments import whole_windows
from coach.speech.settings import SpeechSettings
from coach.speech.voice_activity import WINDOW

SILENCE_DB = -120.0
"""Level of digital silence, in dBFS."""


def window_levels(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the level of each window.

    Args:
        samples: Whole windows: float32, shape (n × 512,), −1..1.

    Returns:
        RMS in dBFS, float64, shape (n,), never under −120.
    """
    windows = samples.reshape(-1, WINDOW).astype(np.float64)
    power = np.square(windows).mean(axis=1)
    return np.asarray(10 * np.log10(np.maximum(power, 10 ** (SILENCE_DB / 10))))


class NoiseFloor:
    """The level of a channel when nothing happens: it falls at once and rises slowly.

    Args:
        rise_db: How much it may rise in a second, in decibels, when nobody speaks and
            no music plays.
    """

    def __init__(self, rise_db: float = 0.5) -> None:
        self._rise = rise_db * WINDOW / 16_000
        self._recent: deque[float] = deque(maxlen=4)
        self.level = 0.0
        """dBFS."""

    def feed(self, level: float, *, is_busy: bool = False) -> float:
        """Take the level of the next window; return the floor, both in dBFS.

        Args:
            level: Level of the window.
            is_busy: Speech or music goes on, so loudness says nothing about noise.
        """
        # Four windows of 32 ms: a floor of single windows would be their unluckiest.
        self._recent.append(level)
        quiet = sum(self._recent) / len(self._recent)
        self.level = min(quiet, self.level + (0.0 if is_busy else self._rise))
        return self.level


class EchoGate:
    """Tells a speaker's own voice from the other one's, leaking into the microphone.

    The leak is a fixed number of decibels down and late by at most a quarter of a
    second, so a window is an echo when the other channel was that much louder within
    that time, unless it is as loud as this speaker usually is:

        customer  ▆▆█▇▆▇█▆▅          −15 dBFS
        agent       ▁▁▂▁▁▁▂▁         −50 dBFS   echo, no speech
        agent             ▅▆▇▅       −20 dBFS   the agent's own voice

    Args:
        settings: Thresholds.
    """

    def __init__(self, settings: SpeechSettings) -> None:
        self._gate = settings.echo_gate_db
        self._own = settings.echo_own_db
        self._onset = settings.onset
        self._other: deque[float] = deque(
            maxlen=whole_windows(settings.echo_delay_ms) + 1
        )
        self._usual: float | None = None

    def is_echo(self, level: float, other: float, probability: float) -> bool:
        """Take the next window of both channels; return whether this one is an echo.

        Args:
            level: Level of this channel, dBFS.
            other: Level of the other channel, dBFS.
            probability: Speech probability of this channel, 0..1.
        """
        self._other.append(other)
        loudest = max(self._other)
        usual = self._usual
        own = usual is not None and level >= usual - self._own
        if level < loudest - self._gate and not own:
            return True
        # Only what is surely no echo teaches how loud this speaker is.
        if probability >= self._onset and level > loudest - self._gate / 2:
            self._usual = level if usual is None else usual + (level - usual) / 32
        return False
