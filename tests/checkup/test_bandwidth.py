import numpy as np
import pytest
import soxr

from coach.checkup.bandwidth import find_bandwidth, is_telephone_band
from tests.checkup.signals import RATE, talk


def test_wide_sound_is_found_wide() -> None:
    """Up to nearly half the rate."""
    bandwidth = find_bandwidth(talk(), RATE)
    assert bandwidth is not None
    assert bandwidth > 7_000
    assert not is_telephone_band(bandwidth, RATE)


@pytest.mark.parametrize("rate", [16_000, 48_000])
def test_a_telephone_s_sound_is_found_at_any_rate(rate: int) -> None:
    """However often it is sampled afterwards."""
    narrow = soxr.resample(talk(rate=8_000), 8_000, rate).astype(np.float32)
    bandwidth = find_bandwidth(narrow, rate)
    assert bandwidth is not None
    assert 3_000 < bandwidth <= 4_100
    assert is_telephone_band(bandwidth, rate)


def test_of_silence_and_of_moments_nothing_is_told() -> None:
    """But a rate of 8 kHz tells by itself."""
    assert find_bandwidth(np.zeros(RATE, np.float32), RATE) is None
    assert find_bandwidth(talk(0.1), RATE) is None
    assert is_telephone_band(None, 8_000)
    assert not is_telephone_band(None, 16_000)
