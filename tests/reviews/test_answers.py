"""Answers on a scorecard."""

from coach.reviews.answers import fit_answers, frozen
from coach.scoring.answer_rules import Prefill
from coach.scoring.scorecard import questions_of
from tests.reviews.making import policy

CARD = [name for name, _ in questions_of(policy().scorecard)]


def test_what_says_nothing_is_not_kept() -> None:
    """No answer and no comment: as if it had not been touched."""
    given = {"thanks": {"answer": None, "comment": "  "}, "welcomed": {}}
    assert fit_answers(given, set(CARD), policy()) == {}


def test_a_frozen_card_has_every_question_and_the_score() -> None:
    """A reviewer's comment stays beside an answer of the findings."""
    prefilled = {name: Prefill(answer="yes", why=".") for name in CARD}
    card = frozen({"thanks": {"answer": None, "comment": "twice"}}, prefilled, policy())

    questions = [q for section in card["sections"] for q in section["questions"]]
    assert [question["id"] for question in questions] == CARD
    assert card["score"] == 100.0
    assert questions[-1] == {
        "id": "thanks",
        "text": "Was the caller thanked?",
        "weight": 1.0,
        "answer": "yes",
        "by": "findings",
        "comment": "twice",
        "filled_from": "closing.thanks",
    }
