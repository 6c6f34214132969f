"""Backchannels: short listener sounds that do not take the floor.

customer  ████████████████████████████
agent            ██    ██                 "mm-hm"  "oh, okay"      → backchannels
agent                  ██████             "okay, but which one"    → not only
"""

import re
from collections.abc import Sequence

ACKNOWLEDGEMENTS = (
    "absolutely",
    "all right",
    "alright",
    "alrighty",
    "amazing",
    "awesome",
    "brilliant",
    "certainly",
    "cool",
    "correct",
    "definitely",
    "done",
    "exactly",
    "excellent",
    "fair enough",
    "fantastic",
    "fine",
    "for sure",
    "go ahead",
    "go on",
    "good",
    "got it",
    "got that",
    "got you",
    "gotcha",
    "great",
    "i got it",
    "i got you",
    "i hear you",
    "i know",
    "i see",
    "i see that",
    "i understand",
    "i'm listening",
    "i'm so sorry",
    "i'm sorry",
    "i'm sorry to hear that",
    "i'm with you",
    "i've got it",
    "i've got that",
    "indeed",
    "interesting",
    "it is",
    "it's fine",
    "it's okay",
    "lovely",
    "make sense",
    "makes sense",
    "my goodness",
    "nice",
    "no",
    "no problem",
    "no way",
    "no worries",
    "noted",
    "of course",
    "ok",
    "okay",
    "okey dokey",
    "perfect",
    "please",
    "please do",
    "please go ahead",
    "really",
    "right",
    "right you are",
    "righto",
    "so",
    "so sorry",
    "sorry",
    "sorry to hear that",
    "sounds good",
    "splendid",
    "sure",
    "sure thing",
    "take your time",
    "terrific",
    "thank you",
    "thank you so much",
    "thank you very much",
    "thanks",
    "thanks a lot",
    "thanks so much",
    "that makes sense",
    "that's annoying",
    "that's awful",
    "that's bad",
    "that's correct",
    "that's fine",
    "that's frustrating",
    "that's good",
    "that's great",
    "that's it",
    "that's odd",
    "that's okay",
    "that's right",
    "that's strange",
    "that's terrible",
    "that's too bad",
    "that's true",
    "that's weird",
    "totally",
    "true",
    "understood",
    "very good",
    "very well",
    "well",
    "wonderful",
    "wow",
    "yeah",
    "yep",
    "yes",
    "yes please",
    "you're right",
    "yup",
)
"""Words and short phrases that only acknowledge, in the form of
:func:`coach.detectors.text.words`.  Source: the backchannel inventory of the
Switchboard dialogue-act corpus (Jurafsky et al., 1997), and service-desk calls."""

_SOUNDS = (
    r"m+|m+ h+m+|m+ h+u+m*|m*h+m+|h+m+ m+|u+h+ h+u+h+|u+h+|u+m+|u+h+u+h+|"
    r"a+h+a*|a+h+ h+a+|a+|e+h+|e+r+m*|o+|o+h+|o+o+h+|a+w+|"
    r"o+h+ (?:no|dear|boy|god|my god|my|wow)|"
    r"h+u+h+|h+u+h+ h+u+h+|(?:ha)+h*|ha|heh+|hehe|phew|oops|nah|ya+|yea+h*|mhm+|"
    r"mmhmm+|uhuh|hey|tsk|whoa|woah"
)
"""Listener's sounds however long they are drawn, and laughter."""


class Backchannels:
    """Tells words that only acknowledge from words that say something.

    Args:
        phrases: What only acknowledges, in lower case.
    """

    def __init__(self, phrases: Sequence[str] = ACKNOWLEDGEMENTS) -> None:
        known = "|".join(re.escape(phrase) for phrase in phrases)
        either = f"{_SOUNDS}|{known}" if known else _SOUNDS
        self._only = re.compile(rf"(?:(?:{either})(?: |$))+")
        self._sounds_only = re.compile(rf"(?:(?:{_SOUNDS})(?: |$))+")

    def only_acknowledge(self, spoken: Sequence[str]) -> bool:
        """Return whether these words, at least one, do no more than acknowledge.

        Args:
            spoken: In the form of :func:`coach.detectors.text.words`.
        """
        return bool(spoken) and bool(self._only.fullmatch(" ".join(spoken)))

    def only_sounds(self, spoken: Sequence[str]) -> bool:
        """Return whether there are only sounds such as "hmm", and at least one.

        Args:
            spoken: In the form of :func:`coach.detectors.text.words`.
        """
        return bool(spoken) and bool(self._sounds_only.fullmatch(" ".join(spoken)))
