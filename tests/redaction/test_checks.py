import pytest

from coach.redaction.checks import is_luhn


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("4111111111111111", True),
        ("4111111111111112", False),
        ("378282246310005", True),
        ("", False),
    ],
)
def test_the_check_digit_is_that_of_payment_cards(digits: str, expected: bool) -> None:
    """Published test numbers pass, one digit off does not."""
    assert is_luhn(digits) is expected
