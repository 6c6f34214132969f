"""What each dictated number is: by what it is called, what was asked, or its own form.

::

    agent     What's the code?         asked          Which extension?
    customer  4 8 2 1                  → code         4 8 2 1         → nothing secret
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from coach.redaction.forms import certain_form, likely_form
from coach.redaction.guesses import PARTS_OF_PHONES, guessed, is_amount
from coach.redaction.kinds import Kind
from coach.redaction.labels import LOOSE, Label, Meaning
from coach.redaction.lines import Line
from coach.redaction.pieces import Piece
from coach.redaction.runs import Run
from coach.redaction.vocabulary import ACKNOWLEDGEMENTS, JOINERS, word_set

MOST_BEFORE: Final = 10
"""Words between a label and the number after it."""

MOST_AFTER: Final = 6
"""Words between a number and the label after it: “4821 is my PIN”."""

MOST_BACK: Final = 6
"""Lines back to the question that a number answers."""

MOST_BESIDE: Final = 11
"""Words beside a number that still answers a question of a line before."""

_LEAST: Final[dict[Meaning, tuple[Kind, int]]] = {
    "card": ("card", 4),
    "bank": ("bank-account", 5),
    "government": ("government-id", 4),
    "licence": ("government-id", 5),
    "code": ("code", 3),
    "pin": ("code", 3),
    "phone": ("phone", 6),
}
"""What a meaning makes of a number, and from how many signs on."""

_ASKING: Final = word_set("""
    what what's whats which give tell read have get take need confirm provide spell
    verify repeat send need grab want say
    """)
_TELLING: Final = word_set(
    """
    is was are that's it's that my the as for on our its his her your says it
    """
)
_OF_TIME: Final = word_set(
    """
    from in since until at by around about of before after till page
    """
)
_ENDING: Final = word_set("""
    end ends ending finish finishes finishing stops
    """)
_BELONGING: Final = word_set("for of on from to with over via by in")
_WITHIN: Final = word_set("""
    on in into onto at
    """)
_APART: Final = word_set("""
    and but or so then because when while if
    """)
_ERRORS: Final = word_set(
    """
    error errors fail fails failed failing failure stop crash crashes exit exits beep
    fault bsod returned http
    """
)
_CALLING: Final = word_set("call ring reach text phone dial message whatsapp")
_NAMING: Final = word_set("number says reads that's this the are your my id here")
"""Words between “order” and the number that is the order's."""
_ENTERING: Final = word_set("enter type use punch key press dial put in")
_SHORT: Final = frozenset(("transit", "institution", "institution number"))
"""Parts of a bank account that have only a few digits."""


class Numbers:
    """Tells what the runs of a conversation are.

    Args:
        lines: In order.
        labels: Of each line.
    """

    def __init__(
        self, lines: Sequence[Line], labels: Sequence[Sequence[Label]]
    ) -> None:
        self._lines = lines
        self._labels = labels
        self._firsts = [[label.first for label in own] for own in labels]
        self._asked: list[Label | None] = []  # before each line
        last: Label | None = None
        for number, line in enumerate(lines):
            recent = last is not None and number - last.line <= MOST_BACK
            self._asked.append(last if recent else None)
            last = _topic(line, labels[number]) or last

    def secret_of(self, run: Run) -> tuple[Run, Kind] | None:
        """Return what is secret of a run, and what it is."""
        label, is_direct = self._label(run)
        if label is not None and label.text in PARTS_OF_PHONES and len(run.digits) >= 9:
            return run, "phone"
        meaning = label.meaning if label else None
        certain = certain_form(run, self._lines)
        if certain and not self._is_called_plain(run, label, is_direct=is_direct):
            return certain
        if label is not None and meaning in _LEAST:
            found = self._by_label(run, label, is_direct=is_direct)
            if found:
                return found
        if meaning != "plain" or (
            label is not None
            and (label.text in LOOSE or not self._is_close(label, run.pieces[0]))
        ):
            return likely_form(run, self._lines)
        return None

    def _is_called_plain(
        self, run: Run, label: Label | None, *, is_direct: bool
    ) -> bool:
        """Whether a run is called an order's number or the like, in so many words."""
        return (
            is_direct
            and label is not None
            and label.meaning == "plain"
            and label.text not in LOOSE
            and label.line == run.pieces[0].line
            and set(self._words(label.line, label.last + 1, run.pieces[0].first))
            <= _NAMING
        )

    def guess_of(self, run: Run) -> tuple[Run, Kind] | None:
        """Return what of a run is secret though nothing says what it is."""
        label, _ = self._label(run)
        return guessed(run, label, self._lines, self._labels)

    def is_innocent(self, run: Run) -> bool:
        """Whether a run is said in its own line to be nothing secret."""
        label, is_direct = self._label(run)
        return is_direct and label is not None and label.meaning == "plain"

    # --- what it is called ------------------------------------------------------------

    def _label(self, run: Run) -> tuple[Label | None, bool]:
        """Return what says what a run is, and whether that is in its own line."""
        first, last = run.pieces[0], run.pieces[-1]
        before, after = self._before(first), self._after(last)
        if after is not None and (
            before is None or self._is_new_sentence(before.last, first)
        ):
            return after, True
        if before is not None:
            return before, True
        return self._asked[first.line], False

    def _before(self, piece: Piece) -> Label | None:
        own = self._labels[piece.line]
        for place in range(bisect_left(self._firsts[piece.line], piece.first), 0, -1):
            label = own[place - 1]
            if label.last >= piece.first or label.meaning == "number":
                continue
            words = self._words(piece.line, label.last + 1, piece.first)
            if len(words) > MOST_BEFORE:
                return None
            if label.text in LOOSE and len(words) > 1:
                continue
            earlier = self._earlier(label, place - 1)
            return earlier or label
        return None

    def _earlier(self, label: Label, place: int) -> Label | None:
        """Return the PIN of “the PIN for my card is”, given the card."""
        tokens = self._lines[label.line].tokens
        own = self._labels[label.line]
        if not place:
            return None
        other = own[place - 1]
        between = [token.text for token in tokens[other.last + 1 : label.first]]
        if other.meaning not in _LEAST or not 1 <= len(between) <= 7:
            return None
        return None if _BELONGING.isdisjoint(between[-3:]) else other

    def _after(self, piece: Piece) -> Label | None:
        tokens = self._lines[piece.line].tokens
        begin = bisect_right(self._firsts[piece.line], piece.last)
        for label in self._labels[piece.line][begin : begin + MOST_AFTER]:
            if label.meaning == "number":
                continue
            between = [token.text for token in tokens[piece.last + 1 : label.first]]
            words = [word for word in between if word[0].isalpha()]
            if label.meaning not in ("code", "pin") and not _WITHIN.isdisjoint(
                words[-3:]
            ):
                continue
            if len(words) > MOST_AFTER or not _APART.isdisjoint(words):
                return None
            follows = (
                tokens[label.last + 1].text if label.last + 1 < len(tokens) else ""
            )
            is_told = not _TELLING.isdisjoint(words) or label.text == "to get in"
            if not is_told or (
                follows in ("is", "was", ":", "it's") and words[:1] != ["is"]
            ):
                return None
            return label
        return None

    def _is_close(self, label: Label, piece: Piece) -> bool:
        """Whether a label is of this line, or right before, and no verb between."""
        if label.line != piece.line:
            return True
        words = self._words(piece.line, label.last + 1, piece.first)
        return _CALLING.isdisjoint(words)

    def _words(self, number: int, begin: int, stop: int) -> list[str]:
        """Return the words between two tokens, without hesitation and dictation."""
        return [
            token.text
            for token in self._lines[number].tokens[begin:stop]
            if token.kind == "word" and token.text not in JOINERS
        ]

    def _is_new_sentence(self, begin: int, piece: Piece) -> bool:
        tokens = self._lines[piece.line].tokens[begin : piece.first]
        return any(token.text in (".", "!", "?") for token in tokens)

    # --- what that makes of it --------------------------------------------------------

    def _by_label(
        self, run: Run, label: Label, *, is_direct: bool
    ) -> tuple[Run, Kind] | None:
        kind, least = _LEAST[label.meaning]
        if label.text in ("account", "account is", "and account", "my account"):
            least = 6
        if kind == "bank-account" and (
            label.text in _SHORT or self._ends_in(label, run)
        ):
            least = 3
        if not is_direct and not self._answers(run):
            return None
        if run.is_dotted and (kind != "phone" or len(run.digits) < 10):
            return None
        if kind == "code":
            if self._is_no_secret_code(run, label, is_direct=is_direct):
                return None
            if any(word in label.text for word in ("app", "number", "authenticator")):
                least = 2
        told = _told(run, kind)
        if told is None or len(told.signs) < least or not told.digits:
            return None
        if kind in ("bank-account", "government-id") and len(told.digits) < 3:
            return None
        if len(told.pieces) == 1 and is_amount(told.pieces[0], self._lines):
            return None
        if kind == "phone" and len(told.digits) < least:
            return None
        return told, kind

    def _ends_in(self, label: Label, run: Run) -> bool:
        """Whether it is the end of a number: “my account ends in 4471”."""
        first = run.pieces[0]
        begin = label.last if label.line == first.line else 0
        words = self._lines[first.line].words[begin : first.first]
        return not _ENDING.isdisjoint(words)

    def _answers(self, run: Run) -> bool:
        """Whether a run in a line without a label answers to one before."""
        inside = {
            (piece.line, at)
            for piece in run.pieces
            for at in range(piece.first, piece.last + 1)
        }
        number = run.pieces[0].line
        first = run.pieces[0].first
        before = self._lines[number].tokens[first - 1].text if first else ""
        earlier = self._lines[number].tokens[first - 2].text if first > 1 else ""
        if before in _OF_TIME and len(run.digits) <= 4 and earlier not in _ENDING:
            return False
        beside = [
            token.text
            for at, token in enumerate(self._lines[number].tokens)
            if token.kind == "word"
            and (number, at) not in inside
            and token.text not in JOINERS
            and token.text not in ACKNOWLEDGEMENTS
        ]
        return len(beside) <= MOST_BESIDE

    def _is_no_secret_code(self, run: Run, label: Label, *, is_direct: bool) -> bool:
        """Whether it is an error's: “code 43”, “it stopped with code 1603”."""
        line = self._lines[label.line]
        if label.text not in ("code", "codes", "code is"):
            return False
        if not _ERRORS.isdisjoint(line.vocabulary):
            return True
        if not _ENTERING.isdisjoint(line.words[max(0, label.first - 4) : label.first]):
            return False
        is_bare = is_direct and run.pieces[0].first - label.last == 1
        return is_bare and len(run.signs) <= 4 and label.text == "code"


def _topic(line: Line, labels: Sequence[Label]) -> Label | None:
    """Return what a line asks for, or else what it last speaks of."""
    telling = [
        label
        for label in labels
        if label.meaning != "number" and label.text not in LOOSE
    ]
    if not telling:
        # An everyday word that is asked for; “take your time” asks for nothing.
        telling = [label for label in labels if label.text in LOOSE][-1:]
        is_asked = len(line.tokens) <= 12 and not (
            telling and line.words[telling[0].first - 1 :][:2] == ("your", "time")
        )
        return telling[0] if telling and is_asked else None
    aside = [
        label
        for label in telling
        if _WITHIN.isdisjoint(line.words[max(0, label.first - 2) : label.first])
    ]
    telling = aside or telling
    asking = [at for at, token in enumerate(line.tokens) if token.text in _ASKING]
    for at in reversed(asking):
        after = [label for label in telling if label.first > at]
        for place, label in enumerate(after):
            # “your telephone PIN” asks for the PIN.
            if place + 1 == len(after) or after[place + 1].first != label.last + 1:
                return label
    return telling[-1]


def _told(run: Run, kind: Kind) -> Run | None:
    """Return the part of a run that is the number: no stray letters around digits."""
    pieces = list(run.pieces)
    if kind in ("card", "phone"):
        keep = [at for at, piece in enumerate(pieces) if piece.kind == "digits"]
    elif kind == "code":
        keep = [at for at, piece in enumerate(pieces) if piece.signs != "-"]
    else:
        keep = list(range(len(pieces)))
    if not keep:
        return None
    return Run(tuple(pieces[keep[0] : keep[-1] + 1]))
