"""PortAudio, through sounddevice: macOS, and Linux without a sound server.

Neither the library nor sounddevice is needed until a device is listed or opened.
"""

import atexit
import ctypes
import logging
import re
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.audio.blocks import Block
from coach.audio.devices import HEADSET, Device, DeviceKind, numbered
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

VIRTUAL = re.compile(
    r"blackhole|loopback|soundflower|background ?music|vb-?cable|cable output|"
    r"virtual (cable|audio)|ishowu|groundcontrol|stereo mix|what u hear",
    re.IGNORECASE,
)
"""Inputs that deliver what an output plays.  Source: the names under which these
products install themselves on macOS; Loopback is snd-aloop on Linux too."""

log = logging.getLogger(__name__)

lock = threading.RLock()
"""Held while PortAudio opens or closes a stream or lists: it allows one at a time."""

_open_streams: set[int] = set()
_silencers: list[object] = []


def library() -> ModuleType:
    """Return sounddevice; the first time takes some 0.2 s.

    Raises:
        DeviceError: The PortAudio library is not installed.
    """
    with lock:
        if "sounddevice" not in sys.modules:
            _silence_alsa()
        try:
            import sounddevice
        except OSError as error:
            raise DeviceError(
                "PortAudio",
                "is not installed (Debian and Ubuntu: apt install libportaudio2)",
            ) from error
        module: ModuleType = sounddevice
        return module


def refresh() -> None:
    """Have PortAudio look for devices anew; it can only while nothing is open."""
    with lock:
        sounddevice = library()
        if not _open_streams:
            sounddevice._terminate()
            sounddevice._initialize()


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


def ends_within(seconds: float, work: Callable[[], None]) -> bool:
    """Run something in a thread; return whether it was done in time.

    Sound systems may wait for ever for a device that has gone: nobody waits for them.
    """
    thread = threading.Thread(target=work, name="close-device", daemon=True)
    thread.start()
    thread.join(seconds)
    return not thread.is_alive()


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
        with lock:
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
            _open_streams.add(id(self))

    @property
    def is_active(self) -> bool:
        """False once the stream has ended, or delivered nothing for a second."""
        patience = STALL_S if self._has_begun else FIRST_BLOCK_S
        return not self._has_ended and self._clock() - self._beat < patience

    def close(self) -> None:
        """Stop listening; see :class:`coach.audio.system.DeviceStream`."""
        self._take = None
        self._has_ended = True
        if self._stream is None:
            return
        stream, self._stream = self._stream, None
        if not ends_within(CLOSE_S, partial(_close, stream, id(self))):
            log.warning("sound device does not close: left to itself")
            # At exit PortAudio would close it once more, and hang.
            atexit.unregister(library()._exit_handler)

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


class PortAudioSystem:
    """Devices as PortAudio lists them; a :class:`coach.audio.system.DeviceSystem`.

    A device that was plugged in is only listed while none is open.
    """

    def devices(self) -> list[Device]:
        """Return all devices, numbered."""
        return numbered(device for device, _ in self._found())

    def open(self, device: Device, take: Take) -> PortAudioStream:
        """Begin to listen to a device.

        Raises:
            DeviceError: It has gone, or cannot be opened.
        """
        for found, index in self._found():
            if found.id == device.id and found.kind is not DeviceKind.PLAYBACK:
                options = StreamOptions(
                    index=index,
                    rate=found.rate,
                    channels=min(found.channels, MOST_CHANNELS),
                    has_device_time=True,
                )
                return PortAudioStream(options, take, name=device.name)
        raise DeviceError(device.name, "is not there any more")

    def _found(self) -> list[tuple[Device, int]]:
        with lock:
            refresh()
            sounddevice = library()
            hosts = sounddevice.query_hostapis()
            return listed(list(sounddevice.query_devices()), list(hosts))


def listed(
    devices: list[Mapping[str, Any]], hosts: list[Mapping[str, Any]]
) -> list[tuple[Device, int]]:
    """Return the devices that PortAudio's tables tell of, each with its index.

    PortAudio has no lasting identifiers: the name is one, with the host before it and,
    for those of the same name, a count after it.

    Args:
        devices: ``sounddevice.query_devices()``.
        hosts: ``sounddevice.query_hostapis()``.
    """
    found: list[tuple[Device, int]] = []
    ids: set[str] = set()
    heard = {d["name"] for d in devices if d["max_input_channels"]}
    both = {d["name"] for d in devices if d["max_output_channels"]} & heard
    for index, device in enumerate(devices):
        host = hosts[device["hostapi"]]
        if not _is_hardware(device["name"], host["name"]):
            continue
        for way in ("input", "output"):
            channels = device[f"max_{way}_channels"]
            if not channels:
                continue
            one = Device(
                id=_new_id(f"{host['name']}:{way}:{device['name']}", ids),
                name=device["name"],
                kind=_kind(device["name"], way),
                host=host["name"],
                rate=round(device["default_samplerate"]),
                channels=channels,
                is_default=host[f"default_{way}_device"] == index,
                is_headset=HEADSET.search(device["name"]) is not None,
                card=device["name"] if device["name"] in both else None,
            )
            found.append((one, index))
    return found


def _new_id(wanted: str, ids: set[str]) -> str:
    name, count = wanted, 1
    while name in ids:
        count += 1
        name = f"{wanted} #{count}"
    ids.add(name)
    return name


def _kind(name: str, way: str) -> DeviceKind:
    if way == "output":
        return DeviceKind.PLAYBACK
    return DeviceKind.LOOPBACK if VIRTUAL.search(name) else DeviceKind.MICROPHONE


def _is_hardware(name: str, host: str) -> bool:
    """ALSA lists a dozen ways to each card; the card itself and the default count."""
    return host != "ALSA" or "(hw:" in name or name == "default"


def _close(stream: Any, key: int) -> None:  # noqa: ANN401 (sounddevice's stream)
    # Not for ever: another closing may hang, and hold the lock.
    is_held = lock.acquire(timeout=CLOSE_S / 2)
    try:
        stream.abort()
        stream.close()
        _open_streams.discard(key)
    finally:
        if is_held:
            lock.release()


def _silence_alsa() -> None:
    """Keep ALSA from writing to standard error about cards that are not there."""
    if sys.platform != "linux":
        return
    try:
        alsa = ctypes.CDLL("libasound.so.2")
    except OSError:
        return
    kind = ctypes.CFUNCTYPE(
        None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int
    )
    silent = kind(lambda *_: None)
    _silencers.append(silent)  # ALSA keeps the address only
    alsa.snd_lib_error_set_handler(silent)
