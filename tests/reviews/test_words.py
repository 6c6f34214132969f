"""What people write about a call."""

import pytest

from coach.errors import UnfitReviewError
from coach.reviews.words import fit_words
from tests.reviews.making import policy


def test_blanks_round_a_text_go() -> None:
    """Those inside stay."""
    assert fit_words("  a\n b ", policy(), key="note") == "a\n b"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x" * 4_001, "note: has 4001 characters"),
        ("a\0b", "note: holds characters"),
        ("\ud800", "note: holds characters"),
    ],
)
def test_what_cannot_be_kept_is_refused(text: str, problem: str) -> None:
    """Too much, or what no database takes."""
    with pytest.raises(UnfitReviewError, match=problem):
        fit_words(text, policy(), key="note")


def test_nothing_is_enough_unless_it_is_needed() -> None:
    """A verdict needs no note; a message needs words."""
    assert fit_words("", policy(), key="note") == ""
    with pytest.raises(UnfitReviewError, match="text: is empty"):
        fit_words(" ", policy(), key="text", needed=True)


def test_what_must_not_last_is_masked() -> None:
    """A reviewer writes down what the caller read aloud."""
    kept = fit_words("They said 4111 1111 1111 1111.", policy(), key="note")
    assert kept == "They said [card number]."
