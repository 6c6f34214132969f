"""A listener that keeps what it is told."""

from coach.errors import InputError
from coach.events import HeardEvent


class Notebook:
    """Write down everything, in order."""

    def __init__(self) -> None:
        self.begun = 0
        self.events: list[HeardEvent] = []
        self.ticks: list[int] = []
        self.faults: list[InputError] = []

    def begin(self) -> None:
        self.begun += 1

    def hear(self, event: HeardEvent) -> None:
        self.events.append(event)

    def tick(self, now: int) -> None:
        self.ticks.append(now)

    def fault(self, error: InputError) -> None:
        self.faults.append(error)
