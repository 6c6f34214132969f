"""Turns: a speaker's utterances until the floor changes."""

from collections.abc import Iterable
from dataclasses import dataclass

from coach.audio_time import samples
from coach.detectors.text import words
from coach.events import Speaker, Utterance

BACKCHANNEL_MS = 1_200
"""Longest listener sound that leaves the floor where it is, in milliseconds (published
definition of an interruption, version 1)."""

BACKCHANNEL_WORDS = frozenset(
    {"mm", "mmm", "hm", "hmm", "mhm", "uh", "huh", "ah", "oh", "okay", "ok", "right"}
    | {"yeah", "yep", "sure", "i", "see", "got", "it"}
)
"""Words of a listener (published definitions, terms: *backchannel*)."""


@dataclass(slots=True, kw_only=True)
class Turn:
    """What one speaker said while the floor was theirs."""

    speaker: Speaker
    start: int
    """First sample of the first utterance."""
    end: int
    """First sample after the last."""
    spoken: int
    """Samples of its utterances, without the pauses between them."""


def turns_of(utterances: Iterable[Utterance]) -> list[Turn]:
    """Return the turns of a call, in order.

    A backchannel, and whatever is over before the other has finished, takes no floor::

        agent     ├─────────────┤      ├──────┤                ├────
        customer         ├┤         ├┤            ├───────────┤
                       inside     "mm-hm"         a turn

    Args:
        utterances: Of both speakers, in any order.
    """
    turns: list[Turn] = []
    for utterance in sorted(utterances, key=lambda u: (u.start, u.end, u.id)):
        current = turns[-1] if turns else None
        length = utterance.end - utterance.start
        if current is not None and current.speaker is utterance.speaker:
            current.end = max(current.end, utterance.end)
            current.spoken += length
        elif current is None or not _leaves_floor(utterance, current):
            turns.append(
                Turn(
                    speaker=utterance.speaker,
                    start=utterance.start,
                    end=utterance.end,
                    spoken=length,
                )
            )
    return turns


def _leaves_floor(utterance: Utterance, current: Turn) -> bool:
    if utterance.end <= current.end:
        return True
    said = words(utterance.text)
    return (
        utterance.end - utterance.start <= samples(BACKCHANNEL_MS)
        and bool(said)
        and BACKCHANNEL_WORDS.issuperset(said)
    )
