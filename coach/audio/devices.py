"""The sound devices of a machine, and which of them are the two sides of a call."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from coach.errors import DeviceError
from coach.events import Speaker


class DeviceKind(StrEnum):
    """What comes out of a device, or goes into it."""

    MICROPHONE = "microphone"
    """It hears a room or a mouth: the agent."""
    LOOPBACK = "loopback"
    """It delivers what an output plays: the customer."""
    PLAYBACK = "playback"
    """It only plays; what it plays is heard at its loopback."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A sound device as its system lists it."""

    id: str
    """What the system calls it: the same after a restart."""
    name: str
    """What people call it."""
    kind: DeviceKind
    host: str
    """The sound system that it belongs to, such as PulseAudio."""
    rate: int
    """Its own sample rate, in hertz."""
    channels: int
    is_default: bool = False
    """The system's default of its kind; of a loopback, the default output's."""
    is_playing: bool = False
    """Something plays on this output, or on the one that this loopback belongs to."""
    is_headset: bool = False
    """It belongs to a headset, as far as can be known."""
    card: str | None = None
    """The headset or card it belongs to; None where the system does not tell."""
    loopback_of: str | None = None
    """Of a loopback, the id of its output."""
    number: int = 0
    """Its place in the listing, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The two devices to listen to, and why these."""

    agent: Device | None
    """None where there is nothing to take; ``advice`` says what to do."""
    customer: Device | None
    agent_reason: str
    """Half a sentence on why this one, or why none."""
    customer_reason: str


HEADSET = re.compile(
    r"headset|headphone|earphone|earpiece|hands-?free|airpods|evolve|jabra|"
    r"plantronics|\bpoly\b|blackwire|voyager|\bepos\b|sennheiser|logitech zone",
    re.IGNORECASE,
)
"""Names of headsets, for systems that do not tell.  Source: the kinds that Windows
names, and the product lines that are sold for service desks."""

_ORDER = (DeviceKind.MICROPHONE, DeviceKind.LOOPBACK, DeviceKind.PLAYBACK)

_WANTED = {Speaker.AGENT: DeviceKind.MICROPHONE, Speaker.CUSTOMER: DeviceKind.LOOPBACK}
"""The kind of device that each side is usually heard on."""


def numbered(devices: Iterable[Device]) -> list[Device]:
    """Return the devices in the order of the listing, each with its number.

    Microphones come first, then loopbacks, then outputs; among each, the default, then
    by name.  Plugging one in may give others another number.
    """
    ordered = sorted(
        devices,
        key=lambda d: (_ORDER.index(d.kind), not d.is_default, d.name.lower(), d.id),
    )
    return [replace(device, number=i) for i, device in enumerate(ordered, 1)]


def choose(
    devices: Sequence[Device],
    *,
    agent: str | None = None,
    customer: str | None = None,
) -> Choice:
    """Return the two devices to listen to.

    Left to itself it takes for the agent a headset's microphone (the default one if
    there are several), else the default microphone; and for the customer what is
    playing now, on the agent's own headset rather than elsewhere, else the agent's
    headset, else the default output.

    Args:
        devices: All of them.
        agent: The agent's device as a person or a file names it, see :func:`find`.
        customer: The customer's.

    Raises:
        DeviceError: What is named is not there, could be several, or is the same for
            both: one source cannot be told apart into two sides.
    """
    if not devices:  # no name is wrong then: there is no sound system
        agent = customer = None
    given = find(devices, agent, Speaker.AGENT) if agent is not None else None
    asked = find(devices, customer, Speaker.CUSTOMER) if customer is not None else None
    if given is not None and asked is not None and given.id == asked.id:
        raise DeviceError(
            given.name, "cannot be both the agent and the customer; name two devices"
        )
    near, near_reason = (given, "you named it") if given else _agent(devices, asked)
    far, far_reason = (asked, "you named it") if asked else _customer(devices, near)
    return Choice(
        agent=near, customer=far, agent_reason=near_reason, customer_reason=far_reason
    )


def find(devices: Sequence[Device], wanted: str, speaker: Speaker) -> Device:
    """Return the device that is meant.

    An output that is named stands for its loopback.  Where a name fits several, those
    of the kind that the speaker is usually heard on count.

    Args:
        devices: All of them.
        wanted: A device's id, its number in the listing, its name, or part of its
            name, in upper or lower case.
        speaker: Whose side it is for.

    Raises:
        DeviceError: No device is meant by it, or several could be.
    """
    plain = wanted.strip().casefold()
    ways: list[Callable[[Device], bool]] = [
        lambda d: d.id == wanted,
        lambda d: plain.isdecimal() and d.number == int(plain),
        lambda d: d.name.casefold() == plain,
        lambda d: bool(plain) and plain in d.name.casefold(),
    ]
    for way in ways:
        found = [device for device in devices if way(device)]
        if found:
            return _only(_narrowed(devices, found, speaker), wanted, speaker)
    reason = f"no device for the {speaker} is called that"
    raise DeviceError(wanted, f"{reason}; there are: {_listed(_audible(devices))}")


def _narrowed(
    devices: Sequence[Device], found: list[Device], speaker: Speaker
) -> list[Device]:
    """The devices that can be listened to, those that suit the speaker if any do."""
    ids = {device.id for device in found}
    audible = [d for d in devices if d.id in ids or d.loopback_of in ids]
    audible = _audible(audible)
    suitable = [d for d in audible if d.kind is _WANTED[speaker]]
    named = [d for d in suitable if d.id in ids]
    return named or suitable or audible or found


def _only(found: list[Device], wanted: str, speaker: Speaker) -> Device:
    if len(found) > 1:
        reason = f"could be several devices for the {speaker}"
        raise DeviceError(wanted, f"{reason}: {_listed(found)}")
    (device,) = found
    if device.kind is DeviceKind.PLAYBACK:
        raise DeviceError(
            device.name, "only plays, and no loopback delivers what it plays"
        )
    return device


def _audible(devices: Iterable[Device]) -> list[Device]:
    return [device for device in devices if device.kind is not DeviceKind.PLAYBACK]


def _listed(devices: Iterable[Device]) -> str:
    return ", ".join(f"{d.number} {d.name} ({d.id})" for d in devices) or "none"


def _agent(
    devices: Sequence[Device], taken: Device | None
) -> tuple[Device | None, str]:
    microphones = [
        device
        for device in devices
        if device.kind is DeviceKind.MICROPHONE and device != taken
    ]
    return _first(
        [
            ("the default microphone, a headset's", _both(microphones, True, True)),
            ("a headset's microphone", _both(microphones, None, True)),
            ("the default microphone", _both(microphones, True, None)),
            ("a microphone; none is the default", microphones),
        ],
        "no microphone was found",
    )


def _customer(
    devices: Sequence[Device], agent: Device | None
) -> tuple[Device | None, str]:
    loopbacks = [
        device
        for device in devices
        if device.kind is DeviceKind.LOOPBACK and device != agent
    ]
    playing = [device for device in loopbacks if device.is_playing]
    card = agent.card if agent is not None else None
    own = [d for d in loopbacks if card is not None and d.card == card]
    is_headset = agent is not None and agent.is_headset
    return _first(
        [
            ("it plays now, on the agent's own headset or card", _in(own, playing)),
            ("it plays now, the default output", _both(playing, True, None)),
            ("it plays now", playing),
            ("the output of the agent's own headset", own if is_headset else []),
            ("the default output", _both(loopbacks, True, None)),
            ("an output; none is the default", loopbacks),
        ],
        "no loopback of an output was found",
    )


def _both(
    devices: list[Device], is_default: bool | None, is_headset: bool | None
) -> list[Device]:
    return [
        device
        for device in devices
        if is_default in (None, device.is_default)
        and is_headset in (None, device.is_headset)
    ]


def _in(devices: list[Device], others: list[Device]) -> list[Device]:
    return [device for device in devices if device in others]


def _first(
    ways: Iterable[tuple[str, list[Device]]], otherwise: str
) -> tuple[Device | None, str]:
    for reason, found in ways:
        if found:
            return found[0], reason
    return None, otherwise
