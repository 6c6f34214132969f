"""Features of the voice encoder."""

import numpy as np

from coach.speakers.mels import MELS, mel_columns, raised

LIBROSA_SUMS = (2.0388706, 1.4124805, 0.7603996)
LIBROSA_PEAKS = [6, 17, 25]
"""Of columns 5, 20 and 40 of the chirp below, by librosa 0.11."""


def test_there_is_a_column_each_ten_milliseconds() -> None:
    """The first is centred on the first sample."""
    assert mel_columns(np.zeros(16_000, np.float32)).shape == (101, MELS)


def test_a_tone_is_in_its_band_only() -> None:
    """1 kHz lies at 15 of 45.2 mels of Slaney's scale, the 14th of 40 bands."""
    tone = np.sin(2 * np.pi * 1_000 * np.arange(16_000) / 16_000).astype(np.float32)

    middle = mel_columns(tone)[50]

    assert middle.argmax() == 13
    assert middle.max() > 100 * np.delete(middle, [12, 13, 14]).max()


def test_known_sound_has_known_features() -> None:
    """A chirp, as librosa hears it."""
    t = np.arange(8_000) / 16_000
    chirp = (0.1 * np.sin(2 * np.pi * (200 * t + 3_000 * t * t))).astype(np.float32)

    found = mel_columns(chirp)

    assert np.allclose(found.sum(axis=1)[[5, 20, 40]], LIBROSA_SUMS, rtol=1e-4)
    assert found.argmax(axis=1)[[5, 20, 40]].tolist() == LIBROSA_PEAKS


def test_quiet_sound_is_raised_and_loud_sound_is_not() -> None:
    """To −30 dBFS: what the encoder was taught on."""
    noise = np.random.default_rng(0).standard_normal(16_000).astype(np.float32)

    quiet = raised(noise * np.float32(0.001))

    assert abs(20 * np.log10(np.sqrt(np.mean(quiet**2))) + 30) < 0.01
    assert np.array_equal(raised(noise), noise)
    assert not raised(np.zeros(10, np.float32)).any()
    assert len(raised(np.zeros(0, np.float32))) == 0
