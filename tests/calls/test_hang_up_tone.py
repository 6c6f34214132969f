import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from coach.audio.recording import RecordingSource, two_channel
from coach.audio.source import Chunk
from coach.audio_time import SAMPLE_RATE, samples
from coach.calls.hang_up_tone import HangUpTone, is_tone
from coach.events import Speaker
from tests.data import CALLS

Audio = NDArray[np.float32]


def tone(ms: int, *hertz: float, level: float = 0.1) -> Audio:
    """Return one or more sine waves together."""
    at = np.arange(samples(ms)) / SAMPLE_RATE
    waves = sum(np.sin(2 * np.pi * f * at) for f in hertz)
    return np.asarray(level * waves, np.float32)


def busy(
    *hertz: float, on_ms: int = 500, off_ms: int = 500, beats: int = 6, noise: float = 0
) -> Audio:
    """Return a busy tone, perhaps in noise."""
    beat = np.concatenate(
        [tone(on_ms, *hertz), np.zeros(samples(off_ms), np.float32)],
    )
    audio = np.tile(beat, beats)
    hiss = np.random.default_rng(1).normal(0, 1, len(audio)).astype(np.float32)
    return np.asarray(audio + noise * hiss, np.float32)


def first_heard(audio: Audio, *, chunk: int = 320, start: int = 0) -> int | None:
    """Return where the tone began, fed in chunks."""
    ear = HangUpTone()
    for at in range(0, len(audio), chunk):
        found = ear.feed(start + at, audio[at : at + chunk])
        if found is not None:
            return found
    return None


@pytest.mark.parametrize(
    "audio",
    [
        pytest.param(busy(425.0), id="Europe"),
        pytest.param(busy(425.0, on_ms=250, off_ms=250, beats=10), id="congestion"),
        pytest.param(busy(480.0, 620.0), id="North America"),
        pytest.param(busy(400.0, on_ms=375, off_ms=375, beats=8), id="United Kingdom"),
        pytest.param(busy(425.0, noise=0.004), id="in noise"),
    ],
)
def test_a_busy_tone_is_heard(audio: Audio) -> None:
    """Whatever the country, and over the noise of a line."""
    before = np.zeros(samples(3_000), np.float32)
    found = first_heard(np.concatenate([before, audio]))

    assert found is not None
    assert abs(found - samples(3_000)) <= samples(1_000)


@pytest.mark.parametrize(
    "audio",
    [
        pytest.param(busy(425.0, on_ms=1_000, off_ms=4_000), id="ringing"),
        pytest.param(busy(440.0, 480.0, on_ms=2_000, off_ms=4_000), id="ringing in US"),
        pytest.param(tone(6_000, 425.0), id="dial tone"),
        pytest.param(busy(425.0, beats=3), id="three beats"),
        pytest.param(busy(1_000.0), id="alarm"),
        pytest.param(np.zeros(samples(5_000), np.float32), id="silence"),
        pytest.param(
            np.random.default_rng(2).normal(0, 0.1, samples(5_000)).astype(np.float32),
            id="noise",
        ),
    ],
)
def test_other_sounds_are_none(audio: Audio) -> None:
    """Ringing, dialling, alarms and noise end no call."""
    assert first_heard(audio) is None


@settings(max_examples=25, deadline=None)
@given(chunk=st.integers(1, 4_000), lead=st.integers(0, 2_000))
def test_it_does_not_matter_how_the_sound_is_cut(chunk: int, lead: int) -> None:
    """The same sound has the same answer, in chunks of any length."""
    audio = np.concatenate([np.zeros(lead, np.float32), busy(425.0, beats=6)])
    assert first_heard(audio, chunk=chunk) == first_heard(audio, chunk=len(audio))


def test_a_gap_in_the_sound_begins_anew() -> None:
    """Beats on either side of a gap do not make a tone together."""
    ear = HangUpTone()
    half = busy(425.0, beats=3)
    assert ear.feed(0, half) is None
    assert ear.feed(len(half) + 5_000, half) is None


@pytest.mark.parametrize(
    "name", ["angry-upgrade", "interrupting-vpn", "chatty-dead-air"]
)
async def test_no_call_sounds_like_one(name: str) -> None:
    """Talk, hold music and noise on the customer's channel are no busy tone."""
    ear = HangUpTone()
    source = RecordingSource(two_channel(CALLS / f"{name}.flac"), speed=0)
    async for piece in source.pieces():
        if piece.speaker is Speaker.CUSTOMER and isinstance(piece, Chunk):
            assert ear.feed(piece.start, piece.samples) is None


def test_speech_like_sound_is_no_tone() -> None:
    """A vowel has many lines, a faint tone is not from the exchange."""
    vowel = sum(tone(50, 120.0 * k, level=0.1 / k) for k in range(1, 12))
    assert not is_tone(np.asarray(vowel, np.float32))
    assert not is_tone(tone(50, 425.0, level=0.001))
    assert is_tone(tone(50, 425.0, level=0.05))
