"""Music on a channel, such as hold music: sustained, tonal, and not speech."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from coach.audio_time import samples
from coach.events import MusicStarted, MusicStopped, Speaker
from coach.speech.segments import whole_windows
from coach.speech.settings import SpeechSettings
from coach.speech.voice_activity import WINDOW

TONAL = 0.25
"""Spectral flatness under which a window is tonal: music with drums has 0.15 at the
median, without 0.01 to 0.08; noise 0.5 and more."""

START_SHARE = 0.7
"""Share of the last windows that must be musical for music to have started."""

STOP_SHARE = 0.25
"""Share of the last windows under which music has stopped."""

MOST_SPEECH = 0.1
"""Share of the last windows that may look like speech in what is music."""

JUST_BEFORE = samples(320)
"""Time after the last musical window for which music still counts as heard, in
samples: the pauses between notes and beats are shorter."""

STEADY_DB = 2.5
"""Spread of the level, from a fifth to four fifths of the windows, under which a sound
is steady, in decibels: hum has under 0.5, two tones that beat 1.6, music 3 and more."""

_TAPER = np.hanning(2 * WINDOW)


def flatness(
    before: NDArray[np.float32], audio: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return the spectral flatness of each window.

    Args:
        before: The window before the first: float32, shape (512,).
        audio: Whole windows: float32, shape (n × 512,).

    Returns:
        0 (a pure tone) .. 1 (noise), of 200 to 3,600 Hz, float64, shape (n,).
    """
    windows = np.concatenate([before, audio]).reshape(-1, WINDOW)
    pairs = np.concatenate([windows[:-1], windows[1:]], axis=1)
    spectrum = np.abs(np.fft.rfft(pairs * _TAPER, axis=1)) ** 2
    band = spectrum[:, 13:231] + 1e-12
    return np.asarray(np.exp(np.log(band).mean(axis=1)) / band.mean(axis=1))


class MusicDetector:
    """Finds stretches of music on one channel.

    Music is sound that for two seconds on end is well above the noise, mostly tonal,
    not speech, and not steady:

        noise, breath, typing     not tonal
        hum, ring-back, a beep    steady
        talk                      speech
        hold music                ██████████████████▏ started, known after two seconds

    Source of the thresholds: pieces with and without drums, a synthetic hold melody,
    ring-back, hum and noise at telephone bandwidth, against talk on the telephone.

    Args:
        speaker: Whose channel it is.
        settings: Thresholds.
    """

    def __init__(self, speaker: Speaker, settings: SpeechSettings) -> None:
        self._speaker = speaker
        self._settings = settings
        self._length = whole_windows(settings.music_min_ms)
        self._musical: deque[bool] = deque(maxlen=self._length)
        self._spoken: deque[bool] = deque(maxlen=self._length)
        self._levels: deque[float] = deque(maxlen=self._length)
        self._count = 0  # of the musical ones among them
        self._last = 0
        self.is_playing = False
        """Music goes on, as far as is certain."""

    def feed(
        self,
        start: int,
        *,
        level: float,
        flat: float,
        over_noise_db: float,
        probability: float,
    ) -> MusicStarted | MusicStopped | None:
        """Take the next window; return what it makes certain.

        Args:
            start: First sample of the window.
            level: Its level in dBFS.
            flat: Its spectral flatness, 0..1.
            over_noise_db: How far it rises above the channel's noise, in decibels.
            probability: Its speech probability, 0..1.
        """
        end = start + WINDOW
        is_spoken = probability >= self._settings.offset
        is_loud = (
            over_noise_db > self._settings.music_over_noise_db
            and level > self._settings.music_min_dbfs
        )
        is_musical = is_loud and flat < TONAL and not is_spoken
        if len(self._musical) == self._length:
            self._count -= self._musical[0]
        self._musical.append(is_musical)
        self._count += is_musical
        self._spoken.append(is_spoken)
        self._levels.append(level)
        if is_musical:
            self._last = end
        musical = self._count
        if self.is_playing:
            return self.stop(end) if musical <= STOP_SHARE * self._length else None
        if musical < START_SHARE * self._length or not self._is_like_music():
            return None
        self.is_playing = True
        first = end - (len(self._musical) - self._musical.index(True)) * WINDOW
        return MusicStarted(speaker=self._speaker, at=first, known_at=end)

    def is_heard(self, now: int) -> bool:
        """Return whether music plays and was heard just before this sample.

        It may have ended some time before that is certain; somebody who speaks then
        does not speak over it.
        """
        return self.is_playing and now - self._last <= JUST_BEFORE

    def stop(self, now: int) -> MusicStopped | None:
        """End the music, as at a gap or the end of the call; none if none plays."""
        for remembered in (self._musical, self._spoken):
            remembered.clear()
        self._levels.clear()
        self._count = 0
        if not self.is_playing:
            return None
        self.is_playing = False
        return MusicStopped(speaker=self._speaker, at=self._last, known_at=now)

    def _is_like_music(self) -> bool:
        if len(self._levels) < self._length:
            return False
        if sum(self._spoken) > MOST_SPEECH * self._length:
            return False
        loud = sorted(
            level
            for level, is_musical in zip(self._levels, self._musical, strict=True)
            if is_musical
        )
        # The edges of a tone are left out, so that only its inside is looked at.
        return loud[len(loud) * 4 // 5] - loud[len(loud) // 5] >= STEADY_DB
