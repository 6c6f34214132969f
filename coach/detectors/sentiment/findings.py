"""How a spike is told: its evidence and the sentence that explains it."""

from collections.abc import Mapping
from dataclasses import dataclass

from coach.events import Finding, Severity, Speaker, Utterance
from coach.language.text import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A customer's utterance, scored."""

    said: Utterance
    score: float
    """Of the whole, −1..1."""
    worst: float
    """Of its worst sentence, with what carried over from those before."""
    turned: Sentence
    """The sentence at which it turned, by its words."""
    is_meant: bool
    """It turned at the sentence that means the worst, rather."""
    level: float
    """What carries over to the next utterance of the turn, on VADER's scale."""
    signs: tuple[str, ...]


_SAID_OF_SIGNS: Mapping[str, str] = {
    "outrage": "outrage",
    "complaint": "a clear complaint",
    "strain": "repetition, waiting or stakes",
    "sarcasm": "sarcasm",
    "blame": "blame",
    "collective": "all of the desk blamed",
    "rhetoric": "a question that wants no answer",
    "command": "an order",
    "refusal": "a refusal",
    "toll": "what it costs them",
    "absolute": "words without exception",
    "repeated": "how often or how long",
    "thrown_back": "promises held against the desk",
    "scorn": "scorn",
    "confronting": "the agent denied something",
    "swearing": "swearing",
    "threat": "a threat",
    "meaning": "what the sentence means",
    "raised": "a raised voice",
}


def spike_finding(
    spoken: Spoken, turned: Sentence, score: float, baseline: float
) -> Finding:
    """Return the finding that says a customer turned for the worse.

    Args:
        spoken: The utterance that made it certain.
        turned: The sentence at which they turned.
        score: How bad it got, −1..1.
        baseline: Where this customer had been, −1..1.
    """
    said = spoken.said
    signs = ", ".join(_SAID_OF_SIGNS[sign] for sign in spoken.signs) or "the words"
    return Finding(
        id=f"sentiment-spike-{said.id}",
        kind="sentiment-spike",
        speaker=Speaker.CUSTOMER,
        start=turned.start,
        end=said.end,
        at=said.end,
        severity=Severity.ALERT,
        definition="sentiment-spike/1",
        evidence={
            "score": round(score, 2),
            "baseline": round(baseline, 2),
            "drop": round(baseline - score, 2),
            "words": turned.text,
            "signs": list(spoken.signs),
            "utterance": said.id,
            "recovered_ms": None,
        },
        explanation=(
            f"The customer fell from {baseline:+.2f} to {score:+.2f} with "
            f"“{turned.text}” ({signs})."
        ),
    )
