"""What is counted of the calls of a run."""

from datetime import datetime

import pytest

from coach.batch.failure import Failure
from coach.batch.reading import Scored
from coach.batch.summary.tally import shares_of
from tests.batch.reports import finding, hold, report
from tests.batch.summary.made import call, tally


def test_findings_are_counted_by_kind_and_severity() -> None:
    """And the calls that have them once each."""
    two = [finding(), finding(start_ms=40_000, severity="alert")]
    found = tally(
        call(1, findings=two), call(2, findings=[finding()]), call(3, findings=[])
    )
    assert found.findings["dead-air"] == {"notice": 2, "alert": 1}
    assert found.calls_with["dead-air"] == 2
    assert (found.calls, found.scored, found.grave) == (3, 3, 1)
    assert found.engines == {("0.1.0", "tiny.en", "default@074025a8eca1"): 3}


def test_what_is_not_scored_counts_only_as_a_call() -> None:
    """Its findings are not to be relied on."""
    problems = [{"code": "language", "detail": "x"}] * 2
    found = tally(call(quality={"scored": False, "problems": problems}))
    assert (found.calls, found.scored, found.findings) == (1, 0, {})
    assert found.problems == {"language": 1}
    assert found.duration_ms == 127_812


def test_a_call_that_failed_is_no_call_with_a_report() -> None:
    """One that was heard in part is both."""
    failure = Failure(error="x: y")
    failed = Scored(number=1, name="a", report=None, failure=failure)
    found = tally(failed, call(2, failure=failure))
    assert found.calls == 1
    assert [number for number, _ in found.failures] == [1, 2]


def test_hours_are_those_of_the_clock_on_the_wall() -> None:
    """A call at 23:30 in Vienna is no call of the next day, or of the one before."""
    late = call(call={"started_at": "2026-11-02T23:30:00+01:00"})
    found = tally(late, call(call={"started_at": None}))
    assert list(found.hours) == [datetime(2026, 11, 2, 23)]  # noqa: DTZ001 – as above
    assert found.undated == 1


def test_holds_are_counted_with_their_promises() -> None:
    """Over it is longer than was said, by a millisecond."""
    holds = [
        hold(0, 30_001, 30_000),
        hold(40_000, 70_000, 30_000),
        hold(80_000, 90_000),
    ]
    found = tally(call(holds=holds), call(holds=[])).holds
    assert list(found.lengths) == [30_001, 30_000, 10_000]
    assert list(found.promised) == [30_000, 30_000, -1]
    assert (found.over, found.calls, found.facts["announced"]) == (1, 1, 3)


def test_elements_of_a_closing_count_where_there_was_one() -> None:
    """A call that was cut off has none, and no blame."""
    found = tally(call(), call(closing={"reached": False, "thanks": False}))
    assert (found.closings, found.elements["resolution"]) == (1, 1)
    assert found.elements["welcomed"] == 2


def test_shares_of_what_is_known() -> None:
    """Between 0 and 1, whatever a report says."""
    shares = shares_of(report())
    assert shares == pytest.approx(
        {"agent": 0.512, "silence": 0.2096, "hold": 0.2196, "overtalk": 0.0165},
        abs=1e-3,
    )
    mono = {"problems": [{"code": "mono-overlap", "detail": "x"}]}
    assert "overtalk" not in shares_of(report(quality=mono))
    assert shares_of(report(call={"duration_ms": 0})) == {"agent": 0.512}
    assert shares_of(report(call={"duration_ms": 1}))["hold"] == 1
