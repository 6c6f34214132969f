import re

import pytest

from coach.detectors.recap import grammar_words

PATTERNS = {
    name: pattern
    for name, pattern in vars(grammar_words).items()
    if isinstance(pattern, re.Pattern)
}


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_is_found_in_nothing(name: str) -> None:
    """A pattern that matches the empty text would be found in every clause."""
    assert PATTERNS[name].search("") is None


@pytest.mark.parametrize("name", PATTERNS)
@pytest.mark.parametrize("text", ["so " * 400, "the " * 400 + "x ", "and i " * 300])
def test_no_pattern_gets_lost_in_repetition(name: str, text: str) -> None:
    """A recogniser that repeats itself costs no more than a long sentence."""
    PATTERNS[name].search(text)

    assert len(text) > 1_000
