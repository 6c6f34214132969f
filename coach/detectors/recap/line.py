"""One utterance of the agent, and what of an ending it holds."""

from functools import cached_property

from coach.detectors.recap.reader import RecapReader
from coach.events import Utterance


class Line:
    """What of an ending one agent's utterance holds; read only when it matters.

    Args:
        reader: Reads it.
        utterance: What was said.
        before: The agent's line before, unless the customer spoke in between.
    """

    def __init__(
        self, reader: RecapReader, utterance: Utterance, before: "Line | None"
    ) -> None:
        self._reader = reader
        self.utterance = utterance
        self._texts = [utterance.text]
        # A sentence may begin in one utterance and end in the next.
        if before is not None and before.utterance.text.rstrip()[-1:] not in ".?!":
            self._texts.append(f"{before.utterance.text} {utterance.text}")
        self.asks: frozenset[str] = frozenset().union(*map(reader.asks, self._texts))
        self.takes_leave = reader.says("closing_by_agent", utterance.text)
        """In words that can mean nothing else."""
        self.is_recap: bool = reader.says("openers", utterance.text) or (
            before is not None and before.is_recap
        )
        """It is part of an announced recap."""

    @cached_property
    def elements(self) -> frozenset[str]:
        """All it holds."""
        return self.asks.union(*map(self._reader.tells, self._texts))

    @cached_property
    def lasting(self) -> frozenset[str]:
        """The elements that count even if the customer speaks in between."""
        told = self.elements & {"resolution", "next_steps"}
        if self.is_recap:
            return told
        return told & {"next_steps"} if "afterwards" in self.elements else frozenset()

    @cached_property
    def summed_up(self) -> frozenset[str]:
        """What is told in a sentence that draws a conclusion: "So it was the feed"."""
        return frozenset().union(*map(self._reader.sums_up, self._texts))

    @cached_property
    def winds_up(self) -> bool:
        """Its last sentence thanks or wishes well: leave, once something was told."""
        return self._reader.winds_up(self.utterance.text)

    @cached_property
    def hands_over(self) -> bool:
        """It asks for an answer or a deed: what the customer replies is work."""
        return self._reader.hands_over(self.utterance.text)
