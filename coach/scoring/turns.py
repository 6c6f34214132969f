"""Turns: a speaker's utterances until the floor changes."""

from collections.abc import Iterable
from dataclasses import dataclass

from coach.audio_time import samples
from coach.events import Speaker, Utterance
from coach.language.backchannels import Backchannels
from coach.language.text import words

BACKCHANNEL_MS = 1_200
"""Longest listener sound that leaves the floor where it is, in milliseconds (published
definition of an interruption, version 1)."""

_BACKCHANNELS = Backchannels()


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
    asks: bool
    """Whether its last utterance is a question."""


def turns_of(utterances: Iterable[Utterance]) -> list[Turn]:
    """Return the turns of a call, in order.

    A backchannel, and whatever is over before the other has finished, takes no floor;
    the answer to a question does, however short::

        agent     ├─────────────┤      ├──────────┤         ├───────┤
        customer         ├┤         ├┤             ├────────┤        ├┤
                       inside    "mm-hm"            a turn   "… ?" "yes"

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
            current.asks = _asks(utterance)
        elif current is None or not _leaves_floor(utterance, current):
            turns.append(
                Turn(
                    speaker=utterance.speaker,
                    start=utterance.start,
                    end=utterance.end,
                    spoken=length,
                    asks=_asks(utterance),
                )
            )
    return turns


def _leaves_floor(utterance: Utterance, current: Turn) -> bool:
    if utterance.end <= current.end:
        return True
    return (
        utterance.end - utterance.start <= samples(BACKCHANNEL_MS)
        and not current.asks
        and _BACKCHANNELS.only_acknowledge(words(utterance.text))
    )


def _asks(utterance: Utterance) -> bool:
    return utterance.text.rstrip("\"'”’ ").endswith("?")
