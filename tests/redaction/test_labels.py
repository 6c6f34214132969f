import pytest

from coach.redaction.labels import labels_of
from coach.redaction.lines import line_of


@pytest.mark.parametrize(
    ("said", "meanings"),
    [
        ("my card number", ["card"]),
        ("the error code", ["plain"]),
        ("a one-time password", ["code"]),
        ("my driver's license", ["licence"]),
        ("the PIN's blocked", ["pin"]),
        ("in lower case", []),
    ],
)
def test_the_longest_phrase_counts(said: str, meanings: list[str]) -> None:
    """With or without hyphens and “'s”."""
    assert [label.meaning for label in labels_of(0, line_of(said))] == meanings
