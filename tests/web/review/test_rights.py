"""Every route as everybody: nothing is reached without a right to it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from coach.store.accounts import Role
from coach.store.audit import THIS_MACHINE
from coach.store.database import open_database
from coach.web.review.app import review_routes
from coach.web.review.audio_file import AudioFiles
from coach.web.review.rights import (
    API,
    CHANGING,
    OF_ONE_CALL,
    RIGHTS,
    Actor,
    Right,
    is_allowed,
)
from tests.web.review.team import ADAM, MAX, NORA, PAGE, RITA, Browser, Team

DOCUMENT = Path(__file__).parents[3] / "docs" / "review.md"

ROUTES = sorted(RIGHTS)
GUARDED = [route for route in ROUTES if RIGHTS[route] is not Right.OPEN]
OF_SESSIONS = [route for route in GUARDED if RIGHTS[route] is not Right.SHARE]
CHANGES = [route for route in OF_SESSIONS if route[0] in CHANGING]

ANALYST = Actor(name=NORA, role=Role.ANALYST)
REVIEWER = Actor(name=RITA, role=Role.REVIEWER)
ADMIN = Actor(name=ADAM, role=Role.ADMIN)
ALONE = Actor(name=THIS_MACHINE, role=Role.ADMIN)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """A team's server with a call of Nora's, for tests that change nothing."""
    folder = tmp_path_factory.mktemp("company")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_DATA", str(folder))
        with open_database() as db, Team(db) as team:
            team.hire()
            yield team


@pytest.fixture(scope="module")
def uid(company: Team) -> str:
    """A call of Nora's, with its sound."""
    return company.call(NORA, audio=True)


@pytest.fixture(scope="module")
def browsers(company: Team) -> dict[str, Browser]:
    """Everybody's browser."""
    return {name: company.browser(name) for name in (NORA, MAX, RITA, ADAM)}


def address(path: str, uid: str) -> str:
    """Return a path with values in it."""
    return (
        path.replace("{uid}", uid)
        .replace("{name:path}", "main.js")
        .replace("{name}", NORA)
        .replace("{finding}", "no-such-finding")
        .replace("{id}", "1")
    )


def code_of(answer: object) -> str:
    """Return the stable code of a refusal."""
    code: str = answer.json()["code"]  # type: ignore[attr-defined]  # the client's
    return code


class TestTable:
    def test_has_a_line_for_each_route_and_no_other(self, team: Team) -> None:
        """A route that is added without one, or a line that is left, shows."""
        files = AudioFiles(Path())
        app = review_routes(team.services, files=files, page=PAGE)
        files.close()
        assert isinstance(app, Starlette)
        served = {
            (method, route.path)
            for route in app.routes
            if isinstance(route, Route)
            for method in (route.methods or set()) - {"HEAD"}
        }
        assert len(app.routes) == len({path for _, path in served})
        assert served == set(RIGHTS)

    def test_right_to_a_call_goes_with_a_uid(self) -> None:
        """Otherwise nobody would look whose call it is."""
        for (_, path), right in RIGHTS.items():
            has_uid = "/api/" in path and "{uid}" in path
            assert has_uid == (right in OF_ONE_CALL), path

    def test_nothing_of_the_interface_is_open_but_signing_in(self) -> None:
        """The page and its files hold nothing of a call."""
        opened = {route for route, right in RIGHTS.items() if right is Right.OPEN}
        assert {route for route in opened if "/api/" in route[1]} == {
            ("GET", "/review/api/session"),
            ("POST", "/review/api/session"),
        }

    def test_every_request_is_documented(self) -> None:
        """docs/review.md names the method and the path, or its beginning."""
        text = DOCUMENT.read_text(encoding="utf-8")
        for method, path in RIGHTS:
            if "/api/" in path and "/exports/" not in path:
                shown = path.replace(f"{API}/", "").replace("{uid}", "UID")
                shown = shown.replace("accounts/{name}", "accounts/NAME")
                shown = shown.replace("{finding}", "FINDING").replace("{id}", "ID")
                row = [line for line in text.splitlines() if shown in line]
                assert any(method in line for line in row), f"{method} {shown}"

    @pytest.mark.parametrize(
        ("right", "analyst", "reviewer", "admin", "alone"),
        [
            (Right.SIGNED_IN, True, True, True, True),
            (Right.SEE, True, True, True, True),
            (Right.REVIEW, False, True, True, True),
            (Right.OVERSEE, False, True, True, True),
            (Right.DELETE, False, False, True, True),
            (Right.ADMINISTER, False, False, True, True),
            (Right.KEEP_ACCOUNTS, False, False, True, False),
            (Right.SHARE, False, False, False, False),
        ],
    )
    def test_what_each_role_may(
        self, right: Right, analyst: bool, reviewer: bool, admin: bool, alone: bool
    ) -> None:
        """Each may do what the former may; one alone has no accounts to keep."""
        asked = [is_allowed(right, who) for who in (ANALYST, REVIEWER, ADMIN, ALONE)]
        assert asked == [analyst, reviewer, admin, alone]

    def test_a_call_is_seen_by_its_analyst_and_by_reviewers(self) -> None:
        """A call of nobody's is not every analyst's."""
        assert ANALYST.sees(NORA)
        assert not ANALYST.sees(MAX)
        assert not ANALYST.sees(None)
        assert REVIEWER.sees(NORA)
        assert REVIEWER.sees(None)


class TestEveryRoute:
    @pytest.mark.parametrize(("method", "path"), GUARDED)
    def test_is_closed_to_nobody(
        self, company: Team, uid: str, method: str, path: str
    ) -> None:
        """Neither what is there nor what is not there is told."""
        for call in (uid, "0" * 32):
            answer = company.browser().ask(method, address(path, call))
            assert answer.status_code == 401
            assert code_of(answer) in {"signed-out", "unauthorised"}

    @pytest.mark.parametrize(("method", "path"), OF_SESSIONS)
    def test_is_closed_to_a_session_that_is_over(
        self, company: Team, uid: str, method: str, path: str
    ) -> None:
        """Idle for more than an hour, it is nobody's."""
        browser = company.browser(ADAM)
        before = company.now
        company.pass_time(minutes=61)
        answer = browser.ask(method, address(path, uid))
        company.now = before
        assert answer.status_code == 401

    @pytest.mark.parametrize(("method", "path"), OF_SESSIONS)
    def test_is_closed_to_the_personal_token(
        self, company: Team, uid: str, method: str, path: str
    ) -> None:
        """On a team's server it opens nothing."""
        browser = company.browser()
        bearer = {"Authorization": "Bearer the token of this machine"}
        answer = browser.ask(method, address(path, uid), headers=bearer)
        assert answer.status_code == 401

    @pytest.mark.parametrize(("method", "path"), CHANGES)
    def test_changes_nothing_without_the_secret(
        self,
        company: Team,
        browsers: dict[str, Browser],
        uid: str,
        method: str,
        path: str,
    ) -> None:
        """A forged request bears the cookie, but not what only the page knows."""
        browser = browsers[ADAM]
        given: list[Mapping[bytes, bytes]] = [
            {},
            {b"X-Coach-CSRF": b"wrong"},
            {b"X-Coach-CSRF": "é".encode("latin-1")},
        ]
        for headers in given:
            answer = browser.client.request(
                method, address(path, uid), headers=headers, json={}
            )
            assert answer.status_code == 403
            assert code_of(answer) == "no-csrf"

    @pytest.mark.parametrize(
        ("method", "path"), [r for r in GUARDED if RIGHTS[r] in OF_ONE_CALL]
    )
    def test_of_another_s_call_is_like_none_to_an_analyst(
        self, browsers: dict[str, Browser], uid: str, method: str, path: str
    ) -> None:
        """Max is told the same of Nora's call as of one that is not there."""
        theirs = browsers[MAX].ask(method, address(path, uid), json={})
        none = browsers[MAX].ask(method, address(path, "0" * 32), json={})
        assert theirs.status_code == none.status_code == 404
        assert theirs.json() == none.json()

    @pytest.mark.parametrize(
        ("name", "method", "path"),
        [
            (actor.name, *route)
            for actor in (ANALYST, REVIEWER)
            for route in OF_SESSIONS
            if not is_allowed(RIGHTS[route], actor)
        ],
    )
    def test_beyond_a_role_is_refused(
        self, browsers: dict[str, Browser], uid: str, name: str, method: str, path: str
    ) -> None:
        """With a call of their own: only what the table gives their role."""
        answer = browsers[name].ask(method, address(path, uid), json={})
        is_seen = RIGHTS[(method, path)] in OF_ONE_CALL
        assert answer.status_code == (403 if is_seen else 404)

    @pytest.mark.parametrize(
        ("name", "method", "path"),
        [
            (actor.name, *route)
            for actor in (ANALYST, REVIEWER, ADMIN)
            for route in OF_SESSIONS
            if route[0] == "GET" and is_allowed(RIGHTS[route], actor)
        ],
    )
    def test_is_open_to_whoever_has_the_right(
        self, browsers: dict[str, Browser], uid: str, name: str, method: str, path: str
    ) -> None:
        """The gate lets them through; what is there is for others to test."""
        answer = browsers[name].get(address(path, uid))
        assert answer.status_code not in {401, 403, 405, 500}

    def test_is_closed_to_an_account_that_was_disabled(self, team: Team) -> None:
        """At once: every session of it has ended."""
        uid = team.call(NORA)
        nora, adam = team.browser(NORA), team.browser(ADAM)
        path = f"accounts/{NORA}"
        assert adam.ask("PATCH", path, json={"is_disabled": True}).status_code == 200
        for method, path in OF_SESSIONS:
            assert nora.ask(method, address(path, uid), json={}).status_code == 401
