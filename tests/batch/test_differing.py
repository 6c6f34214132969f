"""How two reports of one call differ."""

from typing import Any

import pytest

from coach.batch.differing import SHIFT_MS, Change, Sort, differences, likeness
from coach.batch.reading import REPORT
from tests.batch.reports import finding, report


def nudge(at_ms: int, *, suppressed_by: str | None = None) -> dict[str, Any]:
    """Return a decision about a nudge."""
    return {
        "id": f"nudge-{at_ms}",
        "at_ms": at_ms,
        "finding": None,
        "kind": "dead-air",
        "severity": "notice",
        "title": "Quiet",
        "body": "",
        "shown": suppressed_by is None,
        "suppressed_by": suppressed_by,
    }


def changes(old: list[Any], new: list[Any]) -> list[tuple[str, str]]:
    """Return what became of findings."""
    found = differences(
        report(findings=old, nudges=[]), report(findings=new, nudges=[])
    )
    return [(change.sort, change.what) for change in found]


def test_the_same_does_not_differ() -> None:
    """Not even in another order."""
    form = report()
    other = report(findings=form["findings"][::-1])
    assert differences(form, other) == []


@pytest.mark.parametrize(
    ("moved", "told"),
    [
        (finding(severity="alert"), "notice → alert"),
        (finding(start_ms=10_000 + SHIFT_MS), "begins 0.2 s later, ends 0.2 s later"),
        (finding(end_ms=20_000), "ends 2.0 s earlier"),
        (finding(evidence={"level": "strong"}), "level none → strong"),
    ],
)
def test_one_that_only_changed_is_the_same(moved: dict[str, Any], told: str) -> None:
    """It is told what changed."""
    assert changes([finding()], [moved]) == [(Sort.CHANGED, told)]


def test_less_than_a_syllable_is_no_change() -> None:
    """Nor are other words for the same."""
    moved = finding(start_ms=10_000 + SHIFT_MS - 1, explanation="Silence.")
    assert changes([finding()], [moved]) == []


def test_elsewhere_or_of_somebody_else_is_another() -> None:
    """By kind, by speaker and by time."""
    told = (
        (Sort.GONE, "notice: Nobody spoke for 12 s."),
        (
            Sort.NEW,
            "notice: Nobody spoke for 12 s.",
        ),
    )
    for other in (
        finding(start_ms=22_000),
        finding(speaker="agent"),
        finding("hold-overrun"),
    ):
        assert sorted(changes([finding()], [other])) == sorted(told)


def test_of_two_the_nearer_is_the_same() -> None:
    """The other one is new."""
    near, far = finding(start_ms=10_100), finding(start_ms=16_000)
    found = differences(
        report(findings=[finding()], nudges=[]), report(findings=[far, near], nudges=[])
    )
    assert [(one.sort, one.start_ms) for one in found] == [(Sort.NEW, 16_000)]


def test_a_finding_without_length_is_found_again() -> None:
    """It counts as a millisecond."""
    point = finding(end_ms=10_000)
    assert likeness(point, point) > 0


def test_nudges_differ_by_what_was_shown() -> None:
    """And it is told where the other one was held back, and why."""
    old = report(findings=[], nudges=[nudge(10_000), nudge(60_000)])
    held = nudge(61_000, suppressed_by="spacing")
    new = report(findings=[], nudges=[nudge(12_000), held])
    (gone,) = differences(old, new)
    assert gone == Change(
        about="nudge",
        sort=Sort.GONE,
        kind="dead-air",
        start_ms=60_000,
        what="Quiet (the other time held back: spacing)",
    )
    (back,) = differences(new, old)
    assert (back.sort, back.start_ms) == (Sort.NEW, 60_000)


def test_the_whole_call_comes_first() -> None:
    """Whether it is scored, and what the scorecard gives."""
    problems = [{"code": "language", "detail": "…"}]
    new = report(quality={"scored": False, "problems": problems}, findings=[])
    found = differences(report(), new, scores=(80.0, None))
    assert [(one.about, one.what) for one in found[:2]] == [
        ("scored", "scored → not scored (language)"),
        ("score", "80 → none"),
    ]


def test_older_reports_can_be_compared() -> None:
    """With nothing in them, all is new."""
    old = REPORT.fill({"schema": "coach.report/1"})
    found = differences(old, REPORT.fill(report()))
    assert {one.sort for one in found if one.about == "finding"} == {Sort.NEW}
