import pytest

from coach.redaction.lines import line_of
from coach.redaction.questions import TOPIC, is_of_life, normal_form


@pytest.mark.parametrize(
    "asked",
    [
        "What's your mother's maiden name?",
        "Where did you meet your husband?",
        "Date of birth, please.",
        "What's the answer to your reset question?",
    ],
)
def test_a_security_question_is_known_by_its_topic(asked: str) -> None:
    """In whatever words it is put."""
    assert TOPIC.search(normal_form(line_of(asked))[0])


def test_what_is_asked_of_anybody_is_no_question_of_ones_life() -> None:
    """A desk asks it all day."""
    assert is_of_life(line_of("Where did you spend your summers?"), [])
    assert not is_of_life(line_of("What's your department?"), [])
