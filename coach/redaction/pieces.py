"""Reading what is dictated, sign by sign: digits, letters, symbols, however said.

“double five”, “oh”, “twenty three”, “capital P”, “b for bravo”, “at sign”, “4-1-1-1”.
Each is a piece: what it stands for, and which tokens say it.
"""

from dataclasses import dataclass
from typing import Final

from coach.redaction.lines import Line, Token
from coach.redaction.signs import (
    CASES,
    MISHEARD,
    MONTHS,
    NATO,
    OH,
    QUANTITIES,
    SUFFIXES,
    SYMBOLS,
    TEENS,
    TENS,
    TIMES,
    UNITS,
    WEAK_LETTERS,
    WEAK_SYMBOLS,
)
from coach.redaction.vocabulary import FUNCTION_WORDS, JOINERS

_MOST_CHUNK = 24
_SURE_MONTHS: Final = MONTHS - {"may"}
"""“May” is a verb as well."""
_STARTERS: Final = frozenset(
    (
        *UNITS, *TEENS, *TENS, *TIMES, *OH, *MISHEARD, *NATO, *CASES, "upper", "lower",
        *(said[0] for said in SYMBOLS),
    )
)  # fmt: skip
"""Words with which a piece may begin."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something dictated."""

    line: int
    first: int
    """Its first token."""
    last: int
    """Its last."""
    signs: str
    """What it stands for: “77” of “double seven”; letters small."""
    kind: str
    """``digits``, ``letter``, ``symbol`` or ``mixed``."""
    note: str = ""
    """``dotted`` of a part of a version or an address."""


def read_pieces(number: int, line: Line) -> list[Piece]:
    """Return what a line dictates, without what is a quantity, a date or a time.

    Args:
        number: The line's.
        line: What was said.
    """
    return _Reader(number, line).read()


class _Reader:
    """Reads one line."""

    def __init__(self, number: int, line: Line) -> None:
        self._number = number
        self._tokens = line.tokens
        self._pieces: list[Piece] = []
        words = [token.raw for token in line.tokens if token.kind == "word"]
        self._is_shouted = len(words) > 4 and all(map(str.isupper, words))

    def read(self) -> list[Piece]:
        free = 0
        for at in self._beginnings():
            if at < free or (piece := self._piece(at)) is None:
                continue
            free = piece.last + 1
            if not self._is_figure(piece):
                self._pieces.append(piece)
        return [
            piece
            for place, piece in enumerate(self._pieces)
            if not self._is_lonely(place)
        ]

    def _beginnings(self) -> list[int]:
        """Return where a piece may begin, told quickly: most words are talk."""
        return [
            at
            for at, token in enumerate(self._tokens)
            if token.kind == "digits"
            or (
                token.kind == "word"
                and (
                    token.text in _STARTERS
                    or len(token.raw) == 1
                    or token.raw.isupper()
                    or (self._joined(at + 1) and self._tokens[at + 1].kind == "digits")
                )
            )
        ]

    def _text(self, at: int) -> str:
        return self._tokens[at].text if 0 <= at < len(self._tokens) else ""

    def _made(
        self, first: int, last: int, signs: str, kind: str, note: str = ""
    ) -> Piece:
        return Piece(self._number, first, last, signs, kind, note)

    def _piece(self, at: int) -> Piece | None:
        token = self._tokens[at]
        if token.kind == "mask":
            return None
        if token.kind == "digits" or token.kind == "word":
            chunk = self._chunk(at)
            if chunk is not None:
                return chunk
        if token.kind == "digits":
            return self._digits(at)
        if token.kind == "word":
            return self._number_words(at) or self._letter(at) or self._symbol(at)
        return None

    # --- digits -----------------------------------------------------------------------

    def _digits(self, at: int) -> Piece:
        """Digits, with a comma before thousands."""
        last, signs = at, self._tokens[at].raw
        while (
            len(signs) < _MOST_CHUNK
            and self._text(last + 1) == ","
            and self._joined(last + 1)
            and self._joined(last + 2)
            and self._tokens[last + 2].kind == "digits"
            and len(self._tokens[last + 2].raw) == 3
        ):
            last += 2
            signs += self._tokens[last].raw
        return self._made(at, last, signs, "digits", self._dotted(at, last))

    def _joined(self, at: int) -> bool:
        return at < len(self._tokens) and self._tokens[at].is_joined

    def _dotted(self, first: int, last: int) -> str:
        if self._is_dot(first - 1) and self._is_number(first - 2):
            return "dotted"
        if self._is_dot(last + 1) and self._is_number(last + 2):
            return "dotted"
        return ""

    def _is_dot(self, at: int) -> bool:
        """Whether a dot stands between two signs, not at the end of a sentence."""
        return self._text(at) == "." and self._joined(at) and self._joined(at + 1)

    def _is_number(self, at: int) -> bool:
        return 0 <= at < len(self._tokens) and self._tokens[at].kind == "digits"

    def _number_words(self, at: int) -> Piece | None:
        word = self._text(at)
        if word in TIMES:
            return self._repeated(at)
        read = self._below_hundred(at)
        if read is None:
            return None
        signs, last = read
        if self._text(last + 1) == "hundred":
            last += 1
            signs += "00"
            after = last + 2 if self._text(last + 1) == "and" else 0
            rest = self._below_hundred(after) if after else None
            if rest is not None:
                signs, last = signs[:-2] + rest[0].rjust(2, "0"), rest[1]
        if self._text(last + 1) == "thousand":
            last += 1
            signs += "000"
        note = "dotted" if self._text(at - 1) in ("dot", "point") else ""
        note = "dotted" if self._text(last + 1) in ("dot", "point") else note
        return self._made(at, last, signs, "digits", note)

    def _below_hundred(self, at: int) -> tuple[str, int] | None:
        word = self._text(at)
        if word in UNITS:
            return UNITS[word], at
        if word in TEENS:
            return TEENS[word], at
        if word in TENS:
            after = at + 2 if self._text(at + 1) == "-" else at + 1
            unit = UNITS.get(self._text(after), "0")
            return (TENS[word] + unit, after) if unit != "0" else (TENS[word] + "0", at)
        if word in OH:
            return ("0", at) if self._is_zero(at) else None
        if word in MISHEARD and self._is_digit(at - 1) and self._is_digit(at + 1):
            return MISHEARD[word], at
        return None

    def _is_zero(self, at: int) -> bool:
        """Whether “oh” is a digit: beside one, and no exclamation."""
        return (
            self._is_going_on(at)
            or self._is_digit(at - 1)
            or self._is_digit(at + 1)
            or (self._text(at + 1) in OH and self._is_digit(at + 2))
            or (self._text(at - 1) in OH and self._is_digit(at - 2))
            or (self._text(at + 1) in (",", "-") and self._is_digit(at + 2))
            or (self._text(at - 1) in (",", "-", ".") and self._is_digit(at - 2))
        )

    def _is_going_on(self, at: int) -> bool:
        """Whether what is right before is dictated."""
        last = self._pieces[-1] if self._pieces else None
        return (
            last is not None
            and last.kind
            in (("digits",) if self._text(at) == "o" else ("digits", "letter", "mixed"))
            and self._text(last.first) not in ("a", "i")
            and at - last.last <= 3
            and all(self._text(n) in (",", "-", ".") for n in range(last.last + 1, at))
        )

    def _is_digit(self, at: int) -> bool:
        word = self._text(at)
        return (
            word in UNITS
            or word in TEENS
            or word in TENS
            or word in TIMES
            or (word.isdigit() and word.isascii())
        )

    def _repeated(self, at: int) -> Piece | None:
        """“double five”, “triple oh”, “double s”."""
        times = TIMES[self._text(at)]
        last = at + 2 if self._text(at + 1) == "-" else at + 1
        word = self._text(last)
        if word in ("u", "you") and times == 2:
            return self._made(at, last, "w", "letter")
        if word in UNITS or word in OH:
            return self._made(at, last, UNITS.get(word, "0") * times, "digits")
        if word.isascii() and word.isdigit():
            return self._made(at, last, word * times, "digits")
        if len(word) == 1 and word.isalpha():
            return self._made(at, last, word * times, "letter")
        if word in TENS or word in TEENS:
            signs = TEENS.get(word) or TENS[word] + "0"
            return self._made(at, last, signs * times, "digits")
        return None

    # --- letters and symbols ----------------------------------------------------------

    def _letter(self, at: int) -> Piece | None:
        word = self._text(at)
        if word in CASES or (
            word in ("upper", "lower") and self._text(at + 1) in ("case", "-")
        ):
            begin = at + (1 if word in CASES else 2)
            if self._text(begin) == "case":
                begin += 1
            if self._text(begin) == "letter":
                begin += 1
            sign = self._sign(begin)
            return (
                None
                if sign is None
                else self._as_in(self._made(at, begin, sign, "letter", "sure"))
            )
        sign = self._sign(at)
        if sign is not None:
            return self._as_in(self._made(at, at, sign, "letter"))
        if self._is_block(at):
            return self._made(at, at, word, "letter")
        return None

    def _is_block(self, at: int) -> bool:
        """Whether a word is letters written as a block: the NWBK of an IBAN."""
        token = self._tokens[at]
        return (
            2 <= len(token.raw) <= 5
            and token.raw.isascii()
            and token.raw.isalpha()
            and token.raw.isupper()
            and not self._is_shouted
            and token.text not in FUNCTION_WORDS
            and token.text not in JOINERS
        )

    def _sign(self, at: int) -> str | None:
        """Return the one letter that a word stands for."""
        word = self._text(at)
        if len(word) == 1 and word.isalpha():
            return word
        if word == "x" and self._text(at + 1) == "-":
            return "x"
        return NATO.get(word)

    def _as_in(self, piece: Piece) -> Piece:
        """Take “as in papa” to the letter before it."""
        after = piece.last + 1
        if self._text(after) == ",":
            after += 1
        if self._text(after) not in ("as", "for", "like", "is"):
            return piece
        for said in (("as", "in"), ("for",), ("like",), ("as",), ("is", "for")):
            if tuple(self._text(after + n) for n in range(len(said))) != said:
                continue
            named = after + len(said)
            if self._text(named) in ("a", "an", "the", "in") and self._text(named + 1):
                named += 1
            if self._text(named) == "x" == piece.signs and self._text(named + 1) == "-":
                return self._made(piece.first, named + 2, piece.signs, "letter", "sure")
            if self._text(named)[:1] == piece.signs[:1] and len(self._text(named)) > 1:
                return self._made(piece.first, named, piece.signs, "letter", "sure")
        return piece

    def _symbol(self, at: int) -> Piece | None:
        word = self._text(at)
        for said in ((word, self._text(at + 1)), (word,)):
            if said in SYMBOLS:
                return self._made(at, at + len(said) - 1, SYMBOLS[said], "symbol")
        return None

    def _chunk(self, at: int) -> Piece | None:
        """Letters and digits written as one: “B7XQ”."""
        last, signs = at, self._tokens[at].text
        kinds = {self._tokens[at].kind}
        while (
            self._joined(last + 1)
            and self._tokens[last + 1].kind in ("digits", "word")
            and len(signs) < _MOST_CHUNK * 2
        ):
            last += 1
            signs += self._tokens[last].text
            kinds.add(self._tokens[last].kind)
        if len(kinds) < 2:
            return None
        is_alone = not self._joined(at) and not (
            self._text(last + 1) == "-" and self._joined(last + 1)
        )
        if last == at + 1 and is_alone and self._tokens[last].text in SUFFIXES:
            return self._made(at, last, signs, "quantity")
        return self._made(at, last, signs, "mixed")

    # --- what is none -----------------------------------------------------------------

    def _is_figure(self, piece: Piece) -> bool:
        """Whether a piece is a quantity, a price, a date or a time of day."""
        if piece.kind == "quantity":
            return True
        if piece.kind != "digits":
            return False
        before, after = self._text(piece.first - 1), self._text(piece.last + 1)
        if before in ("$", "€", "£") or after in ("%", "€", "£"):
            return True
        if after == "-" and self._text(piece.last + 2) in QUANTITIES:
            return len(piece.signs) <= 4
        if after in QUANTITIES or after in _SURE_MONTHS or before in _SURE_MONTHS:
            return True
        if before == "may" and self._text(piece.first - 2) not in ("you", "i", "we"):
            return len(piece.signs) <= 2
        if after == "of" and self._text(piece.last + 2) in MONTHS:
            return True
        if (
            after == ":"
            and self._joined(piece.last + 1)
            and self._joined(piece.last + 2)
        ):
            return True
        if (
            before == ":"
            and self._joined(piece.first)
            and self._joined(piece.first - 1)
        ):
            return True
        return self._is_in_date(piece)

    def _is_in_date(self, piece: Piece) -> bool:
        """Whether it is a part of 12/03/1975 or 2024-11-28."""
        token: Token = self._tokens[piece.first]
        if token.kind != "digits":
            return False
        for mark in ("/", "-"):
            first = last = piece.first
            while (
                first >= 2
                and self._is_dated(first, -1, mark)
                and piece.first - first < 4
            ):
                first -= 2
            while self._is_dated(last, 1, mark) and last - piece.first < 4:
                last += 2
            groups = [self._tokens[n].raw for n in range(first, last + 1, 2)]
            lengths = [len(group) for group in groups]
            if mark == "/" and len(groups) in (2, 3) and max(lengths) <= 4:
                return True
            if len(groups) == 3 and (
                (lengths == [4, 2, 2] and groups[0][:2] in ("19", "20"))
                or (lengths == [2, 2, 4] and groups[2][:2] in ("19", "20"))
            ):
                return True
        return False

    def _is_dated(self, at: int, step: int, mark: str) -> bool:
        near, far = at + step, at + 2 * step
        if not (0 <= far < len(self._tokens)) or self._text(near) != mark:
            return False
        joined = (near, far) if step > 0 else (at, near)
        return self._tokens[far].kind == "digits" and all(map(self._joined, joined))

    def _is_lonely(self, place: int) -> bool:
        """Whether a piece is a word unless it is beside another, and it is not."""
        piece = self._pieces[place]
        word = self._text(piece.first)
        if piece.note == "sure" or piece.kind in ("digits", "mixed"):
            return False
        weak = (
            word in WEAK_LETTERS or len(piece.signs) > 1
            if piece.kind == "letter"
            else word in WEAK_SYMBOLS
        )
        if not weak:
            return False
        near = [
            other
            for other in (place - 1, place + 1)
            if 0 <= other < len(self._pieces)
            and (
                word in ("a", "i")
                or len(word) == 1
                or self._text(self._pieces[other].first) not in ("a", "i")
            )
            and self._gap(*sorted((place, other))) <= (word not in ("a", "i"))
        ]
        if word in ("a", "i"):
            inside = 0 < place < len(self._pieces) - 1
            is_written = self._tokens[piece.first].raw == "A" and piece.first > 0
            if (
                word == "a"
                and near == [place - 1]
                and (is_written or self._is_end(piece.last + 1))
            ):
                return False  # the last letter of “one two, A”
            return len(near) < (2 if inside else 1) or (
                not inside and self._pieces[near[0]].kind == "digits"
            )
        return not near

    def _is_end(self, at: int) -> bool:
        return at >= len(self._tokens) or self._tokens[at].text in ".,?!;"

    def _gap(self, left: int, right: int) -> int:
        """Return how many tokens are between two pieces, commas not counted."""
        between = range(self._pieces[left].last + 1, self._pieces[right].first)
        return sum(self._text(n) not in (",", "-", ".") for n in between)
