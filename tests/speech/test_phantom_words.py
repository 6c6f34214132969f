from coach.speech.phantom_words import PHANTOM_PHRASES
from coach.speech.phantoms import plain


def test_phrases_are_written_as_they_are_compared() -> None:
    """Each is in lower case, without punctuation, and there once."""
    assert all(plain(phrase) == phrase for phrase in PHANTOM_PHRASES)
    assert len(set(PHANTOM_PHRASES)) == len(PHANTOM_PHRASES)
