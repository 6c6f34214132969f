"""Music on a channel, such as hold music: sustained, tonal, and not speech."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from coach.events import MusicStarted, MusicStopped, Speaker
from coach.speech.segments import whole_windows
from coach.speech.settings import SpeechSettings
from coach.speech.voice_activity import WINDOW

TONAL = 0.2
"""Spectral flatness under which a window is tonal."""


def flatness(
    before: NDArray[np.float32], samples: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return the spectral flatness of each window.

    Args:
        before: The window before the first: float32, shape (512,).
        samples: Whole windows: float32, shape (n × 512,).

    Returns:
        0 (a pure tone) .. 1 (noise), of 200 to 3,600 Hz, float64, shape (n,).
    """
    stream = np.concatenate([before, samples]).astype(np.float64)
    pairs = np.lib.stride_tricks.sliding_window_view(stream, 2 * WINDOW)[::WINDOW]
    spectrum = np.abs(np.fft.rfft(pairs * np.hanning(2 * WINDOW), axis=1)) ** 2
    band = spectrum[:, 13:231] + 1e-12
    return np.asarray(np.exp(np.log(band).mean(axis=1)) / band.mean(axis=1))


class MusicDetector:
    """Finds stretches of music on one channel.

    Args:
        speaker: Whose channel it is.
        settings: Thresholds.
    """

    def __init__(self, speaker: Speaker, settings: SpeechSettings) -> None:
        self._speaker = speaker
        self._settings = settings
        self._windows: deque[bool] = deque(maxlen=whole_windows(settings.music_min_ms))
        self._last = 0
        self.is_playing = False
        """Music goes on, as far as is certain."""

    def feed(
        self, start: int, *, flat: float, over_noise_db: float, probability: float
    ) -> MusicStarted | MusicStopped | None:
        """Take the next window; return what it makes certain.

        Args:
            start: First sample of the window.
            flat: Its spectral flatness, 0..1.
            over_noise_db: How far it rises above the channel's noise, in decibels.
            probability: Its speech probability, 0..1.
        """
        end = start + WINDOW
        musical = (
            flat < TONAL
            and over_noise_db > self._settings.music_over_noise_db
            and probability < self._settings.offset
        )
        self._windows.append(musical)
        if musical:
            self._last = end
        share = sum(self._windows) / (self._windows.maxlen or 1)
        if not self.is_playing and share >= 0.8:
            self.is_playing = True
            first = end - (len(self._windows) - self._windows.index(True)) * WINDOW
            return MusicStarted(speaker=self._speaker, at=first, known_at=end)
        if self.is_playing and share <= 0.3:
            return self.stop(end)
        return None

    def stop(self, now: int) -> MusicStopped | None:
        """End the music, as at a gap or the end of the call; none if none plays."""
        self._windows.clear()
        if not self.is_playing:
            return None
        self.is_playing = False
        return MusicStopped(speaker=self._speaker, at=self._last, known_at=now)
