from types import SimpleNamespace

import pytest

from coach.audio import portaudio
from coach.audio.devices import DeviceKind, choose
from coach.audio.portaudio import PortAudioSystem, listed
from coach.audio.portaudio_stream import StreamOptions
from coach.errors import DeviceError
from tests.audio.sound_devices import (
    COREAUDIO_DEVICES,
    COREAUDIO_HOSTS,
    coreaudio,
    device,
)


class PortAudioError(Exception):
    """As sounddevice names it."""


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> list[StreamOptions]:
    """A Mac; what is opened on it."""
    fake = SimpleNamespace(
        query_devices=lambda: COREAUDIO_DEVICES,
        query_hostapis=lambda: COREAUDIO_HOSTS,
        PortAudioError=PortAudioError,
    )
    opened: list[StreamOptions] = []
    monkeypatch.setattr(portaudio, "library", lambda: fake)
    monkeypatch.setattr(portaudio, "refresh", lambda: None)

    def stream(options: StreamOptions, *_: object, **__: object) -> None:
        opened.append(options)

    monkeypatch.setattr(portaudio, "PortAudioStream", stream)
    return opened


def test_a_mac_s_headset_and_blackhole_are_taken(mac: list[StreamOptions]) -> None:
    """BlackHole is a loopback by its name."""
    choice = choose(PortAudioSystem().devices())
    assert choice.agent is not None
    assert choice.agent.name == "Jabra Evolve2 40"
    assert choice.agent.rate == 16_000
    assert choice.customer is not None
    assert choice.customer.name == "BlackHole 2ch"


def test_opening_takes_portaudio_s_index_and_the_device_s_rate(
    mac: list[StreamOptions],
) -> None:
    """With its own time, which CoreAudio knows."""
    system = PortAudioSystem()
    hole = next(d for d in system.devices() if d.kind is DeviceKind.LOOPBACK)
    system.open(hole, lambda _: None)
    assert mac == [
        StreamOptions(index=4, rate=44_100, channels=2, has_device_time=True)
    ]


def test_a_device_that_has_gone_is_refused(mac: list[StreamOptions]) -> None:
    """Its id is not listed any more."""
    with pytest.raises(DeviceError, match="not there any more"):
        PortAudioSystem().open(device("Old headset"), lambda _: None)


@pytest.mark.usefixtures("mac")
def test_a_sound_system_that_cannot_be_asked_is_a_device_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who looks for lost devices can go on looking."""

    def fail() -> None:
        raise PortAudioError("Internal PortAudio error")

    monkeypatch.setattr(portaudio, "refresh", fail)
    with pytest.raises(DeviceError, match="cannot look: Internal"):
        PortAudioSystem().devices()


def test_ids_of_devices_of_one_name_differ() -> None:
    """A second of the same kind gets a count."""
    twins = [coreaudio("Jabra", 1, 0, 16_000.0)] * 2
    ids = [found.id for found, _ in listed(twins, COREAUDIO_HOSTS)]
    assert ids == ["Core Audio:input:Jabra", "Core Audio:input:Jabra #2"]


def test_of_alsa_s_many_ways_the_cards_and_the_default_are_listed() -> None:
    """Not its dozen of plug-ins."""
    names = ["USB Audio: - (hw:1,0)", "sysdefault", "dmix", "default"]
    devices = [coreaudio(name, 1, 0, 44_100.0) for name in names]
    hosts = [{**COREAUDIO_HOSTS[0], "name": "ALSA"}]
    shown = [found.name for found, _ in listed(devices, hosts)]
    assert shown == ["USB Audio: - (hw:1,0)", "default"]
