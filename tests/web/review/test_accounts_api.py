"""Accounts over the API."""

import pytest

from tests.web.review.team import ADAM, NORA, PASSWORD, RITA, Team

NEW = {"name": "Eva Lund", "role": "analyst", "password": "a password of hers"}


def test_accounts_are_listed(team: Team) -> None:
    """Never with anything of a password."""
    found = team.browser(ADAM).get("accounts").json()["accounts"]
    assert [one["name"] for one in found] == sorted(one["name"] for one in found)
    assert found[0] == {
        "name": ADAM,
        "role": "admin",
        "is_disabled": False,
        "has_token": False,
        "created_at": "2026-03-02T09:30:00.000+00:00",
    }


def test_somebody_who_is_added_can_sign_in(team: Team) -> None:
    """As what they are to be."""
    answer = team.browser(ADAM).ask("POST", "accounts", json=NEW)
    assert answer.status_code == 201
    assert "password" not in answer.text
    told = team.browser().sign_in(name=NEW["name"], password=NEW["password"]).json()
    assert told["account"]["role"] == "analyst"
    assert (ADAM, "add-account", None, "Eva Lund") in team.trail()


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"name": NORA}, 409),
        ({"name": "coach"}, 409),
        ({"name": ""}, 409),
        ({"role": "owner"}, 400),
        ({"password": "short"}, 400),
        ({"password": "EVA LUND IS ME", "name": "Eva Lund is me"}, 400),
        ({"more": 1}, 400),
    ],
)
def test_what_cannot_be_added(
    team: Team, change: dict[str, object], status: int
) -> None:
    """It is told why."""
    answer = team.browser(ADAM).ask("POST", "accounts", json={**NEW, **change})
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("change", "action"),
    [
        ({"role": "reviewer"}, "set-role"),
        ({"password": "another password"}, "set-password"),
        ({"is_disabled": True}, "disable-account"),
    ],
)
def test_a_change_signs_them_out(
    team: Team, change: dict[str, object], action: str
) -> None:
    """What they may is decided anew."""
    nora = team.browser(NORA)
    answer = team.browser(ADAM).ask("PATCH", f"accounts/{NORA}", json=change)
    assert answer.status_code == 200
    assert nora.get("calls").status_code == 401
    assert (ADAM, action, None, NORA) in team.trail()


def test_somebody_can_be_enabled_again(team: Team) -> None:
    """With the password they had."""
    adam = team.browser(ADAM)
    for is_disabled in (True, False):
        given = {"is_disabled": is_disabled}
        answer = adam.ask("PATCH", f"accounts/{NORA}", json=given)
        assert answer.json()["is_disabled"] is is_disabled
    assert team.browser().sign_in(name=NORA, password=PASSWORD).status_code == 200


@pytest.mark.parametrize("change", [{"role": "reviewer"}, {"is_disabled": True}])
def test_the_only_admin_stays_one(team: Team, change: dict[str, object]) -> None:
    """Even if they want to go."""
    answer = team.browser(ADAM).ask("PATCH", f"accounts/{ADAM}", json=change)
    assert answer.status_code == 409


def test_a_change_is_carried_out_whole_or_not(team: Team) -> None:
    """What goes wrong in the middle undoes the rest."""
    given = {"password": "another password", "role": "reviewer"}
    answer = team.browser(ADAM).ask("PATCH", f"accounts/{ADAM}", json=given)
    assert answer.status_code == 409
    assert team.browser().sign_in(name=ADAM, password=PASSWORD).status_code == 200


@pytest.mark.parametrize(
    ("name", "change", "status"),
    [("Nobody", {"role": "admin"}, 404), (NORA, {}, 400), (NORA, {"name": "x"}, 400)],
)
def test_what_cannot_be_changed(
    team: Team, name: str, change: dict[str, object], status: int
) -> None:
    """Names stay: calls bear them."""
    answer = team.browser(ADAM).ask("PATCH", f"accounts/{name}", json=change)
    assert answer.status_code == status


def test_a_token_is_shown_once(team: Team) -> None:
    """Then it is known that there is one."""
    adam = team.browser(ADAM)
    answer = adam.ask("POST", f"accounts/{NORA}/token")
    assert answer.status_code == 201
    token = answer.json()["token"]
    listing = adam.get("accounts")
    assert token not in listing.text
    assert {one["name"]: one["has_token"] for one in listing.json()["accounts"]}[NORA]
    assert adam.ask("DELETE", f"accounts/{NORA}/token").status_code == 200
    assert adam.ask("DELETE", f"accounts/{NORA}/token").status_code == 404


def test_who_is_disabled_gets_no_token(team: Team) -> None:
    """Nor who has no account."""
    adam = team.browser(ADAM)
    adam.ask("PATCH", f"accounts/{RITA}", json={"is_disabled": True})
    assert adam.ask("POST", f"accounts/{RITA}/token").status_code == 409
    assert adam.ask("POST", "accounts/Nobody/token").status_code == 404
