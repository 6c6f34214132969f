import pytest

from tests.redaction.talk import redacted_texts

P = "[password]"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("My password is sunflower22, okay?", f"My password is {P}, okay?"),
        ("I changed it to Rainbow!55 and left.", f"I changed it to {P} and left."),
        ("I typed pumpkin pie as the password.", f"I typed {P} as the password."),
        ("It's capital P at sign s s w, my password.", f"It's {P}, my password."),
        ("The password is Summer2024!", f"The password is {P}"),
    ],
)  # fmt: skip
def test_a_password_that_is_said_is_masked(said: str, expected: str) -> None:
    """In whatever order."""
    assert redacted_texts(("c", said)) == [expected]


@pytest.mark.parametrize(
    "said",
    [
        "I reset your password.",
        "My password does not work.",
        "The password expires in 90 days.",
        "My password is locked after three attempts.",
        "The password is the same as before.",
        "My password is nowhere to be found.",
        "The password cannot be one of your last 10.",
    ],
)
def test_a_password_that_is_talked_about_is_not(said: str) -> None:
    """Nothing of it is said."""
    assert redacted_texts(("c", said)) == [said]


def test_the_answer_to_a_question_for_it_is_masked() -> None:
    """But not that to another question."""
    asked = redacted_texts(("a", "What's your password?"), ("c", "It's bluebird."))
    assert asked[1] == f"It's {P}."
    other = ("c", "It doesn't accept it.")
    assert (
        redacted_texts(("a", "What's wrong with your password?"), other)[1] == other[1]
    )


def test_a_password_may_be_dictated_over_several_lines() -> None:
    """Once it was announced."""
    lines = [
        ("a", "I'll read you the new password."),
        ("c", "Go ahead."),
        ("a", "Capital K, seven."),
        ("c", "Yes."),
        ("a", "Nine, lower case m."),
    ]
    assert redacted_texts(*lines)[1:] == ["Go ahead.", f"{P}.", "Yes.", f"{P}."]
