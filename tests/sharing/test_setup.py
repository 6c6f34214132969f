from pathlib import Path

import pytest

from coach.preferences import Preferences
from coach.sharing.address import server_address
from coach.sharing.settings import SharingSettings
from coach.sharing.setup import SharingPlan, address_of, is_automatic, plan_of
from coach.sharing.tokens import VARIABLE

URL = "https://calls.example.org"
OTHER = "https://other.example.org"
DESK = SharingSettings(server=URL, automatic=True)
NOBODY = SharingSettings()


@pytest.fixture(autouse=True)
def no_tokens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No token of whoever runs the tests."""
    monkeypatch.setattr(
        "coach.sharing.tokens.tokens_file", lambda: tmp_path / "tokens.json"
    )


def test_the_analyst_s_server_goes_before_the_desk_s() -> None:
    """They named it themselves."""
    assert address_of(Preferences(), NOBODY) is None
    assert address_of(Preferences(), DESK) == server_address(URL)
    assert address_of(Preferences(share_server=OTHER), DESK) == server_address(OTHER)


def test_a_plan_needs_a_server_and_its_token() -> None:
    """Without either nothing is sent anywhere."""
    named = Preferences(share_server=URL, share_ca="/etc/ca.pem")
    assert plan_of(Preferences(), NOBODY, {VARIABLE: "t"}) is None
    assert plan_of(named, NOBODY, {}) is None
    assert plan_of(Preferences(share_server="ftp://x"), NOBODY, {VARIABLE: "t"}) is None
    assert plan_of(named, NOBODY, {VARIABLE: "t"}) == SharingPlan(
        address=server_address(URL), token="t", ca=Path("/etc/ca.pem")
    )


def test_a_plan_does_not_show_its_token() -> None:
    """Not in a traceback either."""
    plan = SharingPlan(address=server_address(URL), token="secret")
    assert "secret" not in repr(plan)


@pytest.mark.parametrize(
    ("agreed", "named", "settings", "expected"),
    [
        (URL, None, DESK, True),
        (URL, URL, DESK, True),
        (None, URL, DESK, False),
        (URL, URL, SharingSettings(server=URL), False),
        (URL, URL, NOBODY, False),
        (OTHER, OTHER, DESK, False),
        (URL, OTHER, DESK, False),
    ],
)
def test_only_both_halves_share(
    agreed: str | None, named: str | None, settings: SharingSettings, expected: bool
) -> None:
    """For one and the same server."""
    preferences = Preferences(share_automatically_with=agreed, share_server=named)
    assert is_automatic(preferences, settings) is expected
