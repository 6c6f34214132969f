"""What calls are asked for."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from coach.events import Severity
from coach.web.review.answers import RefusedError
from coach.web.review.call_question import CallQuestion, Days


def asked(**values: str) -> CallQuestion:
    """Return a question."""
    return CallQuestion.model_validate_strings(values)


def test_days_are_whole_and_the_last_is_one_of_them() -> None:
    """As somebody who names two days means it."""
    days = Days.model_validate_strings(
        {"from": "2026-03-01", "to": "2026-03-02", "zone": "Europe/Berlin"}
    )
    berlin = ZoneInfo("Europe/Berlin")
    assert days.span() == (
        datetime(2026, 3, 1, tzinfo=berlin),
        datetime(2026, 3, 3, tzinfo=berlin),
    )


def test_a_day_may_have_another_number_of_hours() -> None:
    """In spring one has 23."""
    days = Days.model_validate_strings(
        {"from": "2026-03-29", "to": "2026-03-29", "zone": "Europe/Berlin"}
    )
    since, until = days.span()
    assert since is not None
    assert until is not None
    assert (until.astimezone(UTC) - since.astimezone(UTC)).total_seconds() == 23 * 3600


@pytest.mark.parametrize("zone", ["", "Nowhere/Else", "UTC/../UTC"])
def test_in_a_zone_that_is_not_known_the_server_s_counts(zone: str) -> None:
    """No text of a request is taken for a file's name."""
    values = {"from": "2026-03-01"} | (
        {"zone": zone} if zone and ".." not in zone else {}
    )
    since, _ = Days.model_validate_strings(values).span()
    assert since == datetime(2026, 3, 1).astimezone()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("from", "yesterday"),
        ("from", "2026-3-1"),
        ("to", "2026-03-01T00:00"),
        ("zone", "../../etc/passwd"),
        ("kind", "x" * 61),
        ("severity", "grave"),
        ("score_min", "-1"),
        ("score_max", "nan"),
        ("reviewed", "maybe"),
        ("q", "x" * 201),
        ("limit", "0"),
        ("limit", "201"),
        ("limit", "1.5"),
        ("cursor", "x" * 61),
        ("since", "2026-03-01"),
    ],
)
def test_what_cannot_be_asked(key: str, value: str) -> None:
    """It is refused, not guessed at."""
    with pytest.raises(ValidationError):
        asked(**{key: value})


@pytest.mark.parametrize("day", ["2026-02-30", "9999-12-31", "0000-01-01"])
def test_a_day_that_is_not_there_is_refused(day: str) -> None:
    """Or that has none after it."""
    with pytest.raises(RefusedError):
        asked(to=day).filter(None)


def test_everything_comes_to_the_store() -> None:
    """As it calls it."""
    question = asked(
        analyst="Nora",
        kind="threat",
        severity="alert",
        score_min="10",
        score_max="90.5",
        reviewed="disputed",
        q="hello",
    )
    found = question.filter("Max")
    assert (found.analyst, found.only_analyst) == ("Nora", "Max")
    assert (found.kind, found.severity) == ("threat", Severity.ALERT)
    assert (found.score_min, found.score_max) == (10.0, 90.5)
    assert (found.review, found.words) == ("disputed", "hello")
