"""Where the coach follows a headset: what it is doing, as every overlay is told."""

from dataclasses import dataclass
from typing import Any, Literal

ListeningState = Literal["starting", "standby", "call", "paused"]
"""``starting``: not ready yet; ``standby``: waits for a call; ``call``: follows one;
``paused``: hears nothing until the analyst resumes, within a call or between two."""

Control = Literal["begin-call", "end-call", "pause", "resume"]
"""The commands for it, by the ``type`` that a browser sends."""

ChannelState = Literal["ok", "lost", "opening"]
"""``lost``: the device is gone, or delivers nothing; ``opening``: it is on its way."""

MAX_NAME_CHARACTERS = 200
"""Of a device's or a person's name that are told: more than any screen shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeningChannel:
    """One channel of the headset."""

    state: ChannelState
    device: str | None = None
    """Its name as the system has it; None while there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """What the coach is doing with the headset now.  State, not history."""

    state: ListeningState
    in_call: bool
    """Whether a call goes on; a call may be paused."""
    controls: tuple[Control, ...]
    """What the analyst can do now, each once."""
    agent: ListeningChannel
    customer: ListeningChannel
    is_recording: bool = False
    """Whether sound is kept beyond what recognising it takes."""
    analyst: str | None = None
    """Their name, if it is to be in the report."""

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            ValueError: A call goes on in standby, or none in the state of a call.
        """
        if self.state != "paused" and self.in_call != (self.state == "call"):
            raise ValueError(f"in_call cannot be {self.in_call} in {self.state}")

    def to_json(self) -> dict[str, Any]:
        """Return its form on the wire, without a message's ``type``."""
        return {
            "state": self.state,
            "in_call": self.in_call,
            "controls": list(self.controls),
            "channels": {"agent": self.agent.state, "customer": self.customer.state},
            "devices": {
                "agent": _name(self.agent.device),
                "customer": _name(self.customer.device),
            },
            "is_recording": self.is_recording,
            "analyst": _name(self.analyst),
        }


def _name(name: str | None) -> str | None:
    return None if name is None else name[:MAX_NAME_CHARACTERS]
