"""What was said, as words and sentences with times.

Whisper writes numbers as digits or words, apostrophes straight or curly and hyphens
at will; whoever asks what was said should not have to care.  Nothing here knows a
detector.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from coach.events import Utterance
from coach.language.memory import remembered

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:'[^\W_]+)*")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)]*(?=\s|$)")
_ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "dr", "st", "vs", "etc", "no", "ext", "approx", "prof"}
)

_UNITS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
NUMBER_WORDS = frozenset({*_UNITS, *_TENS})
"""Words, other than digits, with which :func:`spoken_number` finds a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of an utterance."""

    text: str
    """As it was said, with its punctuation."""
    start: int
    """First sample: of its first word where word times are known, else by its share of
    the characters."""
    end: int
    """First sample after it, found likewise."""


def words(text: str) -> list[str]:
    """Return the words of a text: lower-case, apostrophes kept, hyphens split.

    Digits stay as they are written; :func:`spoken_number` reads them and number words
    alike.

    Args:
        text: Anything a recogniser wrote.

    Returns:
        ``["i'll", "be", "forty", "five"]`` for "I’ll be forty-five…".
    """
    return [*_words(text)]


@remembered(512)  # every detector asks, after what is read ahead
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.translate(_APOSTROPHES).lower()))


def placed_words(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text, each with its place in it.

    Args:
        text: Anything a recogniser wrote.

    Returns:
        Each as :func:`words` has it, the offset of its first character and the offset
        after its last.
    """
    return [
        (match.group().lower(), match.start(), match.end())
        for match in _WORD.finditer(text.translate(_APOSTROPHES))
    ]


def spoken_number(spoken: Sequence[str], index: int) -> tuple[float, int] | None:
    """Read the number that begins at a word, be it written in digits or words.

    Args:
        spoken: What :func:`words` returned.
        index: Where the number is looked for, 0 .. ``len(spoken)``.

    Returns:
        The number and how many words it takes, or None where there is none:
        ``(45.0, 2)`` for "forty five", ``(45.0, 1)`` for "45".  "a", "an" and "half"
        are no numbers here, for they need their neighbours to be understood.
    """
    if index >= len(spoken):
        return None
    word = spoken[index]
    if word[0].isdigit():
        try:
            return float(word.replace(",", ".")), 1
        except ValueError:
            return None
    if word in _TENS:
        unit = _UNITS.get(spoken[index + 1], 0) if index + 1 < len(spoken) else 0
        if 0 < unit < 10:
            return float(_TENS[word] + unit), 2
        return float(_TENS[word]), 1
    if word in _UNITS:
        return float(_UNITS[word]), 1
    return None


def sentences(utterance: Utterance) -> list[Sentence]:
    """Return the sentences of an utterance in order, each with its times.

    Args:
        utterance: With or without word times.

    Returns:
        Sentences that cover the utterance's words; empty for an empty text.
    """
    return [*_sentences(utterance)]


@remembered(8)  # every detector asks for those of the same utterance
def _sentences(utterance: Utterance) -> tuple[Sentence, ...]:
    text = utterance.text
    clock = _CharacterClock(utterance)
    found: list[Sentence] = []
    begin = 0
    for stop in [*_sentence_stops(text), len(text)]:
        piece = text[begin:stop]
        stripped = piece.strip()
        if stripped:
            first = begin + len(piece) - len(piece.lstrip())
            last = first + len(stripped)
            found.append(
                Sentence(
                    text=stripped, start=clock.start_of(first), end=clock.end_of(last)
                )
            )
        begin = stop
    return tuple(found)


def piece(utterance: Utterance, begin: int, stop: int) -> Sentence:
    """Return a piece of an utterance with its times.

    Args:
        utterance: With or without word times.
        begin: Offset of its first character in the utterance's text.
        stop: Offset after its last.
    """
    clock = _CharacterClock(utterance)
    return Sentence(
        text=utterance.text[begin:stop],
        start=clock.start_of(begin),
        end=clock.end_of(stop),
    )


def sentence_texts(text: str) -> list[str]:
    """Return the sentences of a text in order, without times."""
    stops = [0, *_sentence_stops(text), len(text)]
    pieces = (text[begin:stop].strip() for begin, stop in pairwise(stops))
    return [piece for piece in pieces if piece]


def said_between(utterance: Utterance, start: int, end: int) -> list[str]:
    """Return the words of an utterance whose middle lies in ``[start, end)``.

    Args:
        utterance: With word times, or without: then by their share of the characters.
        start: First sample.
        end: First sample after the span.
    """
    text = utterance.text
    clock = _CharacterClock(utterance)
    normal = text.translate(_APOSTROPHES).lower()
    return [
        match.group()
        for match in _WORD.finditer(normal)
        if start
        <= (clock.start_of(match.start()) + clock.end_of(match.end())) // 2
        < end
    ]


@remembered(512)  # every detector asks, after what is read ahead
def _sentence_stops(text: str) -> tuple[int, ...]:
    """Return the offsets just after each sentence but not after an abbreviation."""
    stops = []
    for match in _SENTENCE_END.finditer(text):
        before = words(text[: match.start()][-12:]) if match.group() == "." else []
        if before and before[-1] in _ABBREVIATIONS:
            # "No." is a sentence, "No. 5" is not.
            after = text[match.end() :].lstrip()
            if before[-1] != "no" or after[:1].isdigit():
                continue
        stops.append(match.end())
    return tuple(stops)


class _CharacterClock:
    """Turns a place in an utterance's text into a time."""

    def __init__(self, utterance: Utterance) -> None:
        self._utterance = utterance
        self._offsets: list[int] = []  # where each timed word begins in the text
        cursor = 0
        for word in utterance.words:
            written = word.text.strip()
            place = utterance.text.find(written, cursor)
            if place < 0:  # words and text disagree: better no times than wrong ones
                self._offsets = []
                break
            self._offsets.append(place)
            cursor = place + len(written)

    def start_of(self, offset: int) -> int:
        """Return the time at which the word at a character begins."""
        if self._offsets:
            index = max(0, bisect_right(self._offsets, offset) - 1)
            return self._utterance.words[index].start
        return self._share(offset)

    def end_of(self, offset: int) -> int:
        """Return the time at which the word before a character ends."""
        if self._offsets:
            index = max(0, bisect_right(self._offsets, offset - 1) - 1)
            return self._utterance.words[index].end
        return self._share(offset)

    def _share(self, offset: int) -> int:
        utterance = self._utterance
        length = max(1, len(utterance.text))
        return utterance.start + (utterance.end - utterance.start) * offset // length
