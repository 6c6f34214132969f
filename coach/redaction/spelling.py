"""Signs that are dictated in one go, with the plain words among them.

::

    it's  capital S as in sugar, unicorn, dollar sign, nine nine,  all right?
          └────────────────────── one spelling ─────────────────┘
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from coach.redaction.lines import Line, Token
from coach.redaction.pieces import Piece
from coach.redaction.signs import NATO
from coach.redaction.vocabulary import (
    ACKNOWLEDGEMENTS,
    FUNCTION_WORDS,
    HESITATIONS,
    JOINERS,
    word_set,
)

MOST_BETWEEN: Final = 9
"""Tokens between two signs of one spelling."""

MOST_PLAIN: Final = 2
"""Plain words between two signs: “seven, river, dash”."""

_SYMBOLS: Final = word_set("""
    hash star pound plus dollar bang hyphen dash exclamation percent dot period at
    underscore space slash equals ampersand bracket colon tilde caret asterisk hashtag
    """)
"""Words that are signs only beside others."""
_DOTS: Final = word_set("dot period point at plus pound dollar percent space star")
"""Such as stand in versions and addresses too."""
_FILLERS: Final = JOINERS | word_set("""
    the a an letter number digit symbol sign word with all caps capital capitals
    uppercase lowercase upper lower case small little no spaces after before both
    plus and in as character mark at end beginning start goes followed is big next
    """)
_MARKS: Final = frozenset(",-–—.…\"'“”:;")
_CASES: Final = frozenset(
    ("little", "small", "capital", "big", "uppercase", "lowercase", "cap")
)
_NO_SIGNS: Final = ACKNOWLEDGEMENTS | JOINERS
_NO_PLAIN: Final = word_set("""
    password passwords passphrase said says say think thing got get work works worked
    know try tried type typed use used enter entered put need want login log account
    written writing called spell spelled spelt dictate read reading write pen ready
    letters characters numbers digits symbols times attempts new old temporary temp
    """)


@dataclass(frozen=True, slots=True)
class _Sign:
    first: int
    last: int
    kind: str
    """``case``, ``sure``, ``letter``, ``digits``, ``mixed``, ``symbol``, ``weak``."""
    length: int = 1


@dataclass(frozen=True, slots=True)
class Spelling:
    """Where something is spelled, and by what it is known."""

    begin: int
    """Its first token."""
    stop: int
    """The token after its last."""
    kinds: tuple[str, ...]
    """Of its signs in order."""
    length: int
    """Signs it stands for."""
    has_word: bool
    """Whether it begins with a plain word."""
    words: int
    """Plain words in it."""
    first: int
    """The token of its first sign."""

    def count(self, *kinds: str) -> int:
        """Return how many of its signs are of these kinds."""
        return sum(kind in kinds for kind in self.kinds)

    @property
    def is_clear(self) -> bool:
        """Whether nobody would talk like that who does not dictate."""
        many = len(self.kinds)
        letters, digits = self.count("letter", "sure", "case"), self.count("digits")
        return (
            (self.count("case") >= 1 and self.length >= 2)
            or (self.count("sure") >= 1 and many >= 3)
            or (self.count("symbol") >= 1 and many >= 2 and letters + digits > 0)
            or letters >= 4
            or (letters >= 1 and digits >= 1 and many >= 3)
            or (self.count("mixed") >= 1 and many >= 2)
            or (self.count("weak", "dot") >= 1 and digits + letters >= 2 and many >= 3)
            or (self.count("weak") >= 1 and digits >= 1 and self.has_word)
        )

    @property
    def is_secretive(self) -> bool:
        """Whether it is so mixed that it is a secret wherever it is said."""
        letters = self.count("letter", "sure", "case", "mixed")
        digits, symbols = self.count("digits"), self.count("symbol", "weak")
        length = self.length + 3 * self.words
        if self.count("symbol") and letters and digits and length >= 3:
            return True
        return length >= 4 and (
            (self.count("case") >= 1 and digits + symbols + self.count("dot") >= 1)
            or (letters + self.has_word >= 1 and digits >= 1 and symbols >= 1)
            or (letters >= 2 and digits >= 3)
            or (letters >= 3 and digits >= 1 and length >= 5)
            or (letters >= 3 and symbols >= 1 and not self.count("dot"))
        )


def spellings(line: Line, dictated: Mapping[int, Piece]) -> list[Spelling]:
    """Return what is spelled in a line, in order.

    Args:
        line: What was said.
        dictated: The piece at each token that is dictated sign by sign.
    """
    groups: list[list[_Sign]] = []
    for sign in _signs(line.tokens, dictated):
        if groups and _is_joined(line.tokens, groups[-1][-1].last + 1, sign.first):
            groups[-1].append(sign)
        else:
            groups.append([sign])
    found: list[Spelling] = []
    for group in groups:
        floor = found[-1].stop if found else 0
        begin = _leftmost(line.tokens, group[0].first, floor)
        while group and group[0].kind in ("weak", "dot") and begin == group[0].first:
            del group[0]
            begin = _leftmost(line.tokens, group[0].first, floor) if group else 0
        if not group:
            continue
        stop = _rightmost(line.tokens, group[-1].last + 1)
        kinds = tuple(sign.kind for sign in group)
        found.append(
            Spelling(
                begin,
                stop,
                kinds,
                sum(sign.length for sign in group),
                begin < group[0].first,
                sum(
                    _is_plain(token) and token.text not in _FILLERS
                    for at, token in enumerate(line.tokens[begin:stop], begin)
                    if not any(sign.first <= at <= sign.last for sign in group)
                )
                if len(group) <= 40
                else 0,
                group[0].first,
            )
        )
    return found


def _signs(tokens: Sequence[Token], dictated: Mapping[int, Piece]) -> list[_Sign]:
    found: list[_Sign] = []
    at = 0
    while at < len(tokens):
        piece = dictated.get(at)
        text = tokens[at].text
        following = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if piece is not None:
            kind = piece.kind
            if piece.kind == "letter" and piece.note == "sure":
                kind = "case" if _has_case(tokens, piece) else "sure"
            elif piece.kind == "symbol" and text in _SYMBOLS:
                is_named = piece.last > piece.first
                kind = "symbol" if is_named or text == "underscore" else "weak"
            if piece.note == "dotted" or _is_counted(tokens, piece):
                kind = "count"
            elif text in _DOTS and piece.first == piece.last:
                kind = "dot"
            found.append(_Sign(piece.first, piece.last, kind, len(piece.signs)))
            at = piece.last + 1
            continue
        if text in _CASES and len(following) == 1 and following.isalpha():
            found.append(_Sign(at, at + 1, "case"))
            at += 2
            continue
        if text in _SYMBOLS:
            found.append(_Sign(at, at, "dot" if text in _DOTS else "weak"))
        elif (len(text) == 1 and text.isalpha() and text not in "ai") or (
            text in NATO and found and found[-1].last == at - 1
        ):
            found.append(_Sign(at, at, "letter"))
        at += 1
    return found


def _is_counted(tokens: Sequence[Token], piece: Piece) -> bool:
    """Whether digits are a number as one counts: “four thousand one hundred”."""
    return any(
        tokens[at].text in ("hundred", "thousand", "million")
        for at in range(piece.first, min(piece.last + 2, len(tokens)))
    )


def _has_case(tokens: Sequence[Token], piece: Piece) -> bool:
    return tokens[piece.first].text in (*_CASES, "upper", "lower")


def _is_joined(tokens: Sequence[Token], begin: int, stop: int) -> bool:
    """Whether what is between two signs leaves them one spelling."""
    if stop - begin > MOST_BETWEEN:
        return False
    plain = 0
    has_end = False
    for at in range(begin, stop):
        token = tokens[at]
        if token.kind == "mark":
            if token.text not in _MARKS:
                return False
            has_end = has_end or token.text in ".…;:"
        elif token.text in _FILLERS or token.text in HESITATIONS:
            continue
        elif _is_plain(token):
            plain += 1
        else:
            return False
    return plain <= (0 if has_end else MOST_PLAIN)


def _is_plain(token: Token) -> bool:
    """Whether a word may be one of a password's."""
    return (
        token.kind == "word"
        and token.text not in FUNCTION_WORDS
        and token.text not in _NO_PLAIN
        and len(token.text) > 1
    )


def _rightmost(tokens: Sequence[Token], stop: int) -> int:
    """Return where it ends with a word after it: “…, nine, nine, Zebra.”."""
    if (
        stop + 1 < len(tokens)
        and tokens[stop].text == ","
        and _is_plain(tokens[stop + 1])
        and tokens[stop + 1].text not in _NO_SIGNS
        and (stop + 2 == len(tokens) or tokens[stop + 2].text == ".")
    ):
        return stop + 2
    return stop


def _leftmost(tokens: Sequence[Token], first: int, floor: int) -> int:
    """Return where it begins with the words before it: “Candle with a capital C”."""
    at = first - 1
    while at >= floor and (
        (
            tokens[at].text in _FILLERS
            and tokens[at].text not in ACKNOWLEDGEMENTS - {"the", "with", "and", "then"}
        )
        or tokens[at].text in (",", "-", '"', "“", "”")
        or (
            tokens[at].text == "."
            and (at < 2 or tokens[at - 2].kind == "mark")  # a word by itself
        )
    ):
        if tokens[at].text in ("is", "it's", "that's", "was", "no"):
            break
        at -= 1
    begin, words = first, 0
    while (
        at >= floor
        and words < MOST_PLAIN
        and _is_plain(tokens[at])
        and tokens[at].text not in _FILLERS
        and tokens[at].text not in ACKNOWLEDGEMENTS
    ):
        begin, words = at, words + 1
        at -= 1
    return begin
