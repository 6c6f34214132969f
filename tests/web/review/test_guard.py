"""What stands before everything else."""

import logging
from collections.abc import Callable

import pytest
from starlette.types import Message, Receive, Scope, Send

from coach.web.review.guard import CONTENT_SECURITY_POLICY, ReviewGuard
from coach.web.review.site import Site
from tests.web.review.team import Team

SECRET = "words that somebody said"


async def ask(
    app: Callable[..., object],
    headers: dict[str, str] | None = None,
    *,
    hosts: int = 1,
    **scope: object,
) -> list[Message]:
    """Return what an application behind the guard sends."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    given = [("host", "127.0.0.1:8766")] * hosts
    if headers is not None:
        given = [pair for pair in given if pair[0] not in headers]
        given += headers.items()
    whole = {
        "type": "http",
        "method": "GET",
        "path": "/review/api/calls",
        "headers": [(k.encode(), v.encode()) for k, v in given],
        **scope,
    }
    await ReviewGuard(app, Site())(whole, receive, send)  # type: ignore[arg-type]
    return sent


async def fine(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with nothing."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def test_every_answer_bears_the_headers() -> None:
    """Refusals too."""
    for headers in (None, {"host": "evil.example"}):
        start = (await ask(fine, headers))[0]
        found = {k.decode(): v.decode() for k, v in start["headers"]}
        assert found["content-security-policy"] == CONTENT_SECURITY_POLICY
        assert found["x-content-type-options"] == "nosniff"
        assert found["x-frame-options"] == "DENY"
        assert found["cache-control"] == "no-store"


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    """No inline script or style, no other host, no frame."""
    directives = dict(
        part.split(" ", 1) for part in CONTENT_SECURITY_POLICY.split("; ")
    )
    assert directives["default-src"] == "'none'"
    assert set(directives.values()) == {"'none'", "'self'"}
    assert directives["media-src"] == directives["connect-src"] == "'self'"


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:8000"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
async def test_foreign_pages_are_refused(headers: dict[str, str]) -> None:
    """Before anything else runs."""
    assert (await ask(fine, headers))[0]["status"] == 403


async def test_a_link_from_elsewhere_leads_to_the_page() -> None:
    """The page is empty, and its own requests come from itself."""
    headers = {"sec-fetch-site": "cross-site"}
    assert (await ask(fine, headers, path="/review/"))[0]["status"] == 200


async def test_a_request_without_a_host_is_refused() -> None:
    """Or with two."""
    assert (await ask(fine, hosts=0))[0]["status"] == 403
    assert (await ask(fine, hosts=2))[0]["status"] == 403


async def test_there_are_no_sockets() -> None:
    """Nothing is sent on one."""
    assert await ask(fine, None, type="websocket") == []


async def test_a_failure_is_a_line_without_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An exception's message may quote what somebody said."""

    async def fail(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError(SECRET)

    with caplog.at_level(logging.INFO):
        sent = await ask(fail)
    assert sent[0]["status"] == 500
    (record,) = caplog.records
    assert "RuntimeError at " in record.getMessage()
    assert "guard.py:" in record.getMessage()
    assert SECRET not in caplog.text


async def test_a_failure_in_the_middle_of_an_answer_begins_no_second(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The connection breaks off; the next request is answered as ever."""

    async def fail(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError(SECRET)

    assert len(await ask(fail)) == 1
    assert SECRET not in caplog.text


async def test_who_goes_away_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    """It happens with every seek."""

    async def fail(scope: Scope, receive: Receive, send: Send) -> None:
        raise OSError(SECRET)

    with caplog.at_level(logging.WARNING):
        await ask(fail)
    assert not caplog.records


def test_a_failure_in_a_handler_is_answered_as_json(
    alone: Team, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The rest goes on."""

    def fail(*args: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("coach.web.review.list_api.find_analysts", fail)
    browser = alone.own_browser()
    answer = browser.get("analysts")
    assert answer.status_code == 500
    assert answer.json()["code"] == "failed"
    assert SECRET not in caplog.text
    assert "RuntimeError at " in caplog.text
    assert browser.get("calls").status_code == 200
