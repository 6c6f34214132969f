"""The application as a whole."""

import pytest

from coach.errors import NotThereError, ReviewConflictError, UnfitReviewError
from tests.web.review.team import Team


@pytest.mark.parametrize(
    "path",
    ["/review/api/", "/review/api/nothing", "/nothing", "/review/call", "/review//"],
)
def test_what_is_not_there_is_told_as_json(alone: Team, path: str) -> None:
    """Outside the pages as well."""
    answer = alone.own_browser().get(path)
    assert answer.status_code == 404
    assert answer.json()["code"] == "not-found"


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (NotThereError("finding", "x"), 404, "not-found"),
        (UnfitReviewError("note", "is too long"), 400, "malformed"),
        (ReviewConflictError("submitted already"), 409, "conflict"),
    ],
)
def test_what_reviews_raise_has_its_status(
    alone: Team,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
    code: str,
) -> None:
    """And its message, in a line."""

    def fail(*args: object) -> None:
        raise error

    monkeypatch.setattr("coach.web.review.list_api.find_analysts", fail)
    answer = alone.own_browser().get("analysts")
    assert answer.status_code == status
    assert answer.json()["code"] == code


def test_a_slash_too_many_leads_nowhere_else(alone: Team) -> None:
    """A way shown there would be to the host that was asked for."""
    assert alone.own_browser().get("/review/api/calls/").status_code == 404
