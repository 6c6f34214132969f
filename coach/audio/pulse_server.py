"""What a PulseAudio server, or PipeWire's of its protocol, tells of its devices."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from coach.audio.devices import HEADSET, Device, DeviceKind, numbered
from coach.audio.patience import ends_within
from coach.errors import DeviceError

ANSWER_S = 3.0
"""How long the server may take to answer a new client, in seconds."""

HEADSET_FORMS = frozenset(("headset", "handset", "hands-free", "headphone"))
"""The server's form factors of what is worn.  Source: PulseAudio's property
``device.form_factor``."""

HEADSET_BUSES = frozenset(("usb", "bluetooth"))
"""A card on one of these that hears and plays is taken for a headset."""


@contextmanager
def connected() -> Iterator[Any]:
    """Yield a connection to the server, or None without one.

    Raises:
        DeviceError: There is one that does not answer.
    """
    try:
        pulsectl = pulsectl_module()
    except (ImportError, OSError):  # libpulse is not installed
        yield None
        return
    pulse = pulsectl.Pulse("call-coach", connect=False)
    failures: list[Exception] = []

    def connect() -> None:
        try:
            # Not with pulsectl's own timeout: it would wait for all of it.
            pulse.connect(autospawn=False)
        except pulsectl.PulseError as error:
            failures.append(error)

    if not ends_within(ANSWER_S, connect):
        raise DeviceError("the sound server", "does not answer")
    try:
        yield None if failures else pulse
    finally:
        pulse.close()


def pulsectl_module() -> ModuleType:
    """Return pulsectl, with a rate for its sinks and sources.

    Its own ``sample_spec`` points to memory that libpulse has used for something else
    by the time it is read; its classes have a hook for what is to be copied earlier.
    """
    import pulsectl.pulsectl

    module: ModuleType = pulsectl.pulsectl

    def keep_rate(one: Any, struct: Any) -> None:  # noqa: ANN401 (pulsectl's)
        one.rate = struct.sample_spec.rate

    module.PulseSinkInfo._init_from_struct = keep_rate
    module.PulseSourceInfo._init_from_struct = keep_rate
    return module


def gone_errors() -> tuple[type[Exception], ...]:
    """What pulsectl raises for something, or a server, that is not there any more."""
    module = pulsectl_module()
    return (module.PulseError, module.PulseDisconnected)


@dataclass(frozen=True, slots=True)
class _Output:
    """What is to be known of a sink for its loopback."""

    is_default: bool
    is_playing: bool
    card: str | None


def listed(pulse: Any) -> list[Device]:  # noqa: ANN401 (pulsectl ships no types)
    """Return the sources and sinks of a server, numbered.

    A sink plays if a stream into it is neither corked nor muted: its state would not
    do, for it runs as well while somebody listens to its monitor.

    Args:
        pulse: A connected ``pulsectl.Pulse``.
    """
    server = pulse.server_info()
    sinks, sources = pulse.sink_list(), pulse.source_list()
    cards = {card.index: card.name for card in pulse.card_list()}
    inputs = pulse.sink_input_list()
    playing = {i.sink for i in inputs if not i.corked and not i.mute}
    host = "PipeWire" if "PipeWire" in server.server_name else "PulseAudio"
    outputs = {
        sink.name: _Output(
            is_default=sink.name == server.default_sink_name,
            is_playing=sink.index in playing,
            card=cards.get(sink.card),
        )
        for sink in sinks
    }
    duplex = {cards.get(s.card) for s in sources if not s.monitor_of_sink_name}
    duplex &= {output.card for output in outputs.values()}
    devices = [
        Device(
            id=sink.name,
            name=sink.description or sink.name,
            kind=DeviceKind.PLAYBACK,
            is_default=outputs[sink.name].is_default,
            is_playing=outputs[sink.name].is_playing,
            card=outputs[sink.name].card,
            **_common(sink, host, duplex, cards),
        )
        for sink in sinks
    ]
    for source in sources:
        output = outputs.get(source.monitor_of_sink_name or "")
        is_default = source.name == server.default_source_name
        devices.append(
            Device(
                id=source.name,
                name=source.description or source.name,
                kind=DeviceKind.LOOPBACK if output else DeviceKind.MICROPHONE,
                is_default=output.is_default if output else is_default,
                is_playing=output.is_playing if output else False,
                card=output.card if output else cards.get(source.card),
                loopback_of=source.monitor_of_sink_name if output else None,
                **_common(source, host, duplex, cards),
            )
        )
    return numbered(devices)


def _common(
    one: Any,  # noqa: ANN401 (a source or a sink of pulsectl)
    host: str,
    duplex: set[str | None],
    cards: dict[int, str],
) -> dict[str, Any]:
    properties = one.proplist
    card = cards.get(one.card)
    is_worn = properties.get("device.form_factor") in HEADSET_FORMS
    is_plugged = properties.get("device.bus") in HEADSET_BUSES
    is_headset = (
        is_worn
        or (is_plugged and card is not None and card in duplex)
        or HEADSET.search(one.description or "") is not None
    )
    return {
        "host": host,
        "rate": one.rate,
        "channels": one.channel_count,
        "is_headset": is_headset,
    }
