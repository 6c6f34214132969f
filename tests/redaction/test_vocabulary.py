from coach.redaction.vocabulary import (
    ACKNOWLEDGEMENTS,
    FUNCTION_WORDS,
    HESITATIONS,
    JOINERS,
    word_set,
)


def test_every_word_is_as_tokens_have_it() -> None:
    """Lower-case, in one piece."""
    for words in (ACKNOWLEDGEMENTS, FUNCTION_WORDS, JOINERS):
        assert all(word == word.lower() and " " not in word for word in words)
    assert HESITATIONS <= JOINERS


def test_a_set_is_of_words() -> None:
    """However the text is broken."""
    assert word_set("a  b\n c") == {"a", "b", "c"}
