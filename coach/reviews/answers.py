"""The answers on a scorecard: checked, and frozen with the card they stand on."""

from collections.abc import Mapping
from typing import Any

from coach.errors import UnfitReviewError
from coach.policy.policy import Policy
from coach.reviews.words import fit_words
from coach.scoring.answer_rules import ANSWERS, Answer
from coach.scoring.forms import Form
from coach.scoring.scorecard import Prefilled, card_json, score


def fit_answers(answers: Mapping[str, Any], known: set[str], policy: Policy) -> Form:
    """Return the answers as they are kept.

    Raises:
        UnfitReviewError: One of them cannot be.
    """
    kept: Form = {}
    for name, given in answers.items():
        if name not in known:
            raise UnfitReviewError("answers", f"the card has no question {name[:60]}")
        if not isinstance(given, Mapping) or not set(given) <= {"answer", "comment"}:
            raise UnfitReviewError(name, "needs an answer, a comment or both")
        answer, comment = given.get("answer"), given.get("comment", "")
        if answer is not None and answer not in ANSWERS:
            raise UnfitReviewError(name, f"the answer is none of {', '.join(ANSWERS)}")
        if not isinstance(comment, str):
            raise UnfitReviewError(name, "the comment is no text")
        comment = fit_words(comment, policy, key=f"{name}.comment")
        if answer is not None or comment:
            kept[name] = {"answer": answer, "comment": comment}
    return kept


def frozen(answers: Form, prefilled: Prefilled, policy: Policy) -> Form:
    """Return the card as it is submitted.

    As :func:`coach.scoring.scorecard.card_json` has it, each question with its
    ``answer``, whether it is ``by`` the findings or the reviewer, the ``comment`` and
    the rule (``filled_from``); and the ``score``.
    """
    given: dict[str, Answer | None] = {}
    card = card_json(policy.scorecard)
    for section in card["sections"]:
        for question in section["questions"]:
            name = question["id"]
            own = answers.get(name, {})
            is_own = own.get("answer") is not None
            given[name] = own["answer"] if is_own else prefilled[name].answer
            question |= {
                "answer": given[name],
                "by": "reviewer" if is_own else "findings",
                "comment": own.get("comment", ""),
                "filled_from": policy.scorecard.questions[name].filled_from,
            }
    return {**card, "score": score(given, policy.scorecard)}
