"""Devices as PortAudio lists them: macOS, and Linux without a sound server."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from coach.audio.devices import HEADSET, Device, DeviceKind, numbered
from coach.audio.portaudio_library import held, library, refresh
from coach.audio.portaudio_stream import (
    MOST_CHANNELS,
    PortAudioStream,
    StreamOptions,
)
from coach.audio.system import Take
from coach.errors import DeviceError

VIRTUAL = re.compile(
    r"blackhole|loopback|soundflower|background ?music|vb-?cable|cable output|"
    r"virtual (cable|audio)|ishowu|groundcontrol|stereo mix|what u hear",
    re.IGNORECASE,
)
"""Inputs that deliver what an output plays.  Source: the names under which these
products install themselves on macOS; Loopback is snd-aloop on Linux too."""


class PortAudioSystem:
    """Devices as PortAudio lists them; a :class:`coach.audio.system.DeviceSystem`.

    A device that was plugged in is only listed while none is open.
    """

    lists_while_open = False

    def devices(self) -> list[Device]:
        """Return all devices, numbered.

        Raises:
            DeviceError: PortAudio is not installed, or cannot look.
        """
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
        with held():
            sounddevice = library()
            try:
                refresh()
                hosts = sounddevice.query_hostapis()
                return listed(list(sounddevice.query_devices()), list(hosts))
            except sounddevice.PortAudioError as error:
                # Whoever looks for lost devices looks again.
                raise DeviceError("PortAudio", f"cannot look: {error}") from error


def listed(
    devices: Sequence[Mapping[str, Any]], hosts: Sequence[Mapping[str, Any]]
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
