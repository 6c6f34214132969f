import pytest
from pydantic import ValidationError

from coach.speech.settings import SpeechSettings


def test_every_setting_is_documented() -> None:
    """The string under each field is what the policy's page says of it."""
    for name, field in SpeechSettings.model_fields.items():
        assert field.description, name


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"offset": 0.6}, "offset must not be greater"),
        ({"lead_out_ms": 200}, "lead_out_ms must not be greater"),
        ({"endpoint_ms": 600}, "ascending order"),
        ({"endpoint_min_ms": 160}, "ascending order"),
        ({"long_utterance_ms": 20_000}, "long_utterance_ms must be less"),
        ({"onset": 1.1}, "less than or equal to 1"),
        ({"max_utterance_ms": 29_000}, "less than or equal to 28000"),
        ({"nonsense": 1}, "Extra inputs"),
    ],
)
def test_settings_that_make_no_sense(wrong: dict[str, float], message: str) -> None:
    """What contradicts itself is said, not silently put right."""
    with pytest.raises(ValidationError, match=message):
        SpeechSettings.model_validate(wrong)
