import pytest
from pydantic import ValidationError

from coach.redaction import RedactionSettings


def test_everything_is_masked_by_default() -> None:
    """A desk has to say what it wants to keep."""
    assert all(RedactionSettings().model_dump().values())


def test_a_misspelt_kind_is_no_setting() -> None:
    """Nobody is to think that something is masked which is not."""
    with pytest.raises(ValidationError):
        RedactionSettings.model_validate({"card": True})
