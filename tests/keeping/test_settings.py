import pytest
from pydantic import ValidationError

from coach.keeping.settings import KeepingSettings


def test_flagged_calls_are_kept_for_a_month() -> None:
    """What a desk gets that says nothing."""
    settings = KeepingSettings()

    assert (settings.keep, settings.flag_severity) == ("flagged", "alert")
    assert (settings.days, settings.format) == (30, "flac")


@pytest.mark.parametrize(
    "wrong", [{"keep": "some"}, {"days": -1}, {"format": "mp3"}, {"flag_severity": "x"}]
)
def test_what_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    """Before anything is recorded by it."""
    with pytest.raises(ValidationError):
        KeepingSettings.model_validate(wrong)
