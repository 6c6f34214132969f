"""What counts as a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.store.words import MOST_CHARACTERS, forms_in, words_in


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Hello, World!", ["hello", "world"]),
        ("don't don’t dont", ["dont", "dont", "dont"]),
        ("'quoted'", ["quoted"]),
        ("café cafe\u0301 CAFÉ", ["cafe", "cafe", "cafe"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("e-mail 10.0.0.1 a_b", ["e", "mail", "10", "0", "0", "1", "a", "b"]),
        ("… — !", []),
        ("", []),
    ],
)
def test_words_are_found_by_their_form(text: str, forms: list[str]) -> None:
    """Case, accents and apostrophes do not matter."""
    assert forms_in(text) == forms


def test_a_word_knows_its_place() -> None:
    """In characters of the text as it was."""
    text = "Oh, cafe\u0301!"
    assert [text[word.start : word.end] for word in words_in(text)] == [
        "Oh",
        "cafe\u0301",
    ]


@given(st.text(st.sampled_from("aZ09'_- .’")))
def test_plain_text_is_read_the_same_way(text: str) -> None:
    """Only quicker."""
    assert forms_in(text) == [word.form for word in words_in(text)]


@given(st.text())
def test_a_form_is_letters_and_digits(text: str) -> None:
    """So that it needs no quoting anywhere, and is not too long."""
    for form in forms_in(text):
        assert form.isalnum()
        assert len(form) <= MOST_CHARACTERS
