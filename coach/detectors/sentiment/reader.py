"""The feeling in a sentence: its words, its phrases, its rough tone and its meaning.

Two of the three witnesses: phrases and VADER's lexicon, which can say what they heard,
and a small model that knows sentences as a whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coach.detectors.sentiment.settings import SentimentSettings
from coach.detectors.sentiment.valence import NEGATIONS, Valence
from coach.events import Finding
from coach.language.phrases import compiled, searchable
from coach.language.text import Sentence, words
from coach.meaning.reading import reader

_SWEARING = {"mild": -0.8, "strong": -1.4, "slur": -2.5}
_SWORN_AT = -3.0
_THREATENED = -3.8
_CLAUSE_END = re.compile(r"[,;:.!?]+(?:\s|$)|\s[-–—]+\s")
_PRAISE = 1.2
"""Good words that outweigh a phrase: "you people have been wonderful"."""
_WARM = 3.4
"""Good words that outweigh even what sounds sarcastic: "just perfect, thank you"."""
_MOCKING = frozenset({"sarcasm", "scorn", "rhetoric"})
"""Kinds in which kind words are not meant kindly."""
_YOU = frozenset(
    ["you", "you're", "you've", "you'd", "you'll", "your", "yours", "yourself"]
)
_REQUESTING = frozenset(["can", "could", "would", "will", "should", "shall", "may"])
_MAX_OF_A_KIND = 2

_IRONY = -1.8
"""Praise that opens or follows a complaint makes it worse."""
_INSISTS = -2.4
"""Saying the last words again: "it's been two weeks. Two weeks!"."""
_PRAISED = re.compile(
    r"(?:oh |well |so |just )*(?:great|wonderful|fantastic|perfect|brilliant|lovely|"
    r"super|marvelous|terrific|awesome|excellent) "
)


FURIOUS, NEGATIVE, POSITIVE = -5.0, -1.0, 1.4
"""How a text of each kind sounds, on VADER's scale; neutral ones are 0."""


@dataclass(frozen=True, slots=True)
class Feeling:
    """How one sentence sounds."""

    total: float
    """On VADER's scale: negative is bad, −3 is strong."""
    signs: tuple[str, ...]
    """The kinds of evidence: ``outrage``, ``strain``, ``swearing`` …"""


class SentimentReader:
    """Read the feeling in a sentence.  Pure; made once and shared.

    Args:
        chosen: Word lists.
    """

    def __init__(self, chosen: SentimentSettings | None = None) -> None:
        chosen = chosen or SentimentSettings()
        pairs = (entry.rsplit(" ", 1) for entry in chosen.lexicon)
        self._valence = Valence({word.lower(): float(value) for word, value in pairs})
        self._blanked = compiled(chosen.blanked)
        weights = {
            kind: float(weight)
            for kind, weight in (entry.rsplit(" ", 1) for entry in chosen.weights)
        }
        self._confronting = weights.pop("confronting", 0.0)
        self._signs = [
            (kind, weight, compiled(getattr(chosen, kind)))
            for kind, weight in weights.items()
        ]
        self._meaning = reader("feeling") if chosen.semantic else None

    @property
    def has_meaning(self) -> bool:
        """Whether there is a second witness, who knows sentences as a whole."""
        return self._meaning is not None

    def read(self, text: str, rough: Sequence[Finding] = ()) -> Feeling:
        """Return the feeling in one sentence.

        Args:
            text: As it was recognised.
            rough: Profanity and threats that were found in it.
        """
        clauses = [words(clause) for clause in _CLAUSE_END.split(text)]
        spoken = searchable(word for clause in clauses for word in clause)
        plain = self._blanked.blank(spoken)
        if plain != spoken:
            clauses = [clause.split() for clause in plain.split("_")]
        signs: list[str] = []
        evidence = 0.0
        if _is_confronting(plain):
            signs.append("confronting")
            evidence += self._confronting
        for kind, weight, phrases in self._signs:
            if weight > 0 and evidence == 0:
                continue  # nothing to take off
            count = phrases.count(plain, _MAX_OF_A_KIND)
            if count:
                signs.append(kind)
                # A second phrase of the same kind says much the same again.
                evidence += weight * (1 + 0.5 * (count - 1))
        evidence = min(evidence, 0.0)
        signs = [kind for kind in signs if kind != "soft"]
        valence = self._valence.total(clauses)
        if evidence and "sarcasm" not in signs and _PRAISED.match(spoken):
            signs.append("sarcasm")  # "great, so I waited an hour for nothing"
            evidence += _IRONY
        is_mocking = not _MOCKING.isdisjoint(signs)
        if signs and valence >= (_WARM if is_mocking else _PRAISE):
            signs.clear()
            evidence = 0.0
        elif evidence < 0:
            valence = min(valence, 0.0)
        for sign, weight in map(_rough, rough):
            signs.append(sign)
            evidence += weight
        total = valence + evidence
        if total < 0:
            total -= 0.3 * min(text.count("!"), 2)
        return Feeling(total, tuple(signs))

    def meant(self, text: str) -> float:
        """Return how a text sounds as a whole, on VADER's scale; 0 without a model."""
        if self._meaning is None:
            return 0.0
        chances = self._meaning.read(text)
        return (
            FURIOUS * chances["furious"]
            + NEGATIVE * chances["negative"]
            + POSITIVE * chances["positive"]
        )

    def kind(self, text: str) -> Literal["negative", "neutral", "positive"] | None:
        """Return what a text most probably is as a whole; None without a model."""
        if self._meaning is None:
            return None
        chances = self._meaning.read(text)
        negative = chances["furious"] + chances["negative"]
        if negative > max(chances["neutral"], chances["positive"]):
            return "negative"
        return "neutral" if chances["neutral"] > chances["positive"] else "positive"


def _rough(finding: Finding) -> tuple[str, float]:
    """Return the sign that a finding of profanity or a threat is, and its weight."""
    if finding.kind == "threat":
        return "threat", _THREATENED
    if finding.evidence["target"] != "situation":
        return "swearing", _SWORN_AT
    return "swearing", _SWEARING[str(finding.evidence["level"])]


def _is_confronting(plain: str) -> bool:
    """Tell whether "you" and a denial meet, other than in a request."""
    spoken = plain.split()
    if _YOU.isdisjoint(spoken) or spoken[0] in _REQUESTING:
        return False
    return any(word in NEGATIONS or word.endswith("n't") for word in spoken)


def in_context(
    feeling: Feeling, sentence: Sentence, before: list[str], total: float
) -> Feeling:
    """Return a sentence's feeling in the light of the one before it.

    Args:
        feeling: Of the sentence by itself.
        sentence: A sentence.
        before: The words of the sentence before.
        total: That sentence's feeling.
    """
    spoken = words(sentence.text)
    if total <= -1.0 and len(spoken) <= 2 and _PRAISED.match(searchable(spoken)):
        return Feeling(_IRONY, ("sarcasm",))
    insists = 2 <= len(spoken) <= 4 and spoken == before[-len(spoken) :]
    if insists and total <= -0.5:
        return Feeling(min(feeling.total, 0.0) + _INSISTS, (*feeling.signs, "strain"))
    return feeling
