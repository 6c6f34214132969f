"""The phrases of the discovery detector."""

import pytest

from coach.detectors.discovery import words as lexicon
from coach.language.phrases import Phrases

SINGLE = ("NOT_NAMES", "HONORIFICS", "BESIDE_NAMES")
"""Lists of single words."""

PHRASES = {
    name: phrases
    for name, phrases in vars(lexicon).items()
    if name.isupper() and isinstance(phrases, tuple) and name not in SINGLE
}


@pytest.mark.parametrize("name", PHRASES)
def test_lists_hold_each_phrase_once_and_as_words_are_written(name: str) -> None:
    """Lower-case, straight apostrophes, no phrase twice, none that cannot be read."""
    phrases = PHRASES[name]

    assert len(set(phrases)) == len(phrases)
    assert all(phrase == phrase.lower().strip() for phrase in phrases)
    assert not any("’" in phrase for phrase in phrases)
    Phrases(phrases)


@pytest.mark.parametrize("name", SINGLE)
def test_single_words_are_lower_case(name: str) -> None:
    """That is how they are compared."""
    listed = getattr(lexicon, name)

    assert listed
    assert all(word == word.lower() and " " not in word for word in listed)
