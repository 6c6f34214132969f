import pytest

from coach.redaction import RedactionSettings, redact_text
from tests.redaction.talk import redacted_texts


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("4111 1111 1111 1111", "[card number]"),
        ("DE89 3704 0044 0532 0130 00", "[bank account]"),
        ("AB 12 34 56 C", "[government number]"),
        ("219-09-9999", "[government number]"),
        ("+44 20 7946 0958", "+[phone number]"),
        ("555-867-5309", "[phone number]"),
    ],
)
def test_some_numbers_tell_what_they_are(said: str, expected: str) -> None:
    """Without being called so."""
    assert redact_text(said, RedactionSettings()) == expected


def test_a_card_that_breaks_off_is_masked() -> None:
    """Three groups of four are enough."""
    assert redacted_texts(("c", "4111 1111 1111")) == ["[card number]"]


def test_a_card_that_both_say_is_masked() -> None:
    """The agent the first half, the customer the second."""
    lines = [("a", "I've got 4539 1488."), ("c", "And then 0343 6467.")]
    assert redacted_texts(*lines) == [
        "I've got [card number].",
        "And then [card number].",
    ]
