import pytest
from pydantic import ValidationError

from coach.calls.settings import CallSettings


@pytest.mark.parametrize(
    "wrong",
    [
        {"silence_after_closing_ms": 100_000},
        {"silence_ms": 700_000},
        {"customer_gone_after_closing_ms": 200_000},
    ],
)
def test_the_more_certain_sign_may_not_take_longer(wrong: dict[str, int]) -> None:
    """After the goodbyes a call must not end later than without them."""
    with pytest.raises(ValidationError, match="must not be greater"):
        CallSettings(**wrong)  # type: ignore[arg-type]


def test_the_defaults_fit_together() -> None:
    """A desk that sets nothing has calls that begin by themselves."""
    assert CallSettings().begin == "speech"
