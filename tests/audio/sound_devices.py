"""Devices for tests, and what libraries of other platforms say of theirs.

The tables have the form of the libraries' own: sounddevice's ``query_devices`` on
macOS, and PyAudioWPatch's ``get_device_info_generator`` on Windows.
"""

from typing import Any

from coach.audio.devices import Device, DeviceKind


def device(name: str, kind: DeviceKind = DeviceKind.MICROPHONE, **more: Any) -> Device:  # noqa: ANN401
    """A device whose id is its name in lower case."""
    fields: dict[str, Any] = {"id": name.lower().replace(" ", "-"), "host": "Test"}
    fields |= {"rate": 48_000, "channels": 1} | more
    return Device(name=name, kind=kind, **fields)


def coreaudio(name: str, inputs: int, outputs: int, rate: float) -> dict[str, Any]:
    """A device as sounddevice tells of it on macOS."""
    return {
        "name": name,
        "hostapi": 0,
        "max_input_channels": inputs,
        "max_output_channels": outputs,
        "default_low_input_latency": 0.0104,
        "default_high_input_latency": 0.0208,
        "default_samplerate": rate,
    }


COREAUDIO_DEVICES = [
    coreaudio("MacBook Pro Microphone", 1, 0, 48_000.0),
    coreaudio("MacBook Pro Speakers", 0, 2, 48_000.0),
    coreaudio("Jabra Evolve2 40", 1, 0, 16_000.0),
    coreaudio("Jabra Evolve2 40", 0, 2, 48_000.0),
    coreaudio("BlackHole 2ch", 2, 2, 44_100.0),
]

COREAUDIO_HOSTS = [
    {
        "name": "Core Audio",
        "devices": [0, 1, 2, 3, 4],
        "default_input_device": 0,
        "default_output_device": 1,
    }
]


def wasapi(
    index: int, name: str, inputs: int, outputs: int, *, host: int = 2
) -> dict[str, Any]:
    """A device as PyAudioWPatch tells of it."""
    return {
        "index": index,
        "structVersion": 2,
        "name": name,
        "hostApi": host,
        "maxInputChannels": inputs,
        "maxOutputChannels": outputs,
        "defaultLowInputLatency": 0.003,
        "defaultHighInputLatency": 0.01,
        "defaultSampleRate": 48_000.0,
        "isLoopbackDevice": name.endswith("[Loopback]"),
    }


WASAPI_DEVICES = [
    wasapi(0, "Microsoft Sound Mapper - Input", 2, 0, host=0),
    wasapi(4, "Speakers (Realtek(R) Audio)", 0, 2),
    wasapi(5, "Headset Earphone (Jabra Evolve 65)", 0, 2),
    wasapi(6, "Microphone Array (Realtek(R) Audio)", 2, 0),
    wasapi(7, "Headset Microphone (Jabra Evolve 65)", 1, 0),
    wasapi(8, "Speakers (Realtek(R) Audio) [Loopback]", 2, 0),
    wasapi(9, "Headset Earphone (Jabra Evolve 65) [Loopback]", 2, 0),
]

WASAPI_HOST = {
    "index": 2,
    "structVersion": 1,
    "type": 13,
    "name": "Windows WASAPI",
    "deviceCount": 6,
    "defaultInputDevice": 6,
    "defaultOutputDevice": 4,
}
