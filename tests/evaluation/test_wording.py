import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.evaluation.wording import edits, says, words

some_words = st.lists(st.sampled_from("abc"), max_size=6)


def test_words_have_neither_case_nor_marks() -> None:
    """Apostrophes belong to them."""
    assert words("I can't -- it's NEW, 7/7!") == ["i", "can't", "it's", "new", "7", "7"]


@pytest.mark.parametrize(
    ("true", "heard", "number"),
    [
        ("", "", 0),
        ("a b c", "a b c", 0),
        ("a b c", "a c", 1),
        ("a c", "a b c", 1),
        ("a b c", "a x c", 1),
        ("", "a b", 2),
        ("kitten".replace("", " "), "sitting".replace("", " "), 3),
    ],
)
def test_edits_of_known_texts(true: str, heard: str, number: int) -> None:
    """Left out, put in, changed."""
    assert edits(true.split(), heard.split()) == number


@given(some_words, some_words)
def test_edits_are_the_same_both_ways(one: list[str], other: list[str]) -> None:
    """What is left out of one is put into the other."""
    assert edits(one, other) == edits(other, one)
    assert (edits(one, other) == 0) is (one == other)


@pytest.mark.parametrize(
    ("text", "part", "is_there"),
    [
        ("Well, it IS broken.", "it is broken", True),
        ("It is broken.", "is it broken", False),
        ("unbroken", "broken", False),
    ],
)
def test_says_whole_words_in_a_row(text: str, part: str, is_there: bool) -> None:
    """Marks and case aside."""
    assert says(text, part) is is_there
