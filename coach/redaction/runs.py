"""Runs: what is dictated in one go, however it is broken up.

::

    customer  my card is 4012 8888        8888 1881
    agent                          mm-hm            → one run, 4012888888881881
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from coach.redaction.labels import Label
from coach.redaction.lines import Line
from coach.redaction.pieces import Piece
from coach.redaction.vocabulary import ACKNOWLEDGEMENTS, JOINERS, MARKS

MOST_BETWEEN: Final = 8
"""Tokens that may stand between two pieces of a run."""

MOST_LINES: Final = 5
"""Lines of both speakers that may stand between the halves of a run."""

MOST_HEAVY: Final = 3
"""Words of such a line that are no more than listening."""

MOST_LISTENING: Final = 8
"""Tokens of a line that leaves the floor to the one who dictates."""


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces that belong together, in one line or several of the same speaker."""

    pieces: tuple[Piece, ...]

    @property
    def signs(self) -> str:
        """All it stands for."""
        return "".join(piece.signs for piece in self.pieces)

    @property
    def digits(self) -> str:
        """The digits of it."""
        return "".join(filter(str.isdigit, self.signs))

    @property
    def is_digits(self) -> bool:
        """Whether there is nothing but digits in it."""
        return all(piece.kind == "digits" for piece in self.pieces)

    @property
    def is_dotted(self) -> bool:
        """Whether a part of it looks like a version or a network address."""
        return any(piece.note == "dotted" for piece in self.pieces)

    @property
    def lines(self) -> range:
        """The lines from its first to its last."""
        return range(self.pieces[0].line, self.pieces[-1].line + 1)

    def parted(self) -> list["Run"]:
        """Return its runs of digits alone, and those of anything else.

        A dash between digits is a pause that was spelled out.
        """
        parts: list[list[Piece]] = []
        for piece in self.pieces:
            if piece.signs == "-":
                continue
            if parts and (parts[-1][-1].kind == "digits") == (piece.kind == "digits"):
                parts[-1].append(piece)
            else:
                parts.append([piece])
        return [Run(tuple(part)) for part in parts]


def find_runs(
    lines: Sequence[Line],
    pieces: Sequence[Sequence[Piece]],
    labels: Sequence[Sequence[Label]],
) -> list[Run]:
    """Return the runs of a conversation, by their first piece.

    Args:
        lines: In order.
        pieces: Of each line.
        labels: Of each line: what names a number is no part of one, and a line with a
            label between two halves parts them.
    """
    labelled = [any(one.meaning != "number" for one in own) for own in labels]
    open_: dict[object, tuple[int, int]] = {}  # speaker → where their last run is
    runs: list[list[Piece]] = []
    for number, line in enumerate(lines):
        found = _runs_of(line, _unnamed(pieces[number], labels[number]))
        if not found:
            continue
        first, *others = found
        begun = open_.get(line.speaker)
        if (
            begun is not None
            and _starts(line, first)
            and _is_left_open(lines, pieces, labelled, (begun[0], number))
        ):
            runs[begun[1]].extend(first.pieces)
        else:
            runs.append(list(first.pieces))
        last = begun[1] if begun and runs[begun[1]][-1] is first.pieces[-1] else -1
        for other in others:
            runs.append(list(other.pieces))
            last = -1
        last = len(runs) - 1 if last < 0 else last
        if _ends(line, found[-1]):
            open_[line.speaker] = number, last
        else:
            open_.pop(line.speaker, None)
    return [Run(tuple(pieces)) for pieces in runs]


def _unnamed(pieces: Sequence[Piece], labels: Sequence[Label]) -> list[Piece]:
    """Return the pieces that are no part of a label, as the six of “six digits” is."""
    named = {at for label in labels for at in range(label.first, label.last + 1)}
    return [
        piece
        for piece in pieces
        if named.isdisjoint(range(piece.first, piece.last + 1))
    ]


def _runs_of(line: Line, pieces: Sequence[Piece]) -> list[Run]:
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and _is_joined(line, runs[-1][-1].last + 1, piece.first):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return [Run(tuple(run)) for run in runs]


def _is_joined(line: Line, begin: int, stop: int) -> bool:
    """Whether what is between two pieces leaves them one run."""
    if stop - begin > MOST_BETWEEN:
        return False
    return all(_joins(line, at) for at in range(begin, stop))


def _joins(line: Line, at: int) -> bool:
    token = line.tokens[at]
    return token.text in JOINERS if token.kind == "word" else token.text in MARKS


def _starts(line: Line, run: Run) -> bool:
    """Whether nothing of weight is said before the run."""
    first = run.pieces[0].first
    return first <= MOST_LISTENING and all(_is_light(line, at) for at in range(first))


def _ends(line: Line, run: Run) -> bool:
    last = run.pieces[-1].last + 1
    return len(line.tokens) - last <= MOST_LISTENING and all(
        _is_light(line, at) for at in range(last, len(line.tokens))
    )


def _is_light(line: Line, at: int) -> bool:
    token = line.tokens[at]
    if token.kind == "word":
        return token.text in JOINERS or token.text in ACKNOWLEDGEMENTS
    return token.text in MARKS


def _is_left_open(
    lines: Sequence[Line],
    pieces: Sequence[Sequence[Piece]],
    labelled: Sequence[bool],
    ends: tuple[int, int],
) -> bool:
    """Whether what is said between two lines only waits, or repeats what was heard."""
    begun, number = ends
    if number - begun > MOST_LINES + 1:
        return False
    for between in range(begun + 1, number):
        line = lines[between]
        if labelled[between] or len(line.tokens) > 4 * MOST_LISTENING:
            return False
        repeated = {
            at for piece in pieces[between] for at in range(piece.first, piece.last + 1)
        }
        heavy = sum(
            token.kind == "word" and at not in repeated and not _is_light(line, at)
            for at, token in enumerate(line.tokens)
        )
        if heavy > MOST_HEAVY:
            return False
    return True
