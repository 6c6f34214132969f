"""The scorecard: prefilled answers and the score."""

import pytest

from coach.policy.loading import load_policy
from coach.policy.policy import Policy
from coach.scoring.answer_rules import Answer
from coach.scoring.question import Question
from coach.scoring.scorecard import (
    card_json,
    prefilled_json,
    questions_of,
    score,
    score_of,
    scorecard_of,
)
from coach.scoring.scorecard_settings import ScorecardSettings
from tests.scoring.reports import found, report

GOOD = report(
    greeting=["welcomed", "gave_name", "offered_help"],
    closing=["resolution", "next_steps", "questions", "thanks"],
    discovery=["caller_identified", "problem_restated", "impact_asked"],
)


@pytest.fixture(scope="module")
def policy() -> Policy:
    """The default policy."""
    return load_policy(None)


def card(**weights: float) -> ScorecardSettings:
    """A card with one section, and a question for each weight."""
    return ScorecardSettings(
        sections={"all": "All"},
        questions={
            name: Question(section="all", text="?", weight=weight)
            for name, weight in weights.items()
        },
    )


def test_every_question_has_an_entry_in_the_order_of_the_card(policy: Policy) -> None:
    """Those without a rule too: they wait for the reviewer."""
    prefilled = scorecard_of(GOOD, policy)

    assert list(prefilled) == [name for name, _ in questions_of(policy.scorecard)]
    assert prefilled["plain-language"].answer is None
    assert all(prefill.why for prefill in prefilled.values())


def test_a_good_call_has_the_whole_score(policy: Policy) -> None:
    """What does not apply, and what is open, takes nothing away."""
    assert score_of(GOOD, policy) == 100.0


def test_what_was_not_done_is_missing_from_the_score(policy: Policy) -> None:
    """By its weight."""
    interrupted = [found("interruption", speaker="agent", start_ms=n) for n in (1, 2)]
    told = {**GOOD, "findings": interrupted}
    weights = {name: q.weight for name, q in questions_of(policy.scorecard)}
    whole = sum(
        weights[name]
        for name, prefill in scorecard_of(told, policy).items()
        if prefill.answer in ("yes", "no")
    )

    lost = 100 * weights["let-finish"] / whole
    assert score_of(told, policy) == pytest.approx(100 - lost, abs=0.05)


@pytest.mark.parametrize(
    "told", [report(scored=False), report(speakers=["customer"]), report(speakers=[])]
)
def test_a_report_that_says_nothing_has_no_score(
    told: dict[str, object], policy: Policy
) -> None:
    """Another language, or no word of the agent: nobody is blamed for that."""
    assert score_of(told, policy) is None
    assert {p.answer for p in scorecard_of(told, policy).values()} == {None}


def test_why_nothing_is_said_is_told(policy: Policy) -> None:
    """An unknown language, or speakers that could not be told apart."""
    told = report(scored=False)
    whys = []
    for code in ("language", "mono-speakers-unsure"):
        told["quality"]["problems"] = [{"code": code, "detail": "So."}]
        whys.append({prefill.why for prefill in scorecard_of(told, policy).values()})
    assert any("language" in why for why in whys[0])
    assert any("who speaks" in why for why in whys[1])


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, None),
        ({"a": "yes"}, 100.0),
        ({"a": "no"}, 0.0),
        ({"a": "yes", "b": "no"}, 25.0),
        ({"a": "yes", "b": "not-applicable"}, 100.0),
        ({"a": "not-applicable", "b": "not-applicable"}, None),
        ({"a": "yes", "b": None}, 100.0),
        ({"a": "no", "gone": "yes"}, 0.0),
        ({"free": "yes"}, None),
    ],
)
def test_the_score_is_the_weighted_share_of_yes(
    answers: dict[str, Answer | None], expected: float | None
) -> None:
    """In what applies, is answered and is on the card."""
    assert score(answers, card(a=1, b=3, free=0)) == expected


def test_a_question_that_is_off_is_not_on_the_card() -> None:
    """And its section goes when it was the last one."""
    off = Question(section="all", text="?", enabled=False)
    settings = ScorecardSettings(sections={"all": "All"}, questions={"a": off})

    assert list(questions_of(settings)) == []
    assert card_json(settings) == {"sections": []}


def test_the_card_as_the_pages_have_it() -> None:
    """Sections in their order, each with its questions."""
    assert card_json(card(a=1, b=2.5)) == {
        "sections": [
            {
                "id": "all",
                "title": "All",
                "questions": [
                    {"id": "a", "text": "?", "weight": 1.0},
                    {"id": "b", "text": "?", "weight": 2.5},
                ],
            }
        ]
    }


def test_prefilled_answers_as_the_pages_have_them(policy: Policy) -> None:
    """With what they stand on."""
    form = prefilled_json(scorecard_of(GOOD, policy))

    assert form["gave-name"] == {
        "answer": "yes",
        "why": "It was heard in the greeting.",
        "findings": [],
        "utterances": ["agent-gave_name"],
    }
