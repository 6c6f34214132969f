"""A call at a glance."""

from coach.events import Speaker
from coach.store.strip import (
    MOST_STEPS,
    in_milliseconds,
    segments_of_utterances,
    strip_of,
)
from tests.store import samples


def test_each_step_tells_how_much_of_it_was_spoken() -> None:
    """In tenths, rounded down, and nine at most."""
    report = samples.report(samples.NAMES[0], duration_ms=160_000)
    segments = {Speaker.AGENT: [(0, 1000), (1500, 2250)], Speaker.CUSTOMER: []}
    strip = strip_of(report, segments)
    assert strip["step_ms"] == 1000
    assert strip["agent"].startswith("9520")
    assert strip["customer"] == "0" * 160


def test_a_strip_has_an_end() -> None:
    """However long the call is."""
    for duration in (1, 159, 160, 161, 7_200_001):
        report = samples.report(samples.NAMES[0], duration_ms=duration)
        strip = strip_of(report, {Speaker.AGENT: [(0, duration)], Speaker.CUSTOMER: []})
        assert 1 <= len(strip["agent"]) <= MOST_STEPS
        assert strip["step_ms"] * len(strip["agent"]) >= duration


def test_a_call_without_any_length_has_no_step() -> None:
    """Nothing was heard at all."""
    report = samples.report(samples.NAMES[0], duration_ms=0)
    strip = strip_of(report, {Speaker.AGENT: [], Speaker.CUSTOMER: []})
    assert strip["agent"] == ""


def test_findings_and_holds_are_in_it() -> None:
    """With their times, kinds and severities."""
    report = samples.report("angry-upgrade")
    strip = strip_of(report, segments_of_utterances(report))
    first = report["findings"][0]
    assert strip["findings"][0] == [
        first["start_ms"],
        first["end_ms"],
        first["kind"],
        first["severity"],
    ]
    assert strip["holds"] == [
        [hold["start_ms"], hold["end_ms"]] for hold in report["holds"]
    ]


def test_samples_become_milliseconds() -> None:
    """Rounded down."""
    assert in_milliseconds({Speaker.AGENT: [(16, 47)]}) == {Speaker.AGENT: [(1, 2)]}
