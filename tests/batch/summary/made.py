"""Tallies of calls that nobody made."""

from collections.abc import Mapping, Sequence
from typing import Any

from coach.batch.failure import Failure
from coach.batch.reading import REPORT, Scored
from coach.batch.summary.tally import Tally
from tests.batch.reports import report


def call(
    number: int = 1,
    failure: Failure | None = None,
    **changes: Mapping[str, Any] | Sequence[Any],
) -> Scored:
    """Return a call with a report that is changed."""
    form = REPORT.fill(report(**changes))
    return Scored(number=number, name=f"call-{number}", report=form, failure=failure)


def tally(*calls: Scored) -> Tally:
    """Return the figures of calls."""
    found = Tally()
    for one in calls:
        found.add(one)
    return found
