"""Phrases: word lists with a little give, as the policy file has them.

A phrase is words separated by blanks.  In it,

* ``(can|could you)`` stands for any one of its alternatives, of one or more words,
* ``[just]`` or ``[just|only]`` may be there or not,
* ``*`` stands for up to three words of any kind,
* ``TIME`` stands for a spoken time such as "two minutes" or "a second",
* ``^`` at its start and ``$`` at its end tie it to the start or end of the sentence.

"(put|place) you on [a brief] hold" matches "place you on hold" and "put you on a brief
hold".
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from typing import Annotated

from pydantic import AfterValidator

from coach.language.memory import remembered

_ANY = r"(?:[^ ]+ ){0,3}"
_TOKEN = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[^ ()\[\]]+|[()\[\]]")

MAX_WAYS = 256
"""In how many ways the same words may be tried against one phrase.  Every ``*`` makes
four of each, every ``[…]`` two, and so do alternatives of which one begins another;
without a limit, a dozen of them would take longer than the call."""


class Phrases:
    """Finds any of some phrases in a text.

    Args:
        phrases: In the form above.

    Raises:
        ValueError: A phrase has a bracket that is not closed, or too much give; the
            message names it.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        # By how they begin: a sentence has few beginnings, and the list many phrases.
        patterns: list[re.Pattern[str]] = []
        beginning: defaultdict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(phrases):
            tokens = _tokens(phrase)
            patterns.append(re.compile(_pattern(phrase, tokens)))
            for opening in _openings(tokens):
                beginning[opening].append(number)
        anywhere = beginning.pop("", [])
        self._by_opening = {
            opening: [
                patterns[number]
                for number in (
                    *sorted({*numbers, *beginning.get(opening.split()[0], ())}),
                    *anywhere,
                )
            ]
            for opening, numbers in beginning.items()
        }
        self._anywhere = [patterns[number] for number in anywhere]
        self._openings = frozenset(self._by_opening)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first match, or None.

        Args:
            text: What :func:`searchable` made.
            start: Offset of the word from which to search.
        """
        if self._is_absent(text):
            return None
        return next(self.find_all(text, start), None)

    def find_all(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Yield the matches in order; none overlaps another.

        Args:
            text: What :func:`searchable` made.
            start: Offset of the word from which to search.
        """
        if self._is_absent(text):
            return
        for at, word, pair in _words_in(text):
            if at < start:
                continue
            patterns = self._by_opening.get(pair) or self._by_opening.get(word)
            for pattern in patterns or self._anywhere:
                match = pattern.match(text, at)
                if match is not None:
                    yield match
                    start = match.end()
                    break

    def count(self, text: str, most: int) -> int:
        """Return how many matches there are, up to a number.

        Args:
            text: What :func:`searchable` made.
            most: Where counting may end.
        """
        if self._is_absent(text):
            return 0
        return sum(1 for _ in islice(self.find_all(text), most))

    def blank(self, text: str) -> str:
        """Return the text with each word of a match made a mere ``_``."""
        if self._is_absent(text):
            return text
        pieces: list[str] = []
        done = 0
        for match in self.find_all(text):
            pieces += [text[done : match.start()], "_ " * match.group().count(" ")]
            done = match.end()
        return "".join([*pieces, text[done:]])

    def _is_absent(self, text: str) -> bool:
        """Whether no phrase begins anywhere: so it is for most texts, most lists."""
        return not self._anywhere and self._openings.isdisjoint(_openings_in(text))


@lru_cache(maxsize=256)
def compiled(phrases: tuple[str, ...]) -> Phrases:
    """Return the finder of these phrases: made once, not once a call.

    Args:
        phrases: As for :class:`Phrases`, with what it raises.
    """
    return Phrases(phrases)


@remembered(64)  # many lists are looked up in one sentence
def _openings_in(text: str) -> frozenset[str]:
    """Return what a phrase in a text may begin with: each word, and each two."""
    said = text.split()
    return frozenset([*said, *map(" ".join, pairwise(said))])


@remembered(64)
def _words_in(text: str) -> tuple[tuple[int, str, str], ...]:
    """Return where each word begins, the word, and it with the next one."""
    said = text.split()
    lengths = (len(word) + 1 for word in said)
    pairs = [*map(" ".join, pairwise(said)), ""]
    return tuple(zip(accumulate(lengths, initial=0), said, pairs, strict=False))


def searchable(spoken: Iterable[str]) -> str:
    """Return words as a text in which phrases are found: a blank after each."""
    return " ".join([*spoken, ""])


def _tokens(phrase: str) -> list[str]:
    tokens = _TOKEN.findall(phrase.strip("^$ "))
    if not tokens or any(token in "()[]" for token in tokens):
        message = f"phrase {phrase!r} is empty or has a bracket that is not closed"
        raise ValueError(message)
    ways = math.prod(map(_ways, tokens))
    if ways > MAX_WAYS:
        message = (
            f"phrase {phrase!r} can be tried in {ways} ways, more than {MAX_WAYS}: "
            "use fewer * and […]"
        )
        raise ValueError(message)
    return tokens


def _ways(token: str) -> int:
    """Return how many ways there are at most to go on after a token."""
    if token == "*":
        return 4
    options = {tuple(option) for option in _options(token)}
    nested = max(
        sum(option[:length] in options for length in range(len(option) + 1))
        for option in options
    )
    return nested + (token[0] == "[" and () not in options)


def _options(token: str) -> list[list[str]]:
    return [option.split() for option in token.strip("()[]").split("|")]


def _openings(tokens: list[str]) -> set[str]:
    """Return the first two words of every match; fewer where the next may be any."""
    growing: set[tuple[str, ...]] = {()}
    openings: set[tuple[str, ...]] = set()
    for token in tokens:
        if token == "*":
            break
        options = [tuple(option) for option in _options(token)]
        grown = {words + option for words in growing for option in options}
        growing = grown | growing if token[0] == "[" else grown
        openings |= {words[:2] for words in growing if len(words) > 1}
        growing = {words for words in growing if len(words) < 2}
    return {" ".join(words) for words in openings | growing}


def _pattern(phrase: str, tokens: list[str]) -> str:
    pieces = ["^"] if phrase.startswith("^") else []
    for token in tokens:
        if token == "*":
            pieces.append(_ANY)
            continue
        either = "|".join(
            "".join(f"{re.escape(word)} " for word in option)
            for option in dict.fromkeys(map(tuple, _options(token)))
        )
        pieces.append(f"(?:{either})" + ("?" if token[0] == "[" else ""))
    if phrase.endswith("$"):
        pieces.append("$")
    return "".join(pieces)


def _checked(phrase: str) -> str:
    _tokens(phrase)
    return phrase


Phrase = Annotated[str, AfterValidator(_checked)]
"""A phrase in a section of the policy, checked when the policy is read."""
