"""The waveform of a call."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import RecordingError, StoreError
from coach.store.peaks import (
    MOST_STEPS,
    Peaks,
    peaks_bytes,
    peaks_from_bytes,
    peaks_json,
    peaks_of_file,
)
from tests.store.sounds import write_sound


def test_each_channel_has_its_steps(tmp_path: Path) -> None:
    """In proportion to the loudest of the call."""
    peaks = peaks_of_file(write_sound(tmp_path / "call.flac", seconds=2))
    assert peaks.step_ms == 20
    assert list(peaks.agent) == pytest.approx([128] * 50 + [0] * 50, abs=2)
    assert list(peaks.customer) == pytest.approx([0] * 50 + [255] * 50, abs=2)


def test_a_long_call_has_longer_steps(tmp_path: Path) -> None:
    """There is an end to what a page has to draw."""
    peaks = peaks_of_file(write_sound(tmp_path / "call.flac", seconds=81))
    assert peaks.step_ms == 40
    assert len(peaks.agent) == len(peaks.customer) <= MOST_STEPS


def test_silence_is_flat(tmp_path: Path) -> None:
    """Nothing is made louder than it is."""
    sound = write_sound(tmp_path / "call.flac", seconds=0.04, loudness=0.0)
    peaks = peaks_of_file(sound)
    assert (peaks.agent, peaks.customer) == (bytes(2), bytes(2))


def test_what_is_no_recording_is_told(tmp_path: Path) -> None:
    """It would not be heard in a page either."""
    path = tmp_path / "call.flac"
    path.write_bytes(b"sound")
    with pytest.raises(RecordingError):
        peaks_of_file(path)


@given(st.integers(1, 10_000), st.binary(max_size=50).map(lambda b: (b, b[::-1])))
def test_nothing_is_lost_on_the_way(step_ms: int, levels: tuple[bytes, bytes]) -> None:
    """Into the store and back."""
    peaks = Peaks(step_ms=step_ms, agent=levels[0], customer=levels[1])
    assert peaks_from_bytes(peaks_bytes(peaks)) == peaks


@pytest.mark.parametrize("data", [b"", b"x", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_what_is_damaged_is_told(data: bytes) -> None:
    """It was not written by us."""
    with pytest.raises(StoreError, match="damaged"):
        peaks_from_bytes(data)


def test_a_page_gets_numbers() -> None:
    """As its form has them."""
    peaks = Peaks(step_ms=20, agent=b"\x00\xff", customer=b"\x01\x02")
    assert peaks_json(peaks) == {"step_ms": 20, "agent": [0, 255], "customer": [1, 2]}
