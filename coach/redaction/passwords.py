"""Passwords that are said, as against passwords that are talked about.

What a line tells by itself (``password_frames``); what answers a request; and whatever
is spelled while a password is spoken of::

    agent     What are you typing for the password?   asked of the customer
    customer  Hang on, the dog.                       still asked
    customer  It was Marigold, with a 4.              answered
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from coach.events import Speaker
from coach.redaction.hedges import after_hedges
from coach.redaction.labels import IDENTIFIED, LOOSE, Label
from coach.redaction.lines import Line
from coach.redaction.masking import Spot
from coach.redaction.password_forms import Written
from coach.redaction.password_frames import Frames
from coach.redaction.password_requests import (
    is_announced,
    is_choice,
    is_continued,
    is_entering,
    is_request,
)
from coach.redaction.pieces import Piece
from coach.redaction.signs import CASES, NATO
from coach.redaction.spelling import Spelling, spellings
from coach.redaction.values import (
    PRODUCTS,
    is_strong,
    more_pieces,
    sentence_start,
    value_end,
)
from coach.redaction.vocabulary import (
    ACKNOWLEDGEMENTS,
    FUNCTION_WORDS,
    JOINERS,
    word_set,
)

MOST_DICTATED: Final = 10
"""Lines in which a password that was announced may be dictated."""

MOST_ASKED: Final = 6
"""Lines in which one that was asked for may be given."""

MOST_OPEN: Final = 6
"""Lines after a password was spoken of in which what is spelled is one."""

MOST_NAMED: Final = 3
"""Lines after a host's name or the like was asked for, in which that is spelled."""

MOST_LISTENED: Final = 8
"""Tokens of a line in which the other only listens."""

MOST_AHEAD: Final = 2
"""Lines before it was: “so it's K, 8, underscore.” “And that's the password?”"""

_NO_TALK: Final = ACKNOWLEDGEMENTS | JOINERS | CASES
"""Words beside what is spelled that say nothing else."""
_FIRST_PERSON: Final = frozenset(("i'll", "i'm", "let", "i'd", "here's"))
_NAMING: Final = word_set("""
    name username surname user login called named host hostname domain email e-mail
    address street town folder file server site url website spelled spelt extension
    lastname firstname company machine computer key licence license
    """)
"""Words after which something else is spelled."""
_RULES: Final = word_set("""
    least must needs require requires required should contain contains include minimum
    between allowed allows has
    """)
_REMARKS: Final = word_set("""
    ? i you he she they we it it's that's what why how who no not don't can't one same
    do does did is isn't are was have has
    """)
"""Words of an answer that is no passphrase, but something said of it."""


class Passwords:
    """Finds the passwords of a conversation.

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
        self.guesses: list[list[Spot]] = [[] for _ in lines]
        """What is spelled that nothing says is a password, once all is found."""
        self._firsts = [[label.first for label in own] for own in labels]
        self._frames = Frames(lines, labels, self._dictated)
        self._written = Written(lines, labels, self._dictated, self._frames)
        self._own = [
            [label for label in own if label.meaning == "password"] for own in labels
        ]

    def find(self) -> list[list[Spot]]:
        """Return the passwords of each line."""
        found: list[list[Spot]] = []
        asked_of: dict[Speaker | None, int] = {}
        is_sure: dict[Speaker | None, bool] = {}
        announced: dict[Speaker | None, int] = {}
        spoken_of = other = named = -99
        for number, line in enumerate(self._lines):
            own, speaker = self._own[number], line.speaker
            is_other = not own and self._is_of_something_else(number)
            if own:
                spoken_of = number
            elif is_other:
                other = number
                announced.clear()
            if self._is_of_a_name(number):
                named = number
            is_open = number - spoken_of <= MOST_OPEN and spoken_of >= other
            spots = self._frames.told(number, is_open=is_open)
            if not spots and number - named > MOST_NAMED:
                spots = self._written.told(number)
            if not spots and number - asked_of.get(speaker, -99) <= MOST_ASKED:
                is_phrase = any(
                    label.text.startswith("pass") and label.text.endswith("phrase")
                    for label in self._own[asked_of[speaker]]
                )
                question = self._lines[asked_of[speaker]]
                spots = self._answer(
                    number,
                    is_choice=not is_sure[speaker]
                    or is_choice(question, self._own[asked_of[speaker]]),
                ) or (self._phrase(number) if is_phrase else [])
                if spots:
                    announced[speaker] = number
                    del asked_of[speaker]
            spelled = self._spelled(number, is_open=is_open, named=named)
            if is_other and not spots:
                asked_of.clear()
            spelled_here = bool(spelled or self.guesses[number])
            if spelled_here:
                announced[speaker] = number
            elif not spots and number - announced.get(speaker, -99) <= MOST_DICTATED:
                spots = self._dictation(number)
            spots += spelled
            if spelled_here:
                self._begun_before(number, found)
            found.append(spots)
            if speaker is None:
                continue
            is_own_announcement = bool(own) and is_announced(line, own)
            if is_own_announcement:
                announced[speaker] = number
            is_offer = is_own_announcement and not _FIRST_PERSON.isdisjoint(line.words)
            is_asked = is_request(line, own) if own or is_open else is_entering(line)
            if not is_offer and (is_asked or is_choice(line, own)):
                asked_of[speaker.other] = number
                is_sure[speaker.other] = is_open
            elif line.words[-1:] == ("?",) and not is_continued(line.words):
                asked_of.pop(speaker.other, None)
        return found

    def _is_of_something_else(self, number: int) -> bool:
        """Whether a line turns to what is no secret, such as a host's name."""
        return any(
            label.meaning == "plain" and label.text not in LOOSE
            for label in self._labels[number]
        )

    def _is_of_a_name(self, number: int) -> bool:
        """Whether a line asks for, or speaks of, something else that is spelled."""
        if self._own[number]:
            return False
        line = self._lines[number]
        is_asked = line.words[-1:] == ("?",) or len(line.words) <= 12
        return is_asked and (
            not _NAMING.isdisjoint(line.vocabulary)
            or any(
                label.meaning != "number"
                and (label.text not in LOOSE or line.words[-1:] == ("?",))
                for label in self._labels[number]
            )
        )

    # --- spelled ----------------------------------------------------------------------

    def _spelled(self, number: int, *, is_open: bool, named: int) -> list[Spot]:
        """Find what is spelled where a password is spoken of, in whatever words."""
        line = self._lines[number]
        if not self._dictated[number]:
            return []
        ahead = any(self._own[number + 1 : number + 1 + MOST_AHEAD])
        is_free = number - named > MOST_NAMED
        spots: list[Spot] = []
        for spelling in spellings(line, self._dictated[number]):
            place = self._place(number, spelling)
            if place == "other":
                continue
            near = place == "password" or (is_open and is_free)
            is_one = (
                near and (spelling.is_clear or self._is_whole(number, spelling))
            ) or (ahead and is_free and spelling.is_clear)
            is_guess = (
                is_free
                and spelling.is_secretive
                and PRODUCTS.isdisjoint(line.words[spelling.begin : spelling.stop])
            )
            if not (is_one or is_guess) or self._is_rule(line, spelling):
                continue
            spot = Spot(
                line.tokens[spelling.begin].begin,
                line.tokens[spelling.stop - 1].stop,
                "password",
            )
            (spots if is_one else self.guesses[number]).append(spot)
        return spots

    def _place(self, number: int, spelling: Spelling) -> str:
        """Return of what the words before something spelled speak."""
        line = self._lines[number]
        label_at, place = -1, ""
        start = sentence_start(line.tokens, spelling.begin + 1)
        labels = self._labels[number]
        own_before = bisect_right(self._firsts[number], spelling.first) - 1
        first_near = bisect_left(self._firsts[number], start)
        for label in labels[max(0, min(first_near, own_before)) :]:
            if label.last < start and label.meaning != "password":
                continue
            if label.first >= spelling.first and place:
                break
            is_inside = label.first >= spelling.begin and line.words[
                label.last + 1 : label.last + 2
            ] == (",",)
            if is_inside and spelling.kinds[0] in ("symbol", "weak"):
                continue  # “invoice, underscore, …”
            if label.first < spelling.first or (
                label.first == spelling.first and label.meaning == "plain"
            ):
                if label.meaning == "password":
                    label_at, place = label.last, "password"
                elif label.meaning != "number" and (
                    label.text not in LOOSE
                    or label.text in IDENTIFIED
                    or spelling.first - label.last <= 2
                ):
                    label_at, place = label.last, "other"
            elif label.first >= spelling.stop - 1 and label.meaning == "password":
                place = "password"
            elif label.first >= spelling.stop - 1 and label.meaning != "number":
                place = place or "other" if label.text not in LOOSE else place
        before = line.words[
            max(label_at + 1, start, spelling.begin - 7) : spelling.first
        ]
        return "other" if not _NAMING.isdisjoint(before) else place

    def _is_whole(self, number: int, spelling: Spelling) -> bool:
        """Whether a line is nothing but a capital letter or the like."""
        if not spelling.count("case", "symbol"):
            return False
        tokens = self._lines[number].tokens
        rest = [*tokens[: spelling.begin], *tokens[spelling.stop :]]
        return all(
            token.kind == "mark" or token.text in ACKNOWLEDGEMENTS for token in rest
        )

    def _is_rule(self, line: Line, spelling: Spelling) -> bool:
        """Whether it is told how passwords are made, such as with a capital."""
        return (
            not _RULES.isdisjoint(line.vocabulary)
            and spelling.count("case", "letter", "sure", "mixed") < 2
        )

    def _begun_before(self, number: int, found: list[list[Spot]]) -> None:
        """Add the lines in which what is spelled was begun."""
        speaker = self._lines[number].speaker
        for before in range(number - 1, max(-1, number - 1 - MOST_DICTATED), -1):
            line = self._lines[before]
            if line.speaker is not speaker:
                if len(line.words) > MOST_LISTENED:
                    return
                continue
            span = self._dictated_span(before)
            if span is None or found[before]:
                return
            found[before].append(self._frames.spot(before, *span))

    def _dictated_span(self, number: int) -> tuple[int, int] | None:
        """Return where a line dictates, if it does nothing else."""
        line, dictated = self._lines[number], self._dictated[number]
        signs = [
            at
            for at, token in enumerate(line.tokens)
            if at in dictated
            or (len(token.text) == 1 and token.kind == "word")
            or token.text in NATO
        ]
        if not signs or any(
            token.kind == "word" and at not in signs and token.text not in _NO_TALK
            for at, token in enumerate(line.tokens)
        ):
            return None
        return signs[0], signs[-1] + 1

    # --- answered, or dictated after it was announced ---------------------------------

    def _answer(self, number: int, *, is_choice: bool) -> list[Spot]:
        line = self._lines[number]
        if line.text.rstrip().endswith("?"):
            return []
        said = {token.text for token in line.tokens if token.kind != "mark"}
        if said <= ACKNOWLEDGEMENTS:
            return []
        first = after_hedges(line.tokens, 0)
        spots: list[Spot] = []
        if not self._is_named(number, first) and (
            not is_choice or self._is_strong(number, first)
        ):
            spots = self._frames.value(number, first)
        clauses = [
            at + 1 for at, token in enumerate(line.tokens) if token.text in ",.;:!–—"
        ]
        for clause in () if spots else clauses[:8]:
            begin = after_hedges(line.tokens, clause)
            if begin >= len(line.tokens) or self._is_named(number, begin):
                continue
            if self._is_strong(number, begin) or (
                not is_choice and self._is_given(number, begin)
            ):
                spots = self._frames.value(number, begin)
            if spots:
                break
        return spots

    def _is_named(self, number: int, begin: int) -> bool:
        """Whether what begins here is called something else: “ticket 4471”."""
        end = value_end(self._lines[number].tokens, begin, self._dictated[number])
        return any(
            begin <= label.first < end
            and label.meaning not in ("number", "password")
            and label.text not in LOOSE
            for label in self._labels[number]
        )

    def _is_strong(self, number: int, begin: int) -> bool:
        line, dictated = self._lines[number], self._dictated[number]
        end = value_end(line.tokens, begin, dictated)
        return is_strong(line, begin, end, dictated)

    def _phrase(self, number: int) -> list[Spot]:
        """Find the sentence that answers a question for a passphrase."""
        tokens = self._lines[number].tokens
        begin = after_hedges(tokens, 0)
        stop = next(
            (at for at in range(begin, len(tokens)) if tokens[at].text in ".,?!;"),
            len(tokens),
        )
        words = {token.text for token in tokens[begin:stop]}
        if not 3 <= stop - begin <= 9 or not words.isdisjoint(_REMARKS):
            return []
        return [self._frames.spot(number, begin, stop)]

    def _is_given(self, number: int, begin: int) -> bool:
        """Whether a value and no remark begins in the middle of an answer."""
        line, dictated = self._lines[number], self._dictated[number]
        end = value_end(line.tokens, begin, dictated)
        said = [token for token in line.tokens[begin:end] if token.kind != "mark"]
        if not said or said[0].text in PRODUCTS:
            return False
        return (
            is_strong(line, begin, end, dictated)
            or any(at in dictated for at in range(begin, end))
            or (said[0].raw[:1].isupper() and said[0].text not in FUNCTION_WORDS)
            or not any(token.kind == "word" for token in line.tokens[end:])
        )

    def _dictation(self, number: int) -> list[Spot]:
        """Find what is dictated in a line that is little else."""
        line, dictated = self._lines[number], self._dictated[number]
        pieces = list(dict.fromkeys(dictated.values()))
        if not pieces and line.words[:1] in (("it's",), ("that's",)):
            begin = after_hedges(line.tokens, 0)
            is_short = 0 < len(line.tokens) - begin <= 3
            is_name = is_short and line.tokens[begin].text not in PRODUCTS
            return self._frames.value(number, begin) if is_name else []
        if len(pieces) < 2 and not any(piece.note == "sure" for piece in pieces):
            return []
        if any(label.meaning != "password" for label in self._labels[number]):
            return []
        begin = after_hedges(line.tokens, 0)
        if begin < len(line.tokens) and begin in dictated:
            end = value_end(line.tokens, begin, dictated)
            more = more_pieces(line, end, dictated)
            return [
                self._frames.spot(number, begin, end),
                *(self._frames.spot(number, one.first, one.last + 1) for one in more),
            ]
        if any(piece.note == "sure" or piece.kind == "mixed" for piece in pieces):
            first, last = pieces[0].first, pieces[-1].last + 1
            return [self._frames.spot(number, first, last)]
        return []
