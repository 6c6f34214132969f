"""Passwords that are said, as against passwords that are talked about.

“my password is sunflower22”, “set it to …”, “I typed … as my password”, or an answer to
“what's your password?”; but neither “my password is locked” nor “I reset your
password”.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from coach.events import Speaker
from coach.redaction.hedges import after_hedges
from coach.redaction.labels import LOOSE, Label
from coach.redaction.lines import Line
from coach.redaction.masking import Spot
from coach.redaction.pieces import Piece
from coach.redaction.values import (
    is_plausible,
    is_strong,
    more_pieces,
    sentence_start,
    value_end,
)
from coach.redaction.vocabulary import ACKNOWLEDGEMENTS, FUNCTION_WORDS, word_set

MOST_TO_COPULA: Final = 9
"""Words between “password” and “is”: “for the shared mailbox”."""

MOST_DICTATED: Final = 10
"""Lines in which a password that was announced may be dictated."""

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
_LINKS: Final = frozenset(
    ("as", "for", "in", "into", "is", "was", "that's", "it's", "mean", ",", ".")
)
_DETERMINERS: Final = frozenset(
    ("my", "your", "the", "a", "our", "his", "her", "their", "that")
)
_NOT_ASKING: Final = word_set(
    """
    wrong when mean error don't not never isn't happens happened about
    """
)
_NOT_ITSELF: Final = word_set("""
    policy manager managers reset resets problem problems rule rules requirement
    requirements field prompt box screen expert hint hints issue issues situation
    vault portal link page change changes file protection length format
    """)
"""What is a password's, but not it: “what's your password policy?”"""

_VERBS: Final = word_set("""
    is isn't does doesn't did do was were are aren't need needs should expires expire
    has had have works work can can't must will won't and or look looks mean means
    """)
_PLAIN: Final = word_set("""
    password passwords passphrase please pwd sorry thanks
    """)
_FIRST_PERSON: Final = frozenset(("i'll", "i'm", "let", "i'd", "here's"))
_NEVER: Final = frozenset(("cannot", "can't", "not", "must", "may", "mustn't"))
_GIVING: Final = word_set("""
    read spell give tell dictate here's
    """)
_NAMES: Final = word_set("""
    username user login log-in account id
    """)
_REQUESTS: Final = word_set("""
    tell give read spell say share confirm need
    """)


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

    def find(self) -> list[list[Spot]]:
        """Return the passwords of each line."""
        found: list[list[Spot]] = []
        asked_of: dict[Speaker | None, int] = {}
        spoken_of = -99
        announced: dict[Speaker | None, int] = {}
        for number, line in enumerate(self._lines):
            own = [one for one in self._labels[number] if one.meaning == "password"]
            spots = [spot for label in own for spot in self._told(number, label)]
            if not _SETTING.isdisjoint(line.vocabulary):
                spots += self._set_to(number, has_label=bool(own))
            if own:
                spoken_of = number
            elif any(
                one.meaning == "plain" and one.text not in LOOSE
                for one in self._labels[number]
            ):
                announced.clear()
                asked_of.clear()
            elif not spots and number - spoken_of <= 4:
                spots = self._tried(number)
            speaker = line.speaker
            if not spots and number - asked_of.get(speaker, -99) <= 3:
                spots = self._answer(number)
                if spots:
                    announced[speaker] = number
                    del asked_of[speaker]
            if not spots and number - announced.get(speaker, -99) <= MOST_DICTATED:
                spots = self._dictation(number)
            if own and speaker is not None:
                is_announced = self._is_announced(line, own)
                if is_announced:
                    announced[speaker] = number
                is_offer = is_announced and not _FIRST_PERSON.isdisjoint(line.words)
                if not is_offer and self._is_request(line, own):
                    asked_of[speaker.other] = number
            found.append(spots)
        return found

    # --- said in a line that speaks of a password -------------------------------------

    def _told(self, number: int, label: Label) -> Iterator[Spot]:
        tokens = self._lines[number].tokens
        follows = label.last + 1
        is_other = follows < len(tokens) and tokens[follows].text in _NOT_ITSELF
        for begin in () if is_other else self._after_copula(number, label):
            spots = self._value(number, begin)
            if spots:
                yield from spots
                return
        if self._is_beside(number, follows):
            yield from self._value(number, follows)
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
                spots = self._value(number, begin)
            if spots:
                yield from spots
                return
        spots = self._before(number, label) or self._at_the_end(number, label)
        yield from spots

    def _at_the_end(self, number: int, label: Label) -> list[Spot]:
        """Find “the password here on the sticker, x7Kp-22qa.”."""
        line = self._lines[number]
        stop = len(line.tokens)
        while stop > label.last + 1 and line.tokens[stop - 1].text in ".,!":
            stop -= 1
        begin = stop - 1
        while begin > label.last + 1 and line.tokens[begin].is_joined:
            begin -= 1
        written = line.text[line.tokens[begin].begin : line.tokens[stop - 1].stop]
        if begin <= label.last or any(
            one.meaning not in ("password", "number") for one in self._labels[number]
        ):
            return []
        is_mixed = any(map(str.isdigit, written)) and any(map(str.islower, written))
        has_case = is_mixed and len(written) >= 6 and not written[0].isdigit()
        return [self._spot(number, begin, stop)] if has_case else []

    def _is_beside(self, number: int, begin: int) -> bool:
        """Whether a value stands right beside “password”: “with the password X7”."""
        line, dictated = self._lines[number], self._dictated[number]
        end = value_end(line.tokens, begin, dictated)
        if begin >= end:
            return False
        if self._is_mixture(line, begin, end) or self._is_spelled(number, begin, end):
            return True
        has_name = not _NAMES.isdisjoint(line.vocabulary)
        return (
            has_name and end - begin <= 2 and is_plausible(line, begin, end, dictated)
        )

    def _is_spelled(self, number: int, begin: int, end: int) -> bool:
        """Whether most of a value is dictated sign by sign."""
        dictated = self._dictated[number]
        pieces = {dictated[at] for at in range(begin, end) if at in dictated}
        signs = sum(len(piece.signs) for piece in pieces)
        return signs >= 3 and any(
            piece.kind != "digits" or signs >= 6 for piece in pieces
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

    def _value(self, number: int, begin: int, stop: int | None = None) -> list[Spot]:
        line, dictated = self._lines[number], self._dictated[number]
        end = value_end(line.tokens, begin, dictated) if stop is None else stop
        if not is_plausible(line, begin, end, dictated):
            return []
        spots = [self._spot(number, begin, end)]
        if stop is None:
            spots += [
                self._spot(number, piece.first, piece.last + 1)
                for piece in more_pieces(line, end, dictated)
                if piece.note == "sure" or piece.kind in ("digits", "mixed", "symbol")
            ]
        return spots

    def _spot(self, number: int, begin: int, stop: int) -> Spot:
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
        spots = [self._spot(number, begin, end)]
        return spots + [
            self._spot(number, piece.first, piece.last + 1)
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
                return self._value(number, begin)
        return []

    def _tried(self, number: int) -> list[Spot]:
        """Find “then try Welcome1”, where a password was spoken of just before."""
        line = self._lines[number]
        if any(label.meaning != "number" for label in self._labels[number]):
            return []
        for at, token in enumerate(line.tokens):
            is_with = token.text == "with" and line.tokens[at - 1].text == "in"
            if not is_with and token.text not in (*_USING, "it's", "is"):
                continue
            begin = after_hedges(line.tokens, at + 1)
            end = value_end(line.tokens, begin, self._dictated[number])
            if self._is_mixture(line, begin, end):
                return self._value(number, begin)
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

    # --- asked for, or announced ------------------------------------------------------

    def _is_request(self, line: Line, own: Sequence[Label]) -> bool:
        """Whether a line wants to hear a password."""
        words = line.words
        if not _NOT_ASKING.isdisjoint(
            words[own[0].first - 4 if own[0].first > 4 else 0 :]
        ):
            return False
        before = words[max(0, own[0].first - 7) : own[0].first]
        after = words[own[0].last + 1 : own[0].last + 8]
        if after and after[0] in _NOT_ITSELF:
            is_typed = "you" in before and not _USING.isdisjoint(before)
            return is_typed and before[0].startswith("what")
        if any(word.startswith("what") for word in before):
            back = next(n for n, w in enumerate(before[::-1]) if w.startswith("what"))
            is_whole = not after or after[0] not in _VERBS
            return back <= (7 if "you" in before else 5) and (
                is_whole or (len(after) > 2 and after[1] == "you")
            )
        if not _REQUESTS.isdisjoint(before) or ("have" in before and "i" in before):
            return True
        said = [word for word in words if word[0].isalpha() and word not in _PLAIN]
        return len(said) <= 6 and said[-1:] != ["i"] and _is_bare(said)

    def _is_announced(self, line: Line, own: Sequence[Label]) -> bool:
        """Whether a speaker is about to dictate a password."""
        words = line.words
        before = words[max(0, own[-1].first - 8) : own[-1].first]
        after = words[own[-1].last + 1 :]
        is_given = not _GIVING.isdisjoint(before) or "ready" in after or "down" in after
        pointed = " ".join(before)
        if is_given or "this is" in pointed or "here is" in pointed:
            return _NOT_ASKING.isdisjoint(words)
        rest = [word for word in words[own[-1].last + 1 :] if word[:1].isalpha()]
        return bool(rest) and len(rest) <= 4 and rest[-1] in ("is", "be", "it's")

    def _answer(self, number: int) -> list[Spot]:
        line = self._lines[number]
        if line.text.rstrip().endswith("?"):
            return []
        begin = after_hedges(line.tokens, 0)
        said = {token.text for token in line.tokens[begin:] if token.kind != "mark"}
        if said <= ACKNOWLEDGEMENTS:
            return []
        return self._value(number, begin)

    def _dictation(self, number: int) -> list[Spot]:
        """Find what is dictated in a line that is little else."""
        line, dictated = self._lines[number], self._dictated[number]
        pieces = list(dict.fromkeys(dictated.values()))
        if not pieces and line.words[:1] in (("it's",), ("that's",)):
            begin = after_hedges(line.tokens, 0)
            is_short = 0 < len(line.tokens) - begin <= 3
            is_name = is_short and line.tokens[begin].raw[0].isupper()
            return self._value(number, begin) if is_name else []
        if len(pieces) < 2 and not any(piece.note == "sure" for piece in pieces):
            return []
        if any(label.meaning != "password" for label in self._labels[number]):
            return []
        begin = after_hedges(line.tokens, 0)
        if begin < len(line.tokens) and begin in dictated:
            end = value_end(line.tokens, begin, dictated)
            more = more_pieces(line, end, dictated)
            return [
                self._spot(number, begin, end),
                *(self._spot(number, one.first, one.last + 1) for one in more),
            ]
        if any(piece.note == "sure" or piece.kind == "mixed" for piece in pieces):
            first, last = pieces[0].first, pieces[-1].last + 1
            return [self._spot(number, first, last)]
        return []


def _is_bare(said: Sequence[str]) -> bool:
    """Whether a short line asks for nothing but a password: “and the old one?”."""
    allowed = {"and", "the", "your", "my", "what", "current", "or", "a", "so", "then"}
    return FUNCTION_WORDS.isdisjoint(set(said) - allowed - {"now", "can", "i", "have"})
