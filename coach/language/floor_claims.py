"""Claims to the floor: short words that want the other to stop, or to answer.

customer  ████████████████████████████
agent            ███                      "wait, stop"         → claims it
agent            ███                      "oh guys, alright"   → does not
"""

import re
from collections.abc import Sequence

from coach.language.backchannels import Backchannels
from coach.language.text import words

LONGEST_RESPONSE = 3
"""More words than this, beside the acknowledging ones, say something."""

LEAST_QUESTION = 2
"""Words of the shortest question that wants an answer, beside the acknowledging ones:
"You what?" does, "Did he?" and a mere "Huh?" keep listening."""

_EXCLAMATION = re.compile(
    r"(?:how|what) (?!about |if |is |was |are |do |does |did )\w+"
)
_MAKE_ROOM = "wait stop listen hold hang excuse pardon actually anyway anyways"
_OBJECT = (
    "but because not never wrong isn't wasn't aren't don't doesn't didn't can't cannot "
    "couldn't won't wouldn't shouldn't haven't hasn't"
)
_ASK = (
    "what what's which who who's where where's when why how can could would should did "
    "does do have has"
)
_TELL = (
    "let let's try click press open close check tell give put take type look read send "
    "call restart reboot reset turn need needs ask show"
)
_SPEAK_OF_ONESELF = "i'll i've i'm i'd we'll we've my"

_CLAIMS = frozenset(
    " ".join((_MAKE_ROOM, _OBJECT, _ASK, _TELL, _SPEAK_OF_ONESELF)).split()
)


def claims_floor(text: str, backchannels: Backchannels) -> bool:
    """Return whether a few words over somebody else's clearly want the floor.

    Recognisers write nonsense for what is murmured under another voice ("yet yet",
    "how good!"), so that words nobody knows claim nothing.

    Args:
        text: What was said, with its punctuation.
        backchannels: What only acknowledges.
    """
    left = backchannels.without(words(text))
    if len(left) > LONGEST_RESPONSE:
        return True
    if text.rstrip().endswith("?"):
        return len(left) >= LEAST_QUESTION
    return _has_claim(left)


def _has_claim(left: Sequence[str]) -> bool:
    is_exclamation = _EXCLAMATION.fullmatch(" ".join(left))
    return not is_exclamation and any(word in _CLAIMS for word in left)
