"""The overlay as a screen of the session: events in, messages out."""

import secrets
from collections.abc import Sequence
from typing import Any

from coach.errors import InputError
from coach.events import Event
from coach.scoring.report import CallInfo
from coach.web.hub import OverlayHub
from coach.web.messages import Narrator, error


class OverlayScreen:
    """Show calls on every overlay that is open; a :class:`coach.session.Screen`.

    Args:
        hub: Where the overlays are connected.
        notice: The desk's consent notice, shown as each call begins.
    """

    def __init__(self, hub: OverlayHub, *, notice: str | None = None) -> None:
        self._hub = hub
        self._notice = notice
        self._narrator = Narrator()

    @property
    def is_watched(self) -> bool:
        """Whether an overlay is open."""
        return self._hub.is_watched

    def begin(self, call: CallInfo, wall_ms: int) -> None:
        """Begin a call, under an id that no earlier run has used."""
        self._narrator = Narrator()
        call_id = f"{call.id}.{secrets.token_hex(4)}"
        self._hub.begin_call(call_id, wall_ms, self._notice)

    def show(self, events: Sequence[Event]) -> None:
        """Tell what was heard and what followed from it."""
        for message in self._narrator.tell(events):
            self._hub.publish(message)

    def update(self, state: dict[str, Any]) -> None:
        """Tell the state of the call."""
        self._hub.publish({"type": "state", **state})

    def fault(self, fault: InputError) -> None:
        """Tell that a part of the input cannot be used, without naming a file."""
        self._hub.publish(error(fault.code, fault.reason))

    def end(self, report: dict[str, Any]) -> None:
        """End the call."""
        self._hub.end_call(report)
