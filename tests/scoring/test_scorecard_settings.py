"""The section ``[scorecard]`` of the policy file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coach.errors import PolicyError
from coach.policy.loading import load_policy
from coach.policy.policy import Policy

Load = Callable[[str], Policy]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load a policy file with this content."""

    def load(text: str) -> Policy:
        path = tmp_path / "desk.toml"
        path.write_text(text, encoding="utf-8")
        return load_policy(path)

    return load


def test_a_desk_changes_a_weight_and_adds_a_question(load: Load) -> None:
    """Key by key, in two lines each; the others stay."""
    scorecard = load(
        "[scorecard.questions.thanks]\nweight = 3\n"
        '[scorecard.questions.ticket]\nsection = "closing"\ntext = "Ticket number?"\n'
    ).scorecard

    assert scorecard.questions["thanks"].weight == 3.0
    assert scorecard.questions["thanks"].filled_from == "closing.thanks"
    assert scorecard.questions["ticket"].filled_from == ""
    assert "welcomed" in scorecard.questions


def test_a_desk_adds_a_section(load: Load) -> None:
    """At the end of the card."""
    scorecard = load(
        '[scorecard.sections]\nsafety = "Safety"\n'
        '[scorecard.questions.badge]\nsection = "safety"\ntext = "Badge checked?"\n'
    ).scorecard

    assert list(scorecard.sections)[-1] == "safety"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[scorecard.questions.thanks]\nsection = "ending"\n',
            'scorecard.questions.thanks.section: got "ending"; the sections are: gre',
        ),
        (
            '[scorecard.questions.thanks]\nfilled_from = "maybe"\n',
            'scorecard.questions.thanks.filled_from: "maybe" is no rule; such are:',
        ),
        (
            '[scorecard.questions.thanks]\nfilled_from = "no dead-ear"\n',
            "scorecard.questions.thanks.filled_from: "
            'got "dead-ear", which no detector raises',
        ),
        (
            '[scorecard.questions."Big One"]\nsection = "care"\ntext = "?"\n',
            'scorecard.questions."Big One": a name has small letters',
        ),
        (
            "[scorecard.questions.thanks]\nwieght = 2\n",
            "scorecard.questions.thanks.wieght: unknown key; nearest: weight",
        ),
    ],
)
def test_each_mistake_names_its_key(load: Load, text: str, problem: str) -> None:
    """Somebody who writes a policy finds the line."""
    with pytest.raises(PolicyError) as caught:
        load(text)
    assert [line[: len(problem)] for line in caught.value.problems] == [problem]
