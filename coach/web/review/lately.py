"""What was noted lately, so that it is one entry of the audit trail and not hundreds.

A browser asks for the sound of a call in dozens of parts, and saves a scorecard with
every few words.
"""

from collections import OrderedDict
from datetime import datetime

MAX_REMEMBERED = 10_000
"""Of what was noted; of what is forgotten there will be two entries."""


class Lately:
    """Remember what a session has done with a call in this hour of the clock."""

    def __init__(self) -> None:
        self._noted: OrderedDict[tuple[str, str], datetime] = OrderedDict()

    def is_new(self, session: str, call: str, now: datetime) -> bool:
        """Whether it has not been noted in this hour."""
        return self._noted.get((session, call)) != _hour(now)

    def add(self, session: str, call: str, now: datetime) -> None:
        """Remember that it has been noted."""
        self._noted[(session, call)] = _hour(now)
        self._noted.move_to_end((session, call))
        if len(self._noted) > MAX_REMEMBERED:
            self._noted.popitem(last=False)


def _hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)
