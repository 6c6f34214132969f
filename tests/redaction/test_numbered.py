import pytest

from tests.redaction.talk import redacted_texts


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("my PIN is four eight two one", "my PIN is [code]"),
        ("4821 is my PIN", "[code] is my PIN"),
        ("the PIN for my card is 4821", "the PIN for my card is [code]"),
        ("account number 12345678, okay?", "account number [bank account], okay?"),
        ("the code is 4821, for 5 minutes", "the code is [code], for 5 minutes"),
    ],
)  # fmt: skip
def test_what_a_number_is_called_tells_what_it_is(said: str, expected: str) -> None:
    """Before it or after it."""
    assert redacted_texts(("c", said)) == [expected]


@pytest.mark.parametrize(
    "said",
    [
        "Error code 1603 again.",
        "Can I put you on hold for thirty seconds?",
        "My PIN is blocked after 3 attempts.",
        "It's version 10.15.7 on 192.168.1.254.",
        "Extension 4412, room 214.",
        "The code changes every 30 seconds.",
    ],
)
def test_what_is_called_something_else_stays(said: str) -> None:
    """And so do times, quantities and versions."""
    assert redacted_texts(("c", said)) == [said]


def test_a_question_tells_what_its_answer_is() -> None:
    """The same digits are a code, or an extension."""
    said = "Four eight two one."
    assert redacted_texts(("a", "And the PIN?"), ("c", said))[1] == "[code]."
    assert redacted_texts(("a", "Your extension?"), ("c", said))[1] == said
