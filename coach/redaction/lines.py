"""What is read for secrets: lines of a conversation, as tokens with their places."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from coach.events import Speaker
from coach.redaction.kinds import MASK

MOST_TOKEN: Final = 256
"""Longest token read as a word, in characters; a longer one says nothing."""

_TOKEN = re.compile(
    rf"(?P<mask>{MASK.pattern})|(?P<digits>[0-9]+)"
    r"|(?P<word>[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)|(?P<mark>[^\s])"
)


class Token(NamedTuple):
    """A word, a run of digits, a mark or a mask."""

    text: str
    """Lower-case; apostrophes straight."""
    raw: str
    """As it was written."""
    begin: int
    """Offset of its first character in the line."""
    stop: int
    """Offset after its last."""
    kind: str
    """``digits``, ``word``, ``mark`` or ``mask``."""
    is_joined: bool
    """Nothing stands between it and the one before."""


_token = tuple.__new__
"""Makes a named tuple in a third of the time: every word of a call is one."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """What one speaker said in one utterance."""

    speaker: Speaker | None
    """None of a text that nobody said."""
    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    """Its tokens' texts."""
    vocabulary: frozenset[str]
    """The same without their order, and each without its “'s”."""


def line_of(text: str, speaker: Speaker | None = None) -> Line:
    """Return a line of this text."""
    tokens: list[Token] = []
    words: list[str] = []
    end = -1
    for match in _TOKEN.finditer(text):
        begin, stop = match.span()
        raw = lower = text[begin:stop]
        kind = match.lastgroup or "mark"
        if kind == "word":
            lower = raw.lower() if stop - begin <= MOST_TOKEN else "…"
            if not lower.isascii():
                lower = lower.replace("’", "'").replace("ʼ", "'")
        tokens.append(_token(Token, (lower, raw, begin, stop, kind, begin == end)))
        words.append(lower)
        end = stop
    bare = (word[:-2] for word in words if word.endswith("'s"))
    return Line(speaker, text, tuple(tokens), tuple(words), frozenset((*words, *bare)))
