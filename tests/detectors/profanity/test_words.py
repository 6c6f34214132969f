"""The word lists of the profanity detector."""

import itertools

from coach.detectors.profanity import words as lists


def test_no_word_has_two_levels() -> None:
    """Mild, strong or slur, not two of them."""
    levels = (lists.MILD_WORDS, lists.STRONG_WORDS, lists.SLURS)
    for one, other in itertools.combinations(levels, 2):
        assert not set(one) & set(other)


def test_lists_are_written_as_they_are_looked_up() -> None:
    """Lower-case, with straight apostrophes, single blanks."""
    for name in ("MILD_WORDS", "STRONG_WORDS", "SLURS", "INNOCENT_PHRASES"):
        phrases = getattr(lists, name)
        assert len(set(phrases)) == len(phrases)
        assert all(" ".join(p.lower().split()) == p for p in phrases)
