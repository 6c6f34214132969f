import numpy as np
import pytest
from faster_whisper.feature_extractor import FeatureExtractor

from coach.speech.features import log_mel


@pytest.mark.parametrize("length", [1, 100, 3_200, 31_999, 48_000])
def test_it_is_what_faster_whisper_makes_of_it(length: int) -> None:
    """But for rounding: the window is filled up with silence."""
    audio = np.random.default_rng(7).normal(0, 0.1, length).astype(np.float32)
    theirs = FeatureExtractor()
    filled = np.pad(audio, (0, 3 * 16_000 - length))

    found = log_mel(audio, 300, theirs.mel_filters.astype(np.float32))

    assert found.shape == (80, 300)
    assert found.dtype == np.float32
    if length > 200:  # theirs mirrors the silence that follows a shorter one
        np.testing.assert_allclose(found, theirs(filled)[:, :300], atol=2e-4)


def test_silence_is_level() -> None:
    """The same everywhere: nothing is louder than anything else."""
    filters = FeatureExtractor().mel_filters.astype(np.float32)
    assert np.ptp(log_mel(np.zeros(160, np.float32), 200, filters)) < 1e-6
