import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.sharing.address import MAX_CHARACTERS, is_loopback, server_address


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://calls.example.org", "https://calls.example.org"),
        ("HTTPS://Calls.Example.org:443/", "https://calls.example.org"),
        ("  calls.example.org ", "https://calls.example.org"),
        ("calls.example.org:8443", "https://calls.example.org:8443"),
        ("https://[2001:DB8::1]:8443/", "https://[2001:db8::1]:8443"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("http://127.0.0.1:8766", "http://127.0.0.1:8766"),
        ("http://localhost:80", "http://localhost"),
        ("http://[::1]:8766", "http://[::1]:8766"),
    ],
)
def test_an_address_has_one_form(text: str, url: str) -> None:
    """However it is written, it is remembered alike."""
    assert server_address(text).url == url


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http://calls.example.org",
        "http://127.0.0.1.example.org",
        "http://localhost.example.org",
        "ftp://calls.example.org",
        "https://",
        "https://name:secret@calls.example.org",
        "https://calls.example.org/review",
        "https://calls.example.org?to=elsewhere",
        "https://calls.example.org#token=x",
        "https://calls.example.org:99999",
        "https://calls example.org",
        "https://calls.example.org\n",
        "https://a" + "a" * MAX_CHARACTERS,
        "https://..",
        "https://-a.example",
    ],
)
def test_no_call_goes_in_the_clear_or_astray(text: str) -> None:
    """Each is refused in a line that repeats no secret."""
    if text.endswith("\n"):
        text = f"{text}evil"
    with pytest.raises(ValueError, match=r"^(is|must)") as refused:
        server_address(text)
    assert "secret" not in str(refused.value)


@given(st.text(max_size=60))
def test_what_is_accepted_goes_by_https_or_stays_here(text: str) -> None:
    """And its one form is accepted again, unchanged."""
    try:
        address = server_address(text)
    except ValueError:
        return
    assert address.url.startswith("https://") or is_loopback(
        address.host.rpartition(":")[0] or address.host
    )
    assert server_address(address.url) == address


def test_what_is_shown_is_the_host() -> None:
    """With its port where it is not the usual one."""
    assert server_address("calls.example.org").host == "calls.example.org"
    assert server_address("http://127.0.0.1:8766").host == "127.0.0.1:8766"
