import pytest
from pydantic import ValidationError

from coach.detectors.interruption.settings import InterruptionSettings


def test_lengths_that_cannot_be() -> None:
    """A negative length is refused, with its name."""
    with pytest.raises(ValidationError, match="overtalk_ms"):
        InterruptionSettings(overtalk_ms=-1)


def test_a_murmur_is_shorter_than_any_backchannel() -> None:
    """Known acknowledgements may be longer than words that nobody knows."""
    settings = InterruptionSettings()

    assert settings.own_speech_ms < settings.murmur_ms < settings.backchannel_ms
