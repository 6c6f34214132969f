"""What counts as a word when one looks for words: the same in texts and in questions.

Case, accents and apostrophes do not matter: “Don’t” is ``dont`` and “café” ``cafe``.
Everything else that is neither letter nor digit stands between words.
"""

import re
import unicodedata
from typing import NamedTuple

MOST_CHARACTERS = 100
"""Of a word; the rest of a longer one does not matter.  PostgreSQL takes 2 KiB."""

_MARK = r"[\u0300-\u036f]*"
_WORD = re.compile(rf"[^\W_]{_MARK}(?:['\u2019\u02bc]?[^\W_]{_MARK})*")
_PLAIN_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")


class TextWord(NamedTuple):
    """A word of a text."""

    start: int
    """Its first character."""
    end: int
    """The first character after it."""
    form: str
    """What it is found by."""


def words_in(text: str) -> list[TextWord]:
    """Return the words of a text, in order."""
    found = (
        TextWord(match.start(), match.end(), _form(match.group()))
        for match in _WORD.finditer(text)
    )
    return [word for word in found if word.form]


def forms_in(text: str) -> list[str]:
    """Return what the words of a text are found by, in order."""
    if not text.isascii():
        return [word.form for word in words_in(text)]
    # The same for plain text, in a tenth of the time: a page looks into thousands.
    words = _PLAIN_WORD.findall(text.lower())
    return [word.replace("'", "")[:MOST_CHARACTERS] for word in words]


def _form(word: str) -> str:
    if word.isascii():
        return word.replace("'", "").lower()[:MOST_CHARACTERS]
    folded = unicodedata.normalize("NFKD", word.casefold())
    # A second time: of some characters, what they are made of has a case again.
    return "".join(c for c in folded.casefold() if c.isalnum())[:MOST_CHARACTERS]
