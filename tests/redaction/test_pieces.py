from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.redaction.lines import line_of
from coach.redaction.pieces import read_pieces


def signs(text: str) -> list[str]:
    """What a line dictates."""
    return [piece.signs for piece in read_pieces(0, line_of(text))]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("double five, oh, triple 8", ["55", "0", "888"]),
        ("twenty-three fourteen", ["23", "14"]),
        ("nine hundred and twelve", ["912"]),
        ("capital P, at sign, w", ["p", "@", "w"]),
        ("p as in papa, b for bravo", ["p", "b"]),
        ("sierra, double u", ["s", "w"]),
        ("B7XQ-92KD", ["b7xq", "92kd"]),
        ("four one for two", ["4", "1", "4", "2"]),
    ],
)
def test_each_sign_is_read_however_it_is_said(said: str, expected: list[str]) -> None:
    """Digits and words mixed."""
    assert signs(said) == expected


@pytest.mark.parametrize(
    "said",
    ["thirty seconds", "$20", "at 10:45", "on 12/03/1975", "2024-11-28", "a 5 percent"],
)
def test_quantities_times_and_dates_are_none(said: str) -> None:
    """They are nothing that is dictated."""
    assert signs(said) == []


@pytest.mark.parametrize("said", ["Oh, I see a hotel", "I am at a golf club"])
def test_words_that_could_be_letters_are_words(said: str) -> None:
    """Unless they are beside something that is dictated."""
    assert signs(said) == []


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="0123456789 abcz.,-/:'@$%", max_size=60))
def test_pieces_are_in_order_and_apart(text: str) -> None:
    """Whatever the text."""
    pieces = read_pieces(0, line_of(text))
    ends = [(piece.first, piece.last) for piece in pieces]
    assert all(first <= last for first, last in ends)
    assert all(a[1] < b[0] for a, b in pairwise(ends))
