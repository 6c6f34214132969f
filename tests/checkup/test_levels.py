import numpy as np
import pytest

from coach.checkup.levels import SILENCE_DBFS, measure_levels
from tests.checkup.signals import RATE, hiss, talk


def test_levels_of_speech_and_noise_are_found() -> None:
    """To half a decibel and to two."""
    levels = measure_levels(talk() + hiss(-60.0), RATE)
    assert levels.speech_dbfs == pytest.approx(-20.0, abs=0.5)
    assert levels.noise_dbfs == pytest.approx(-60.0, abs=2.0)
    assert 0.3 < levels.speech_share < 0.8
    assert levels.clipped_share == 0


@pytest.mark.parametrize(
    "samples",
    [np.zeros(RATE, np.float32), hiss(-45.0, 3.0), np.full(RATE, 0.2, np.float32)],
)
def test_steady_noise_silence_and_an_offset_are_no_speech(samples: np.ndarray) -> None:
    """Nothing rises above the rest."""
    levels = measure_levels(samples.astype(np.float32), RATE)
    assert levels.speech_dbfs is None
    assert levels.speech_share == 0


def test_silence_has_the_lowest_level() -> None:
    """Not minus infinity, which JSON does not have."""
    assert measure_levels(np.zeros(RATE, np.float32), RATE).noise_dbfs == SILENCE_DBFS


@pytest.mark.parametrize("gain", [20.0, -20.0])
def test_share_of_clipped_samples_is_found(gain: float) -> None:
    """As it was made, either way up."""
    hum = np.sin(np.arange(10 * RATE) * 2 * np.pi * 150 / RATE).astype(np.float32)
    loud = hum * gain / 15
    expected = float((np.abs(loud) >= 1).mean())
    found = measure_levels(np.clip(loud, -1, 1), RATE).clipped_share
    assert found == pytest.approx(expected, rel=0.05)
    assert found > 0.01


def test_a_single_full_sample_is_not_clipped() -> None:
    """A peak may just reach it."""
    samples = hiss(-40.0)
    samples[500] = 1.0
    assert measure_levels(samples, RATE).clipped_share == 0


def test_less_than_a_second_is_refused() -> None:
    """There is no floor to find in it."""
    with pytest.raises(ValueError, match="15999"):
        measure_levels(np.zeros(RATE - 1, np.float32), RATE)
