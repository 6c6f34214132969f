"""One channel, two, or twice the same."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.errors import RecordingError
from coach.events import Speaker
from coach.speakers.channels import is_mono, same_for_both
from tests.audio.conftest import WriteWav, write_wav

__all__ = ["write_wav"]


def _noise(seed: int, seconds: int = 5) -> NDArray[np.float32]:
    noise = np.random.default_rng(seed).standard_normal(16_000 * seconds)
    return (0.05 * noise).astype(np.float32)


def test_one_channel_is_mono(write_wav: WriteWav) -> None:
    """Whatever is on it."""
    assert is_mono(write_wav("mono.wav", _noise(1)[:, None]))


def test_the_same_sound_twice_is_mono(write_wav: WriteWav) -> None:
    """Even where one side is quieter, and coding has left its traces."""
    sound = _noise(1)
    both = np.stack([sound, sound / 3 + _noise(2) / 400], axis=1)
    assert is_mono(write_wav("twice.wav", both))


@pytest.mark.parametrize("echo", [0.0, 0.5, 0.9])
def test_two_people_are_not(write_wav: WriteWav, echo: float) -> None:
    """Not even with a bad headset's echo."""
    agent, customer = _noise(1), _noise(2)
    both = np.stack([0.5 * agent + echo * customer, customer], axis=1)
    assert not is_mono(write_wav("two.wav", both))


def test_a_silent_side_is_a_side(write_wav: WriteWav) -> None:
    """A muted microphone, or nothing at all, is no mono recording."""
    sound = _noise(1)
    assert not is_mono(write_wav("mute.wav", np.stack([sound, 0 * sound], axis=1)))
    assert not is_mono(write_wav("none.wav", np.zeros((16_000, 2), np.float32)))


def test_the_beginning_may_be_the_same(write_wav: WriteWav) -> None:
    """An announcement that both hear, and then the call."""
    same = np.stack([_noise(1)] * 2, axis=1)
    apart = np.stack([_noise(2), _noise(3)], axis=1)
    assert not is_mono(write_wav("later.wav", np.concatenate([same, apart])))


def test_no_recording_is_named(tmp_path: Path) -> None:
    """As everywhere."""
    with pytest.raises(RecordingError, match="no such file"):
        is_mono(tmp_path / "nowhere.wav")


def test_both_speakers_are_on_the_one_channel() -> None:
    """Of a mono recording."""
    tracks = same_for_both(Path("call.wav"))
    assert tracks[Speaker.AGENT] == tracks[Speaker.CUSTOMER]
