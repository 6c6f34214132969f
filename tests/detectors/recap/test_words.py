"""The phrases of the recap detector."""

import pytest

from coach.detectors.recap import words as recap_words
from coach.language.phrases import Phrases, searchable
from coach.language.text import words

LISTS = {
    name: phrases
    for name, phrases in vars(recap_words).items()
    if name.isupper() and isinstance(phrases, tuple)
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_hold_each_phrase_once_and_as_words_are_written(name: str) -> None:
    """Lower-case, straight apostrophes, no phrase twice."""
    phrases = LISTS[name]

    assert len(set(phrases)) == len(phrases)
    assert all(phrase == phrase.lower().strip() for phrase in phrases)
    assert not any("’" in phrase for phrase in phrases)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("QUESTIONS", "Is there anything else?"),
        ("CLOSING_BY_AGENT", "Have a lovely weekend."),
        ("CLOSING_BY_CUSTOMER", "No, that's all."),
        ("RESOLUTIONS", "It was caused by the update."),
        ("NEXT_STEPS", "Call us back if it isn't."),
    ],
)
def test_lists_find_what_they_are_for(name: str, text: str) -> None:
    """One plain sentence each; the detector's tests hold many more."""
    assert Phrases(LISTS[name]).search(searchable(words(text)))
