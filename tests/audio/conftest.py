"""Small recordings made on the spot, so that each test shows what it stands on."""

import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.pulse import PulseServer, pulse_server

WriteWav = Callable[..., Path]


@pytest.fixture
def write_wav(tmp_path: Path) -> WriteWav:
    """Write 16-bit PCM: ``write_wav(name, audio, rate)``, audio (samples, channels)."""

    def write(name: str, audio: NDArray[np.float32], rate: int = 16_000) -> Path:
        path = tmp_path / name
        with wave.open(str(path), "wb") as file:
            file.setnchannels(audio.shape[1])
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes((audio * 32_767).astype("<i2").tobytes())
        return path

    return write


@pytest.fixture
def pulse(monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseServer]:
    """A real PulseAudio server with the null sinks agent and customer."""
    with pulse_server(monkeypatch) as server:
        yield server
