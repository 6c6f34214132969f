"""The scorecard of a call: what its report answers, and what the answers are worth.

::

    report ──▶ prefilled ──▶ with the reviewer's own answers ──▶ score 0..100
"""

from collections.abc import Iterator, Mapping

from coach.policy.policy import Policy
from coach.quality import SPEAKERS_UNSURE
from coach.scoring.answer_rules import Answer, Prefill, Report, rule_of
from coach.scoring.forms import Form
from coach.scoring.question import Question
from coach.scoring.scorecard_settings import ScorecardSettings

DIGITS = 1
"""Decimal places of a score."""

Prefilled = Mapping[str, Prefill]
"""What the report says to each question of the card, in its order."""

BY_HAND = Prefill(answer=None, why="For the reviewer to say.")
UNKNOWN_LANGUAGE = Prefill(
    answer=None, why="The detectors do not know the language of this call."
)
UNSURE = Prefill(answer=None, why="It is not certain who speaks in this recording.")
NO_AGENT = Prefill(answer=None, why="No word of the agent was heard.")


def scorecard_of(report: Report, policy: Policy) -> Prefilled:
    """Return what a report says to each question of the policy's scorecard.

    A report in a language that the detectors do not know, one in which it is not
    certain who speaks, or one without a word of the agent, answers nothing.

    Args:
        report: ``coach.report/1``, or as much of it as
            :data:`coach.scoring.answer_rules.Report` names.
        policy: Whose scorecard it is.
    """
    nothing = _speaks_not(report)
    return {
        name: BY_HAND
        if not question.filled_from
        else nothing or rule_of(question.filled_from).answer(report)
        for name, question in questions_of(policy.scorecard)
    }


def score(
    answers: Mapping[str, Answer | None], scorecard: ScorecardSettings
) -> float | None:
    """Return the weighted share of *yes* in what applies and is answered, 0..100.

    Args:
        answers: By question; a question that is missing is open, and one that is not
            on the card does not count.
        scorecard: The questions and their weights.

    Returns:
        None where nothing that has a weight applies and is answered.
    """
    won = whole = 0.0
    for name, question in questions_of(scorecard):
        if (answer := answers.get(name)) in ("yes", "no"):
            whole += question.weight
            won += question.weight if answer == "yes" else 0.0
    return round(100 * won / whole, DIGITS) if whole else None


def score_of(report: Report, policy: Policy) -> float | None:
    """Return what the findings alone give: the score of a call nobody reviewed yet."""
    prefilled = scorecard_of(report, policy)
    answers = {name: prefill.answer for name, prefill in prefilled.items()}
    return score(answers, policy.scorecard)


def questions_of(scorecard: ScorecardSettings) -> Iterator[tuple[str, Question]]:
    """Yield the questions that are on the card by name, section by section."""
    for section in scorecard.sections:
        for name, question in scorecard.questions.items():
            if question.enabled and question.section == section:
                yield name, question


def card_json(scorecard: ScorecardSettings) -> Form:
    """Return the card as the review pages have it: ``{sections: [{id, title, …}]}``."""
    asked: dict[str, list[Form]] = {}
    for name, question in questions_of(scorecard):
        asked.setdefault(question.section, []).append(
            {"id": name, "text": question.text, "weight": question.weight}
        )
    return {
        "sections": [
            {"id": name, "title": scorecard.sections[name], "questions": questions}
            for name, questions in asked.items()
        ]
    }


def prefilled_json(prefilled: Prefilled) -> Form:
    """Return what a report says, ready for JSON."""
    return {
        name: {
            "answer": prefill.answer,
            "why": prefill.why,
            "findings": list(prefill.findings),
            "utterances": list(prefill.utterances),
        }
        for name, prefill in prefilled.items()
    }


def _speaks_not(report: Report) -> Prefill | None:
    """Return why a report can answer nothing, if it cannot."""
    if not report["quality"]["scored"]:
        codes = {problem["code"] for problem in report["quality"]["problems"]}
        return UNSURE if SPEAKERS_UNSURE in codes else UNKNOWN_LANGUAGE
    if not any(row["speaker"] == "agent" for row in report["utterances"]):
        return NO_AGENT
    return None
