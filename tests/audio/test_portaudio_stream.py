import atexit
import sys
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coach.audio import portaudio_stream
from coach.audio.blocks import Block
from coach.audio.portaudio_stream import (
    FIRST_BLOCK_S,
    STALL_S,
    PortAudioStream,
    StreamOptions,
    device_stamp,
)
from coach.errors import DeviceError


class Clock:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class FakeSoundDevice(SimpleNamespace):
    """As much of sounddevice as a stream uses."""

    class PortAudioError(Exception):
        """As in sounddevice."""

    def __init__(self) -> None:
        super().__init__(streams=[], failure=None, hangs=None)

    def InputStream(self, **options: Any) -> SimpleNamespace:  # noqa: ANN401
        """Return a stream that records what is done to it."""
        if self.failure is not None:
            raise self.failure
        done: list[str] = []
        stream = SimpleNamespace(options=options, done=done, latency=0.04)
        stream.start = lambda: done.append("start")
        stream.abort = lambda: self.hangs.wait() if self.hangs else done.append("abort")
        stream.close = lambda: done.append("close")
        self.streams.append(stream)
        return stream


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> FakeSoundDevice:
    """Take a fake for sounddevice."""
    fake = FakeSoundDevice()
    monkeypatch.setattr(portaudio_stream, "library", lambda: fake)
    return fake


OPTIONS = StreamOptions(index=3, rate=16_000, channels=1, has_device_time=False)


def call(stream: SimpleNamespace, samples: Any, *, overflow: bool = False) -> None:  # noqa: ANN401
    """What PortAudio does with each block."""
    times = SimpleNamespace(currentTime=7.0, inputBufferAdcTime=6.95)
    status = SimpleNamespace(input_overflow=overflow)
    stream.options["callback"](samples, len(samples), times, status)


def test_a_block_is_a_copy_with_the_time_of_the_callback(
    library: FakeSoundDevice,
) -> None:
    """PortAudio takes its buffer back."""
    blocks: list[Block] = []
    clock = Clock()
    PortAudioStream(OPTIONS, blocks.append, name="mic", clock=clock)
    buffer = np.full((320, 1), 0.5, np.float32)
    call(library.streams[0], buffer, overflow=True)
    buffer[:] = 0

    (block,) = blocks
    assert block.samples.min() == 0.5
    assert block.stamp == pytest.approx(100.0 - 0.04)
    assert block.overflowed


def test_a_device_s_own_time_counts_where_it_is_trusted(
    library: FakeSoundDevice,
) -> None:
    """The first sample's time and the length give the last one's."""
    blocks: list[Block] = []
    options = StreamOptions(index=3, rate=16_000, channels=1, has_device_time=True)
    PortAudioStream(options, blocks.append, name="mic", clock=Clock())
    call(library.streams[0], np.zeros((320, 1), np.float32))
    assert blocks[0].stamp == pytest.approx(100.0 - 0.05 + 0.02)


@pytest.mark.parametrize("first", [0.0, -1.0, 3.0, 9.0])
def test_a_device_time_that_is_none_is_replaced_by_now(first: float) -> None:
    """Zero, or seconds away from the callback."""
    stamp = device_stamp(100.0, current=7.0, first=first, length=0.02)
    assert stamp == 100.0


def test_a_stream_that_delivers_nothing_has_ended(library: FakeSoundDevice) -> None:
    """Later before the first block than between two."""
    clock = Clock()
    stream = PortAudioStream(OPTIONS, lambda _: None, name="mic", clock=clock)
    clock.now += FIRST_BLOCK_S - 0.01
    assert stream.is_active
    call(library.streams[0], np.zeros((320, 1), np.float32))
    clock.now += STALL_S - 0.01
    assert stream.is_active
    clock.now += 0.01
    assert not stream.is_active


def test_a_stream_that_portaudio_ended_has_ended(library: FakeSoundDevice) -> None:
    """As it does when a device has gone."""
    stream = PortAudioStream(OPTIONS, lambda _: None, name="mic", clock=Clock())
    assert stream.is_active
    library.streams[0].options["finished_callback"]()
    assert not stream.is_active


def test_what_cannot_be_opened_is_a_device_error(library: FakeSoundDevice) -> None:
    """With the device's name and PortAudio's reason."""
    library.failure = library.PortAudioError("Invalid sample rate")
    with pytest.raises(DeviceError, match="mic: cannot be opened: Invalid sample rate"):
        PortAudioStream(OPTIONS, lambda _: None, name="mic")


def test_closing_stops_the_blocks_and_may_be_done_twice(
    library: FakeSoundDevice,
) -> None:
    """A block that was under way is dropped."""
    blocks: list[Block] = []
    stream = PortAudioStream(OPTIONS, blocks.append, name="mic", clock=Clock())
    stream.close()
    stream.close()
    call(library.streams[0], np.zeros((320, 1), np.float32))
    assert blocks == []
    assert library.streams[0].done == ["start", "abort", "close"]
    assert not stream.is_active


def test_closing_a_stream_that_hangs_does_not_hang(
    library: FakeSoundDevice,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is left to itself, and PortAudio is not ended at exit, which would hang."""
    unregistered: list[Callable[[], None]] = []
    library._exit_handler = lambda: None
    library.hangs = threading.Event()
    monkeypatch.setattr(portaudio_stream, "CLOSE_S", 0.02)
    monkeypatch.setattr(atexit, "unregister", unregistered.append)
    monkeypatch.setitem(sys.modules, "sounddevice", library)
    PortAudioStream(OPTIONS, lambda _: None, name="mic", clock=Clock()).close()
    assert unregistered == [library._exit_handler]
    assert "does not close" in caplog.text
    library.hangs.set()
