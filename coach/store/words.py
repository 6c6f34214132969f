"""What counts as a word when one looks for words: the same in texts and in questions.

Case, accents and apostrophes do not matter: “Don’t” is ``dont`` and “café” ``cafe``.
Everything else that is neither letter nor digit stands between words.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MOST_CHARACTERS = 100
"""Of a word; the rest of a longer one does not matter.  PostgreSQL takes 2 KiB."""

_MARK = r"[\u0300-\u036f]*"
_WORD = re.compile(rf"[^\W_]{_MARK}(?:['\u2019\u02bc]?[^\W_]{_MARK})*")


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word of a text."""

    start: int
    """Its first character."""
    end: int
    """The first character after it."""
    form: str
    """What it is found by."""


def words_in(text: str) -> Iterator[TextWord]:
    """Yield the words of a text, in order."""
    for match in _WORD.finditer(text):
        form = _form(match.group())
        if form:
            yield TextWord(match.start(), match.end(), form)


def forms_in(text: str) -> list[str]:
    """Return what the words of a text are found by, in order."""
    return [word.form for word in words_in(text)]


def _form(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()[:MOST_CHARACTERS]
    folded = unicodedata.normalize("NFKD", word.casefold())
    # A second time: of some characters, what they are made of has a case again.
    return "".join(c for c in folded.casefold() if c.isalnum())[:MOST_CHARACTERS]
