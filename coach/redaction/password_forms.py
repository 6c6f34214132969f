"""Passwords by how they are written or remarked on, wherever they are said.

“Autumn2024!”, “ILoveMyCat”, “letmein, one word”, “I've been using Manchester 1 2 3”.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from coach.redaction.labels import IDENTIFIED, LOOSE, Label
from coach.redaction.lines import Line, Token
from coach.redaction.masking import Spot
from coach.redaction.password_frames import FRAMES, NAMES, Frames
from coach.redaction.pieces import Piece
from coach.redaction.values import PREDICATES, PRODUCTS, sentence_start, value_end
from coach.redaction.vocabulary import FUNCTION_WORDS, JOINERS, word_set

_HUMP: Final = re.compile("[A-Z][a-z]+|I(?=[A-Z][a-z])")
_SIGNS: Final = frozenset("-_!@#$%&*+=")
_MODELS: Final = word_set("""
    iphone galaxy pixel server office windows latitude optiplex laserjet officejet
    taskalfa surface gen version cell room port line floor page vlan version
    """)
"""What numbers are written to that are no secrets."""
_TRIED: Final = word_set("using use used try tried typed put entered do")
_BEGINNING: Final = frozenset((",", ".", "just", "then", "put", "and", "do", "?"))
_TYPED_REMARKS: Final = tuple(
    tuple(said.split())
    for said in (
        "one word", "all one word", "no spaces", "with no spaces", "all lower case",
        "all lowercase", "lower case", "lowercase", "all caps", "no space",
        "all in lower case", "all small letters", "that's one word",
    )
)  # fmt: skip
"""What is only said of what is typed."""
_REMARKING: Final = frozenset(remark[0] for remark in _TYPED_REMARKS)
"""Their first words."""
_NOT_TYPED: Final = word_set("""
    folder file server host hostname username domain site website url email e-mail
    surname name path document tab sheet called user
    """)
_TRYING: Final = word_set("""
    try tried type typed use using used with enter entered add put set to
    """)
_TALK: Final = FUNCTION_WORDS | JOINERS | PRODUCTS | PREDICATES | FRAMES
"""Words of talk, which nobody types."""
_BEFORE: Final = FRAMES | _BEGINNING
"""What stands before what is typed."""
_MADE: Final = PRODUCTS | _MODELS
"""Words that are parts of the names of products."""


def _is_typed(token: Token) -> bool:
    """Whether a word may be one that is typed, and is no talk."""
    return token.kind == "word" and token.text not in _TALK


def _is_run_together(raw: str) -> bool:
    """Whether words are written as one: “ILoveMyCat”."""
    may_be = len(raw) >= 8 and not raw[1:].islower()
    return may_be and len(_HUMP.findall(raw)) >= 3


class Written:
    """Finds the passwords that tell themselves.

    Args:
        lines: In order.
        labels: Of each line.
        dictated: Of each line, the piece at each token that is dictated.
        frames: What finds them by the words around them.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        labels: Sequence[Sequence[Label]],
        dictated: Sequence[Mapping[int, Piece]],
        frames: Frames,
    ) -> None:
        self._lines = lines
        self._labels = labels
        self._dictated = dictated
        self._frames = frames

    def told(self, number: int) -> list[Spot]:
        """Return the passwords of a line that nothing before it tells.

        Args:
            number: The line's.
        """
        spots = self._written(number) + self._remarked(number)
        if not spots and not _TRIED.isdisjoint(self._lines[number].vocabulary):
            spots = self._tried(number)
        return spots

    def _tried(self, number: int) -> list[Spot]:
        """Find “I've been using Manchester 1 2 3”."""
        line, dictated = self._lines[number], self._dictated[number]
        for at, token in enumerate(line.tokens):
            begin = at + 1
            if token.text not in _TRIED or begin >= len(line.tokens):
                continue
            end = value_end(line.tokens, begin, dictated)
            told = range(begin, min(end, len(line.tokens)))
            if (
                line.tokens[begin].raw[:1].isupper()
                and line.tokens[begin].text not in _MODELS
                and self._frames.ends_in_digits(number, told)
                and not any(begin <= one.first < end for one in self._labels[number])
            ):
                return [self._frames.spot(number, begin, end)]
        return []

    def _remarked(self, number: int) -> list[Spot]:
        """Find “… is letmein, one word”: only what is typed is said to be so."""
        line = self._lines[number]
        tokens = line.tokens
        if not _NOT_TYPED.isdisjoint(line.vocabulary) or any(
            label.meaning not in ("number", "password") and label.text not in LOOSE
            for label in self._labels[number]
        ):
            return []
        for at in range(1, len(tokens)):
            if tokens[at].text not in (",", ".") or (
                _REMARKING.isdisjoint(line.words[at + 1 : at + 2])
            ):
                continue
            if not any(
                line.words[at + 1 : at + 1 + len(remark)] == remark
                for remark in _TYPED_REMARKS
            ):
                continue
            begin = at
            while begin and at - begin < 4 and _is_typed(tokens[begin - 1]):
                begin -= 1
            is_begun = not begin or tokens[begin - 1].text in _BEFORE
            if begin < at and is_begun:
                return [self._frames.spot(number, begin, at)]
        return []

    def _written(self, number: int) -> list[Spot]:
        """Find “Autumn2024!” and “hunter2”: what nobody says who means a word."""
        tokens = self._lines[number].tokens
        spots: list[Spot] = []
        at = 0
        while at < len(tokens):
            stop = at + 1
            while (
                stop < len(tokens)
                and tokens[stop].is_joined
                and (
                    tokens[stop].text not in ".,?:;/…"
                    or (stop + 1 < len(tokens) and tokens[stop + 1].is_joined)
                )
            ):
                stop += 1
            if (stop > at + 1 and self._is_secretive(number, at, stop)) or (
                _is_run_together(tokens[at].raw)
            ):
                spots.append(self._frames.spot(number, at, stop))
                spots += self._frames.more(number, stop)
            at = stop
        return spots

    def _is_secretive(self, number: int, begin: int, stop: int) -> bool:
        """Whether something written without a space is a password wherever it is."""
        tokens = self._lines[number].tokens
        told = tokens[begin:stop]
        longest = sum(len(one.raw) for one in told if one.kind == "word")
        has_digits = any(one.kind == "digits" for one in told)
        marks = {one.text for one in told if one.kind == "mark"}
        if longest < 4 or not has_digits or not marks <= _SIGNS:
            return False
        if any(one.text in _MADE for one in told):
            return False
        start = sentence_start(tokens, begin + 1)
        before = [one.text for one in tokens[max(start, begin - 5) : begin]]
        if not NAMES.isdisjoint(before) or any(
            label.meaning not in ("password", "number")
            and (label.text in IDENTIFIED or begin - label.last <= 2)
            and start <= label.last < begin
            for label in self._labels[number]
        ):
            return False
        has_case = any(one.raw[:1].isupper() and not one.raw.isupper() for one in told)
        if len([one for one in told if one.text == "-"]) > 2:
            return True
        has_sign = bool(marks - {"-"}) or len([o for o in told if o.text == "-"]) > 1
        is_tried = not _TRYING.isdisjoint(before)
        return (has_case or has_sign or is_tried) and any(
            not one.raw.isupper() for one in told if one.kind == "word"
        )
