import datetime
import math
from collections.abc import Callable

import pytest
from pydantic import Field, ValidationError, model_validator

from coach.policy.problems import foreign_values, section_problems
from coach.settings import Settings

Problems = Callable[[str], tuple[str, ...]]


class TestSectionProblems:
    @pytest.mark.parametrize(
        ("text", "line"),
        [
            (
                '[nudges]\nper_call = "six"',
                'nudges.per_call: got "six"; allowed: a whole number from 0 to 1000',
            ),
            (
                "[nudges]\nper_call = 6.0",
                "nudges.per_call: got 6.0; allowed: a whole number from 0 to 1000",
            ),
            (
                "[nudges]\nper_call = true",
                "nudges.per_call: got true; allowed: a whole number from 0 to 1000",
            ),
            (
                "[nudges]\nspacing_ms = -1",
                "nudges.spacing_ms: got -1; allowed: a whole number from 0 to 600000",
            ),
            (
                "[detectors.smile]\nshare = 1.0",
                "detectors.smile.share: got 1.0; allowed: a number over 0 and under 1",
            ),
            (
                "[detectors.smile]\nlimt_ms = 5",
                "detectors.smile.limt_ms: unknown key; nearest: limit_ms",
            ),
            (
                '[detectors.smile]\nwords = "cheese"',
                'detectors.smile.words: got "cheese"; allowed: a list, each a text; '
                "or { add = [...], remove = [...] }",
            ),
            (
                "[detectors.smile]\nwords = [3]",
                "detectors.smile.words: got 3; allowed: a text",
            ),
            (
                "[detectors.smile]\nwords = { add = [3] }",
                "detectors.smile.words: got 3; allowed: a text",
            ),
            (
                "[detectors.smile]\npair = [3]",
                "detectors.smile.pair: got [3]; "
                "allowed: a list of 2: a whole number, a whole number",
            ),
            (
                '[detectors.smile.weights]\n"ha ha" = "x"',
                'detectors.smile.weights."ha ha": got "x"; allowed: a number',
            ),
            (
                "[detectors.smile]\nnote = 3",
                "detectors.smile.note: got 3; allowed: a text or nothing",
            ),
            (
                '[nudges.rules.recap]\nseverity = "loud"',
                'nudges.rules.recap.severity: got "loud"; '
                'allowed: "info", "notice", "alert" or "critical"',
            ),
            (
                '[nudges.rules.recap]\nspeaker = "user"',
                'nudges.rules.recap.speaker: got "user"; '
                'allowed: "any", "agent" or "customer"',
            ),
            (
                "[nudges.rules.recap]\nwhen = { missing = [1.5] }",
                "nudges.rules.recap.when.missing: got 1.5; "
                "allowed: true or false, a whole number or a text",
            ),
            (
                '[nudges.rules.recap]\nbody = "{mising}"',
                "nudges.rules.recap.body: unknown placeholder {mising}; "
                "allowed: {missing}",
            ),
            (
                '[nudges.rules.mine]\nkind = "smile"\ntitle = "Smile"',
                "nudges.rules.mine.body: is missing; allowed: a text that is not empty",
            ),
        ],
    )
    def test_says_which_key_what_is_wrong_and_what_is_allowed(
        self, problems: Problems, text: str, line: str
    ) -> None:
        """One line each, to be acted on without a manual."""
        assert problems(text) == (line,)

    def test_a_long_value_is_cut(self, problems: Problems) -> None:
        """The line stays one that can be read."""
        [line] = problems(f'[nudges]\nper_call = "{"x" * 500}"')

        assert len(line) < 140

    def test_repeats_what_a_section_says_itself(self) -> None:
        """Checks across keys name the section."""

        class Pair(Settings):
            low: int = Field(default=1)
            high: int = Field(default=2)

            @model_validator(mode="after")
            def _in_order(self) -> "Pair":
                if self.low > self.high:
                    raise ValueError("low must not be above high")
                return self

        with pytest.raises(ValidationError) as caught:
            Pair.model_validate({"low": 3})

        lines = section_problems(caught.value, Pair, {"low": 3}, ("detectors", "pair"))
        assert lines == ("detectors.pair: low must not be above high",)


class TestForeignValues:
    def test_finds_dates_and_numbers_that_are_none(self) -> None:
        """Wherever they stand."""
        data = {
            "a": {"b": [1, math.nan]},
            "c": datetime.date(2026, 1, 2),
            "d": [True, "x", 1.5],
        }

        assert list(foreign_values(data)) == [
            "a.b: got nan; allowed: a number that is finite",
            "c: got 2026-01-02; dates and times have no use here",
        ]
