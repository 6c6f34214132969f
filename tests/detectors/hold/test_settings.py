import pytest
from pydantic import ValidationError

from coach.detectors.hold.settings import HoldSettings


def test_every_setting_is_documented() -> None:
    """Each key of the section says what it means."""
    assert all(field.description for field in HoldSettings.model_fields.values())


@pytest.mark.parametrize(
    "wrong", [{"limit_s": 0}, {"near_share": 1.5}, {"away": ("(put you",)}]
)
def test_wrong_values_are_refused(wrong: dict[str, object]) -> None:
    """Limits and phrases are checked when the policy is read."""
    with pytest.raises(ValidationError):
        HoldSettings.model_validate(wrong)
