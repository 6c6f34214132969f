"""Signing in and out."""

from http.cookies import SimpleCookie

import pytest
from argon2 import PasswordHasher
from sqlalchemy import update

from coach.store.database import Database
from coach.store.passwords import hash_password
from coach.store.tables import AccountRow
from coach.web.review.attempts import BURST
from coach.web.review.site import Site
from tests.web.review.team import (
    ADAM,
    COOKIE,
    NORA,
    PASSWORD,
    RITA,
    TOKEN,
    Browser,
    Team,
)

NOBODY = {"account": None, "csrf": None, "kinds": None, "scorecard": None, "may": None}


class TestShow:
    def test_nobody_is_told_the_mode_alone(self, alone: Team) -> None:
        """It is what the page needs to know how one signs in."""
        assert alone.browser().get("session").json() == {"mode": "personal", **NOBODY}

    def test_a_team_s_server_says_so(self, team: Team) -> None:
        """From the first account on."""
        assert team.browser().get("session").json() == {"mode": "team", **NOBODY}

    def test_somebody_is_told_who_they_are(self, team: Team) -> None:
        """The same as when they signed in."""
        browser = team.browser()
        told = browser.sign_in(name=NORA, password=PASSWORD).json()
        assert browser.get("session").json() == told
        assert told["account"] == {"name": NORA, "role": "analyst"}
        assert told["kinds"]["dead-air"]["title"] == "Dead air"
        assert told["scorecard"]["sections"]

    @pytest.mark.parametrize(
        ("name", "may"),
        [
            (NORA, {"audit": False, "precision": False, "delete": False}),
            (RITA, {"audit": False, "precision": True, "delete": False}),
            (ADAM, {"audit": True, "precision": True, "delete": True}),
        ],
    )
    def test_what_they_may(self, team: Team, name: str, may: dict[str, bool]) -> None:
        """For the page, which shows no more; the server decides by itself."""
        shown = team.browser(name).get("session").json()["may"]
        assert shown.items() >= may.items()
        assert shown["accounts"] == (name == ADAM)
        assert shown["calibrate"] == (name != NORA)

    def test_one_alone_is_all_of_them(self, alone: Team) -> None:
        """But for accounts, and what takes two."""
        shown = alone.own_browser().get("session").json()
        assert shown["account"] == {"name": "this machine", "role": "admin"}
        assert shown["may"] == {
            "accounts": False,
            "audit": True,
            "calibrate": False,
            "precision": True,
            "delete": True,
        }


class TestCookie:
    def test_is_for_this_server_s_pages_alone(self, alone: Team) -> None:
        """No script reads it, no other site sends it."""
        answer = alone.browser().sign_in(token=TOKEN)
        cookie = SimpleCookie(answer.headers["set-cookie"])[COOKIE]
        assert cookie["httponly"] is True
        assert cookie["samesite"].lower() == "strict"
        assert cookie["path"] == "/review"
        assert not cookie["secure"]
        assert not cookie["max-age"]
        assert len(cookie.value) == 43

    def test_goes_over_tls_alone_where_there_is_tls(self, db: Database) -> None:
        """A team's server on the network has nothing else."""
        site = Site(address="https://calls.example", is_https=True)
        with Team(db, site) as team:
            team.hire()
            browser = Browser(team, "https://calls.example")
            answer = browser.sign_in(name=NORA, password=PASSWORD)
        cookie = SimpleCookie(answer.headers["set-cookie"])[COOKIE]
        assert cookie["secure"] is True


class TestToken:
    @pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], "x" * 1_000])
    def test_another_is_refused(self, alone: Team, token: str) -> None:
        """In constant time, whatever it is made of."""
        answer = alone.browser().sign_in(token=token)
        assert answer.status_code == 401
        assert answer.json()["code"] == "wrong-credentials"
        assert "set-cookie" not in answer.headers

    def test_opens_nothing_once_there_are_accounts(self, team: Team) -> None:
        """Whoever still has it is nobody in particular."""
        answer = team.browser().sign_in(token=TOKEN)
        assert answer.status_code == 400

    def test_sessions_of_it_end_with_the_first_account(self, alone: Team) -> None:
        """From then on it is a team's server."""
        browser = alone.own_browser()
        alone.hire()
        assert browser.get("calls").status_code == 401

    def test_is_good_for_a_shift(self, alone: Team) -> None:
        """Or an hour without a request."""
        browser = alone.own_browser()
        for _ in range(12):
            alone.pass_time(minutes=59)
            assert browser.get("analysts").status_code == 200
        alone.pass_time(minutes=59)
        assert browser.get("analysts").status_code == 401
        browser = alone.own_browser()
        alone.pass_time(minutes=61)
        assert browser.get("analysts").status_code == 401


class TestPassword:
    @pytest.mark.parametrize(
        ("name", "password"),
        [(NORA, "another password"), ("Nobody", PASSWORD), ("", "")],
    )
    def test_another_is_refused(self, team: Team, name: str, password: str) -> None:
        """Whether the name or the password is wrong is not told."""
        answer = team.browser().sign_in(name=name, password=password)
        assert answer.status_code == 401
        assert answer.json() == {
            "code": "wrong-credentials",
            "message": "name and password do not go together",
        }

    def test_of_a_disabled_account_is_refused(self, team: Team) -> None:
        """With the same words."""
        path = f"accounts/{NORA}"
        team.browser(ADAM).ask("PATCH", path, json={"is_disabled": True})
        answer = team.browser().sign_in(name=NORA, password=PASSWORD)
        assert answer.json()["code"] == "wrong-credentials"

    def test_means_nothing_where_there_is_no_account(self, alone: Team) -> None:
        """There one signs in with the token."""
        assert alone.browser().sign_in(name=NORA, password=PASSWORD).status_code == 400

    def test_cannot_be_guessed_fast(self, team: Team) -> None:
        """Not even the right one is looked at then."""
        browser = team.browser()
        for i in range(BURST):
            browser.sign_in(name=NORA, password=f"wrong password {i}")
        answer = browser.sign_in(name=NORA, password=PASSWORD)
        assert answer.status_code == 429
        assert answer.headers["retry-after"] == "60"

    def test_kept_in_an_older_form_is_renewed(self, team: Team) -> None:
        """At the next sign-in that is right."""
        older = PasswordHasher(time_cost=1, memory_cost=16, parallelism=1)
        with team.db.session() as session:
            session.execute(
                update(AccountRow)
                .where(AccountRow.name == NORA)
                .values(password=hash_password(PASSWORD, older))
            )
        team.browser(NORA)
        with team.db.reading() as session:
            kept = session.query(AccountRow).filter_by(name=NORA).one().password
        assert kept is not None
        assert "m=8," in kept
        team.browser(NORA)


class TestSignIn:
    @pytest.mark.parametrize(
        "shown",
        [
            {},
            {"token": TOKEN, "name": NORA},
            {"token": 1},
            {"more": "x"},
            [],
            "x",
            None,
        ],
    )
    def test_has_a_form(self, alone: Team, shown: object) -> None:
        """Nothing else is understood."""
        answer = alone.browser().ask("POST", "session", json=shown)
        assert answer.status_code in {400, 415}

    def test_gives_a_new_session_and_ends_the_old(self, team: Team) -> None:
        """A session that somebody planted is not the one that counts."""
        browser = team.browser(NORA)
        old = browser.client.cookies[COOKIE]
        browser.sign_in(name=NORA, password=PASSWORD)
        assert browser.client.cookies[COOKIE] != old
        stranger = team.browser()
        stranger.client.cookies.set(COOKIE, old)
        assert stranger.get("calls").status_code == 401

    def test_is_noted(self, team: Team) -> None:
        """When it was right."""
        browser = team.browser()
        browser.sign_in(name=NORA, password="wrong password")
        browser.sign_in(name=NORA, password=PASSWORD)
        assert team.trail() == [(NORA, "sign-in", None, "")]


class TestSignOut:
    def test_ends_the_session(self, team: Team) -> None:
        """Here, not in another browser of the same person."""
        browser, other = team.browser(NORA), team.browser(NORA)
        cookie = browser.client.cookies[COOKIE]
        assert browser.ask("DELETE", "session").status_code == 200
        assert COOKIE not in browser.client.cookies
        browser.client.cookies.set(COOKIE, cookie)
        assert browser.get("calls").status_code == 401
        assert other.get("calls").status_code == 200
        assert team.trail()[-1] == (NORA, "sign-out", None, "")

    def test_ends_a_personal_session(self, alone: Team) -> None:
        """The token lets one in again."""
        browser = alone.own_browser()
        cookie = browser.client.cookies[COOKIE]
        browser.ask("DELETE", "session")
        browser.client.cookies.set(COOKIE, cookie)
        assert browser.get("calls").status_code == 401
        assert alone.own_browser().get("calls").status_code == 200


class TestNewPassword:
    def test_takes_the_place_of_the_old(self, team: Team) -> None:
        """Other sessions end, this one goes on under another id."""
        browser, other = team.browser(NORA), team.browser(NORA)
        given = {"old": PASSWORD, "new": "a new password of hers"}
        answer = browser.ask("PUT", "session/password", json=given)
        assert answer.status_code == 200
        browser.csrf = answer.json()["csrf"]
        assert browser.get("calls").status_code == 200
        assert other.get("calls").status_code == 401
        fresh = team.browser()
        assert fresh.sign_in(name=NORA, password=PASSWORD).status_code == 401
        assert fresh.sign_in(name=NORA, password=given["new"]).status_code == 200
        assert (NORA, "change-password", None, NORA) in team.trail()

    @pytest.mark.parametrize(
        ("old", "new", "status"),
        [
            ("wrong password", "a new password", 403),
            (PASSWORD, "short", 400),
            (PASSWORD, "x" * 1_001, 400),
        ],
    )
    def test_has_to_be_one_and_the_old_right(
        self, team: Team, old: str, new: str, status: int
    ) -> None:
        """A browser that was left open is not enough."""
        given = {"old": old, "new": new}
        answer = team.browser(NORA).ask("PUT", "session/password", json=given)
        assert answer.status_code == status

    def test_is_nothing_for_one_alone(self, alone: Team) -> None:
        """There is none to change."""
        given = {"old": PASSWORD, "new": "a new password"}
        answer = alone.own_browser().ask("PUT", "session/password", json=given)
        assert answer.status_code == 400
