"""A bit of a call's sound."""

import io
import wave
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from coach.errors import RecordingError
from coach.exports.clip import MOST_MS, clip, clip_span

RATE = 16_000


def recorded(path: Path, codec: str, seconds: int = 8) -> NDArray[np.int16]:
    """Write a recording in which each second has a pitch of its own."""
    times = np.arange(seconds * RATE) / RATE
    pitch = 200 * (1 + times.astype(int))
    agent = 0.4 * np.sin(2 * np.pi * pitch * times)
    sound = (np.stack([agent, -0.5 * agent], axis=1) * 32_767).astype(np.int16)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=RATE, layout="stereo")
        assert isinstance(stream, av.AudioStream)
        for start in range(0, len(sound), RATE):
            part = sound[start : start + RATE].reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(part, format="s16", layout="stereo")
            frame.rate, frame.pts = RATE, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return sound


def read(data: bytes) -> tuple[int, NDArray[np.int16]]:
    """Return the rate and the samples of a WAV file."""
    with wave.open(io.BytesIO(data)) as reader:
        sound = np.frombuffer(reader.readframes(reader.getnframes()), "<i2")
        return reader.getframerate(), sound.reshape(-1, reader.getnchannels())


@pytest.fixture(scope="module")
def flac(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, NDArray[np.int16]]:
    """A recording in FLAC, and what is in it."""
    path = tmp_path_factory.mktemp("kept") / "call.flac"
    return path, recorded(path, "flac")


@pytest.mark.parametrize(
    ("start", "end"), [(0, 1_000), (1, 999), (2_500, 6_750), (7_000, 8_000)]
)
def test_a_clip_is_that_part_to_the_sample(
    flac: tuple[Path, NDArray[np.int16]], start: int, end: int
) -> None:
    """Both channels, as they were recorded."""
    path, sound = flac
    rate, part = read(clip(path, start, end))

    assert rate == RATE
    np.testing.assert_array_equal(part, sound[start * 16 : end * 16])


def test_a_recording_may_be_shorter(flac: tuple[Path, NDArray[np.int16]]) -> None:
    """A clip at its end is as long as there is sound."""
    path, sound = flac
    _, part = read(clip(path, 7_500, 9_500))
    np.testing.assert_array_equal(part, sound[7_500 * 16 :])


def test_opus_is_cut_too(tmp_path: Path) -> None:
    """At its own rate; the pitch tells which second it is."""
    path = tmp_path / "call.ogg"
    recorded(path, "libopus")
    rate, part = read(clip(path, 4_100, 4_900))

    assert rate == 48_000
    assert abs(len(part) - 0.8 * rate) <= 1
    spectrum = np.abs(np.fft.rfft(part[:, 0].astype(float)))
    assert spectrum.argmax() * rate / len(part) == pytest.approx(1_000, abs=10)


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    """In a line that names the file."""
    path = tmp_path / "call.flac"
    with pytest.raises(RecordingError, match=r"call\.flac"):
        clip(path, 0, 1_000)
    path.write_bytes(b"not a sound")
    with pytest.raises(RecordingError, match=r"call\.flac"):
        clip(path, 0, 1_000)


def test_nothing_there_is_refused(flac: tuple[Path, NDArray[np.int16]]) -> None:
    """After the end of the recording there is no sound."""
    with pytest.raises(RecordingError, match="no sound there"):
        clip(flac[0], 20_000, 21_000)


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 4), (0, MOST_MS + 1)])
def test_a_clip_is_bounded(start: int, end: int) -> None:
    """Nobody gets the whole day through a finding."""
    with pytest.raises(ValueError, match="120 s"):
        clip(Path("call.flac"), start, end)


@pytest.mark.parametrize(
    ("finding", "span"),
    [
        ((10_000, 12_000), (7_000, 14_000)),
        ((1_000, 2_000), (0, 4_000)),
        ((59_000, 60_000), (56_000, 60_000)),
        ((10_000, 10_000), (7_000, 12_000)),
    ],
)
def test_a_clip_begins_3_s_before_and_ends_2_s_after(
    finding: tuple[int, int], span: tuple[int, int]
) -> None:
    """Within the call, which is 60 s long."""
    assert clip_span(*finding, duration_ms=60_000) == span


def test_of_a_long_finding_the_beginning_is_cut() -> None:
    """Two minutes of it."""
    assert clip_span(10_000, 900_000) == (7_000, 127_000)
