"""Where and how the review server may be reached."""

from pathlib import Path

import pytest

from coach.errors import ServerError
from coach.web.review.plan import ReviewPlan, is_loopback

HERE = "https://calls.example"
CERTIFICATE, KEY = Path("calls.pem"), Path("calls.key")


def test_alone_it_is_on_this_machine() -> None:
    """Over plain HTTP, which does not leave it."""
    site = ReviewPlan().site(is_team=False)
    assert (site.address, site.is_https, site.is_behind_proxy) == (None, False, False)


@pytest.mark.parametrize(
    "plan",
    [
        ReviewPlan(host="0.0.0.0"),
        ReviewPlan(host="0.0.0.0", address=HERE, certificate=CERTIFICATE, key=KEY),
        ReviewPlan(address=HERE, certificate=CERTIFICATE, key=KEY),
        ReviewPlan(address=HERE, is_behind_proxy=True),
    ],
)
def test_without_accounts_it_is_nowhere_else(plan: ReviewPlan) -> None:
    """There would be nobody to tell from anybody."""
    with pytest.raises(ServerError, match="coach accounts add"):
        plan.site(is_team=False)


@pytest.mark.parametrize(
    ("plan", "address", "is_https", "is_behind_proxy"),
    [
        (ReviewPlan(), None, False, False),
        (ReviewPlan(certificate=CERTIFICATE, key=KEY), None, True, False),
        (
            ReviewPlan(host="0.0.0.0", address=HERE, certificate=CERTIFICATE, key=KEY),
            HERE,
            True,
            False,
        ),
        (ReviewPlan(address=HERE, is_behind_proxy=True), HERE, True, True),
        (
            ReviewPlan(host="192.0.2.1", address=HERE, is_behind_proxy=True),
            HERE,
            True,
            True,
        ),
    ],
)
def test_what_a_team_s_server_can_be(
    plan: ReviewPlan, address: str | None, is_https: bool, is_behind_proxy: bool
) -> None:
    """On this machine as it is, on the network with TLS."""
    site = plan.site(is_team=True)
    assert site.address == address
    assert site.is_https is is_https
    assert site.is_behind_proxy is is_behind_proxy


@pytest.mark.parametrize(
    ("plan", "missing"),
    [
        (ReviewPlan(host="0.0.0.0"), "--certificate"),
        (ReviewPlan(host="0.0.0.0", address=HERE), "--certificate"),
        (ReviewPlan(host="::"), "--certificate"),
        (ReviewPlan(host="calls.example"), "--certificate"),
        (ReviewPlan(host="0.0.0.0", certificate=CERTIFICATE, key=KEY), "--address"),
        (ReviewPlan(is_behind_proxy=True), "--address"),
        (ReviewPlan(address=HERE), "--certificate"),
        (ReviewPlan(certificate=CERTIFICATE), "--key"),
        (ReviewPlan(key=KEY), "--certificate"),
        (
            ReviewPlan(
                address=HERE, certificate=CERTIFICATE, key=KEY, is_behind_proxy=True
            ),
            "--behind-proxy",
        ),
        (ReviewPlan(address="http://calls.example", is_behind_proxy=True), "https"),
    ],
)
def test_never_over_plain_http_on_a_network(plan: ReviewPlan, missing: str) -> None:
    """What is missing is named."""
    with pytest.raises(ServerError, match=missing):
        plan.site(is_team=True)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("localhost.evil", False),
        ("192.0.2.1", False),
    ],
)
def test_what_only_this_machine_can_reach(host: str, expected: bool) -> None:
    """By number: a name may be anybody's."""
    assert is_loopback(host) is expected
