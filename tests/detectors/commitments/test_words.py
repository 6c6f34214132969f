"""The phrases of the commitments detector."""

import pytest

from coach.detectors.commitments import words as lexicon
from coach.language.phrases import Phrases

PHRASES = {
    name: phrases
    for name, phrases in vars(lexicon).items()
    if name.isupper() and isinstance(phrases, tuple)
}


@pytest.mark.parametrize("name", PHRASES)
def test_lists_hold_each_phrase_once_and_as_words_are_written(name: str) -> None:
    """Lower-case, straight apostrophes, no phrase twice, none that cannot be read."""
    phrases = PHRASES[name]

    assert len(set(phrases)) == len(phrases)
    assert all(phrase == phrase.lower().strip() for phrase in phrases)
    assert not any("’" in phrase for phrase in phrases)
    Phrases(phrases)
