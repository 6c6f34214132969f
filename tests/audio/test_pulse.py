import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from coach.audio import pulse as module
from coach.audio.blocks import Block
from coach.audio.devices import Device, choose
from coach.audio.pulse import PulseSystem
from coach.audio.system import device_system
from coach.errors import DeviceError
from tests.audio.conftest import WriteWav
from tests.pulse import PulseServer

RATE = 48_000
pytestmark = pytest.mark.pulse


def device(system: PulseSystem, name: str) -> Device:
    """The device of that id."""
    return next(device for device in system.devices() if device.id == name)


def until(is_done: Callable[[], bool], seconds: float = 10.0) -> float:
    """Wait; return how long it took, in seconds."""
    begin = time.monotonic()
    while not is_done():
        assert time.monotonic() - begin < seconds, "waited in vain"
        time.sleep(0.01)
    return time.monotonic() - begin


def pitch(blocks: list[Block]) -> float:
    """The loudest frequency of the last half second, in hertz."""
    samples = np.concatenate([block.samples for block in blocks])[-RATE // 2 :, 0]
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum)) * RATE / len(samples)


def test_each_channel_hears_its_own_sink(
    pulse: PulseServer, write_wav: WriteWav
) -> None:
    """Two devices are open at once, and none hears what the other plays."""
    times = np.arange(8 * RATE) / RATE
    tones = {"agent": 440.0, "customer": 1000.0}
    files = {
        name: write_wav(
            f"{name}.wav", 0.3 * np.sin(2 * np.pi * hertz * times)[:, None], RATE
        )
        for name, hertz in tones.items()
    }
    system = PulseSystem()
    heard: dict[str, list[Block]] = {name: [] for name in tones}
    streams = [
        system.open(device(system, f"{name}.monitor"), heard[name].append)
        for name in tones
    ]
    with (
        pulse.playing(files["agent"], "agent"),
        pulse.playing(files["customer"], "customer"),
    ):
        until(lambda: all(len(blocks) > 200 for blocks in heard.values()))
        assert all(stream.is_active for stream in streams)
        listed = {device.id: device.is_playing for device in system.devices()}
    for stream in streams:
        stream.close()

    for name, hertz in tones.items():
        assert pitch(heard[name]) == pytest.approx(hertz, abs=4)
        assert {block.samples.dtype for block in heard[name]} == {np.dtype("float32")}
        assert heard[name][0].samples.shape == (960, 2)
        now = time.monotonic()
        assert now - 30 < heard[name][-1].stamp < now
    assert listed["agent.monitor"]
    assert listed["customer.monitor"]


def test_a_sink_that_goes_ends_the_stream_and_can_be_opened_again(
    pulse: PulseServer,
) -> None:
    """An unplugged headset is noticed within two seconds, and taken back."""
    system = PulseSystem()
    wanted = device(system, "customer.monitor")
    blocks: list[Block] = []
    stream = system.open(wanted, blocks.append)
    until(lambda: len(blocks) > 5)

    pulse.remove("customer")
    assert until(lambda: not stream.is_active) < 2
    assert until_closed(stream.close) < 2
    with pytest.raises(DeviceError, match="not there any more"):
        system.open(wanted, blocks.append)

    pulse.add("customer")
    blocks.clear()
    again = system.open(device(system, wanted.id), blocks.append)
    until(lambda: len(blocks) > 5)
    assert again.is_active
    again.close()


def test_a_stream_that_the_server_moves_has_ended(pulse: PulseServer) -> None:
    """Another source's sound is never taken for the wanted one's."""
    system = PulseSystem()
    blocks: list[Block] = []
    stream = system.open(device(system, "customer.monitor"), blocks.append)
    until(lambda: len(blocks) > 5)

    (output,) = pulse.pactl("list", "short", "source-outputs").splitlines()
    pulse.pactl("move-source-output", output.split()[0], "agent.monitor")
    assert until(lambda: not stream.is_active) < 2
    count = len(blocks)
    time.sleep(0.3)
    assert len(blocks) == count
    stream.close()


def test_a_server_that_goes_ends_the_stream(pulse: PulseServer) -> None:
    """It has no devices then; when it is back, they can be opened."""
    system = PulseSystem()
    wanted = device(system, "agent.monitor")
    blocks: list[Block] = []
    stream = system.open(wanted, blocks.append)
    until(lambda: len(blocks) > 5)

    pulse.stop()
    assert until(lambda: not stream.is_active) < 2
    assert until_closed(stream.close) < 2
    assert system.devices() == []
    with pytest.raises(DeviceError, match="does not answer"):
        system.open(wanted, blocks.append)

    pulse.start()
    blocks.clear()
    again = system.open(wanted, blocks.append)
    until(lambda: len(blocks) > 5)
    again.close()


def test_a_server_that_hangs_is_told_from_none(pulse: PulseServer) -> None:
    """PortAudio alone would wait for it for ever, and Ctrl-C with it."""
    pulse.hang()
    with pytest.raises(DeviceError, match="does not answer"):
        device_system("linux")


def test_a_server_that_goes_while_it_is_asked_is_a_device_error(
    pulse: PulseServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who looks for lost devices can go on looking."""
    system = PulseSystem()
    wanted = device(system, "agent.monitor")
    for name in ("listed", "_source"):
        original = getattr(module, name)

        def stop_first(*arguments: Any, ask: Callable[..., Any] = original) -> Any:  # noqa: ANN401
            pulse.stop()
            return ask(*arguments)

        monkeypatch.setattr(module, name, stop_first)
    with pytest.raises(DeviceError, match="has gone"):
        system.devices()
    pulse.start()
    with pytest.raises(DeviceError, match="has gone"):
        system.open(wanted, lambda _: None)


def test_nothing_comes_after_closing_and_no_thread_is_left(pulse: PulseServer) -> None:
    """Closing twice is fine too."""
    before = set(threading.enumerate())
    system = PulseSystem()
    blocks: list[Block] = []
    stream = system.open(device(system, "agent.monitor"), blocks.append)
    until(lambda: len(blocks) > 5)
    stream.close()
    stream.close()
    count = len(blocks)
    time.sleep(0.5)
    assert len(blocks) == count
    assert not stream.is_active
    left = {t for t in set(threading.enumerate()) - before if "device" in t.name}
    assert left == set()


def test_an_output_alone_is_refused(pulse: PulseServer) -> None:
    """It only plays; its loopback is what to listen to."""
    system = PulseSystem()
    with pytest.raises(DeviceError, match="loopback"):
        system.open(device(system, "agent"), lambda _: None)


def test_both_null_sinks_are_listed_and_can_be_chosen(pulse: PulseServer) -> None:
    """As the tests of a whole call do it, without any microphone."""
    devices = PulseSystem().devices()
    assert [d.id for d in devices] == [
        "agent.monitor",
        "customer.monitor",
        "agent",
        "customer",
    ]
    choice = choose(devices, agent="agent.monitor", customer="customer")
    assert choice.agent is not None
    assert choice.agent.id == "agent.monitor"
    assert choice.customer is not None
    assert choice.customer.id == "customer.monitor"


def until_closed(close: Callable[[], None]) -> float:
    """How long closing took, in seconds."""
    begin = time.monotonic()
    close()
    return time.monotonic() - begin
