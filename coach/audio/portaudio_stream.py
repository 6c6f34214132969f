"""An input stream of PortAudio: its callback copies, counts, and nothing else."""

import atexit
import logging
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.audio.blocks import Block
from coach.audio.patience import ends_within
from coach.audio.portaudio_library import held, library, lock, open_streams
from coach.audio.system import Take
from coach.errors import DeviceError

BLOCK_S = 0.02
"""Length of a block, in seconds: short beside the 32 ms windows of voice activity, and
50 wake-ups a second cost next to nothing."""

LATENCY_S = 0.04
"""The latency that is asked for, in seconds.  Source: measured with PulseAudio 16 at
blocks of 20 ms; "low" keeps one core busy for two seconds at the start, and more makes
blocks come in bursts."""

MOST_CHANNELS = 2
"""Channels that are taken from a device: whatever has more repeats itself."""

STALL_S = 1.0
"""A stream whose callback has not run for this long has ended, in seconds.  Blocks come
every 20 ms; a device that vanished may leave PortAudio waiting for ever."""

FIRST_BLOCK_S = 4.0
"""The same before the first block, in seconds.  Source: measured; the monitor of an
idle PulseAudio null sink delivers its first after two seconds."""

CLOSE_S = 1.5
"""How long closing may take before it is left to itself, in seconds."""

TRUSTED_S = 0.5
"""A device's time that is further than this from now is no time, in seconds."""

log = logging.getLogger(__name__)


def device_stamp(now: float, *, current: float, first: float, length: float) -> float:
    """Return when the last sample of a block was captured, by the device's own time.

    Args:
        now: The host's monotonic clock in the callback, in seconds.
        current: PortAudio's time of the callback, in seconds of a clock of its own.
        first: Its time of the block's first sample, by the same clock.
        length: Of the block, in seconds.

    Returns:
        Seconds of the monotonic clock; ``now`` where the device's times are none.
    """
    stamp = now - current + first + length
    is_known = first > 0 and abs(stamp - now) < TRUSTED_S
    return stamp if is_known else now


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamOptions:
    """What PortAudio is asked for."""

    index: int
    """The device, by PortAudio's numbering."""
    rate: int
    channels: int
    has_device_time: bool
    """Whether its time stamps can be trusted; otherwise the callback's time counts."""


class PortAudioStream:
    """An input stream; a :class:`coach.audio.system.DeviceStream`.

    Args:
        options: What to open.
        take: Called with each block, in the audio thread.
        name: What to call the device in an error.
        clock: The monotonic clock, in seconds.

    Raises:
        DeviceError: PortAudio cannot open it.
    """

    def __init__(
        self,
        options: StreamOptions,
        take: Take,
        *,
        name: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.rate, self.channels = options.rate, options.channels
        self._has_device_time = options.has_device_time
        self._take: Take | None = take
        self._clock = clock
        self._has_ended = False
        self._has_begun = False
        self._latency = 0.0
        self._beat = clock()
        sounddevice = library()
        with held():
            try:
                self._stream = sounddevice.InputStream(
                    device=options.index,
                    samplerate=options.rate,
                    channels=options.channels,
                    dtype="float32",
                    blocksize=round(options.rate * BLOCK_S),
                    latency=LATENCY_S,
                    callback=self._called,
                    finished_callback=self._finished,
                )
                self._latency = float(self._stream.latency)
                self._stream.start()
            except (sounddevice.PortAudioError, ValueError) as error:
                raise DeviceError(name, f"cannot be opened: {error}") from error
            open_streams.add(id(self))

    @property
    def is_active(self) -> bool:
        """False once the stream has ended, or delivered nothing for a second."""
        patience = STALL_S if self._has_begun else FIRST_BLOCK_S
        return not self._has_ended and self._clock() - self._beat < patience

    def mute(self) -> None:
        """Pass no more blocks on."""
        self._take = None

    def close(self) -> None:
        """Stop listening; see :class:`coach.audio.system.DeviceStream`."""
        self.mute()
        self._has_ended = True
        if self._stream is None:
            return
        stream, self._stream = self._stream, None
        if not ends_within(CLOSE_S, partial(_close, stream, id(self))):
            log.warning("sound device does not close: left to itself")
            # At exit PortAudio would close it once more, and hang.  Not library():
            # whoever closes may hold the lock for ever.
            atexit.unregister(sys.modules["sounddevice"]._exit_handler)

    def _called(
        self,
        samples: NDArray[np.float32],
        frames: int,
        time_info: Any,  # noqa: ANN401 (a C structure)
        status: Any,  # noqa: ANN401 (sounddevice's flags)
    ) -> None:
        """Copy a block and pass it on, in the audio thread."""
        now = self._clock()
        self._beat, self._has_begun = now, True
        take = self._take
        if take is None:
            return
        if self._has_device_time:
            stamp = device_stamp(
                now,
                current=time_info.currentTime,
                first=time_info.inputBufferAdcTime,
                length=frames / self.rate,
            )
        else:
            stamp = now - self._latency
        overflowed = bool(status.input_overflow)
        take(Block(samples=samples.copy(), stamp=stamp, overflowed=overflowed))

    def _finished(self) -> None:
        self._has_ended = True


def _close(stream: Any, key: int) -> None:  # noqa: ANN401 (sounddevice's stream)
    # Not for ever: another closing may hang, and hold the lock.
    is_held = lock.acquire(timeout=CLOSE_S / 2)
    try:
        stream.abort()
        stream.close()
        open_streams.discard(key)
    finally:
        if is_held:
            lock.release()
