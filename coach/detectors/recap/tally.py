"""What the agent's lines since the customer's last contribution hold of an ending."""

from collections.abc import Sequence

from coach.detectors.recap.line import Line

ELEMENTS = ("resolution", "next_steps", "questions", "thanks")
"""What a good ending has, in the order in which it is named."""

_NEWS = frozenset({"resolution", "next_steps"})


class Tally:
    """Counts each line once, however long an ending lasts.

    Args:
        since: The number of lines before the customer's last contribution.
    """

    def __init__(self, since: int) -> None:
        self.said: dict[str, list[str]] = {element: [] for element in ELEMENTS}
        """Element to the ids of the utterances that hold it, in their order."""
        self._reached = since
        self._has_news = False

    def take_in(self, lines: Sequence[Line]) -> None:
        """Count the lines that came since the last time.

        Args:
            lines: All of the agent's.
        """
        for index in range(self._reached, len(lines)):
            line = lines[index]
            held = line.elements
            self._has_news = self._has_news or not held.isdisjoint(_NEWS)
            # "Okay with that?" asks for more only after something was told.
            if "agreement" in held and self._has_news:
                held = held | {"questions"}
            for element, ids in self.said.items():
                if element in held:
                    ids.append(line.utterance.id)
        self._reached = len(lines)
