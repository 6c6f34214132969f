"""One question of the scorecard."""

import pytest
from pydantic import ValidationError

from coach.scoring.question import Question


def test_a_question_needs_a_section_and_a_text_only() -> None:
    """A desk's own question is two lines of the policy file."""
    question = Question(section="care", text="Was it kind?")

    assert (question.weight, question.filled_from, question.enabled) == (1.0, "", True)


@pytest.mark.parametrize("weight", [-1.0, 101.0, float("nan")])
def test_a_weight_is_from_0_to_100(weight: float) -> None:
    """Nothing takes away from a score, and nothing drowns the rest."""
    with pytest.raises(ValidationError):
        Question(section="care", text="?", weight=weight)
