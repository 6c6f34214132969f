"""Backchannels: short listener sounds that do not take the floor.

customer  ████████████████████████████
agent            ██    ██                 "mm-hm"  "oh, okay"      → backchannels
agent                  ██████             "okay, but which one"    → not only
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from coach.language.memory import remembered

ACKNOWLEDGEMENTS = (
    "absolutely",
    "affirmative",
    "all right",
    "alright",
    "alrighty",
    "amazing",
    "awesome",
    "aye",
    "be my guest",
    "bingo",
    "bless you",
    "blimey",
    "bother",
    "bravo",
    "brilliant",
    "bummer",
    "carry on",
    "certainly",
    "cheers",
    "congrats",
    "congratulations",
    "cool",
    "copy",
    "copy that",
    "correct",
    "crikey",
    "dang",
    "darn",
    "dear me",
    "definitely",
    "done",
    "exactly",
    "excellent",
    "excellent stuff",
    "fab",
    "fair",
    "fair dos",
    "fair enough",
    "fantastic",
    "fine",
    "for real",
    "for sure",
    "funny",
    "gee",
    "geez",
    "get you",
    "glad to hear it",
    "glad to hear that",
    "go ahead",
    "go on",
    "good",
    "good call",
    "good deal",
    "good for you",
    "good grief",
    "good idea",
    "good job",
    "good lord",
    "good stuff",
    "good thing",
    "good to hear",
    "good to know",
    "goodness",
    "goodness gracious",
    "goodness me",
    "gosh",
    "got it",
    "got that",
    "got ya",
    "got you",
    "gotcha",
    "grand",
    "great",
    "great job",
    "great stuff",
    "heavens",
    "hooray",
    "hurray",
    "i bet",
    "i can imagine",
    "i can see that",
    "i get it",
    "i get that",
    "i got it",
    "i got you",
    "i hear ya",
    "i hear you",
    "i imagine",
    "i know",
    "i know right",
    "i see",
    "i see that",
    "i understand",
    "i'm glad",
    "i'm listening",
    "i'm so sorry",
    "i'm sorry",
    "i'm sorry about that",
    "i'm sorry to hear that",
    "i'm with you",
    "i've got it",
    "i've got that",
    "indeed",
    "indeed yes",
    "interesting",
    "it is",
    "it's fine",
    "it's okay",
    "jeez",
    "keep going",
    "lovely",
    "lovely stuff",
    "lucky you",
    "make sense",
    "makes perfect sense",
    "makes sense",
    "me too",
    "mercy",
    "my god",
    "my goodness",
    "my gosh",
    "my word",
    "naturally",
    "neat",
    "nice",
    "nice one",
    "nice work",
    "no",
    "no doubt",
    "no kidding",
    "no problem",
    "no way",
    "no worries",
    "not at all",
    "noted",
    "obviously",
    "of course",
    "of course not",
    "ok",
    "okay",
    "okey doke",
    "okey dokey",
    "okie dokie",
    "oof",
    "ouch",
    "perfect",
    "phew",
    "please",
    "please do",
    "please go ahead",
    "point taken",
    "poor thing",
    "poor you",
    "precisely",
    "quite",
    "quite right",
    "really",
    "right",
    "right oh",
    "right on",
    "right you are",
    "rightio",
    "righto",
    "righty",
    "roger",
    "roger that",
    "same here",
    "say no more",
    "shame",
    "sheesh",
    "shoot",
    "smashing",
    "so",
    "so sorry",
    "sorry",
    "sorry about that",
    "sorry to hear that",
    "sounds good",
    "splendid",
    "super",
    "sure",
    "sure does",
    "sure is",
    "sure thing",
    "sweet",
    "ta",
    "take your time",
    "terrific",
    "thank god",
    "thank goodness",
    "thank heavens",
    "thank you",
    "thank you so much",
    "thank you very much",
    "thanks",
    "thanks a lot",
    "thanks so much",
    "that makes sense",
    "that's it",
    "that's too bad",
    "there we go",
    "there you go",
    "too bad",
    "totally",
    "true",
    "ugh",
    "uh oh",
    "understood",
    "very good",
    "very nice",
    "very well",
    "well",
    "well done",
    "whew",
    "wonderful",
    "woohoo",
    "wow",
    "wowza",
    "yay",
    "yeah",
    "yeesh",
    "yep",
    "yes",
    "yes indeed",
    "yes please",
    "yes sir",
    "yikes",
    "you bet",
    "you poor thing",
    "you too",
    "you're kidding",
    "you're right",
    "you're welcome",
    "yup",
)
"""Words and short phrases that only acknowledge, in the form of
:func:`coach.language.text.words`.  Source: the backchannel inventory of the
Switchboard dialogue-act corpus (Jurafsky et al., 1997), and service-desk calls.
Appraisals ("that's awful", "how nice", "what a pain") are known without the list."""

_SOUNDS = (
    r"m+|m+ h+m+|m+ h+u+m*|m*h+m+|h+m+ m+|u+h+ h+u+h+|u+h+|u+m+|u+h+u+h+|"
    r"a+h+a*|a+h+ h+a+|a+|e+h+|e+r+m*|o+|o+h+|o+o+h+|a+w+|"
    r"o+h+ (?:no|dear|boy|god|my god|my|wow|man|lord)|"
    r"h+u+h+|h+u+h+ h+u+h+|(?:ha)+h*|ha|(?:heh*)+|(?:hee)+|a+h+|a+y+|phew|oops|nah|"
    r"ya+|yea+h*|mhm+|mmhmm+|uhuh|hey|tsk|whoa|woah|oof+|ugh+|a+r+g+h+"
)
"""Listener's sounds however long they are drawn, and laughter."""

_APPRAISAL = (
    r"(?:(?:that's|that is|that was|it's|it is|how|so|very|really|just|what a|"
    r"such a|oh my) )(?:(?:so|really|very|just|too|pretty|quite|a|an|such a|"
    r"a bit|all) )*"
    r"(?:amazing|annoying|awesome|awful|bad|brilliant|clear|cool|correct|crazy|"
    r"cute|dreadful|excellent|exciting|fair|fantastic|fine|frustrating|funny|good|"
    r"great|gutting|handy|helpful|horrible|interesting|lovely|lucky|mad|mess|neat|"
    r"nice|nightmare|nuisance|odd|ok|okay|pain|perfect|pity|relief|ridiculous|"
    r"right|rough|rubbish|sad|scary|shame|shocking|strange|surprise|sweet|terrible|"
    r"tough|tricky|true|unfortunate|unlucky|weird|wild|wonderful)"
    r"(?: (?:for you|then|indeed|news|one|thing|to hear))?"
)
"""What a listener thinks of it: "that's just awful", "how nice", "what a pain"."""

_SOUND = re.compile(_SOUNDS)
_FIRST_SOUND = re.compile(rf"(?:{_SOUNDS})(?= |$)")

MOST_WORDS = 10
"""Words in the longest sound or appraisal; listed phrases may be longer."""


class Backchannels:
    """Tells words that only acknowledge from words that say something.

    Args:
        phrases: What only acknowledges, in lower case.
    """

    def __init__(self, phrases: Sequence[str] = ACKNOWLEDGEMENTS) -> None:
        known = "|".join(re.escape(phrase) for phrase in phrases)
        either = f"{_SOUNDS}|{_APPRAISAL}|{known}" if known else _SOUNDS
        self._most = max(MOST_WORDS, *(len(phrase.split()) for phrase in phrases), 0)
        self._either = re.compile(either)
        self._each = re.compile(rf"(?<![^ ])(?:{either})(?= |$)")
        # Several detectors ask about the same few words, some at every turn.
        self._only_acknowledges = remembered(64)(self._is_acknowledgement)

    def only_acknowledge(self, spoken: Sequence[str]) -> bool:
        """Return whether these words, at least one, do no more than acknowledge.

        Args:
            spoken: In the form of :func:`coach.language.text.words`.
        """
        return self._only_acknowledges(" ".join(spoken))

    def _is_acknowledgement(self, text: str) -> bool:
        if self._each.match(text) is None:
            return False  # not even the first word: so it is mostly
        return _is_made_of(text.split(), self._either, self._most)

    def without(self, spoken: Sequence[str]) -> list[str]:
        """Return the words that do more than acknowledge, wherever they stand.

        Args:
            spoken: In the form of :func:`coach.language.text.words`.
        """
        return self._each.sub("", " ".join(spoken)).split()

    def only_sounds(self, spoken: Sequence[str]) -> bool:
        """Return whether there are only sounds such as "hmm", and at least one.

        Args:
            spoken: In the form of :func:`coach.language.text.words`.
        """
        if _FIRST_SOUND.match(" ".join(spoken)) is None:
            return False
        return _is_made_of(spoken, _SOUND, MOST_WORDS)


@lru_cache(maxsize=8)
def backchannels(phrases: tuple[str, ...] = ACKNOWLEDGEMENTS) -> Backchannels:
    """Return what tells these phrases from others: made once, not once a call.

    Args:
        phrases: As for :class:`Backchannels`.
    """
    return Backchannels(phrases)


def _is_made_of(spoken: Sequence[str], piece: re.Pattern[str], most: int) -> bool:
    """Return whether words, at least one, are nothing but pieces in a row.

    Each place is reached once, however the words before it were divided: "uh huh uh
    huh …" is one piece or two at every step, and a pattern that repeats would try all
    the divisions, twice as many with every step.
    """
    if not spoken:
        return False
    reached = {0}
    for first in range(len(spoken)):
        if first not in reached:
            continue
        for after in range(first + 1, min(first + most, len(spoken)) + 1):
            if after not in reached and piece.fullmatch(" ".join(spoken[first:after])):
                reached.add(after)
    return len(spoken) in reached
