import io
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from coach.audio.decoding import Decoder
from coach.audio.encoding import Encoder
from coach.audio.formats import SUFFIXES, AudioFormat
from coach.audio_time import SAMPLE_RATE

FORMATS: list[AudioFormat] = ["flac", "opus"]


def tone(seconds: float) -> np.ndarray:
    """Return a tone on one channel and a softer one on the other, 16 bits."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    left = np.sin(2 * np.pi * 300 * time) * 8_000
    right = np.sin(2 * np.pi * 700 * time) * 2_000
    return np.stack([left, right], axis=1).astype(np.int16)


def write(
    path: Path,
    audio: np.ndarray,
    format: AudioFormat,
    tags: Mapping[str, str] | None = None,
) -> Path:
    """Encode some sound, a bit at a time."""
    path = path.with_suffix(SUFFIXES[format])
    with path.open("wb", buffering=0) as file:
        encoder = Encoder(file, format, tags)
        for start in range(0, len(audio), 777):
            encoder.write(audio[start : start + 777])
        encoder.close()
    return path


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_written_can_be_decoded(tmp_path: Path, format: AudioFormat) -> None:
    """Of the same length, with its tags; FLAC to the last bit."""
    audio = tone(2.5)
    tags = {"COACH_SILENCED": "agent 1-2"}
    decoder = Decoder(write(tmp_path / "a", audio, format, tags), channels=2)
    decoded = decoder.read(10 * SAMPLE_RATE) * 32_768

    assert decoder.tags["COACH_SILENCED"] == "agent 1-2"
    assert len(decoded) == len(audio)
    assert decoder.read(1).size == 0
    assert decoder.failure is None
    error = np.abs(decoded - audio)
    assert error.max() == 0 if format == "flac" else error[SAMPLE_RATE:].mean() < 60


@pytest.mark.parametrize("format", FORMATS)
def test_silence_does_not_wait_in_a_buffer(format: AudioFormat) -> None:
    """Half a second of it, which is a few bytes, is in the file."""
    file = io.BytesIO()
    encoder = Encoder(file, format)
    encoder.write(np.zeros((SAMPLE_RATE // 2, 2), np.int16))

    first = len(file.getvalue())
    encoder.write(np.zeros((SAMPLE_RATE // 2, 2), np.int16))
    assert len(file.getvalue()) > first > 0
    encoder.close()


class FullDisk(io.RawIOBase):
    """A file that has no room for more than so many bytes."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.size = 0
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return offset

    def tell(self) -> int:
        return self.size

    def write(self, data: object) -> int:
        view = memoryview(data)  # type: ignore[arg-type]
        length = view.nbytes
        if self.size + length > self.room:
            raise OSError(28, "No space left on device")
        self.size += length
        self.written += bytes(view)
        return length


@pytest.mark.parametrize("format", FORMATS)
def test_a_full_disk_is_an_error_of_the_write(format: AudioFormat) -> None:
    """With its own reason."""
    encoder = Encoder(FullDisk(30_000), format)  # type: ignore[arg-type]
    noise = np.random.default_rng(0).integers(-9_000, 9_000, (SAMPLE_RATE, 2))

    def fill() -> None:
        for _ in range(30):
            encoder.write(noise.astype(np.int16))

    with pytest.raises(OSError, match="No space left"):
        fill()
