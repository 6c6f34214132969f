"""Words compared: how many are wrong, and whether one text says another."""

import re
from collections.abc import Sequence

NOT_IN_WORDS = re.compile(r"[^a-z0-9' ]")
"""What parts words: all but letters, digits, apostrophes."""


def words(text: str) -> list[str]:
    """Return the words of a text, in lower case and without punctuation."""
    return NOT_IN_WORDS.sub(" ", text.lower()).split()


def edits(true: Sequence[str], heard: Sequence[str]) -> int:
    """Return how many words must be put in, left out or changed (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(true, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            changed = before + (word != other)
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, changed)
    return row[-1]


def says(text: str, part: str) -> bool:
    """Return whether a text has the words of another in it, in a row."""
    return f" {' '.join(words(part))} " in f" {' '.join(words(text))} "
