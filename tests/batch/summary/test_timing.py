"""What was found over time."""

import pytest

from coach.batch.summary.timing import FEW, over_time
from coach.batch.summary.words import NBSP
from tests.batch.reports import finding
from tests.batch.summary.made import call, tally


def page_of(*moments: str | None) -> str:
    """Return the section of calls at these times, with a finding each."""
    calls = [
        call(number, call={"started_at": moment}, findings=[finding()])
        for number, moment in enumerate(moments, 1)
    ]
    return over_time(tally(*calls)).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("last", "what", "label"),
    [
        ("2026-11-02T15:59:00+01:00", "hour", ">15:00<"),
        ("2026-11-20T15:00:00+01:00", "day", ">20 Nov<"),
        ("2027-03-03T15:00:00+01:00", "week", ">1 Mar 27<"),
        ("2029-03-02T15:00:00+01:00", "month", ">Mar 2029<"),
    ],
)
def test_columns_are_as_wide_as_the_run_is_long(
    last: str, what: str, label: str
) -> None:
    """Hours of a day, days of a month, weeks of a year, months of more."""
    page = page_of("2026-11-02T09:30:00+01:00", last)
    assert f"Findings per 100 calls by {what}," in page
    assert label in page


def test_few_calls_are_faint_and_it_is_said() -> None:
    """Of one call a day, a finding makes a hundred."""
    day = "2026-11-02T09:30:00+01:00"
    assert "Faint: fewer than" in page_of(day)
    assert "faint" not in page_of(*[day] * FEW)


def test_unknown_times_are_said() -> None:
    """All of them, or some."""
    assert "Of none of these calls" in page_of(None, None)
    assert "Of 1 call it is not known" in page_of("2026-11-02T09:30:00Z", None)
