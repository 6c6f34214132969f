from types import SimpleNamespace
from typing import Any, Self

import numpy as np
import pytest

from coach.audio import wasapi
from coach.audio.blocks import Block
from coach.audio.devices import DeviceKind, choose
from coach.audio.wasapi import WasapiSystem
from coach.errors import DeviceError
from tests.audio.sound_devices import WASAPI_DEVICES, WASAPI_HOST, device


class FakePyAudio:
    """As much of ``pyaudiowpatch.PyAudio`` as the adapter uses."""

    def __init__(self, library: "FakeLibrary") -> None:
        self._library = library

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.terminate()

    def terminate(self) -> None:
        """Close everything."""
        self._library.terminated += 1

    def get_host_api_info_by_type(self, kind: int) -> dict[str, Any]:
        """WASAPI's table."""
        if self._library.has_no_wasapi:
            raise OSError("Invalid host API")
        assert kind == 13
        return WASAPI_HOST

    def get_device_info_generator(self) -> Any:  # noqa: ANN401
        """All devices of all hosts."""
        yield from WASAPI_DEVICES

    def open(self, **options: Any) -> SimpleNamespace:  # noqa: ANN401
        """Open a stream."""
        if self._library.failure is not None:
            raise self._library.failure
        stream = SimpleNamespace(options=options, is_alive=True)
        stream.is_active = lambda: stream.is_alive
        self._library.opened.append(stream)
        return stream


class FakeLibrary(SimpleNamespace):
    """The module."""

    paWASAPI, paFloat32, paContinue, paInputOverflow = 13, 1, 0, 2

    def __init__(self) -> None:
        super().__init__(opened=[], terminated=0, failure=None, has_no_wasapi=False)

    def PyAudio(self) -> FakePyAudio:
        """A manager."""
        return FakePyAudio(self)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> FakeLibrary:
    """Take a fake for PyAudioWPatch."""
    fake = FakeLibrary()
    monkeypatch.setattr(wasapi, "_library", lambda: fake)
    return fake


def test_the_headset_s_microphone_and_loopback_are_taken(library: FakeLibrary) -> None:
    """Though the laptop's own are Windows' defaults."""
    devices = WasapiSystem().devices()
    choice = choose(devices)
    assert len(devices) == 6
    assert choice.agent is not None
    assert choice.agent.name == "Headset Microphone (Jabra Evolve 65)"
    assert choice.customer is not None
    assert choice.customer.name == "Headset Earphone (Jabra Evolve 65) [Loopback]"


def test_a_loopback_knows_its_output(library: FakeLibrary) -> None:
    """And shares its being the default."""
    devices = {d.name: d for d in WasapiSystem().devices()}
    speakers = devices["Speakers (Realtek(R) Audio)"]
    loopback = devices["Speakers (Realtek(R) Audio) [Loopback]"]
    assert loopback.loopback_of == speakers.id
    assert loopback.is_default
    assert not devices["Headset Earphone (Jabra Evolve 65) [Loopback]"].is_default


def test_a_loopback_is_kept_going_with_silence(library: FakeLibrary) -> None:
    """WASAPI delivers nothing from it while nothing plays."""
    system = WasapiSystem()
    loopback = next(d for d in system.devices() if d.kind is DeviceKind.LOOPBACK)
    blocks: list[Block] = []
    system.open(loopback, blocks.append)
    silence, heard = library.opened
    assert silence.options["output_device_index"] == 4
    assert heard.options["input_device_index"] == 8
    data, flag = silence.options["stream_callback"](None, 960, {}, 0)
    assert (data, flag) == (bytes(960 * 2 * 4), library.paContinue)


def test_blocks_are_copied_with_the_device_s_time(library: FakeLibrary) -> None:
    """An overflow is passed on."""
    system = WasapiSystem()
    microphone = system.devices()[0]
    blocks: list[Block] = []
    stream = system.open(microphone, blocks.append)
    (opened,) = library.opened
    samples = np.linspace(-1, 1, 960 * stream.channels, dtype=np.float32)
    times = {"input_buffer_adc_time": 6.98, "current_time": 7.0}
    opened.options["stream_callback"](samples.tobytes(), 960, times, 2)
    (block,) = blocks
    assert np.array_equal(block.samples.ravel(), samples)
    assert block.samples.shape == (960, stream.channels)
    assert block.overflowed
    assert block.stamp == pytest.approx(wasapi.clock(), abs=0.1)


def test_a_stream_ends_when_the_library_says_so_or_it_is_closed(
    library: FakeLibrary,
) -> None:
    """Closing ends its manager, once, and passes no more blocks on."""
    system = WasapiSystem()
    blocks: list[Block] = []
    stream = system.open(system.devices()[0], blocks.append)
    assert stream.is_active
    library.opened[0].is_alive = False
    assert not stream.is_active
    before = library.terminated
    stream.close()
    stream.close()
    assert library.terminated == before + 1
    library.opened[0].options["stream_callback"](
        bytes(8), 1, {"input_buffer_adc_time": 0.0, "current_time": 0.0}, 0
    )
    assert blocks == []


def test_what_cannot_be_opened_is_a_device_error(library: FakeLibrary) -> None:
    """PyAudio says so with an OSError; nothing stays open."""
    system = WasapiSystem()
    microphone = system.devices()[0]
    library.failure = OSError(-9996, "Invalid input device")
    before = library.terminated
    with pytest.raises(DeviceError, match="Invalid input device"):
        system.open(microphone, lambda _: None)
    with pytest.raises(DeviceError, match="not there any more"):
        system.open(device("Gone"), lambda _: None)
    assert library.terminated == before + 2


def test_a_windows_without_wasapi_has_no_devices(library: FakeLibrary) -> None:
    """As on a server without sound."""
    library.has_no_wasapi = True
    assert WasapiSystem().devices() == []


def test_without_the_library_there_is_advice() -> None:
    """It is only installed on Windows."""
    with pytest.raises(DeviceError, match="pip install PyAudioWPatch"):
        WasapiSystem().devices()
