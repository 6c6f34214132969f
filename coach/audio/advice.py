"""What each device is good for, and what to do where one is missing."""

import sys
from collections.abc import Sequence

from coach.audio.devices import Choice, Device, DeviceKind
from coach.errors import DeviceError
from coach.events import Speaker

NO_SYSTEM = {
    "linux": "no sound server answers and ALSA has no card: start PulseAudio or "
    "PipeWire (pipewire-pulse), in the session of the user who takes the calls",
    "darwin": "macOS shows no sound devices: plug in the headset",
    "win32": "Windows shows no WASAPI devices: plug in the headset, and see that the "
    "service Windows Audio runs",
}
"""By platform, what to do without any device."""

NO_MICROPHONE = {
    "linux": "plug in the headset; for a Bluetooth one choose the profile HSP/HFP",
    "darwin": "plug in the headset, and allow the terminal under System Settings, "
    "Privacy & Security, Microphone",
    "win32": "plug in the headset, and allow desktop apps under Settings, Privacy, "
    "Microphone",
}
"""By platform, what to do without a microphone."""

NO_LOOPBACK = {
    "linux": "ALSA alone cannot deliver what an output plays: run PulseAudio or "
    "PipeWire, or load snd-aloop",
    "darwin": "macOS has no loopback of its own: install BlackHole 2ch, and in Audio "
    "MIDI Setup make a Multi-Output Device of the headset and BlackHole; see "
    "docs/devices.md",
    "win32": "no output to listen to: plug in the headset",
}
"""By platform, what to do without a loopback."""


def purpose(device: Device, devices: Sequence[Device]) -> str:
    """Return what a device is good for, in half a sentence."""
    match device.kind:
        case DeviceKind.MICROPHONE:
            return "agent: microphone"
        case DeviceKind.LOOPBACK:
            return "customer: what this output plays"
        case DeviceKind.PLAYBACK:
            for other in devices:
                if other.loopback_of == device.id:
                    return f"not usable alone: pick its loopback, {other.number}"
            return "not usable: it only plays"


def advise(
    choice: Choice, devices: Sequence[Device], platform: str = sys.platform
) -> tuple[str, ...]:
    """Return what to do so that both sides can be heard; nothing if they can.

    Args:
        choice: What :func:`coach.audio.devices.choose` chose.
        devices: All devices.
        platform: As ``sys.platform`` has it.
    """
    if not devices:
        return (_of(NO_SYSTEM, platform),)
    advice = []
    if choice.agent is None:
        advice.append(f"no microphone: {_of(NO_MICROPHONE, platform)}")
    if choice.customer is None:
        advice.append(f"no loopback: {_of(NO_LOOPBACK, platform)}")
    return tuple(advice)


def both_sides(choice: Choice, devices: Sequence[Device]) -> dict[Speaker, Device]:
    """Return the device of each side.

    Args:
        choice: What :func:`coach.audio.devices.choose` chose.
        devices: All devices.

    Raises:
        coach.errors.DeviceError: One is missing; the message says what to do.
    """
    agent, customer = choice.agent, choice.customer
    if agent is None or customer is None:
        missing = "the agent" if agent is None else "the customer"
        if agent is None and customer is None:
            missing = "both sides"
        raise DeviceError(missing, "; ".join(advise(choice, devices)))
    return {Speaker.AGENT: agent, Speaker.CUSTOMER: customer}


def _of(advice: dict[str, str], platform: str) -> str:
    return advice.get(platform, advice["linux"])
