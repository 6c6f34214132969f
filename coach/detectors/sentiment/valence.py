"""How a sentence's words sound: VADER's lexicon, heard by a service desk.

VADER scores what people write in social media.  Its lexicon and its strengthening
words are used here; what surrounds them is not: negation stops at the end of a clause
("it doesn't work, terrible" is not half good), a negated bad word is no praise ("I'm
not angry"), and words of the trade are no feelings
(:mod:`coach.detectors.sentiment.words`).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

NEUTRAL = -1.0
"""A sum of valences down to this is neutral: the model is never quite sure that
nothing bad is meant, and a problem is told in problem words.  Source: the macro-F1 of
negative, neutral and positive on a public test set of spoken dialogue
(docs/detectors.md)."""

BAD, GOOD = 23.5, 15.0
"""How slowly a score nears −1 and 1.  The one for good is VADER's constant; with the
other a sum of −3.8, which is strong, makes a score of −0.5."""

_NEGATED = -0.74
"""What is left of a good word after a negation (VADER)."""

_REACH = 3
"""Words over which strengthening and negation reach (VADER)."""

_BEFORE_BUT, _AFTER_BUT = 0.5, 1.5
"""Weights of what stands before and after a "but" (VADER)."""

_MAX_SUM = 4.5
"""Words alone never count for more than this: long is not the same as furious."""

NEGATIONS = frozenset(
    [
        "not",
        "no",
        "never",
        "none",
        "nothing",
        "neither",
        "nor",
        "nowhere",
        "without",
        "hardly",
        "barely",
        "rarely",
        "seldom",
        "cannot",
        "cant",
        "dont",
        "doesnt",
        "isnt",
        "wasnt",
        "wont",
    ]
)


@cache
def vader() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return VADER's lexicon and its strengthening words; read once.

    Returns:
        Valences −4..4 by word, and how much a word adds to the next one's strength.
    """
    from vaderSentiment import vaderSentiment  # reading its lexicon takes some 20 ms

    analyser = vaderSentiment.SentimentIntensityAnalyzer()
    return analyser.lexicon, vaderSentiment.BOOSTER_DICT


def score_of(total: float) -> float:
    """Return a sum of valences as a score −1..1, by the conventions of VADER's.

    At or below −0.05 is negative, from 0.05 on positive, at or below −0.5 strongly
    negative.
    """
    if total > 0:
        return total / math.sqrt(total * total + GOOD)
    bad = max(0.0, NEUTRAL - total)
    return 0.0 - bad / math.sqrt(bad * bad + BAD)  # never −0.0


class Valence:
    """Sum up the feeling in words.

    Args:
        lexicon: Valences −4..4 that replace VADER's; 0 takes a word out.
    """

    def __init__(self, lexicon: Mapping[str, float]) -> None:
        # Read here and not with the first words: those are heard on the event loop.
        known, self._boost = vader()
        self._known = {
            word: value for word, value in {**known, **lexicon}.items() if value
        }

    def total(self, clauses: Iterable[Sequence[str]]) -> float:
        """Return the sum of valences of a sentence; 0 says nothing.

        Args:
            clauses: The sentence's words, clause by clause, lower-case.
        """
        total, weight = 0.0, 1.0
        for clause in clauses:
            for index, word in enumerate(clause):
                if word == "but":
                    total *= _BEFORE_BUT
                    weight = _AFTER_BUT
                elif word in self._known:
                    total += weight * self._value(clause, index)
        return max(-_MAX_SUM, min(_MAX_SUM, total))

    def _value(self, clause: Sequence[str], index: int) -> float:
        value = self._known[clause[index]]
        for before in reversed(clause[max(0, index - _REACH) : index]):
            if before in NEGATIONS or before.endswith("n't"):
                return 0.0 if value < 0 else value * _NEGATED
            boost = self._boost.get(before, 0.0)
            value += boost if value > 0 else -boost
        return value
