"""Numbers that tell by their own form what they are, whatever they are called."""

from collections.abc import Iterator, Sequence
from typing import Final

from coach.redaction.checks import (
    IBAN_LENGTHS,
    is_card,
    is_iban,
    is_national_insurance,
    is_social_security,
)
from coach.redaction.kinds import Kind
from coach.redaction.lines import Line
from coach.redaction.pieces import Piece
from coach.redaction.runs import Run

_PHONE_GROUPS: Final = frozenset(
    (
        (3, 3, 4),
        (1, 3, 3, 4),
        (5, 3, 3),
        (5, 6),
        (4, 3, 4),
        (3, 4, 4),
        (5, 3, 4),
        (4, 7),
    )
)
"""How telephone numbers are grouped: North America, the United Kingdom."""

_MOST_APART: Final = 3
"""Lines between the parts of a card's number that both speakers say."""


def certain_form(run: Run, lines: Sequence[Line]) -> tuple[Run, Kind] | None:
    """Return what of a run has a form that nothing innocent has, such as a card.

    Args:
        run: Dictated by one speaker.
        lines: Of the conversation.
    """
    for piece_run in _windows(run.pieces):
        signs = "".join(piece.signs for piece in piece_run)
        if len(signs) >= 15 and is_iban(signs):
            return Run(tuple(piece_run)), "bank-account"
        if len(signs) == 9 and is_national_insurance(signs):
            return Run(tuple(piece_run)), "government-id"
    for part in run.parted():
        if part.is_digits and (_has_card(part.pieces) or _is_in_fours(part, lines)):
            return part, "card"
    return None


def likely_form(run: Run, lines: Sequence[Line]) -> tuple[Run, Kind] | None:
    """Return what of a run has a form that a ticket's number may have, but seldom."""
    for part in run.parted():
        if not part.is_digits:
            continue
        digits, line = part.digits, lines[part.pieces[0].line]
        lengths = tuple(len(group) for group in groups(part, lines))
        first = part.pieces[0].first
        before = line.tokens[first - 1].text if first else ""
        if 14 <= len(digits) <= 16 and digits[0] in "3456" and not part.is_dotted:
            return part, "card"
        has_plus = before in ("+", "plus") and 8 <= len(digits) <= 15
        if has_plus:
            return part, "phone"
        if lengths == (3, 2, 4) and is_social_security(digits):
            return part, "government-id"
        is_phone = (digits[0] != "0") if len(digits) == 10 else digits[0] in "01"
        if lengths in _PHONE_GROUPS and is_phone:
            return part, "phone"
        if len(digits) == 11 and digits.startswith("07"):
            return part, "phone"
    return None


def joint_cards(runs: Sequence[Run], is_named: Sequence[bool]) -> set[int]:
    """Return the places of runs that are a card's number only together.

    One reads back the first half, the other says the second; or a remark parts them.

    Args:
        runs: Of the conversation, by their first piece.
        is_named: Whether each is said to be something else.
    """
    found: set[int] = set()
    plain = [
        place
        for place, run in enumerate(runs)
        if run.is_digits and not is_named[place] and len(run.digits) < 16
    ]
    for begin in range(len(plain)):
        digits, last = "", runs[plain[begin]].lines.start
        for stop in range(begin, min(begin + 8, len(plain))):
            run = runs[plain[stop]]
            if run.lines.start - last > _MOST_APART:
                break
            digits += run.digits
            last = run.lines.stop - 1
            if len(digits) > 19:
                break
            if stop > begin and is_card(digits):
                found.update(plain[begin : stop + 1])
    return found


def groups(run: Run, lines: Sequence[Line]) -> list[str]:
    """Return the digits of a run as they are grouped in writing or by pauses."""
    found: list[str] = []
    last: Piece | None = None
    for piece in run.pieces:
        tokens = lines[piece.line].tokens
        is_apart = (
            last is None
            or last.line != piece.line
            or (
                piece.first - last.last > 1
                or (
                    tokens[piece.first].kind == "digits"
                    and len(tokens[piece.first].raw) > 1
                )
                or (
                    tokens[last.first].kind == "digits"
                    and len(tokens[last.first].raw) > 1
                )
            )
        )
        if is_apart:
            found.append(piece.signs)
        else:
            found[-1] += piece.signs
        last = piece
    return found


def _has_card(pieces: Sequence[Piece]) -> bool:
    """Whether some of the pieces, one after the other, are a card's number."""
    for begin in range(len(pieces)):
        digits = ""
        if pieces[begin].signs[0] not in "23456":
            continue
        for piece in pieces[begin:]:
            digits += piece.signs
            if len(digits) > 19:
                break
            if is_card(digits):
                return True
    return False


def _is_in_fours(run: Run, lines: Sequence[Line]) -> bool:
    """Whether it is said as cards are, three groups of four or more, and begins so.

    A recogniser may have got one digit wrong, or the call may have ended.
    """
    grouped = groups(run, lines)
    fours = 0
    for group in grouped:
        if len(group) != 4:
            break
        fours += 1
    return grouped[0][0] in "3456" and (fours >= 3)


def _windows(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """Yield pieces one after the other that begin with two letters."""
    pieces = [piece for piece in pieces if piece.kind != "symbol"]
    for begin in range(len(pieces)):
        start = "".join(piece.signs for piece in pieces[begin : begin + 2])[:2]
        if not start.isalpha():
            continue
        most = IBAN_LENGTHS.get(start, 9)
        signs = 0
        for stop in range(begin, len(pieces)):
            signs += len(pieces[stop].signs)
            if signs > most:
                break
            if signs in (9, most):
                yield pieces[begin : stop + 1]
