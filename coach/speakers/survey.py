"""The first pass over a mono recording: where somebody speaks, and with which voice.

Only embeddings, times and levels are kept, some 3 MB an hour of speech, and the sound
of the first two minutes and the last one, by whose words roles are told.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.audio.source import Chunk
from coach.audio_time import SAMPLE_RATE, samples
from coach.events import Speaker, SpeechStarted, SpeechStopped
from coach.speakers.encoder import BATCH, DIMENSIONS, VoiceEncoder
from coach.speakers.glimpses import GLIMPSE, columns_of, glimpses_of
from coach.speakers.mels import mel_columns, raised
from coach.speech.ear import Ear, Window
from coach.speech.levels import SILENCE_DB, window_levels
from coach.speech.music import flatness
from coach.speech.settings import SpeechSettings
from coach.speech.track import Track
from coach.speech.voice_activity import WINDOW, SpeechProbabilities, VoiceActivity

LONGEST = 187 * WINDOW
"""Samples after which a piece of speech that goes on is looked at, 6 s: memory stays
flat however long somebody speaks without a breath."""

OPENING = samples(120_000)
"""Samples at the start of the call whose sound is kept: greetings are over by then."""

ENDING = samples(60_000)
"""Samples at its end whose sound is kept."""

HELD = samples(1_000)
"""Samples held while nobody speaks: more than a beginning takes to be certain."""

BLOCK = 64 * WINDOW
"""Samples taken at once."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Survey:
    """What the first pass over a recording found."""

    starts: NDArray[np.int64]
    """First sample of each glimpse, in order, shape (n,)."""
    ends: NDArray[np.int64]
    """First sample after each; they overlap by half where speech goes on."""
    segments: NDArray[np.int64]
    """Which segment of speech each belongs to: between two of them is a silence."""
    voices: NDArray[np.float32]
    """Embeddings, unit vectors, shape (n, 256)."""
    levels: NDArray[np.float16]
    """Level of each window of the recording in dBFS."""
    opening: NDArray[np.float32]
    """Sound of its first two minutes, 16 kHz."""
    ending: NDArray[np.float32]
    """Sound of its last minute."""
    length: int
    """Samples."""

    @property
    def weights(self) -> NDArray[np.float64]:
        """Seconds of speech that each glimpse is about, overlaps halved at most."""
        return np.asarray((self.ends - self.starts) / SAMPLE_RATE, np.float64)


class Surveyor:
    """Takes a recording block by block.

    Speech in music must last longer to be speech, as in hearing; music is none.

    Args:
        settings: Thresholds of voice activity.
        encoder: Tells voices.
        activity: Makes the voice-activity model.

    Raises:
        coach.errors.ModelError: The voice-activity model is missing or damaged.
    """

    def __init__(
        self,
        settings: SpeechSettings,
        encoder: VoiceEncoder,
        *,
        activity: Callable[[], SpeechProbabilities] = VoiceActivity,
    ) -> None:
        self._settings = settings
        self._encoder = encoder
        self._activity = activity()
        self._ear = Ear(Speaker.CUSTOMER, settings)
        self._track = Track()
        self._before = np.zeros(WINDOW, np.float32)
        self._clock = 0
        self._open: int | None = None
        self._segment = -1
        self._glimpses: list[tuple[int, int, int]] = []
        self._waiting: list[NDArray[np.float32]] = []
        self._voices: list[NDArray[np.float16]] = []
        self._levels: list[NDArray[np.float16]] = []
        self._opening: list[NDArray[np.float32]] = []
        self._ending: deque[NDArray[np.float32]] = deque()

    def feed(self, audio: NDArray[np.float32]) -> None:
        """Take the next samples.

        Args:
            audio: float32, shape (samples,), −1..1, 16 kHz.
        """
        start = self._track.end
        self._track.append(Chunk(speaker=Speaker.CUSTOMER, start=start, samples=audio))
        if start < OPENING:
            self._opening.append(audio[: OPENING - start].copy())
        self._ending.append(audio)
        while sum(map(len, self._ending)) - len(self._ending[0]) >= ENDING:
            self._ending.popleft()
        while self._clock + WINDOW <= self._track.end:
            whole = self._track.end // WINDOW * WINDOW
            self._listen(min(self._clock + BLOCK, whole))

    def finish(self) -> Survey:
        """Return what was found, once all of the recording has been fed."""
        sounds, _ = self._ear.finish(self._clock)
        for sound in sounds:
            if isinstance(sound, SpeechStopped):
                self._look(sound.at)
        self._encode()
        times = np.array(self._glimpses, np.int64).reshape(-1, 3)
        voices = [*self._voices, np.zeros((0, DIMENSIONS), np.float16)]
        nothing = np.zeros(0, np.float32)
        return Survey(
            starts=times[:, 0],
            ends=times[:, 1],
            segments=times[:, 2],
            voices=np.concatenate(voices).astype(np.float32),
            levels=np.concatenate([*self._levels, np.zeros(0, np.float16)]),
            opening=np.concatenate([*self._opening, nothing]),
            ending=np.concatenate([*self._ending, nothing])[-ENDING:],
            length=self._track.end,
        )

    def _listen(self, until: int) -> None:
        """Hear the windows up to a sample."""
        first = self._clock
        audio = self._track.read(first, until)
        levels = window_levels(audio)
        chances = self._activity.probabilities(audio)
        flats = np.ones(len(levels))
        settings = self._settings
        may_be_music = (levels > settings.music_min_dbfs) & (chances < settings.offset)
        if may_be_music.any():
            flats = flatness(self._before, audio)
        self._before = audio[-WINDOW:]
        self._levels.append(levels.astype(np.float16))
        for index, measured in enumerate(zip(chances, levels, flats, strict=True)):
            chance, level, flat = map(float, measured)
            window = Window(
                start=first + index * WINDOW,
                probability=chance,
                level=level,
                flatness=flat,
            )
            for sound in self._ear.feed(window, SILENCE_DB)[0]:
                if isinstance(sound, SpeechStarted):
                    self._segment += 1
                    self._open = sound.at
                elif isinstance(sound, SpeechStopped):
                    self._look(sound.at)
                    self._open = None
        self._clock = until
        if self._open is not None and until - self._open >= LONGEST + GLIMPSE:
            self._look(self._open + LONGEST)
            self._open += LONGEST
        held = self._clock - HELD
        self._track.forget(held if self._open is None else min(held, self._open))

    def _look(self, end: int) -> None:
        """Look at the voice in what has been open until here."""
        start = self._open
        if start is None or end <= start:
            return
        mels = mel_columns(raised(self._track.read(start, end)))
        for first, last in glimpses_of(start, end):
            self._glimpses.append((first, last, self._segment))
            self._waiting.append(columns_of(mels, first - start, last - start))
        if len(self._waiting) >= BATCH:
            self._encode()

    def _encode(self) -> None:
        if self._waiting:
            voices = self._encoder.encode(self._waiting)
            self._voices.append(voices.astype(np.float16))
            self._waiting.clear()
