"""What each kind of finding is called, and means, in a line or two.

The published definitions in full are in docs/detectors.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of finding as people are told of it."""

    title: str
    definition: str


KINDS: Mapping[str, Kind] = {
    "interruption": Kind(
        title="Interruption",
        definition="One side starts a turn while the other is in the middle of theirs, "
        "and both speak for at least 600 ms. The speaker is who cut in. A backchannel "
        "such as “mm-hm” is none, nor is coming in where the other was just ending.",
    ),
    "hold-overrun": Kind(
        title="Hold overrun",
        definition="A hold went on for longer than the agent had said; where nothing "
        "was said, for longer than 30 s. Again with every 60 s more.",
    ),
    "hold-etiquette": Kind(
        title="Hold etiquette",
        definition="Something was missing at a hold: it was not announced, no "
        "permission was asked, no time was named, or the customer was not thanked on "
        "return.",
    ),
    "dead-air": Kind(
        title="Dead air",
        definition="Nobody speaks on either channel for 10 s, outside a hold and "
        "outside the first and the last 5 s of the call.",
    ),
    "sentiment-spike": Kind(
        title="Sentiment spike",
        definition="The customer, and only the customer, turns sharply for the worse: "
        "strongly negative, and clearly below where they have been before. One episode "
        "is one spike; being mildly unhappy throughout is none.",
    ),
    "missing-acknowledgement": Kind(
        title="Missing acknowledgement",
        definition="After a sentiment spike the agent's next two turns held no word of "
        "understanding or apology.",
    ),
    "profanity": Kind(
        title="Profanity",
        definition="Swearing by either speaker: mild, strong or a slur, aimed at the "
        "situation or at a person. Not inside other words, and not where words are "
        "technical or quoted.",
    ),
    "threat": Kind(
        title="Threat",
        definition="A threat to a person, to property, with the law, or to a job.",
    ),
    "missing-recap": Kind(
        title="Missing recap",
        definition="The call came to its close without one or more of: what was done, "
        "what happens next and who does it, whether there is anything else, and "
        "thanks.",
    ),
    "commitment": Kind(
        title="Commitment",
        definition="What the agent promised for after the call, or for the customer, "
        "and by when where they said so.",
    ),
}
"""The kinds of our own detectors."""


def kind_of(kind: str, definition: str) -> Kind:
    """Return what people are told of a kind; of another package's, what is known."""
    if kind in KINDS:
        return KINDS[kind]
    title = kind.replace("-", " ").capitalize()
    return Kind(title=title, definition=f"Defined by {definition}.")
