from types import SimpleNamespace
from typing import Any

import pytest

from coach.audio.devices import Device, DeviceKind
from coach.audio.pulse_server import connected, listed, pulsectl_module

NO_CARD = 4294967295


def node(index: int, name: str, description: str, **more: Any) -> SimpleNamespace:  # noqa: ANN401
    """A sink or a source, as pulsectl has it."""
    fields = {"card": NO_CARD, "rate": 48_000, "channel_count": 2, "proplist": {}}
    fields |= {"monitor_of_sink_name": None}
    return SimpleNamespace(
        index=index, name=name, description=description, **{**fields, **more}
    )


class Server(SimpleNamespace):
    """A laptop with a USB headset, on PipeWire."""

    def __init__(self, *inputs: SimpleNamespace) -> None:
        usb = {"device.bus": "usb"}
        super().__init__(
            server_info=lambda: SimpleNamespace(
                server_name="PulseAudio (on PipeWire 1.0.5)",
                default_sink_name="speakers",
                default_source_name="built-in",
            ),
            card_list=lambda: [
                SimpleNamespace(index=1, name="alsa_card.pci"),
                SimpleNamespace(index=2, name="alsa_card.usb"),
            ],
            sink_list=lambda: [
                node(10, "speakers", "Laptop speakers", card=1),
                node(11, "usb-out", "USB Audio Stereo", card=2, proplist=usb),
            ],
            source_list=lambda: [
                node(20, "built-in", "Laptop microphone", card=1),
                node(21, "usb-in", "USB Audio Mono", card=2, proplist=usb, rate=16_000),
                node(22, "camera", "Camera", card=NO_CARD, proplist=usb),
                node(
                    23,
                    "speakers.monitor",
                    "Monitor of Laptop speakers",
                    monitor_of_sink_name="speakers",
                ),
            ],
            sink_input_list=lambda: list(inputs),
        )


def by_id(server: Server) -> dict[str, Device]:
    """The devices that a server tells of."""
    return {device.id: device for device in listed(server)}


def test_sources_are_microphones_or_loopbacks() -> None:
    """A loopback shares its sink's card and its being the default."""
    devices = by_id(Server())
    monitor = devices["speakers.monitor"]
    assert monitor.kind is DeviceKind.LOOPBACK
    assert monitor.loopback_of == "speakers"
    assert monitor.card == "alsa_card.pci"
    assert monitor.is_default
    assert devices["built-in"].kind is DeviceKind.MICROPHONE
    assert devices["built-in"].is_default
    assert devices["usb-in"].rate == 16_000
    assert devices["usb-in"].host == "PipeWire"


def test_a_usb_card_that_hears_and_plays_is_a_headset() -> None:
    """A camera only hears; a laptop's own sound is not worn."""
    devices = by_id(Server())
    worn = {name for name, device in devices.items() if device.is_headset}
    assert worn == {"usb-in", "usb-out"}


@pytest.mark.parametrize(
    ("corked", "mute", "is_playing"), [(0, 0, True), (1, 0, False), (0, 1, False)]
)
def test_a_sink_plays_what_is_neither_paused_nor_muted(
    corked: int, mute: int, is_playing: bool
) -> None:
    """Its loopback says so too."""
    server = Server(SimpleNamespace(sink=10, corked=corked, mute=mute))
    devices = by_id(server)
    assert devices["speakers"].is_playing is is_playing
    assert devices["speakers.monitor"].is_playing is is_playing
    assert not devices["usb-out"].is_playing


def test_without_a_server_there_is_no_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither an error nor a server that is started for it."""
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere/pulse")
    with connected() as pulse:
        assert pulse is None


def test_rates_are_copied_while_they_are_there() -> None:
    """Pulsectl's own point to memory that is gone."""
    module = pulsectl_module()
    spec = SimpleNamespace(rate=44_100)
    source = object.__new__(module.PulseSourceInfo)
    source._init_from_struct(SimpleNamespace(sample_spec=spec))
    assert source.rate == 44_100
