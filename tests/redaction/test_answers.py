import pytest

from tests.redaction.talk import redacted_texts

A = "[security answer]"


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("Your mother's maiden name?", "It's, uh, Kowalski.", f"It's, uh, {A}."),
        (
            "What was your first pet called?",
            "I think it was Rex.",
            f"I think it was {A}.",
        ),
        ("Date of birth, please.", "The 4th of May, 1982.", f"{A}."),
        ("What's your favourite film?", "Sorry, The Godfather.", f"Sorry, {A}."),
    ],
)
def test_the_answer_is_masked_and_not_what_is_around_it(
    question: str, answer: str, expected: str
) -> None:
    """The question stays, and so do hedges."""
    assert redacted_texts(("a", question), ("c", answer)) == [question, expected]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Your mother's maiden name?", "Why do you need that?"),
        ("What was your first pet called?", "I don't remember."),
        ("What's your favourite browser?", "Firefox."),
        ("What is the name of your manager?", "Sandra Hill."),
    ],
)
def test_what_answers_no_security_question_stays(question: str, answer: str) -> None:
    """Neither a refusal nor everyday questions of a desk."""
    assert redacted_texts(("a", question), ("c", answer)) == [question, answer]


def test_an_answer_may_be_volunteered() -> None:
    """Without a question before."""
    said = "My mother's maiden name is Fitzgerald."
    assert redacted_texts(("c", said)) == [f"My mother's maiden name is {A}."]


def test_a_date_of_birth_may_come_in_pieces() -> None:
    """With the agent's "mm-hm" between."""
    lines = [
        ("a", "And your date of birth?"),
        ("c", "The ninth"),
        ("a", "Mm-hm."),
        ("c", "of December, seventy."),
    ]
    assert redacted_texts(*lines)[1::2] == [A, f"{A}."]
