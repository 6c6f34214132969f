"""What is read for secrets: lines of a conversation, as tokens with their places."""

import re
from dataclasses import dataclass, field
from typing import Final

from coach.events import Speaker
from coach.redaction.kinds import MASK

MOST_TOKEN: Final = 256
"""Longest token read as a word, in characters; a longer one says nothing."""

_TOKEN = re.compile(
    rf"(?P<mask>{MASK.pattern})|(?P<digits>[0-9]+)"
    r"|(?P<word>[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)|(?P<mark>[^\s])"
)


@dataclass(frozen=True, slots=True)
class Token:
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


@dataclass(slots=True, eq=False)
class Line:
    """What one speaker said in one utterance."""

    speaker: Speaker | None
    """None of a text that nobody said."""
    text: str
    tokens: list[Token] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """Its tokens' texts."""
        return [token.text for token in self.tokens]


def line_of(text: str, speaker: Speaker | None = None) -> Line:
    """Return a line of this text."""
    tokens: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(text):
        raw = match.group()
        kind = match.lastgroup or "mark"
        lower = raw.lower() if len(raw) <= MOST_TOKEN else "…"
        lower = lower.replace("’", "'").replace("ʼ", "'")
        begin, stop = match.span()
        tokens.append(Token(lower, raw, begin, stop, kind, begin == end))
        end = stop
    return Line(speaker, text, tokens)
