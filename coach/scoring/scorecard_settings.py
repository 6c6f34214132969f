"""The section ``[scorecard]`` of the policy."""

import re
from collections.abc import Iterator, Mapping

from pydantic import Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from coach.scoring.answer_rules import rule_of
from coach.scoring.default_questions import QUESTIONS, SECTIONS
from coach.scoring.question import Question
from coach.settings import Settings

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
"""What a question or a section may be called: it stands in addresses and tables."""


class ScorecardSettings(Settings):
    """What a reviewer answers about a call, and what each answer weighs.

    The findings answer what they can beforehand; the reviewer has the last word.  The
    score is the weighted share of *yes* in the questions that apply and are answered,
    0 to 100.
    """

    sections: Mapping[str, str] = Field(default_factory=lambda: dict(SECTIONS))
    """The sections by name, in the order of the card, each with its title.  One without
    a question is not shown."""

    questions: Mapping[str, Question] = Field(default_factory=lambda: dict(QUESTIONS))
    """The questions by name, in the order of the card.  A section
    ``[scorecard.questions.NAME]`` changes single keys of a question that exists
    (``enabled = false`` leaves it out) or adds one of that name.  Source of the
    questions: training notes of service desks; of the weights: a choice, in which what
    a caller would miss most counts double."""

    @model_validator(mode="after")
    def _fits(self) -> "ScorecardSettings":
        """Refuse questions of no section and rules that say nothing, by their key."""
        errors: list[InitErrorDetails] = [
            {
                "type": PydanticCustomError("wording", "{problem}", {"problem": text}),
                "loc": loc,
                "input": "",
            }
            for loc, text in self._problems()
        ]
        if errors:
            raise ValidationError.from_exception_data("ScorecardSettings", errors)
        return self

    def _problems(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield where something is wrong, and what it is."""
        for key, table in (("sections", self.sections), ("questions", self.questions)):
            for name in table:
                if not _NAME.fullmatch(name):
                    text = "a name has small letters, digits and hyphens, at most 60"
                    yield (key, name), text
        for name, question in self.questions.items():
            if question.section not in self.sections:
                known = ", ".join(self.sections)
                text = f'got "{question.section}"; the sections are: {known}'
                yield ("questions", name, "section"), text
            if question.filled_from:
                try:
                    rule_of(question.filled_from)
                except ValueError as error:
                    text = f'"{question.filled_from}" {error}'
                    yield ("questions", name, "filled_from"), text
