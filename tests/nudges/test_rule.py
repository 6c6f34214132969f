import pytest
from pydantic import ValidationError

from coach.events import Severity
from coach.nudges.rule import NudgeRule


class TestNudgeRule:
    def test_needs_a_kind_and_words(self) -> None:
        """Everything else has a default."""
        rule = NudgeRule(kind="dead-air", title="Quiet", body="Say something.")

        assert rule.enabled
        assert rule.severity is Severity.NOTICE

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("title", ""),
            ("body", ""),
            ("kind", ""),
            ("nth", 0),
            ("priority", 101),
            ("lifetime_ms", 999),
            ("wait_ms", 120_001),
            ("speaker", "user"),
        ],
    )
    def test_refuses_values_out_of_range(self, key: str, value: object) -> None:
        """One beyond each end of a range is refused."""
        fields = {"kind": "dead-air", "title": "t", "body": "b", key: value}

        with pytest.raises(ValidationError, match=key):
            NudgeRule.model_validate(fields)

    def test_every_key_is_documented(self) -> None:
        """The policy file is made of what is said here."""
        assert all(field.description for field in NudgeRule.model_fields.values())
