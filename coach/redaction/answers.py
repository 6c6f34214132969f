"""Answers to security questions: the answer is secret, the question is not.

::

    agent     And your mother's maiden name?     customer  My first pet was Rex.
    customer  It's, uh, Kowalski.                                           └─┘
                        └──────┘
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from coach.events import Speaker
from coach.redaction.hedges import after_hedges
from coach.redaction.labels import Label
from coach.redaction.lines import Line, Token
from coach.redaction.masking import Spot
from coach.redaction.pieces import Piece
from coach.redaction.questions import (
    ANSWER,
    BORN,
    SECURITY,
    TOPIC,
    TRIGGERS,
    VOLUNTEERED,
    asks,
    is_of_life,
    is_personal,
    normal_form,
)
from coach.redaction.signs import MONTHS, ORDINALS, TEENS, TENS, UNITS
from coach.redaction.values import PREDICATES, more_pieces
from coach.redaction.vocabulary import FUNCTION_WORDS, HESITATIONS, word_set

MOST_WORDS: Final = 10
"""Words of an answer."""

MOST_APART: Final = 8
"""Lines after “for security” in which a question of taste is a security question."""

MOST_SECURE: Final = 3
"""Lines after it in which any question about one's life is one."""

MOST_WAIT: Final = 6
"""Lines after a question in which its answer may come."""

_LINKS: Final = frozenset(
    (
        "is",
        "was",
        "'s",
        ":",
        "called",
        "named",
        "it's",
        "as",
        "would",
        "being",
        "=",
        "said",
        "put",
        "entered",
        "wrote",
        "answered",
    )
)
_NO_ANSWERS: Final = word_set("""
    god hey wow gosh i why what no not don't can't who where how do is you we none never
    pardon could which i'm i've i'll i'd there he she they if because did does would
    that this those these have it will can am are nothing nobody whatever when let
    """)
_ENDS: Final = word_set("""
    but because if so i that's which who though okay please why is do can would it it's
    isn't i'm i've i'd i'll what how was though although you ok thanks sorry right
    with does did spelled spelt like
    """)
_TITLES: Final = frozenset(("mr", "mrs", "ms", "dr", "st", "miss", "prof"))
_NUMERIC: Final = frozenset((*UNITS, *TEENS, *TENS, *MONTHS, *ORDINALS, "double", "oh"))


class Answers:
    """Finds the answers to security questions.

    Args:
        lines: In order.
        labels: Of each line.
        pieces: What of each line is dictated sign by sign.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        labels: Sequence[Sequence[Label]],
        pieces: Sequence[Sequence[Piece]],
    ) -> None:
        self._lines = lines
        self._labels = labels
        self._dictated: list[Mapping[int, Piece]] = [
            {at: piece for piece in own for at in range(piece.first, piece.last + 1)}
            for own in pieces
        ]

    def find(self) -> list[list[Spot]]:
        """Return the answers in each line."""
        found: list[list[Spot]] = []
        asked: dict[Speaker | None, tuple[int, bool]] = {}
        dated: dict[Speaker | None, int] = {}
        secure = -99
        for number, line in enumerate(self._lines):
            if not SECURITY.isdisjoint(line.vocabulary):
                secure = number
            normal, places = "", list[int]()
            if (
                not TRIGGERS.isdisjoint(line.vocabulary)
                or number - secure <= MOST_APART
            ):
                normal, places = normal_form(line)
            topics = [
                topic
                for topic in TOPIC.finditer(normal)
                if not topic.group("loose")
                or number - secure <= MOST_APART
                or is_personal(normal, topic)
            ]
            spots = [
                spot for topic in topics for spot in self._told(number, topic, places)
            ]
            if number - secure <= MOST_APART:
                for told in ANSWER.finditer(normal):
                    begin = bisect_right(places, told.end() - 1)
                    spots += self._value(number, begin, strict=True)
            for told in VOLUNTEERED.finditer(normal):
                spots += self._name(number, bisect_right(places, told.end() - 1))
            for topic in topics:
                spots += self._name_before(number, bisect_left(places, topic.start()))
            for born in BORN.finditer(normal):
                spots += self._value(
                    number, bisect_right(places, born.end() - 1), strict=True
                )
            speaker = line.speaker
            since, is_date = asked.get(speaker, (-99, False))
            if not spots and number - since <= MOST_WAIT:
                spots = self._answer(number, is_date=is_date)
                if spots:
                    del asked[speaker]
                    if is_date:
                        dated[speaker] = number
            elif not spots and number - dated.get(speaker, -99) <= MOST_WAIT:
                spots = self._rest_of_date(number)
            if speaker is None or spots:
                pass
            elif topics and asks(line, normal):
                asked[speaker.other] = number, bool(topics[-1].group("date"))
            elif number - secure <= MOST_SECURE and is_of_life(
                line, self._labels[number]
            ):
                asked[speaker.other] = number, False
            found.append(spots)
        return found

    def _told(
        self, number: int, topic: re.Match[str], places: Sequence[int]
    ) -> list[Spot]:
        """Find “my mother's maiden name is …”."""
        tokens = self._lines[number].tokens
        begin = bisect_left(places, topic.end())
        is_date = bool(topic.group("date"))
        if begin and tokens[begin - 1].text.endswith("answer's"):
            return self._value(number, begin, strict=True)
        for at in range(begin, min(begin + 9, len(tokens))):
            text = tokens[at].text
            if text in _LINKS:
                spots = self._value(number, at + 1, strict=True)
                told = (
                    self._lines[number].text[spots[0].begin : spots[0].stop]
                    if spots
                    else ""
                )
                if topic.group("loose") and told.islower():
                    return []
                return spots
            if (
                text == "and"
                and tokens[at + 1 : at + 2]
                and (tokens[at + 1].text in ("it's", "i", "the"))
            ):
                continue
            if text in (".", "?", "!", ";") or text in ("and", "but", "or"):
                break
        if begin < len(tokens) and (
            (is_date and _is_dateish(tokens[begin]))
            or (
                not is_date
                and tokens[begin].raw[:1].isupper()
                and begin > 1
                and tokens[begin].text not in FUNCTION_WORDS
            )
        ):
            return self._value(number, begin, strict=True)
        follows = begin + 1
        if (
            follows < len(tokens)
            and tokens[begin].text == "?"
            and tokens[-1].text != "?"
        ):
            return self._value(number, follows, strict=True)
        if begin < len(tokens) and tokens[begin].text == "," and follows < len(tokens):
            follows = after_hedges(tokens, follows)
            if follows < len(tokens) and (
                _is_dateish(tokens[follows])
                if is_date
                else tokens[follows].raw[:1].isupper()
                and tokens[follows].text not in FUNCTION_WORDS
            ):
                return self._value(number, follows, strict=True)
        return []

    def _value(self, number: int, begin: int, *, strict: bool) -> list[Spot]:
        """Return the answer that begins here, and what is spelled after it."""
        line = self._lines[number]
        begin = after_hedges(line.tokens, begin)
        if begin >= len(line.tokens):
            return []
        end = self._end(number, begin)
        tokens = line.tokens[begin:end]
        if not tokens or not self._is_answer(tokens, strict=strict):
            return []
        if (
            end < len(line.tokens)
            and line.tokens[end].text == "?"
            and not strict
            and not any(token.raw[:1].isupper() for token in tokens)
            and line.words[max(0, begin - 2) : begin]
            not in (("is", "it"), ("was", "it"))
        ):
            return []
        spots = [Spot(tokens[0].begin, tokens[-1].stop, "security-answer")]
        more = more_pieces(line, end, self._dictated[number], 8)
        letters = [piece for piece in more if piece.kind == "letter"]
        if len(letters) >= 2:
            first, last = more[0].first, more[-1].last
            spots.append(
                Spot(
                    line.tokens[first].begin, line.tokens[last].stop, "security-answer"
                )
            )
        return spots

    def _name(self, number: int, begin: int) -> list[Spot]:
        """Return the answer that begins here if it is a name."""
        tokens = self._lines[number].tokens
        begin = after_hedges(tokens, begin)
        is_name = (
            begin < len(tokens)
            and tokens[begin].raw[:1].isupper()
            and tokens[begin].text not in FUNCTION_WORDS
            and tokens[begin - 1].text not in (".", "?")
        )
        return self._value(number, begin, strict=True) if is_name else []

    def _name_before(self, number: int, stop: int) -> list[Spot]:
        """Find “it's Thackeray, my mum's name before she married”."""
        tokens = self._lines[number].tokens
        if stop and tokens[stop - 1].text == "my":
            stop -= 1
        if stop < 2 or tokens[stop - 1].text != ",":
            return []
        begin = stop - 1
        while begin and stop - begin < 5 and tokens[begin - 1].raw[:1].isupper():
            begin -= 1
        is_told = begin and tokens[begin - 1].text in ("it's", "is", "was", "that's")
        if not is_told or begin == stop - 1 or tokens[begin].text in FUNCTION_WORDS:
            return []
        return [Spot(tokens[begin].begin, tokens[stop - 2].stop, "security-answer")]

    def _is_answer(self, tokens: Sequence[Token], *, strict: bool) -> bool:
        first = tokens[0]
        if first.kind == "mask" or first.text in _NO_ANSWERS:
            return first.text == "no" and len(tokens) > 1 and tokens[1].kind == "digits"
        words = [token for token in tokens if token.kind != "mark"]
        if not words:
            return False
        if not strict:
            return not all(
                word.text in FUNCTION_WORDS or word.text in HESITATIONS
                for word in words
            )
        if any(_is_dateish(word) for word in words[:4]):
            return True
        if first.text in PREDICATES or (
            first.text in FUNCTION_WORDS
            and not any(word.raw[:1].isupper() for word in words)
        ):
            return False
        return not (
            first.raw.islower()
            and first.text.endswith(("ed", "ing"))
            and len(words) < 3
        )

    def _end(self, number: int, begin: int) -> int:
        tokens = self._lines[number].tokens
        words = 0
        at = begin
        while at < len(tokens):
            token = tokens[at]
            follows = tokens[at + 1] if at + 1 < len(tokens) else None
            if token.kind == "mask":
                break
            if token.kind == "mark":
                is_inside = follows is not None and (
                    follows.is_joined
                    or (token.text == "." and tokens[at - 1].text in _TITLES)
                    or (
                        token.text in ",.-–"
                        and _is_dateish(follows)
                        and any(map(_is_dateish, tokens[begin:at]))
                    )
                    or (token.text == "," and (at + 1) in self._dictated[number])
                    or (
                        token.text == ","
                        and follows.raw[:1].isupper()
                        and words <= 3
                        and follows.text not in FUNCTION_WORDS
                    )
                )
                if not is_inside and token.text not in "'’\"“”":
                    break
            elif (token.text in _ENDS and at > begin and not token.is_joined) or (
                token.text == "and"
                and not (
                    follows is not None
                    and (
                        follows.raw[:1].isupper()
                        or _is_dateish(follows)
                        or (at + 1) in self._dictated[number]
                        or (len(follows.text) == 1 and follows.text.isalpha())
                    )
                )
            ):
                break
            else:
                words += not token.is_joined
                if words > MOST_WORDS:
                    break
            at += 1
        return at

    def _answer(self, number: int, *, is_date: bool) -> list[Spot]:
        """Return what answers a question in this line: its first clause that may."""
        tokens = self._lines[number].tokens
        ends = [
            at + 1
            for at, token in enumerate(tokens)
            if token.text in ".!,?"
            and not (at + 1 < len(tokens) and tokens[at + 1].is_joined)
        ]
        for start in (0, *ends[:6]):
            begin = after_hedges(tokens, start)
            if begin >= len(tokens):
                break
            if is_date and not any(map(_is_dateish, tokens[begin : begin + 12])):
                return []
            is_remark = tokens[start - 1].text == "," if start else False
            if is_remark and not tokens[begin].raw[:1].isupper():
                continue
            spots = self._value(number, begin, strict=False)
            if spots:
                return spots
        return []

    def _rest_of_date(self, number: int) -> list[Spot]:
        """Find the month and the year where the day came before."""
        line = self._lines[number]
        begin = after_hedges(line.tokens, 0)
        words = [token for token in line.tokens[begin:] if token.kind != "mark"]
        if not words or len(words) > 6 or not any(map(_is_dateish, words)):
            return []
        if any(
            word.text not in FUNCTION_WORDS and not _is_dateish(word) for word in words
        ):
            return []
        return [Spot(words[0].begin, words[-1].stop, "security-answer")]


def _is_dateish(token: Token) -> bool:
    return token.kind == "digits" or token.text in _NUMERIC
