"""Who of two voices is the agent: by how they greet, offer, ask and explain.

Utterances are recognised one by one from the start of the call, and no more of them
than are needed: a greeting such as "thank you for calling, how can I help" is enough.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from coach.audio_time import samples
from coach.language.phrases import Phrases, compiled, searchable
from coach.language.text import words
from coach.speakers import role_words
from coach.speakers.division import Span

CERTAIN = 3.0
"""Evidence from which on a voice is taken for the agent's: one phrase that the other
side hardly ever says."""

AT_ONCE = 5.0
"""Evidence after which no further utterance is recognised."""

FIRST = 1.0
"""Evidence of having spoken first: who is called answers."""

MOST_UTTERANCES = 12
"""Utterances of the opening that are recognised at most."""

MOST_ENDING = 6
"""Utterances of the ending that are, where the opening did not tell."""

PAUSE = samples(700)
"""Silence that ends an utterance here."""

LONGEST = samples(12_000)
"""Samples of an utterance that are recognised at most."""

SHORTEST = samples(600)
"""Samples under which an utterance is passed over: "yes" is said by both."""


@dataclass(slots=True)
class RoleEvidence:
    """What was heard of two voices so far."""

    first: int | None = None
    """The voice that spoke first."""
    _scores: list[float] = field(default_factory=lambda: [0.0, 0.0])

    def hear(self, voice: int, text: str) -> None:
        """Take what a voice said."""
        if self.first is None:
            self.first = voice
            self._scores[voice] += FIRST
        self._scores[voice] += leaning(text)

    @property
    def agent(self) -> int:
        """The voice that is more likely the agent's, 0 or 1."""
        if self._scores[0] == self._scores[1]:
            return self.first or 0
        return int(self._scores[1] > self._scores[0])

    @property
    def strength(self) -> float:
        """How much speaks for it."""
        return abs(self._scores[0] - self._scores[1])

    @property
    def doubt(self) -> str | None:
        """Why it is not certain who is who, with figures; None where it is."""
        if self.strength >= CERTAIN:
            return None
        return (
            "the wording does not tell who is the agent (evidence"
            f" {self.strength:.0f}, {CERTAIN:.0f} is needed)"
        )


def leaning(text: str) -> float:
    """Return how much a text sounds like the agent; less than 0 like the customer."""
    said = searchable(words(text))
    agent, customer = (
        sum(weight for weight, phrases in _phrases(side) if phrases.search(said))
        for side in ("agent", "customer")
    )
    return agent - customer


def utterances_of(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """Yield what may be recognised of ``[start, end)``: stretches of one voice.

    Args:
        spans: Who speaks when, in order.
        start: First sample of which there is sound.
        end: First sample after it.
    """
    going_on: Span | None = None
    for span in spans:
        if span.start < start or span.end > end:
            continue
        if (
            going_on is not None
            and span.voice == going_on.voice
            and span.start - going_on.end <= PAUSE
            and span.end - going_on.start <= LONGEST
        ):
            going_on = Span(going_on.start, span.end, span.voice)
            continue
        if going_on is not None and going_on.end - going_on.start >= SHORTEST:
            yield going_on
        going_on = span
    if going_on is not None and going_on.end - going_on.start >= SHORTEST:
        yield going_on


@cache
def _phrases(side: str) -> tuple[tuple[float, Phrases], ...]:
    chosen = role_words.AGENT if side == "agent" else role_words.CUSTOMER
    return tuple((weight, compiled(phrases)) for weight, phrases in chosen)
