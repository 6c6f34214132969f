"""What the review server answers."""

import json

import pytest

from coach.web.review.answers import (
    RefusedError,
    conflict,
    failed,
    json_answer,
    json_bytes,
    malformed,
    not_found,
)


def test_a_refusal_has_a_code_and_a_message() -> None:
    """The code is for programs, the message for people."""
    answer = RefusedError(403, "no-csrf", "is missing", {"Connection": "close"}).answer
    assert answer.status_code == 403
    assert json.loads(bytes(answer.body)) == {
        "code": "no-csrf",
        "message": "is missing",
    }
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize(
    ("refusal", "status", "code"),
    [
        (not_found(), 404, "not-found"),
        (malformed("x"), 400, "malformed"),
        (conflict("x"), 409, "conflict"),
        (failed(), 500, "failed"),
    ],
)
def test_common_refusals(refusal: RefusedError, status: int, code: str) -> None:
    """Each has its own status and code."""
    assert (refusal.status, refusal.code) == (status, code)


def test_a_message_is_short() -> None:
    """Whatever it was made of."""
    assert len(malformed("x" * 1_000).message) == 300


def test_any_text_can_be_answered() -> None:
    """Half a surrogate pair has no form in UTF-8, but one in JSON."""
    assert json.loads(json_bytes({"a": "\ud800é"})) == {"a": "\ud800é"}
    assert json_answer({}).headers["content-type"] == "application/json"


def test_what_json_has_not_is_never_answered() -> None:
    """A page could not read it."""
    with pytest.raises(ValueError, match="JSON"):
        json_bytes(float("nan"))
