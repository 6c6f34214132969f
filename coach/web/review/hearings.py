"""Who has heard what lately, so that a call that is heard is one entry of the trail.

A browser asks for the sound of a call in dozens of parts.
"""

from collections import OrderedDict
from datetime import datetime

MAX_REMEMBERED = 10_000
"""Hearings that are remembered; of one that is forgotten there are two entries."""


class Hearings:
    """Remember which session heard which call in this hour."""

    def __init__(self) -> None:
        self._heard: OrderedDict[tuple[str, str], datetime] = OrderedDict()

    def is_new(self, session: str, call: str, now: datetime) -> bool:
        """Whether it has not been noted in this hour of the clock."""
        return self._heard.get((session, call)) != _hour(now)

    def add(self, session: str, call: str, now: datetime) -> None:
        """Remember that it has been noted."""
        self._heard[(session, call)] = _hour(now)
        self._heard.move_to_end((session, call))
        if len(self._heard) > MAX_REMEMBERED:
            self._heard.popitem(last=False)


def _hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)
