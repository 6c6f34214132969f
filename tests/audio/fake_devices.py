"""A sound system made by hand: its devices come and go, and deliver on request."""

import time

import numpy as np

from coach.audio.blocks import Block
from coach.audio.devices import Device, DeviceKind, numbered
from coach.audio.system import DeviceStream, Take
from coach.errors import DeviceError

MICROPHONE = Device(
    id="mic",
    name="Headset microphone",
    kind=DeviceKind.MICROPHONE,
    host="fake",
    rate=16_000,
    channels=1,
    is_default=True,
    card="headset",
    is_headset=True,
)
LOOPBACK = Device(
    id="loop",
    name="Monitor of headset",
    kind=DeviceKind.LOOPBACK,
    host="fake",
    rate=48_000,
    channels=2,
    is_default=True,
    card="headset",
    is_headset=True,
)
OTHER_LOOPBACK = Device(
    id="speakers.monitor",
    name="Monitor of speakers",
    kind=DeviceKind.LOOPBACK,
    host="fake",
    rate=44_100,
    channels=2,
)


class FakeStream:
    """A stream that delivers when told."""

    def __init__(self, device: Device, take: Take, begins_s: float = 0.0) -> None:
        self.device = device
        self.rate, self.channels = device.rate, device.channels
        self.is_active = True
        self.is_closed = False
        self._take = take
        self._captured = time.monotonic() + begins_s

    def close(self) -> None:
        self.is_active, self.is_closed = False, True

    def catch_up(self, level: float = 0.1) -> None:
        """Deliver all that a device would have captured since the last time."""
        now = time.monotonic()
        frames = int((now - self._captured) * self.rate)
        if frames > 0 and not self.is_closed:
            self._captured += frames / self.rate
            samples = np.full((frames, self.channels), level, np.float32)
            self._take(Block(samples=samples, stamp=self._captured))


class FakeSystem:
    """Devices that a test plugs in and pulls out."""

    def __init__(self, *devices: Device) -> None:
        self.plugged = list(devices)
        self.streams: list[FakeStream] = []
        self.begins_s = 0.0
        """How long a stream takes to its first block, in seconds."""
        self.lists_while_open = True
        self._listed = list(devices)

    def devices(self) -> list[Device]:
        if self.lists_while_open or all(one.is_closed for one in self.streams):
            self._listed = list(self.plugged)
        return numbered(self._listed)

    def open(self, device: Device, take: Take) -> DeviceStream:
        if device.id not in {one.id for one in self.plugged}:
            raise DeviceError(device.name, "is not there any more")
        stream = FakeStream(device, take, self.begins_s)
        self.streams.append(stream)
        return stream

    def pull_out(self, device: Device) -> None:
        """Take a device away; its streams end."""
        self.plugged = [one for one in self.plugged if one.id != device.id]
        for stream in self.streams:
            if stream.device.id == device.id:
                stream.is_active = False

    def running(self) -> dict[str, FakeStream]:
        """Return the streams that are open, by their device's id."""
        return {one.device.id: one for one in self.streams if one.is_active}
