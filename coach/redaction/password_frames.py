"""Passwords by the words around them in one line, as against talk of passwords.

“my password is sunflower22”, “set it to …”, “I typed … as my password”; but neither “my
password is locked” nor “I reset your password”.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from coach.redaction.hedges import after_hedges
from coach.redaction.labels import LOOSE, Label
from coach.redaction.lines import Line
from coach.redaction.masking import Spot
from coach.redaction.password_requests import NOT_ITSELF
from coach.redaction.pieces import Piece
from coach.redaction.values import (
    PREDICATES,
    PRODUCTS,
    is_plausible,
    is_strong,
    more_pieces,
    sentence_start,
    value_end,
)
from coach.redaction.vocabulary import FUNCTION_WORDS, JOINERS, word_set

MOST_TO_COPULA: Final = 9
"""Words between “password” and “is”: “for the shared mailbox”."""

_COPULAS: Final = frozenset(
    (
        "is",
        "was",
        ":",
        "=",
        "it's",
        "be",
        "being",
        "that's",
        "says",
        "reads",
        "as",
        "are",
    )
)
_SETTING: Final = word_set("""
    set setting reset changed change changing changes updated update make made making
    switched switch put
    """)
_USING: Final = word_set("""
    use using used type typed typing try tried trying enter entered entering put putting
    input have had type
    """)
_PUT: Final = word_set("""
    put typed entered chose picked is was make made said typing entering
    """)
_OWN: Final = frozenset(
    ("i", "we", "mine", "one", "it", "part", "just", "i'm", "keep", "kept", "been")
)
FRAMES: Final = (
    _COPULAS
    | _USING
    | _PUT
    | frozenset(("with", "to", "for", "says", "say", ",", ".", ":", "called", "then"))
)
"""What a password stands after."""
_LINKS: Final = frozenset(
    ("as", "for", "in", "into", "is", "was", "that's", "it's", "mean", ",", ".")
)
_NEVER: Final = frozenset(("cannot", "can't", "not", "must", "may", "mustn't"))
_NO_NAMES: Final = FUNCTION_WORDS | PREDICATES | PRODUCTS | JOINERS
NAMES: Final = word_set("""
    username user login log-in account id
    """)


class Frames:
    """Finds the passwords that the words of their own line tell.

    Args:
        lines: In order.
        labels: Of each line.
        dictated: Of each line, the piece at each token that is dictated.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        labels: Sequence[Sequence[Label]],
        dictated: Sequence[Mapping[int, Piece]],
    ) -> None:
        self._lines = lines
        self._labels = labels
        self._dictated = dictated

    def told(self, number: int, *, is_open: bool) -> list[Spot]:
        """Return the passwords that a line tells.

        Args:
            number: The line's.
            is_open: Whether a password was spoken of in it or not long before.
        """
        line = self._lines[number]
        own = [one for one in self._labels[number] if one.meaning == "password"]
        spots = [spot for label in own for spot in self._of_label(number, label)]
        for label in self._labels[number]:
            if label.text in ("passcode", "pass code"):
                spots += self._word_after(number, label)
        if not _SETTING.isdisjoint(line.vocabulary):
            spots += self._set_to(number, has_label=bool(own))
        if own or is_open:
            spots += self._framed(number, has_label=bool(own))
        return spots

    def _word_after(self, number: int, label: Label) -> list[Spot]:
        """Find “my passcode is buttercup”; digits are a code's."""
        tokens, dictated = self._lines[number].tokens, self._dictated[number]
        for begin in self._after_copula(number, label):
            end = value_end(tokens, begin, dictated)
            if not any(at in dictated for at in range(begin, end)):
                return self.value(number, begin)
        return []

    def _framed(self, number: int, *, has_label: bool) -> list[Spot]:
        """Find “I can't get in with Tiger!99”, “and then I put monkey business”."""
        line, dictated = self._lines[number], self._dictated[number]
        labels = [one for one in self._labels[number] if one.meaning != "number"]
        if not has_label and labels:
            return []
        named = {at for one in labels for at in range(one.first, one.last + 1)}
        begins = dict.fromkeys(
            after_hedges(line.tokens, at + (2 if follows.text == "in" else 1))
            for at, (token, follows) in enumerate(pairwise(line.tokens))
            if token.text in FRAMES
            and (has_label or token.kind == "word")
            and not (follows.is_joined and token.kind == "mark")
        )
        spots: list[Spot] = []
        done = 0
        for begin in begins:
            if begin < done:
                continue
            end = value_end(line.tokens, begin, dictated)
            told = range(begin, min(end, len(line.tokens)))
            if not told or not named.isdisjoint(told):
                continue
            if self._is_mixture(line, begin, end) or (
                has_label
                and (self.ends_in_digits(number, told) or self._is_put(number, told))
            ):
                spots.append(self.spot(number, begin, end))
                spots += self.more(number, end)
                done = end
        return spots

    def ends_in_digits(self, number: int, told: range) -> bool:
        """Whether it is a word or two and then digits: “hunter two”."""
        tokens, dictated = self._lines[number].tokens, self._dictated[number]
        words = 0
        for at in told:
            if at in dictated:
                return 1 <= words <= 3 and dictated[at].kind in ("digits", "symbol")
            token = tokens[at]
            if token.text in ("at",) and words:
                continue
            if (
                token.kind != "word"
                or token.text in FUNCTION_WORDS
                or token.text in PREDICATES
                or token.text in PRODUCTS
                or token.text in JOINERS
            ):
                return False
            words += 1
        return False

    def _is_put(self, number: int, told: range) -> bool:
        """Whether somebody says what they put in, and nothing after it."""
        tokens = self._lines[number].tokens
        at = told.start - 1
        while at > 0 and told.start - at < 6 and tokens[at].text not in _PUT:
            at -= 1
        if tokens[at].text not in _PUT or not at:
            return False
        is_own = tokens[at - 1].text in _OWN
        words = [tokens[n] for n in told if tokens[n].kind == "word"]
        is_last = told.stop >= len(tokens) or tokens[told.stop].text in (
            ".", ",", "!", "and", "but", "because", "so", "it", "with", "like",
        )  # fmt: skip
        return (
            is_own
            and is_last
            and len(words) <= 3
            and all(
                word.text not in FUNCTION_WORDS
                and word.text not in PREDICATES
                and word.text not in PRODUCTS
                for word in words
            )
        )

    def _of_label(self, number: int, label: Label) -> Iterator[Spot]:
        tokens = self._lines[number].tokens
        follows = label.last + 1
        is_other = follows < len(tokens) and tokens[follows].text in NOT_ITSELF
        for begin in () if is_other else self._after_copula(number, label):
            spots = self.value(number, begin)
            if spots:
                yield from spots
                return
        if self._is_apposed(number, follows):
            yield self.spot(
                number,
                follows + 1,
                value_end(tokens, follows + 1, self._dictated[number]),
            )
            return
        if self._is_beside(number, follows):
            yield from self.value(number, follows)
            return
        if follows + 1 < len(tokens) and tokens[follows].text in "?.,":
            begin = after_hedges(tokens, follows + 1)
            end = value_end(tokens, begin, self._dictated[number])
            is_asked = tokens[follows].text == "?" and tokens[-1].text != "?"
            has_digits = tokens[follows].text == "," and any(
                at in self._dictated[number] for at in range(begin, end)
            )
            spots = []
            if is_asked or has_digits or self._is_spelled(number, begin, end):
                spots = self.value(number, begin)
            if spots:
                yield from spots
                return
        yield from self._before(number, label)

    def _is_apposed(self, number: int, at: int) -> bool:
        """Whether a word or two stand in between commas: “my password, velvet, …”."""
        tokens = self._lines[number].tokens
        if at + 2 >= len(tokens) or tokens[at].text != ",":
            return False
        stop = value_end(tokens, at + 1, self._dictated[number])
        told = tokens[at + 1 : stop]
        return (
            stop < len(tokens)
            and tokens[stop].text == ","
            and len(told) <= 2
            and all(
                word.kind == "word"
                and not word.text.endswith("ly")
                and word.text not in _NO_NAMES
                for word in told
            )
            and all(label.first != at + 1 for label in self._labels[number])
        )

    def _is_beside(self, number: int, begin: int) -> bool:
        """Whether a value stands right beside “password”: “with the password X7”."""
        line, dictated = self._lines[number], self._dictated[number]
        end = value_end(line.tokens, begin, dictated)
        if begin >= end:
            return False
        if self._is_mixture(line, begin, end) or self._is_spelled(number, begin, end):
            return True
        has_name = not NAMES.isdisjoint(line.vocabulary)
        return (
            has_name and end - begin <= 2 and is_plausible(line, begin, end, dictated)
        )

    def _is_spelled(self, number: int, begin: int, end: int) -> bool:
        """Whether most of a value is dictated sign by sign."""
        dictated = self._dictated[number]
        pieces = {dictated[at] for at in range(begin, end) if at in dictated}
        signs = sum(len(piece.signs) for piece in pieces)
        return signs >= 3 and any(
            piece.kind != "digits" or signs >= 4 for piece in pieces
        )

    def _after_copula(self, number: int, label: Label) -> Iterator[int]:
        """Yield where a value may begin, after “password … is” or “reset to”."""
        tokens = self._lines[number].tokens
        if tokens[label.last].text.endswith("'s"):
            yield after_hedges(tokens, label.last + 1)
        words = 0
        for at in range(label.last + 1, len(tokens)):
            text = tokens[at].text
            if text == "be" and tokens[at - 1].text in _NEVER:
                return
            is_more = text == "by" and tokens[at - 1].text == "followed"
            if (
                is_more
                or text in _COPULAS
                or (text == "to" and self._is_set(number, label, at))
            ):
                yield after_hedges(tokens, at + 1)
            if text in (".", "?", "!", ";") or words > MOST_TO_COPULA:
                return
            if text in ("and", "but", "because", "or", "when", "if", "so"):
                return
            words += tokens[at].kind == "word"

    def _is_set(self, number: int, label: Label, at: int) -> bool:
        """Whether “to” belongs to “set the password to …”."""
        tokens = self._lines[number].tokens
        near = range(max(0, label.first - 8), at)
        return any(tokens[n].text in _SETTING for n in near)

    def value(self, number: int, begin: int, stop: int | None = None) -> list[Spot]:
        """Return the password that begins here, and what is dictated after it.

        Args:
            number: The line's.
            begin: Its first token, hedges passed over.
            stop: The token after it; by itself where none.
        """
        line, dictated = self._lines[number], self._dictated[number]
        end = value_end(line.tokens, begin, dictated) if stop is None else stop
        if not is_plausible(line, begin, end, dictated):
            return []
        spots = [self.spot(number, begin, end)]
        return spots + self.more(number, end) if stop is None else spots

    def _after(self, number: int, token: int) -> int:
        """Return the place of the first label from a token on."""
        return bisect_left(self._labels[number], token, key=lambda one: one.first)

    def more(self, number: int, end: int) -> list[Spot]:
        """Return what is dictated after a value: “…, then four four”."""
        stop = next(
            (
                label.first
                for label in self._labels[number][self._after(number, end) :]
                if label.meaning == "password"
            ),
            len(self._lines[number].tokens),
        )
        return [
            self.spot(number, piece.first, piece.last + 1)
            for piece in more_pieces(self._lines[number], end, self._dictated[number])
            if piece.first < stop
            and (piece.note == "sure" or piece.kind in ("digits", "mixed", "symbol"))
        ]

    def spot(self, number: int, begin: int, stop: int) -> Spot:
        """Return the spot of tokens, without the marks at its end."""
        tokens = self._lines[number].tokens
        while stop > begin + 1 and tokens[stop - 1].text in (",", ".", '"', "”", "?"):
            stop -= 1
        return Spot(tokens[begin].begin, tokens[stop - 1].stop, "password")

    def _before(self, number: int, label: Label) -> list[Spot]:
        """Find “… as my password”, “… is the password”, “… . That's your password”."""
        tokens = self._lines[number].tokens
        at = label.first - 1
        steps = 0
        while at >= 0 and steps < 4 and tokens[at].text not in _LINKS:
            at -= 1
            steps += 1
        if at < 1 or tokens[at].text not in _LINKS:
            return []
        link = tokens[at].text
        stop = at
        points_back = link in ("that's", "it's", "mean") or (
            link == "is" and tokens[at - 1].text in ("that", "this")
        )
        if points_back:
            stop = at - (1 if link == "is" else 0)
            if stop and tokens[stop - 1].text in (".", ",", "!"):
                stop -= 1
        start = sentence_start(tokens, stop)
        verbs = [
            n for n in range(max(start, stop - 40), stop) if tokens[n].text in _USING
        ]
        if verbs:
            begin = verbs[-1] + 1
            if begin < stop and tokens[begin].text == "in":
                begin += 1
        elif link in ("as", "for", "in", "into"):
            return []
        else:
            begin = start
            if points_back:
                told = [n for n in range(start, stop - 1) if tokens[n].text in _COPULAS]
                begin = told[-1] + 1 if told else start
        begin = after_hedges(tokens, begin)
        if begin >= stop:
            return []
        end = min(stop, value_end(tokens, begin, self._dictated[number]))
        if (
            not verbs
            and not points_back
            and not is_strong(self._lines[number], begin, end, self._dictated[number])
        ):
            return []
        if not is_plausible(self._lines[number], begin, end, self._dictated[number]):
            return []
        spots = [self.spot(number, begin, end)]
        return spots + [
            self.spot(number, piece.first, piece.last + 1)
            for piece in more_pieces(self._lines[number], end, self._dictated[number])
            if piece.last < label.first
            and (piece.note == "sure" or piece.kind != "letter")
        ]

    def _set_to(self, number: int, *, has_label: bool) -> list[Spot]:
        """Find “changed it to Rainbow!55”."""
        line = self._lines[number]
        if any(
            label.meaning == "plain" and label.text not in LOOSE
            for label in self._labels[number]
        ):
            return []
        for at, token in enumerate(line.tokens):
            if token.text != "to" or at < 2:
                continue
            if line.tokens[at - 1].text not in ("it", "that", "this", "them", "back"):
                continue
            if all(
                line.tokens[n].text not in _SETTING for n in range(max(0, at - 4), at)
            ):
                continue
            begin = after_hedges(line.tokens, at + 1)
            end = value_end(line.tokens, begin, self._dictated[number])
            if self._is_mixture(line, begin, end) or (
                has_label and is_plausible(line, begin, end, self._dictated[number])
            ):
                return self.value(number, begin)
        return []

    def _is_mixture(self, line: Line, begin: int, end: int) -> bool:
        """Whether letters and digits are written as one, with or without signs."""
        joined: list[str] = []
        for at in range(begin, min(end, len(line.tokens))):
            token = line.tokens[at]
            if not token.is_joined:
                joined = []
            joined.append(token.kind)
            if "word" in joined and "digits" in joined:
                return True
        return False
