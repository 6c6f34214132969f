"""What a good call has at its start, in its middle and at its end, and what was said.

::

    greeting          discovery                          closing
    welcomed, name,   who calls, the problem put back,   resolution, next steps,
    offer of help     its impact asked about             questions, thanks
"""

from collections.abc import Callable, Mapping

from coach.events import ElementHeard, ElementRetracted, Part
from coach.scoring.forms import Form

GREETING = ("welcomed", "gave_name", "offered_help")
"""Elements of a greeting, in the order of the report."""

DISCOVERY = ("caller_identified", "problem_restated", "impact_asked")
"""Elements of the discovery: what to know before anything is mended."""

CLOSING = ("resolution", "next_steps", "questions", "thanks")
"""Elements of a closing, in the order of the report."""

ELEMENTS: Mapping[Part, tuple[str, ...]] = {
    "greeting": GREETING,
    "discovery": DISCOVERY,
    "closing": CLOSING,
}
"""The parts in the order of a call.  No two elements have the same name."""

EVIDENCE_CHARACTERS = 160
"""The longest words shown beside a tick: two lines of the overlay."""


class Checklist:
    """Which elements were said, and in which words.

    Fed in any order: an element may be heard before its words arrive.
    """

    def __init__(self) -> None:
        self._said: dict[tuple[Part, str], dict[str, None]] = {}  # ids, in order
        self._words: dict[tuple[Part, str], str] = {}

    def note(self, event: ElementHeard | ElementRetracted) -> None:
        """Tick an element, or take the tick back."""
        key: tuple[Part, str] = (event.part, event.element)
        if isinstance(event, ElementRetracted):
            self._said.pop(key, None)
            self._words.pop(key, None)
            return
        self._said.setdefault(key, {}).update(dict.fromkeys(event.utterance_ids))
        if event.words:
            self._words[key] = event.words

    def ids(self, part: Part, name: str) -> tuple[str, ...] | None:
        """Return the ids of the utterances that said an element; None if none did."""
        said = self._said.get((part, name))
        return None if said is None else tuple(said)

    def ticks(self, part: Part) -> dict[str, bool]:
        """Return whether each element of a part was said."""
        return {name: (part, name) in self._said for name in ELEMENTS[part]}

    def state(self, text_of: Callable[[str], str | None], *, is_closing: bool) -> Form:
        """Return the ``checklist`` of the overlay's ``state``.

        Args:
            text_of: Gives the text of the utterance of an id; None for one that is
                not there or does not count.
            is_closing: Whether the call began to close.
        """
        return {
            "greeting": self.ticks("greeting"),
            "discovery": self.ticks("discovery"),
            "closing": {"reached": is_closing, **self.ticks("closing")},
            "evidence": {
                name: words
                for part, names in ELEMENTS.items()
                for name in names
                if (words := self._evidence(part, name, text_of))
            },
        }

    def _evidence(
        self, part: Part, name: str, text_of: Callable[[str], str | None]
    ) -> str:
        """Return the words that said an element; none where one of them is gone."""
        texts = [text_of(one) for one in self._said.get((part, name), ())]
        there = [text for text in texts if text is not None]
        if not texts or len(there) < len(texts):
            return ""
        return shortened(self._words.get((part, name)) or " ".join(there))


def shortened(words: str) -> str:
    """Return words that fit beside a tick, cut at a blank where they are too long."""
    if len(words) <= EVIDENCE_CHARACTERS:
        return words
    return words[: EVIDENCE_CHARACTERS - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
