from collections.abc import Sequence
from typing import overload

from coach.detectors.recap.line import Line
from coach.detectors.recap.reader import RecapReader, RecapSettings
from coach.detectors.recap.tally import Tally
from tests.detectors.scripts import AGENT, utterance

READER = RecapReader(RecapSettings())


def lines(*texts: str) -> list[Line]:
    """What the agent said, one line a second."""
    return [
        Line(READER, utterance(AGENT, 1_000 * number, 1_000 * number + 900, text), None)
        for number, text in enumerate(texts)
    ]


class Watched(Sequence[Line]):
    """Lines that count how often one is looked at."""

    def __init__(self, held: list[Line]) -> None:
        self._held = held
        self.looks = 0

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        self.looks += len(self._held[index]) if isinstance(index, slice) else 1
        return self._held[index]


class TestTally:
    def test_names_the_lines_that_hold_an_element(self) -> None:
        """In their order, those before the customer's last contribution left out."""
        tally = Tally(1)
        tally.take_in(
            lines(
                "I'll call you tomorrow.",
                "I've reset your password.",
                "I'll call you tomorrow.",
                "I'll call you at nine.",
            )
        )

        assert tally.said["resolution"] == ["agent-1000"]
        assert tally.said["next_steps"] == ["agent-2000", "agent-3000"]
        assert tally.said["thanks"] == []

    def test_agreement_asks_for_more_once_something_was_told(self) -> None:
        """“Okay with that?” asks nothing of the kind before."""
        asks, told = "Are you okay with that?", "I've reset your password."
        before, after = Tally(0), Tally(0)
        before.take_in(lines(asks, told))
        after.take_in(lines(told, asks))

        assert before.said["questions"] == []
        assert after.said["questions"] == ["agent-1000"]

    def test_looks_at_each_line_once(self) -> None:
        """However often it is asked: an ending may last for hours."""
        held = lines(*["It smells of coffee."] * 50)
        seen = Watched(held)
        tally = Tally(0)
        for _ in range(50):
            tally.take_in(seen)

        assert seen.looks == len(held)
