"""The gate before every handler."""

import pytest
from starlette.requests import Request
from starlette.responses import Response

from coach.errors import ServerError
from coach.store.accounts import account_named
from coach.store.sign_ins import new_token
from coach.web.review import gate as gate_module
from coach.web.review.answers import RefusedError
from coach.web.review.gate import Asked, Endpoint, Gate
from coach.web.review.rights import Right
from tests.web.review.team import COOKIE, NORA, Team


async def handler(asked: Asked) -> Response:
    """Answer with who asks."""
    return Response(asked.actor.name)


def test_a_route_without_a_right_is_not_served(alone: Team) -> None:
    """The server does not even start."""
    point = Endpoint(method="GET", path="/review/api/new", handler=handler)
    with pytest.raises(ServerError, match="/review/api/new has no right"):
        Gate(alone.services).routes([point])


def test_a_path_answers_its_methods(alone: Team) -> None:
    """One route for all of them, so that others are told which there are."""
    browser = alone.own_browser()
    answer = browser.ask("PATCH", "session")
    assert answer.status_code == 405
    assert answer.json()["code"] == "no-such-method"
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "DELETE"}


def test_what_is_asked_of_whom_has_to_fit() -> None:
    """A handler of an open route that wants to know who asks is a mistake of ours."""
    asked = Asked(request=Request({"type": "http"}), who=None)
    with pytest.raises(AssertionError):
        _ = asked.actor
    with pytest.raises(AssertionError):
        _ = asked.call


async def admit(team: Team, *headers: tuple[bytes, bytes]) -> Asked:
    """Ask for what programs with a token may."""
    scope = {"type": "http", "method": "POST", "headers": list(headers)}
    return await Gate(team.services)._admit(Request(scope), Right.SHARE)


class TestPrograms:
    def test_are_known_by_their_token(self, team: Team) -> None:
        """No session is needed, and none is enough."""
        with team.db.session() as session:
            token = new_token(session, account_named(session, NORA), team.now)
        header = (b"authorization", f"Bearer {token}".encode())
        asked = team.portal.call(admit, team, header)
        assert asked.actor.name == NORA
        assert asked.who is None

    @pytest.mark.parametrize(
        "headers",
        [
            [],
            [(b"authorization", b"Bearer")],
            [(b"authorization", b"Bearer wrong")],
            [(b"authorization", b"Basic wrong")],
            [(b"authorization", b"Bearer a"), (b"authorization", b"Bearer b")],
            [(b"cookie", f"{COOKIE}=x".encode())],
        ],
    )
    def test_without_one_are_nobody_s(
        self, team: Team, headers: list[tuple[bytes, bytes]]
    ) -> None:
        """And told what is missing."""
        with pytest.raises(RefusedError) as refused:
            team.portal.call(admit, team, *headers)
        assert refused.value.status == 401


def test_use_of_a_session_is_written_down(team: Team) -> None:
    """So that it lasts while it is used."""
    browser = team.browser(NORA)
    for _ in range(3):
        team.pass_time(minutes=50)
        assert browser.get("calls").status_code == 200


def test_the_secret_goes_in_one_header_once(team: Team) -> None:
    """Two of them are somebody's trick."""
    browser = team.browser(NORA)
    assert browser.csrf is not None
    twice = [(gate_module.CSRF_HEADER, browser.csrf)] * 2
    answer = browser.client.request("DELETE", "/review/api/session", headers=twice)
    assert answer.json()["code"] == "no-csrf"
