"""The scorecard of a desk that has not written its own."""

from coach.scoring.default_questions import QUESTIONS, SECTIONS


def test_every_section_has_questions() -> None:
    """And every question a section."""
    assert {question.section for question in QUESTIONS.values()} == set(SECTIONS)


def test_every_question_is_one() -> None:
    """It is read out of its section too."""
    assert all("?" in question.text for question in QUESTIONS.values())
