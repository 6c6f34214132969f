import re

import pytest
from pydantic import ValidationError

from coach.policy.policy import Policy, effective_id
from tests.policy.detectors import DETECTORS, SmileDetector, SmileSettings


class TestPolicy:
    def test_builds_detectors_with_their_settings(self, default: Policy) -> None:
        """By name, and fresh each time."""
        settings = SmileSettings(loud=True)
        policy = default.model_copy(update={"detectors": {"smile": settings}})

        built = policy.build_detectors(DETECTORS)

        assert list(built) == ["smile"]
        assert isinstance(built["smile"], SmileDetector)
        assert built["smile"].settings is settings
        assert policy.build_detectors(DETECTORS)["smile"] is not built["smile"]

    def test_installed_detectors_are_the_default(self) -> None:
        """Every one of them has a section."""
        policy = Policy()

        assert list(policy.build_detectors()) == list(policy.detectors)

    def test_a_name_fits_into_reports_and_file_names(self) -> None:
        """No spaces, no capitals."""
        with pytest.raises(ValidationError):
            Policy(name="My Desk", detectors={})


class TestEffectiveId:
    def test_is_the_name_and_twelve_digits(self, default: Policy) -> None:
        """The same for the same content."""
        assert re.fullmatch(r"default@[0-9a-f]{12}", effective_id(default))
        assert effective_id(default) == effective_id(default.model_copy())

    def test_changes_with_any_value(self, default: Policy) -> None:
        """A detector's own settings included."""
        nudges = default.nudges.model_copy(update={"per_call": 5})
        speech = default.speech.model_copy(update={"onset": 0.51})
        variants = [
            default,
            default.model_copy(update={"name": "other"}),
            default.model_copy(update={"nudges": nudges}),
            default.model_copy(update={"speech": speech}),
            default.model_copy(
                update={"detectors": {"smile": SmileSettings(loud=True)}}
            ),
        ]

        digits = {effective_id(policy).partition("@")[2] for policy in variants}

        assert len(digits) == len(variants)

    def test_does_not_depend_on_the_order_of_rules(self, default: Policy) -> None:
        """Nor do the decisions."""
        rules = dict(reversed(list(default.nudges.rules.items())))
        nudges = default.nudges.model_copy(update={"rules": rules})
        reordered = default.model_copy(update={"nudges": nudges})

        assert effective_id(reordered) == effective_id(default)
