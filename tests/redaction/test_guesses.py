import pytest

from tests.redaction.talk import redacted_texts


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Six four six, triple five, oh one, fifty-nine.", "[phone number]."),
        ("Yep, zero zero seven, nine two four, okay?", "Yep, [code], okay?"),
    ],
)
def test_digits_that_nothing_names_are_secret(said: str, expected: str) -> None:
    """Nobody reads them out for nothing."""
    assert redacted_texts(("c", said)) == [expected]


@pytest.mark.parametrize(
    "said",
    [
        "The ticket you want is 7 7 1 2 0 4, opened last week.",
        "Excel does one million, forty-eight thousand, five hundred rows.",
        "One, two, three, four, five, six, and it is off.",
        "I've tried 2019 and 2021, and now 365.",
        "We measured 80, 120, 95 and 110 megabits.",
    ],
)
def test_what_counts_or_is_named_is_not(said: str) -> None:
    """Tickets, quantities, counting and years."""
    assert redacted_texts(("c", said)) == [said]


def test_what_was_asked_for_is_named_by_the_question() -> None:
    """So that its answer stays."""
    lines = [("a", "Which incident?"), ("c", "Double oh four four, nine one two.")]
    assert redacted_texts(*lines)[1] == lines[1][1]
