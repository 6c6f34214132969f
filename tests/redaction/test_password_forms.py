import pytest

from tests.redaction.talk import redacted_texts

P = "[password]"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "You'll go in with Autumn2024! and change it.",
            f"You'll go in with {P} and change it.",
        ),
        ("The other box is letmein, one word.", f"The other box is {P}, one word."),
        ("Let me try hunter2.", f"Let me try {P}."),
        ("I've been using Manchester 1 2 3 for all.", f"I've been using {P} for all."),
        ("It's ILoveMyCat.", f"It's {P}."),
    ],
)
def test_some_things_are_only_written_so_when_they_are_passwords(
    said: str, expected: str
) -> None:
    """Though nobody says the word."""
    assert redacted_texts(("c", said)) == [expected]


@pytest.mark.parametrize(
    "said",
    [
        "The folder's all lower case, it's called archive.",
        "It's a Latitude7440.",
        "I'm using Windows 11.",
        "The asset tag is LT-20931.",
    ],
)
def test_products_and_names_are_not(said: str) -> None:
    """Nor what is called something else."""
    assert redacted_texts(("c", said)) == [said]
