from tests.redaction.talk import redacted_texts


def test_digits_that_are_read_back_are_masked() -> None:
    """Even a part of them."""
    lines = [
        ("a", "What's the code?"),
        ("c", "It's 482 913."),
        ("a", "So 913 at the end, thank you."),
    ]
    assert redacted_texts(*lines)[2] == "So [code] at the end, thank you."


def test_a_password_that_is_said_again_is_masked() -> None:
    """By whomever, without the word."""
    lines = [("a", "Your new password is Tulip77."), ("c", "Tulip77, okay.")]
    assert redacted_texts(*lines)[1] == "[password], okay."


def test_an_answer_that_is_spelled_is_masked() -> None:
    """Letter by letter."""
    lines = [
        ("a", "Mother's maiden name?"),
        ("c", "Novak."),
        ("a", "N O V A K?"),
    ]
    assert redacted_texts(*lines)[2] == "[security answer]?"


def test_a_number_that_is_named_as_another_stays() -> None:
    """A ticket's number is no echo of a code's."""
    lines = [
        ("a", "What's the code?"),
        ("c", "It's 482 913."),
        ("a", "Thanks. Your ticket is 482913."),
    ]
    assert redacted_texts(*lines)[2] == lines[2][1]
