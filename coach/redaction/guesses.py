"""Numbers that are dictated though nothing says what they are.

Nobody reads out six digits for nothing, and what is innocent is called something:
“the delivery note says”.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from coach.redaction.kinds import Kind
from coach.redaction.labels import IDENTIFIED, LOOSE, Label
from coach.redaction.lines import Line
from coach.redaction.pieces import Piece
from coach.redaction.runs import Run
from coach.redaction.signs import QUANTITIES
from coach.redaction.vocabulary import word_set

LEAST_UNNAMED: Final = 6
"""Digits that are taken for a secret though nothing says what they are."""

PARTS_OF_PHONES: Final = frozenset(
    ("area code", "country code", "dialling code", "dialing code")
)
"""What a telephone number begins with."""
_PLURALS: Final = word_set("""
    tickets orders incidents cases requests assets versions builds pages lines rooms
    ports models serials invoices parcels
    """)
_COUNTING: Final = word_set("hundred thousand million by between")
_BETWEEN: Final = frozenset(("and", "or"))
"""Words in which numbers are told that count or measure."""


def guessed(
    run: Run,
    label: Label | None,
    lines: Sequence[Line],
    labels: Sequence[Sequence[Label]],
) -> tuple[Run, Kind] | None:
    """Return what of a run is secret though nothing says what it is, and a guess what.

    Args:
        run: Dictated by one speaker.
        label: What it is said to be after all, or was asked for.
        lines: Of the conversation.
        labels: Of each line.
    """
    if (
        label is not None
        and label.meaning == "plain"
        and label.text not in PARTS_OF_PHONES
    ):
        return None
    number = run.pieces[0].line
    line = lines[number]
    first = run.pieces[0].first
    if any(
        label.meaning == "plain"
        and (
            label.text not in LOOSE
            or (label.last < first and first - label.last <= 3)
            or (label.last < first and label.text in IDENTIFIED)
        )
        and label.text not in PARTS_OF_PHONES
        for label in labels[number]
    ) or not _PLURALS.isdisjoint(line.vocabulary):
        return None
    if any(piece.note == "dotted" for piece in run.pieces):
        return None
    for part in run.parted():
        if not part.is_digits or len(part.digits) < LEAST_UNNAMED:
            continue
        last = part.pieces[-1]
        after = (
            line.words[last.last + 1]
            if last.line == number and (last.last + 1 < len(line.words))
            else ""
        )
        if (
            after in ("and", "or")
            and last.last + 2 < len(line.words)
            and (line.words[last.last + 2].isdigit())
        ):
            continue
        if after in QUANTITIES or is_amount(part.pieces[0], lines):
            continue
        said = {
            word
            for place in part.lines
            for word in lines[place].words[
                part.pieces[0].first if place == number else 0 : last.last + 1
            ]
        }
        if not _COUNTING.isdisjoint(said) or (
            not _BETWEEN.isdisjoint(said) and _is_of_years(part)
        ):
            continue
        start = part.pieces[0].first
        is_time = line.words[max(0, start - 1) : start] in (("from",), ("between",))
        if is_time and "to" in said:
            continue
        if _is_counting(part):
            continue
        length = len(part.digits)
        kind: Kind = "phone" if 9 <= length <= 11 else "code"
        letters = len(run.signs) - len(run.digits)
        told = run if letters <= 3 and part.is_digits else part
        return told, kind if length <= 11 else "bank-account"
    return None


def is_amount(piece: Piece, lines: Sequence[Line]) -> bool:
    """Whether it is written as amounts are: “1,500”, but not “482,913”."""
    tokens = lines[piece.line].tokens[piece.first : piece.last + 1]
    return len(tokens) > 1 and tokens[1].text == "," and len(tokens[0].raw) < 3


def _is_counting(run: Run) -> bool:
    """Whether somebody counts: “one, two, three, four, five, six”."""
    steps = [
        int(follows.signs[:9]) - int(piece.signs[:9])
        for piece, follows in pairwise(run.pieces)
        if piece.signs.isdecimal() and follows.signs.isdecimal()
    ]
    up, down = sum(step == 1 for step in steps), sum(step == -1 for step in steps)
    return max(up, down) >= 4 and max(up, down) >= len(steps) - 1


def _is_of_years(run: Run) -> bool:
    """Whether it is “2019 and 2021”, or “twenty-four or twenty-five”."""
    return any(
        len(piece.signs) == 4 and piece.signs[:2] in ("19", "20")
        for piece in run.pieces
    )
