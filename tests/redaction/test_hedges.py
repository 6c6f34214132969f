from coach.redaction.hedges import after_hedges
from coach.redaction.lines import line_of


def test_what_is_said_before_a_value_is_passed_over() -> None:
    """However much of it there is."""
    tokens = line_of("Yes, sure, uh, I think it was Rex.").tokens
    assert tokens[after_hedges(tokens, 0)].text == "rex"


def test_oh_before_a_digit_is_one() -> None:
    """And no exclamation."""
    tokens = line_of("Oh three").tokens
    assert after_hedges(tokens, 0) == 0
