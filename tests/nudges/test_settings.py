import pytest
from pydantic import ValidationError

from coach.nudges.settings import NudgeSettings
from tests.nudges.making import rule, settings


class TestNudgeSettings:
    def test_defaults_are_the_published_ones(self) -> None:
        """One nudge in 20 s, six a call."""
        assert NudgeSettings().spacing_ms == 20_000
        assert NudgeSettings().per_call == 6

    def test_survives_json(self) -> None:
        """What is written is what is read, types included."""
        text = NudgeSettings().model_dump_json()

        assert NudgeSettings.model_validate_json(text) == NudgeSettings()

    def test_says_which_text_does_not_work(self) -> None:
        """The place of an error is the key of the rule."""
        with pytest.raises(ValidationError) as caught:
            settings(rule("dead-air", title="{quiet}"))

        [error] = caught.value.errors()
        assert error["loc"] == ("rules", "r0", "title")
        assert error["msg"].startswith("unknown placeholder {quiet}")

    def test_every_key_is_documented(self) -> None:
        """The policy file is made of what is said here."""
        assert all(field.description for field in NudgeSettings.model_fields.values())
