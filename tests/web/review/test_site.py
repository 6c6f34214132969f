"""Whose requests are answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.web.review.site import Site, parse_address

LOCAL = Site()
TEAM = Site(address="https://calls.example", is_https=True)
PORTED = Site(address="https://calls.example:8766", is_https=True)
PROXIED = Site(address="https://calls.example", is_https=True, is_behind_proxy=True)


@pytest.mark.parametrize(
    ("site", "host"),
    [
        (LOCAL, "127.0.0.1:8766"),
        (LOCAL, "LOCALHOST:8766"),
        (LOCAL, "[::1]:8766"),
        (TEAM, "calls.example"),
        (TEAM, "Calls.Example"),
        (TEAM, "calls.example:443"),
        (PORTED, "calls.example:8766"),
    ],
)
def test_its_own_names_are_answered(site: Site, host: str) -> None:
    """In any case of letters, with a default port or without."""
    assert site.is_host(host)


@pytest.mark.parametrize(
    ("site", "host"),
    [
        (LOCAL, None),
        (LOCAL, ""),
        (LOCAL, "evil.example:8766"),
        (LOCAL, "127.0.0.1.evil.example"),
        (LOCAL, "127.0.0.1:8766@evil.example"),
        (TEAM, None),
        (TEAM, ""),
        (TEAM, "127.0.0.1"),
        (TEAM, "calls.example:8766"),
        (TEAM, "calls.example.evil"),
        (TEAM, "x@calls.example"),
        (TEAM, "calls.example/x"),
        (TEAM, "calls.example:port"),
        (PORTED, "calls.example"),
    ],
)
def test_other_names_are_not(site: Site, host: str | None) -> None:
    """A name that somebody has pointed here among them."""
    assert not site.is_host(host)


@pytest.mark.parametrize(
    ("site", "host", "origin"),
    [
        (LOCAL, "127.0.0.1:8766", None),
        (LOCAL, "127.0.0.1:8766", "http://127.0.0.1:8766"),
        (LOCAL, "127.0.0.1:8766", "http://localhost:8766"),
        (Site(is_https=True), "127.0.0.1:8766", "https://127.0.0.1:8766"),
        (TEAM, "calls.example", "https://calls.example"),
        (PORTED, "calls.example:8766", "https://calls.example:8766"),
    ],
)
def test_its_own_pages_are_answered(site: Site, host: str, origin: str | None) -> None:
    """And programs, which have no origin."""
    assert site.is_origin(origin, host)


@pytest.mark.parametrize(
    ("site", "host", "origin"),
    [
        (LOCAL, "127.0.0.1:8766", "null"),
        (LOCAL, "127.0.0.1:8766", "http://127.0.0.1:8000"),
        (LOCAL, "127.0.0.1:8766", "https://127.0.0.1:8766"),
        (LOCAL, "127.0.0.1:8766", "http://evil.example"),
        (TEAM, "calls.example", "http://calls.example"),
        (TEAM, "calls.example", "https://calls.example:8443"),
        (TEAM, "calls.example", "https://calls.example.evil"),
        (TEAM, "calls.example", "null"),
        (TEAM, "calls.example", ""),
    ],
)
def test_other_pages_are_not(site: Site, host: str, origin: str) -> None:
    """Another port of this machine is another page."""
    assert not site.is_origin(origin, host)


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://calls.example", "https://calls.example"),
        ("https://Calls.Example/", "https://calls.example"),
        ("https://calls.example:443", "https://calls.example"),
        ("https://calls.example:8766", "https://calls.example:8766"),
        ("https://[2001:DB8::1]:8766", "https://[2001:db8::1]:8766"),
    ],
)
def test_an_address_has_one_form(given: str, origin: str) -> None:
    """However it was written."""
    assert parse_address(given) == origin


@pytest.mark.parametrize(
    "given",
    [
        "",
        "calls.example",
        "http://calls.example",
        "https://",
        "https://a/review",
        "https://u:p@a",
        "https://a?b",
        "https://a:x",
        "https://a b",
        "https://a:99999",
    ],
)
def test_what_is_no_address(given: str) -> None:
    """No plain HTTP, no path, no name and password."""
    with pytest.raises(ValueError, match="https"):
        parse_address(given)


def scope(client: str | None, *forwarded: str) -> dict[str, object]:
    """Return a request's scope."""
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    return {
        "type": "http",
        "client": None if client is None else (client, 1),
        "headers": headers,
    }


def test_a_client_is_where_the_connection_is_from() -> None:
    """What a header says of it is not believed."""
    assert TEAM.client(scope("192.0.2.1", "198.51.100.7")) == "192.0.2.1"


def test_a_proxy_s_word_is_believed_its_client_s_is_not() -> None:
    """The last address is the one that the proxy saw."""
    told = scope("127.0.0.1", "203.0.113.9, 198.51.100.7")
    assert PROXIED.client(told) == "198.51.100.7"
    told = scope("127.0.0.1", "203.0.113.9", "198.51.100.8")
    assert PROXIED.client(told) == "198.51.100.8"
    assert PROXIED.client(scope("127.0.0.1")) == "127.0.0.1"


def test_of_ipv6_the_network_counts() -> None:
    """Whoever has one address of it has 2⁶⁴."""
    one = TEAM.client(scope("2001:db8:1:2:3:4:5:6"))
    assert one == TEAM.client(scope("2001:db8:1:2::9"))
    assert one != TEAM.client(scope("2001:db8:1:3::9"))
    assert TEAM.client(scope("::ffff:192.0.2.1")) == "192.0.2.1"


@given(st.text(max_size=60))
def test_any_host_and_origin_can_come(text: str) -> None:
    """Nothing is raised, and made-up names are never ours."""
    TEAM.is_host(text)
    LOCAL.is_origin(text, "127.0.0.1:1")
    assert len(PROXIED.client(scope("x", text.encode("ascii", "ignore").decode()))) < 60
