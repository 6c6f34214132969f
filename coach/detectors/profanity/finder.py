"""Profanity in a sentence: its level, and whether a person is sworn at."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.detectors.profanity.settings import ProfanitySettings
from coach.detectors.profanity.words import MASKABLE, NAMES_FOR_PEOPLE
from coach.language.word_list import Match, Token, WordList, spellings, tokens

Level = Literal["mild", "strong", "slur"]

_RANK: Mapping[Level, int] = {"mild": 0, "strong": 1, "slur": 2}


@dataclass(frozen=True, slots=True)
class Swearing:
    """Profanity in one sentence."""

    level: Level
    """The worst level in it."""
    words: str
    """The matched words, as they were said."""
    is_aimed: bool
    """It is aimed at the person at the other end, not at the situation."""


class ProfanityFinder:
    """Find profanity in a sentence.  Pure; made once and shared.

    Args:
        chosen: The word lists.
    """

    def __init__(self, chosen: ProfanitySettings | None = None) -> None:
        chosen = chosen or ProfanitySettings()
        self._level: dict[str, Level] = {}
        lists: tuple[tuple[Level, tuple[str, ...]], ...] = (
            ("mild", chosen.mild),
            ("strong", chosen.strong),
            ("slur", chosen.slurs),
        )
        for level, phrases in lists:
            self._level |= {" ".join(p.lower().split()): level for p in phrases}
        self._book = WordList((*self._level, *chosen.innocent), MASKABLE)
        self._names = WordList(NAMES_FOR_PEOPLE, MASKABLE)

    def find(self, text: str) -> Swearing | None:
        """Return the profanity in a sentence, or None.

        Args:
            text: One sentence as it was recognised.
        """
        spoken = spellings(text)
        listed = self._book.find(spoken)
        if not listed:
            return None
        said = tokens(text)
        found = [
            match
            for match in listed
            if match.phrase in self._level
            and not _is_quoted(text, said[match.first].start)
        ]
        if not found:
            return None
        worst = max(
            (self._level[match.phrase] for match in found), key=_RANK.__getitem__
        )
        return Swearing(
            level=worst,
            words=", ".join(_as_said(text, said, match) for match in found),
            is_aimed=self._is_aimed(text, spoken, found),
        )

    def _is_aimed(self, text: str, spoken: Sequence[str], found: list[Match]) -> bool:
        if _AT_YOU.search(text.lower().replace("’", "'")):
            return True
        profane = {index for match in found for index in range(match.first, match.last)}
        for name in self._names.find(spoken):
            if name.first in profane or name.first - 1 in profane:
                before = spoken[max(0, name.first - 7) : name.first]
                if _YOU.intersection(before) and not _NOT_YOU.intersection(before):
                    return True
        return False


_YOU = frozenset({"you", "you're", "youre", "ya", "u"})
_NOT_YOU = frozenset({"he", "he's", "she", "she's", "they", "they're", "that", "it's"})
_OATH = r"(?:hell|heil|heel|hail|hill|fuck|f\*+|devil|frick)"
_AT_YOU = re.compile(
    rf"\b(?:what|why|who|where|how) the {_OATH}\b(?:\W+\w+){{0,3}}?\W+"
    r"(?:(?:are|were|did|do|have|is wrong with|was wrong with|is the matter with)"
    r"\s+(?:all )?(?:of )?you\b|you(?:'re| are| were| people| guys| lot| think|'ve)\b)"
    r"|\b(?:fuck|f\*+|damn|screw|goddamn|eff|f|sod|bugger) (?:all of )?(?:you|u|off)\b"
    r"|\b(?:fuck|f\*+|piss|sod|bugger|screw|eff)(?:ing)? off\b(?! (?:of|with it))"
    r"|\bshut the \S+ up\b|\bgo to h[ei]ll\b|\bto hell with you\b"
    r"|\byou(?:'re| are)? (?:\w+ ){0,3}(?:piece|pieces|sack|load|bag) of "
    r"|\b(?:kiss|suck|lick|bite) my\b|\bgo (?:fuck|f\*+|screw|eff) your"
    r"|\byou(?:'re| are|r)?(?: all| guys are| people are| lot are| just| really| so| "
    r"completely)* full of "
    r"|\byou (?:people |guys |really |have |'ve |all )*(?:fuck|f\*+|screw|piss)\S* "
    r"(?:up|it|this|us|me|my|over|everything)"
    r"|\b(?:are|r) (?:you|ya) (?:\S+ )?\S*(?:ing|\*+)\S* (?:kidding|joking|serious|"
    r"stupid|deaf|insane|crazy|dumb|blind|listening)"
    r"|\bare you (?:shitting|bullshitting|pissing)\b|\bget off your \S+\b"
    r"|\byou (?:\S+ ){0,2}(?:fuck|shit|bastard|bitch|ass|prick|dick|damn|goddamn)\S* "
    r"(?:people|guys|lot|clowns|idiots?|morons?|liars?|amateurs|monkeys)\b"
    r"|\bstop (?:bitching|bullshitting|fucking|pissing)\b"
)
"""Ways in which a person, not the situation, is sworn at."""

_QUOTE_MARKS = "\"“«'‘"
_QUOTING = re.compile(
    r"\b(?:screen|messages?|error|dialog\w*|page|pop-?up|window|prompt|note|sticker|"
    r"label|e-?mail|subject(?: line)?|comment|post|file ?name|file|folder|password|"
    r"user ?name|log|caption|title|filter|sign|text|document|ticket|it|word|words|hint|"
    r"banner|network|device|song|spelled)\b[^.?!]{0,24}?\b(?:says?|said|reads?|saying|"
    r"called|named|titled|spelled|spells|contains?|containing|flagged|blocked|like)\W+"
    r"(?:(?:as|the|a|an|in|word|words|something|like|just|literally|oh|what|quote|it's|"
    r"is|this|aw)\W+){0,3}$"
    r"|\b(?:called|calling|calls) (?:me|him|her|us|them) (?:an? )?(?:\w+ )?$"
    r"|\b(?:wrote|written|typed|typing|texted)\W+(?:\w+\W+){0,2}$"
    r"|\b(?:the|swear|curse|bad|f|c) words?,? (?:like |is |was )?$"
    r"|\b(?:brand|product|trade|code) ?names?(?: (?:of|is|was|called))?:? *[\"“«'‘]?$"
    r"|\b(?:by|with|under) the name(?: of)? *[\"“«'‘]?$",
    re.IGNORECASE,
)
"""What comes before words that are read out or reported, not meant."""

_REPORTING = re.compile(
    r"\b(?:says?|said|reads?|wrote|called|word|typed|named|quote)\b"
)


_REACH = 120
"""Characters before a word that may tell that it is read out: a dozen words and more.
A look further back would be taken anew for every word of a long rant."""


def _is_quoted(text: str, offset: int) -> bool:
    reach = max(0, offset - _REACH)
    before = text[reach:offset].rstrip()
    if before[-1:] in _QUOTE_MARKS and _REPORTING.search(before.lower()):
        return bool(before)
    return _QUOTING.search(text, reach, offset) is not None


def _as_said(text: str, said: Sequence[Token], match: Match) -> str:
    return text[said[match.first].start : said[match.last - 1].end]
