"""Loudness and pitch, measured on sounds whose loudness and pitch are known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from coach.speech.voice import voice_of

RATE = 16_000


def buzz(hertz: float, seconds: float = 1.0, peak: float = 0.3) -> NDArray[np.float32]:
    """Return a tone with overtones, as a voice has them: float32, 16 kHz."""
    time = np.arange(int(seconds * RATE)) / RATE
    tone = np.zeros_like(time)
    for overtone in range(1, 8):
        tone += np.sin(2 * np.pi * hertz * overtone * time) / overtone
    return np.asarray(peak * tone / np.abs(tone).max(), np.float32)


@pytest.mark.parametrize("hertz", [80, 110, 150, 220, 330, 390])
def test_the_pitch_of_a_voice(hertz: float) -> None:
    """Within a semitone, from low to high."""
    voice = voice_of(buzz(hertz))

    assert voice is not None
    assert voice.pitch_hz == pytest.approx(hertz, rel=0.06)


def test_noise_has_no_pitch() -> None:
    """A whisper, a fan, a cough."""
    noise = np.random.default_rng(1).normal(0, 0.1, RATE).astype(np.float32)
    voice = voice_of(noise)

    assert voice is not None
    assert voice.pitch_hz is None


@given(db=st.floats(-30, 6))
def test_louder_by_so_many_decibels(db: float) -> None:
    """Twice the sound is 6 dB more, whatever else it is."""
    sound = buzz(150, 0.5, 0.2)
    before, after = voice_of(sound), voice_of(sound * np.float32(10 ** (db / 20)))

    assert before is not None
    assert after is not None
    assert after.loudness_db - before.loudness_db == pytest.approx(db, abs=0.11)


def test_pauses_do_not_make_it_quieter() -> None:
    """Only speech counts, and not the silence between words."""
    spoken = buzz(150)
    paused = np.concatenate([spoken, np.zeros(2 * RATE, np.float32), spoken])
    without, within = voice_of(spoken), voice_of(paused)

    assert without is not None
    assert within is not None
    assert within.loudness_db == pytest.approx(without.loudness_db, abs=0.3)


@pytest.mark.parametrize("samples", [0, 511])
def test_too_short_to_tell(samples: int) -> None:
    """Less than a window is no voice."""
    assert voice_of(np.full(samples, 0.1, np.float32)) is None


def test_silence_is_no_voice() -> None:
    """Digital silence has no loudness to compare."""
    assert voice_of(np.zeros(RATE, np.float32)) is None


def test_a_bang_is_no_voice() -> None:
    """A knock on the desk makes nobody loud."""
    calm = buzz(150, 3.0, 0.03)
    knocked = calm.copy()
    knocked[20_000:20_600] = 0.9
    before, after = voice_of(calm), voice_of(knocked)

    assert before is not None
    assert after is not None
    assert after.loudness_db == pytest.approx(before.loudness_db, abs=1.0)
    assert after.pitch_hz == pytest.approx(150, rel=0.06)


def test_sound_that_is_no_number_is_no_voice() -> None:
    """A broken driver may deliver anything."""
    assert voice_of(np.full(RATE, np.nan, np.float32)) is None
