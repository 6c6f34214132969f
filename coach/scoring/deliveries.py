"""What really reached the screen, and what the analyst did with it."""

from dataclasses import dataclass
from typing import Any, Literal

from coach.audio_time import milliseconds
from coach.events import Nudge

Outcome = Literal["shown", "acknowledged", "dismissed", "snoozed", "withdrawn"]


@dataclass(slots=True)
class _Row:
    kind: str
    sent_at: int
    outcome: Outcome = "shown"


class Deliveries:
    """The nudges of one live call that a screen showed.

    No part of any comparison: it depends on the machine, the moment and the person.
    """

    def __init__(self) -> None:
        self._rows: dict[str, _Row] = {}

    def sent(self, nudge: Nudge, at: int) -> None:
        """Take note that a nudge went to a screen somebody sees; once for each id.

        Args:
            nudge: The nudge.
            at: Audio time of the sending, in canonical samples.
        """
        self._rows.setdefault(nudge.id, _Row(nudge.kind, at))

    def answered(self, nudge_id: str, outcome: Outcome) -> None:
        """Take note of what became of a nudge; the first answer stands.

        A nudge that was never sent is passed over.
        """
        row = self._rows.get(nudge_id)
        if row is not None and row.outcome == "shown":
            row.outcome = outcome

    def snoozed(self, kind: str) -> None:
        """Take note that the latest nudge of this kind was put off with its kind."""
        for nudge_id in reversed(self._rows):
            if self._rows[nudge_id].kind == kind:
                self.answered(nudge_id, "snoozed")
                return

    def rows(self) -> tuple[dict[str, Any], ...]:
        """Return the report's ``delivered``, in the order of sending."""
        return tuple(
            {
                "nudge": nudge_id,
                "sent_ms": milliseconds(row.sent_at),
                "outcome": row.outcome,
            }
            for nudge_id, row in self._rows.items()
        )
