"""The phrases of the sentiment detector."""

import pytest

from coach.detectors.sentiment import words as sentiment_words
from coach.language.phrases import Phrases, searchable
from coach.language.text import words

LISTS = {
    name: phrases
    for name, phrases in vars(sentiment_words).items()
    if name.isupper() and isinstance(phrases, tuple)
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_hold_each_phrase_once_and_as_words_are_written(name: str) -> None:
    """Lower-case, straight apostrophes, no phrase twice."""
    phrases = LISTS[name]

    assert len(set(phrases)) == len(phrases)
    assert all(phrase == phrase.lower().strip() for phrase in phrases)
    assert not any("’" in phrase for phrase in phrases)


def test_every_entry_of_the_lexicon_has_a_valence() -> None:
    """On VADER's scale, −4..4."""
    values = [float(entry.rsplit(" ", 1)[1]) for entry in LISTS["LEXICON"]]

    assert all(-4 <= value <= 4 for value in values)


def test_outrage_is_found() -> None:
    """One plain sentence; the detector's tests hold many more."""
    assert Phrases(LISTS["OUTRAGE"]).search(searchable(words("What a joke.")))
