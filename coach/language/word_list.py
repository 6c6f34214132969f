"""Find listed words and phrases in what was said, however a recogniser wrote them.

Lists are written the way people write lists, ``"crap"``, ``"piece of ship"``,
``"fuck*"``, so that a desk can read and extend them in its policy.  Unlike the phrases
of :mod:`coach.language.phrases`, single words with all their spellings are the point.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from coach.language.memory import remembered

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_TOKEN = re.compile(r"[a-z0-9*@#$]+(?:['!.][a-z0-9*@#$]+)*")
_MASK = re.compile(r"[*@#$!]+")
_STRETCHED = re.compile(r"([a-z])\1{2,}")


class Token(NamedTuple):
    """One word and where it stands."""

    text: str
    """Lower-case, with straight apostrophes and any masking signs."""
    start: int
    """Offset of its first character in the text."""
    end: int
    """Offset after its last character."""


class Match(NamedTuple):
    """A listed phrase that was found."""

    phrase: str
    """The phrase as it stands in the list."""
    first: int
    """Index of its first token."""
    last: int
    """Index after its last token."""


@remembered(512)  # every list is looked up, after what is read ahead
def spellings(text: str) -> tuple[str, ...]:
    """Return the words of a text as :func:`tokens` has them, without their places."""
    return tuple(_TOKEN.findall(_normal(text)))


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text; hyphens split, masking signs stay.

    Args:
        text: Anything a recogniser wrote.

    Returns:
        For "F***ing bull-shit!": ``f***ing``, ``bull``, ``shit``.
    """
    return tuple(
        Token(found.group(), found.start(), found.end())
        for found in _TOKEN.finditer(_normal(text))
    )


def _normal(text: str) -> str:
    return text.translate(_APOSTROPHES).lower()


class WordList:
    """Words and phrases that can be looked up quickly.

    Args:
        phrases: Words separated by blanks.  ``*`` at either end of a word stands for
            any letters: ``fuck*``, ``*fuck*``.  Case does not matter.
        maskable: Words that may be hidden behind signs, as in ``f***``; the first of
            the list that fits is taken.
    """

    def __init__(self, phrases: Iterable[str], maskable: Iterable[str] = ()) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        self._open_first: list[tuple[str, ...]] = []
        for phrase in phrases:
            entry = tuple(phrase.lower().split())
            if entry and "*" in entry[0]:
                self._open_first.append(entry)
            elif entry:
                self._by_first.setdefault(entry[0], []).append(entry)
        self._open = re.compile(
            "|".join(
                re.escape(entry[0]).replace(r"\*", "[^ ]*")
                for entry in self._open_first
            )
            or r"(?!)"
        )
        self._maskable = tuple(maskable)
        # What a word may be, and what may begin at it, is worked out once a word.
        self._forms = lru_cache(maxsize=4096)(self._find_forms)
        self._beginning = lru_cache(maxsize=4096)(self._find_beginning)

    def find(self, said: Sequence[str]) -> list[Match]:
        """Return the phrases found, from left to right, the longest at each place.

        Args:
            said: What :func:`spellings` returned.
        """
        if not (self._by_first or self._open_first):
            return []
        found: list[Match] = []
        index = 0
        while index < len(said):
            entries = self._beginning(said[index])
            match = self._longest(entries, said, index) if entries else None
            if match is None:
                index += 1
            else:
                found.append(match)
                index = match.last
        return found

    def _longest(
        self, entries: Iterable[tuple[str, ...]], said: Sequence[str], index: int
    ) -> Match | None:
        best: Match | None = None
        for entry in entries:
            last = index + len(entry)
            if last > len(said) or (best is not None and last <= best.last):
                continue
            if all(
                self._is_word(said[index + offset], entry[offset])
                for offset in range(1, len(entry))
            ):
                best = Match(" ".join(entry), index, last)
        return best

    def _find_beginning(self, word: str) -> tuple[tuple[str, ...], ...]:
        return tuple(
            entry
            for form in self._forms(word)
            for entry in (
                *self._by_first.get(form, ()),
                *(
                    entry
                    for entry in self._open_first
                    if self._open.fullmatch(form) and _fits(form, entry[0])
                ),
            )
        )

    def _is_word(self, word: str, wanted: str) -> bool:
        return word == wanted or any(_fits(form, wanted) for form in self._forms(word))

    def _find_forms(self, word: str) -> tuple[str, ...]:
        """Return what a word may be: itself, unmasked, and without stretching."""
        forms = [word]
        if _MASK.search(word) and re.search(r"[a-z]", word):
            forms.extend(self._unmasked(word))
        elif _STRETCHED.search(word):
            forms.append(_STRETCHED.sub(r"\1", word))
            forms.append(_STRETCHED.sub(r"\1\1", word))
        return tuple(forms)

    def _unmasked(self, word: str) -> list[str]:
        pattern = re.compile(
            _MASK.sub(lambda signs: f"[a-z]{{1,{len(signs.group()) + 1}}}", word)
        )
        return [known for known in self._maskable if pattern.fullmatch(known)][:1]


def _fits(word: str, wanted: str) -> bool:
    """Tell whether a word is the wanted one, ``*`` standing for any letters."""
    match wanted.startswith("*"), wanted.endswith("*"):
        case False, False:
            return word == wanted
        case False, True:
            return word.startswith(wanted[:-1])
        case True, False:
            return word.endswith(wanted[1:])
        case _:
            return wanted[1:-1] in word
