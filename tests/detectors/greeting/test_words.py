"""The phrases of the greeting detector."""

import pytest

from coach.detectors.greeting import words as greeting_words
from coach.language.phrases import Phrases, searchable
from coach.language.text import words

LISTS = {
    name: phrases
    for name, phrases in vars(greeting_words).items()
    if name.isupper() and isinstance(phrases, tuple)
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_hold_each_phrase_once_and_as_words_are_written(name: str) -> None:
    """Lower-case, straight apostrophes, no phrase twice."""
    phrases = LISTS[name]

    assert len(set(phrases)) == len(phrases)
    assert all(phrase == phrase.lower().strip() for phrase in phrases)
    assert not any("’" in phrase for phrase in phrases)


def test_welcomes_and_offers_are_found() -> None:
    """One plain sentence each; the detector's tests hold many more."""
    assert Phrases(LISTS["WELCOMES"]).search(searchable(words("Good morning!")))
    assert Phrases(LISTS["OFFERS"]).search(searchable(words("How can I help?")))
