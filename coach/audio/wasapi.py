"""WASAPI, through PyAudioWPatch: microphones, and what outputs play, on Windows.

The library lists a loopback beside each output, as an input of the output's name with
``[Loopback]`` after it.  WASAPI delivers nothing from a loopback while nothing plays:
silence is played there, so that its clock goes on.
"""

import logging
import re
import time
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

import numpy as np

from coach.audio.blocks import Block
from coach.audio.devices import HEADSET, Device, DeviceKind, numbered
from coach.audio.patience import ends_within
from coach.audio.portaudio_stream import (
    BLOCK_S,
    CLOSE_S,
    FIRST_BLOCK_S,
    STALL_S,
    device_stamp,
)
from coach.audio.system import Take
from coach.errors import DeviceError

LOOPBACK = " [Loopback]"
"""What the library puts after the name of an output's loopback."""

_CARD = re.compile(r"\((.+)\)$")
"""Windows writes what a device belongs to in brackets: ``Headset (Evolve 65)``."""

_OFFSET_S = time.monotonic() - time.perf_counter()

log = logging.getLogger(__name__)


def clock() -> float:
    """Return the monotonic clock, in seconds, finer than Windows' own 16 ms steps."""
    return time.perf_counter() + _OFFSET_S


class WasapiSystem:
    """Devices as WASAPI has them; a :class:`coach.audio.system.DeviceSystem`.

    A device that was plugged in is only listed while none is open.
    """

    lists_while_open = False

    def devices(self) -> list[Device]:
        """Return all devices, numbered; none without WASAPI.

        Raises:
            DeviceError: PyAudioWPatch is not installed.
        """
        with _library().PyAudio() as manager:
            return numbered(device for device, _ in _found(manager))

    def open(self, device: Device, take: Take) -> "WasapiStream":
        """Begin to listen to a device.

        Raises:
            DeviceError: It has gone, or cannot be opened.
        """
        manager = _library().PyAudio()
        try:
            found = _found(manager)
            for one, index in found:
                if one.id == device.id and one.kind is not DeviceKind.PLAYBACK:
                    outputs = {other.id: place for other, place in found}
                    output = outputs.get(one.loopback_of or "")
                    return WasapiStream(manager, one, index, take, output=output)
            raise DeviceError(device.name, "is not there any more")
        except BaseException:
            manager.terminate()
            raise


class WasapiStream:
    """An input stream; a :class:`coach.audio.system.DeviceStream`.

    Args:
        manager: A ``pyaudiowpatch.PyAudio`` of its own, which it ends.
        device: What to listen to.
        index: The library's index of it.
        take: Called with each block, in the audio thread.
        output: Of a loopback, the library's index of its output.

    Raises:
        DeviceError: It cannot be opened.
    """

    def __init__(
        self,
        manager: Any,  # noqa: ANN401 (PyAudioWPatch ships no types)
        device: Device,
        index: int,
        take: Take,
        *,
        output: int | None,
    ) -> None:
        self.rate, self.channels = device.rate, device.channels
        self._library = _library()
        self._manager = manager
        self._take: Take | None = take
        self._beat = clock()
        self._has_begun = self._is_closed = False
        form = {
            "format": self._library.paFloat32,
            "channels": self.channels,
            "rate": self.rate,
            "frames_per_buffer": round(self.rate * BLOCK_S),
        }
        try:
            if output is not None:
                manager.open(
                    output=True,
                    output_device_index=output,
                    stream_callback=self._silent,
                    **form,
                )
            self._stream = manager.open(
                input=True,
                input_device_index=index,
                stream_callback=self._called,
                **form,
            )
        except (OSError, ValueError) as error:
            raise DeviceError(device.name, f"cannot be opened: {error}") from error

    @property
    def is_active(self) -> bool:
        """False once the stream has ended, or delivered nothing for a second."""
        if self._is_closed:
            return False
        patience = STALL_S if self._has_begun else FIRST_BLOCK_S
        try:
            return bool(clock() - self._beat < patience and self._stream.is_active())
        except OSError:
            return False

    def close(self) -> None:
        """Stop listening; see :class:`coach.audio.system.DeviceStream`."""
        self._take = None
        if self._is_closed:
            return
        self._is_closed = True
        # Ending the manager closes its streams.
        if not ends_within(CLOSE_S, self._manager.terminate):
            log.warning("sound device does not close: left to itself")

    def _called(
        self, data: bytes, frames: int, times: Mapping[str, float], flags: int
    ) -> tuple[None, int]:
        """Copy a block and pass it on, in the audio thread."""
        now = clock()
        self._beat, self._has_begun = now, True
        take = self._take
        if take is not None:
            samples = np.frombuffer(data, np.float32).reshape(-1, self.channels)
            stamp = device_stamp(
                now,
                current=times["current_time"],
                first=times["input_buffer_adc_time"],
                length=frames / self.rate,
            )
            overflowed = bool(flags & self._library.paInputOverflow)
            take(Block(samples=samples.copy(), stamp=stamp, overflowed=overflowed))
        return None, self._library.paContinue

    def _silent(
        self, _data: None, frames: int, _times: Mapping[str, float], _flags: int
    ) -> tuple[bytes, int]:
        silence = bytes(4 * frames * self.channels)
        return silence, self._library.paContinue


def listed(
    infos: Iterable[Mapping[str, Any]], host: Mapping[str, Any]
) -> list[tuple[Device, int]]:
    """Return the WASAPI devices that the library's tables tell of, with their indices.

    Args:
        infos: What ``get_device_info_generator`` yields.
        host: What ``get_host_api_info_by_type(paWASAPI)`` returns.
    """
    infos = [info for info in infos if info["hostApi"] == host["index"]]
    playing = {i["name"] for i in infos if i["maxOutputChannels"]}
    hearing = {i["name"] for i in infos if not i["maxOutputChannels"]}
    duplex = {_card(name) for name in playing} & {
        _card(name) for name in hearing if not name.endswith(LOOPBACK)
    }
    default = {host["defaultInputDevice"], host["defaultOutputDevice"]}
    default_output = {
        i["name"] for i in infos if i["index"] == host["defaultOutputDevice"]
    }
    found = []
    for info in infos:
        name, kind = info["name"], _kind(info)
        output = name.removesuffix(LOOPBACK)
        is_loopback = kind is DeviceKind.LOOPBACK
        card = _card(output)
        device = Device(
            id=_id(kind, name),
            name=name,
            kind=kind,
            host="WASAPI",
            rate=round(info["defaultSampleRate"]),
            channels=info["maxInputChannels"] or info["maxOutputChannels"],
            is_default=output in default_output
            if is_loopback
            else info["index"] in default,
            is_headset=HEADSET.search(name) is not None and card in duplex,
            card=card,
            loopback_of=_id(DeviceKind.PLAYBACK, output) if is_loopback else None,
        )
        found.append((device, info["index"]))
    return found


def _id(kind: DeviceKind, name: str) -> str:
    """Windows' own identifiers are not told: a name is one among those of a kind."""
    return f"{kind}:{name}"


def _kind(info: Mapping[str, Any]) -> DeviceKind:
    if info.get("isLoopbackDevice"):
        return DeviceKind.LOOPBACK
    if info["maxInputChannels"]:
        return DeviceKind.MICROPHONE
    return DeviceKind.PLAYBACK


def _card(name: str) -> str | None:
    match = _CARD.search(name.removesuffix(LOOPBACK))
    return match.group(1) if match else None


def _found(manager: Any) -> list[tuple[Device, int]]:  # noqa: ANN401 (as above)
    try:
        host = manager.get_host_api_info_by_type(_library().paWASAPI)
    except OSError:
        return []
    return listed(manager.get_device_info_generator(), host)


def _library() -> ModuleType:
    try:
        import pyaudiowpatch
    except ImportError as error:
        raise DeviceError(
            "PyAudioWPatch", "is not installed: pip install PyAudioWPatch"
        ) from error
    library: ModuleType = pyaudiowpatch
    return library
