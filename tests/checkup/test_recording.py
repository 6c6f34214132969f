from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.audio.blocks import Block
from coach.audio.devices import Device
from coach.audio.system import Take
from coach.checkup.recording import canonical, echoes, measure, mono, record
from coach.errors import DeviceError
from coach.events import Speaker
from tests.audio.sound_devices import device
from tests.checkup.signals import RATE, hiss, later, talk

AGENT, CUSTOMER = device("Agent"), device("Customer")
Sound = dict[str, NDArray[np.float32]]


class FakeStream:
    """A device that delivers when it is told to."""

    rate, channels = RATE, 2

    def __init__(self, take: Take, sound: NDArray[np.float32]) -> None:
        self._take, self._sound = take, sound
        self._at = 0
        self.is_active, self.is_closed = True, False

    def close(self) -> None:
        """Deliver no more."""
        self.is_closed = True

    def deliver(self, seconds: float, now: float) -> None:
        """Deliver that much in blocks of 20 ms, the last one at ``now``."""
        for place in range(count := round(seconds / 0.02)):
            part = self._sound[self._at : self._at + 320]
            self._at += 320
            stereo = np.repeat(part[:, None], 2, axis=1)
            stamp = now - (count - 1 - place) * 0.02
            self._take(Block(samples=stereo, stamp=stamp))


class FakeSystem:
    """Two devices and a clock that moves only while one sleeps."""

    lists_while_open = True

    def __init__(self, sound: Sound) -> None:
        self._sound = sound
        self.streams: list[FakeStream] = []
        self.now = 100.0
        self.meanwhile: Callable[[], None] = lambda: None

    def devices(self) -> list[Device]:
        """Both."""
        return [AGENT, CUSTOMER]

    def open(self, device: Device, take: Take) -> FakeStream:
        """Open one."""
        if device.id not in self._sound:
            raise DeviceError(device.name, "is not there any more")
        self.streams.append(FakeStream(take, self._sound[device.id]))
        return self.streams[-1]

    def sleep(self, seconds: float) -> None:
        """Let both deliver."""
        self.now += seconds
        for stream in self.streams:
            if stream.is_active:
                stream.deliver(seconds, self.now)
        self.meanwhile()

    def clock(self) -> float:
        """The time."""
        return self.now


def sound() -> Sound:
    """A customer with an echo in the agent's microphone."""
    customer = talk(12)
    echo = later(customer, 0.04, -30.0) + hiss(-70.0, 12)
    return {AGENT.id: echo, CUSTOMER.id: customer}


def test_both_are_recorded_measured_and_closed() -> None:
    """The echo that was put in is found again, through blocks and stamps."""
    system = FakeSystem(sound())
    near, far = record(
        system, AGENT, CUSTOMER, 10.0, sleep=system.sleep, clock=system.clock
    )
    echo, _ = echoes(near, far)
    assert all(stream.is_closed for stream in system.streams)
    assert len(mono(near.blocks)) == 10 * RATE
    assert echo is not None
    assert echo.coupling_db == pytest.approx(-30, abs=2)
    assert echo.delay_s == pytest.approx(0.04, abs=0.001)
    side = measure(Speaker.CUSTOMER, far)
    assert side.levels is not None
    assert side.levels.speech_dbfs == pytest.approx(-20, abs=1)
    assert side.timing is not None
    assert not side.has_ended


def test_a_device_that_goes_is_told_and_the_other_measured() -> None:
    """Of the one that went nothing is made up."""
    system = FakeSystem(sound())

    def unplug() -> None:
        system.streams[0].is_active = False

    system.meanwhile = unplug
    near, far = record(
        system, AGENT, CUSTOMER, 3.0, sleep=system.sleep, clock=system.clock
    )
    assert measure(Speaker.AGENT, near).has_ended
    assert measure(Speaker.AGENT, near).levels is None
    assert measure(Speaker.CUSTOMER, far).levels is not None
    assert echoes(near, far) == (None, None)


def test_a_device_that_cannot_be_opened_closes_the_other() -> None:
    """Nothing goes on listening."""
    system = FakeSystem({AGENT.id: talk()})
    with pytest.raises(DeviceError, match="Customer"):
        record(system, AGENT, CUSTOMER, 3.0, sleep=system.sleep, clock=system.clock)
    assert [stream.is_closed for stream in system.streams] == [True]


def test_a_recording_becomes_16_khz_mono() -> None:
    """For comparing two devices of different rates."""
    system = FakeSystem(sound())
    near, _ = record(
        system, AGENT, CUSTOMER, 3.0, sleep=system.sleep, clock=system.clock
    )
    samples = canonical(near)
    assert samples.dtype == np.float32
    assert samples.shape == (3 * RATE,)
