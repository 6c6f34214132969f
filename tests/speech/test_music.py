import numpy as np
import pytest

from coach.events import MusicStarted, MusicStopped, Speaker
from coach.speech.levels import NoiseFloor, window_levels
from coach.speech.music import MusicDetector, flatness
from coach.speech.settings import SpeechSettings
from coach.speech.voice_activity import WINDOW
from tests.speech.fakes import Samples

RATE = 16_000


def times(seconds: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the time of each sample."""
    return np.arange(int(seconds * RATE) // WINDOW * WINDOW) / RATE


def melody(seconds: float, drums: float = 0.0) -> Samples:
    """Return plucked chords, half a second each, with drums if asked."""
    at = times(seconds)
    chord = np.array([[262, 330, 392], [220, 262, 330], [175, 220, 262]])
    notes = chord[(at // 0.5).astype(int) % 3].T
    phase = at % 0.5
    tones = sum(np.sin(2 * np.pi * note * at) for note in notes) * np.exp(-2.5 * phase)
    hits = np.random.default_rng(5).standard_normal(len(at)) * np.exp(-30 * phase)
    return np.asarray(0.05 * tones + drums * hits, np.float32)


def noise(seconds: float, level: float) -> Samples:
    """Return white noise."""
    rng = np.random.default_rng(2)
    return np.asarray(rng.standard_normal(len(times(seconds))) * level, np.float32)


def tones(seconds: float, *pitches: int) -> Samples:
    """Return steady tones."""
    at = times(seconds)
    return np.asarray(
        0.05 * sum(np.sin(2 * np.pi * pitch * at) for pitch in pitches), np.float32
    )


def heard(
    audio: Samples, probability: float = 0.0
) -> list[MusicStarted | MusicStopped]:
    """Return the music in this audio, after two seconds of faint noise."""
    audio = np.concatenate([noise(2, 0.001), audio])
    audio = audio + noise(60, 0.001)[: len(audio)]
    detector, floor = MusicDetector(Speaker.CUSTOMER, SpeechSettings()), NoiseFloor()
    flats = flatness(np.zeros(WINDOW, np.float32), audio)
    found = []
    for index, (level, flat) in enumerate(
        zip(window_levels(audio), flats, strict=True)
    ):
        over = level - floor.feed(level, is_busy=detector.is_playing)
        change = detector.feed(
            index * WINDOW,
            level=level,
            flat=flat,
            over_noise_db=over,
            probability=probability,
        )
        if change is not None:
            found.append(change)
    return found


class TestMusicDetector:
    @pytest.mark.parametrize("drums", [0.0, 0.05])
    def test_hold_music_starts_and_stops(self, drums: float) -> None:
        """However long it plays, it is one stretch, found within a quarter second."""
        started, stopped = heard(np.concatenate([melody(30, drums), noise(4, 0.001)]))
        assert isinstance(started, MusicStarted)
        assert isinstance(stopped, MusicStopped)
        assert abs(started.at - 2 * RATE) < RATE // 4
        assert started.known_at <= 5 * RATE
        assert abs(stopped.at - 32 * RATE) < RATE // 2
        assert stopped.known_at <= 34 * RATE

    @pytest.mark.parametrize(
        "audio",
        [
            noise(10, 0.05),
            tones(10, 440, 480),
            tones(10, 60, 120, 180, 240, 300),
            melody(1.2),
            np.concatenate([tones(2, 440, 480), noise(4, 0.001), tones(2, 440, 480)]),
        ],
        ids=["noise", "dial tone", "hum", "a jingle", "ring-back"],
    )
    def test_other_sounds_are_no_music(self, audio: Samples) -> None:
        """Noise is not tonal, tones are steady, a jingle is short."""
        assert heard(audio) == []

    def test_speech_is_no_music(self) -> None:
        """What voice activity takes for speech is not looked at."""
        assert heard(melody(10), probability=0.9) == []
        assert heard(melody(10), probability=0.35) == []
        assert heard(melody(10), probability=0.34) != []


def test_flatness() -> None:
    """A tone has hardly any, noise a lot, and it does not depend on the level."""
    before = np.zeros(WINDOW, np.float32)
    assert flatness(before, tones(1, 1000))[1:].max() < 0.01
    assert flatness(before, noise(1, 0.1)).mean() > 0.4
    assert flatness(before, noise(1, 0.001)).mean() > 0.4
