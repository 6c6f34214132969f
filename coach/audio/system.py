"""What a sound system can do: list its devices, and open one to listen to it."""

import sys
from collections.abc import Callable
from typing import Protocol

from coach.audio.blocks import Block
from coach.audio.devices import Device

Take = Callable[[Block], None]
"""Takes a block in the audio thread: it must be cheap, such as ``deque.append``."""


class DeviceStream(Protocol):
    """A device that is being listened to."""

    @property
    def rate(self) -> int:
        """Its sample rate, in hertz."""
        ...

    @property
    def channels(self) -> int:
        """Channels of each block."""
        ...

    @property
    def is_active(self) -> bool:
        """False, within a second, once the device has gone or the stream has ended.

        It does not become true again: close the stream and open the device anew.
        """
        ...

    def close(self) -> None:
        """Stop listening; no block comes afterwards.

        Never raises.  Blocks for a moment, and for at most two seconds where the sound
        system does not answer.
        """
        ...


class DeviceSystem(Protocol):
    """The sound system of a machine.  Its methods block: call them in a thread."""

    @property
    def lists_while_open(self) -> bool:
        """Whether a device that was plugged in is listed while another one is open."""
        ...

    def devices(self) -> list[Device]:
        """Return all devices, numbered; none where there is no sound system.

        Raises:
            coach.errors.DeviceError: A library that it needs is not installed.
        """
        ...

    def open(self, device: Device, take: Take) -> DeviceStream:
        """Begin to listen to a device.

        Args:
            device: A microphone or a loopback, as :meth:`devices` listed it.
            take: Called with each block, in the audio thread, until the stream is
                closed.

        Raises:
            coach.errors.DeviceError: It has gone, or cannot be opened.
        """
        ...


def device_system(platform: str = sys.platform) -> DeviceSystem:
    """Return the sound system of this machine; cheap, so that it may be asked again.

    On Linux that is the PulseAudio server, or PipeWire's server of the same protocol,
    if one answers now, else plain ALSA.

    Raises:
        coach.errors.DeviceError: There is a sound server that does not answer.
    """
    if platform == "win32":
        from coach.audio.wasapi import WasapiSystem

        return WasapiSystem()
    if platform == "linux":
        from coach.audio.pulse import PulseSystem

        pulse = PulseSystem()
        if pulse.answers():
            return pulse
    from coach.audio.portaudio import PortAudioSystem

    return PortAudioSystem()
