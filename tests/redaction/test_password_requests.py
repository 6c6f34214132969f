import pytest

from coach.redaction.labels import Label, labels_of
from coach.redaction.lines import Line, line_of
from coach.redaction.password_requests import is_announced, is_request


def read(text: str) -> tuple[Line, list[Label]]:
    """A line and where it speaks of passwords."""
    line = line_of(text)
    return line, [one for one in labels_of(0, line) if one.meaning == "password"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("What have you been typing in for the password?", True),
        ("And the old password?", True),
        ("What did you say the password was?", True),
        ("What's the password for?", False),
        ("What happens when you enter the password?", False),
        ("Let's set a new password.", False),
    ],
)
def test_a_request_wants_to_hear_one(said: str, expected: bool) -> None:
    """And is no question about one."""
    line, own = read(said)
    assert is_request(line, own) is expected


def test_an_announcement_is_of_who_will_dictate() -> None:
    """Who says “let me spell that”."""
    line, own = read("Let me spell that password.")
    assert is_announced(line, own)
