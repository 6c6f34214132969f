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
from typing import Annotated

from pydantic import AfterValidator

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
        # By their first word: a sentence has few of them, and the list many phrases.
        by_word: defaultdict[str, list[str]] = defaultdict(list)
        anywhere: list[str] = []
        for phrase in phrases:
            tokens = _tokens(phrase)
            pattern = _pattern(phrase, tokens)
            firsts = _first_words(tokens)
            if firsts is None:
                anywhere.append(pattern)
                continue
            for word in firsts:
                by_word[word].append(pattern)
        self._by_word = {
            word: re.compile("|".join([*patterns, *anywhere]))
            for word, patterns in by_word.items()
        }
        self._anywhere = re.compile("|".join(anywhere)) if anywhere else None

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first match, or None.

        Args:
            text: What :func:`searchable` made.
            start: Offset of the word from which to search.
        """
        return next(self.find_all(text, start), None)

    def find_all(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Yield the matches in order; none overlaps another.

        Args:
            text: What :func:`searchable` made.
            start: Offset of the word from which to search.
        """
        if self._anywhere is None and self._by_word.keys().isdisjoint(_words_in(text)):
            return  # no word of it begins any phrase: most sentences, most lists
        while start < len(text):
            end = text.index(" ", start)
            pattern = self._by_word.get(text[start:end], self._anywhere)
            match = pattern.match(text, start) if pattern is not None else None
            if match is None:
                start = end + 1
            else:
                yield match
                start = match.end()

    def blank(self, text: str) -> str:
        """Return the text with each word of a match made a mere ``_``."""
        pieces: list[str] = []
        done = 0
        for match in self.find_all(text):
            pieces += [text[done : match.start()], "_ " * match.group().count(" ")]
            done = match.end()
        return "".join([*pieces, text[done:]])


@lru_cache(maxsize=256)
def compiled(phrases: tuple[str, ...]) -> Phrases:
    """Return the finder of these phrases: made once, not once a call.

    Args:
        phrases: As for :class:`Phrases`, with what it raises.
    """
    return Phrases(phrases)


@lru_cache(maxsize=16)  # many lists are looked up in one sentence
def _words_in(text: str) -> tuple[str, ...]:
    return tuple(text.split(" "))


def searchable(spoken: Iterable[str]) -> str:
    """Return words as a text in which phrases are found: a blank after each."""
    return "".join(f"{word} " for word in spoken)


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


def _first_words(tokens: list[str]) -> set[str] | None:
    """Return the words a match may begin with; None when it may be any."""
    firsts: set[str] = set()
    for token in tokens:
        if token == "*":
            return None
        firsts.update(option[0] for option in _options(token) if option)
        if token[0] != "[":
            return firsts
    return None


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
