import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from coach.web.guard import (
    SECURITY_HEADERS,
    Guard,
    content_security_policy,
    is_our_host,
    is_our_origin,
)


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [
        ("127.0.0.1:8765", True),
        ("localhost:8765", True),
        ("LOCALHOST", True),
        ("[::1]:8765", True),
        (None, False),
        ("", False),
        ("evil.example:8765", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example:8765", False),
        ("evil.example#localhost", False),
        ("user@127.0.0.1", False),
        ("127.0.0.1:", False),
        ("127.0.0.1:99999999", False),
        ("127.0.0.1; script-src *", False),
        ("localhost\n", False),
        ("0.0.0.0:8765", False),
    ],
)
def test_only_loopback_names_are_ours(host: str | None, is_ours: bool) -> None:
    """A foreign name that leads here is DNS rebinding."""
    assert is_our_host(host) is is_ours


@pytest.mark.parametrize(
    ("origin", "is_ours"),
    [
        (None, True),
        ("http://127.0.0.1:8765", True),
        ("http://localhost:8765", True),
        ("http://127.0.0.1:8766", False),
        ("http://127.0.0.1", False),
        ("https://127.0.0.1:8765", False),
        ("http://evil.example", False),
        ("http://evil.example:8765", False),
        ("http://127.0.0.1:8765.evil.example", False),
        ("http://127.0.0.1:8765/", False),
        ("null", False),
        ("", False),
        ("file://", False),
    ],
)
def test_only_pages_of_this_server_are_ours(origin: str | None, is_ours: bool) -> None:
    """Another port of this machine is another page; no origin is no browser."""
    assert is_our_origin(origin, "127.0.0.1:8765") is is_ours


def test_the_policy_allows_nothing_inline_and_nothing_foreign() -> None:
    """Everything is of this host; neither frames nor forms nor plug-ins."""
    policy = content_security_policy("127.0.0.1:8765")

    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "connect-src 'self' ws://127.0.0.1:8765" in policy
    assert "manifest-src 'self'" in policy
    for part in ("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    assert "*" not in policy


async def broken(_scope: Scope, _receive: Receive, _send: Send) -> None:
    """An application that fails before it answers."""
    raise RuntimeError("boom")


async def fine(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that answers."""
    await PlainTextResponse("fine")(scope, receive, send)


class TestGuard:
    def test_puts_the_headers_on_every_answer(self) -> None:
        """Refusals included."""
        client = TestClient(Guard(fine), base_url="http://127.0.0.1:8765")
        for host, status in (("127.0.0.1:8765", 200), ("evil.example", 403)):
            response = client.get("/", headers={"host": host})
            assert response.status_code == status
            assert response.headers["cache-control"] == "no-store"
            assert "default-src 'none'" in response.headers["content-security-policy"]
            for name, value in SECURITY_HEADERS.items():
                assert response.headers[name] == value

    def test_a_foreign_origin_reads_nothing(self) -> None:
        """Not even the page."""
        client = TestClient(Guard(fine), base_url="http://127.0.0.1:8765")
        response = client.get("/", headers={"origin": "http://evil.example"})

        assert response.status_code == 403
        assert "fine" not in response.text

    def test_a_failure_is_logged_and_stays_inside(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        """A mistake in one request costs that request."""
        client = TestClient(
            Guard(broken),
            base_url="http://127.0.0.1:8765",
            raise_server_exceptions=False,
        )
        client.get("/")

        assert [record.message for record in caplog.records if record.exc_info] == [
            "overlay request failed"
        ]
