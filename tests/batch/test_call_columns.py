"""The table of calls, column by column."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from coach.batch.call_columns import CALL_COLUMNS, metadata_column, metadata_texts
from coach.batch.columns import Cell, row_of
from coach.batch.failure import Failure
from coach.batch.reading import REPORT, Scored
from tests.batch.reports import finding, hold, report

DOCS = Path(__file__).parent.parent.parent / "docs" / "batch.md"


def cells(
    form: dict[str, Any] | None, failure: Failure | None = None
) -> dict[str, Cell]:
    """Return the row of a report."""
    whole = None if form is None else REPORT.fill(form)
    call = Scored(number=1, name="one", report=whole, failure=failure)
    names = [column.name for column in CALL_COLUMNS]
    return dict(zip(names, row_of(CALL_COLUMNS, call), strict=True))


def test_a_row_has_the_facts_and_figures_of_its_call() -> None:
    """All from the report."""
    row = cells(report())
    expected = {
        "number": 1,
        "name": "one",
        "id": "angry-upgrade",
        "agent": "Iris",
        "duration_ms": 127_812,
        "input": "stereo",
        "scored": True,
        "problems": [],
        "error": None,
        "engine_version": "0.1.0",
        "model": "tiny.en",
        "policy": "default@074025a8eca1",
        "score": None,
        "findings": 8,
        "severity_info": 3,
        "severity_notice": 3,
        "severity_alert": 2,
        "severity_critical": 0,
        "kind_interruption": 2,
        "kind_threat": 0,
        "talk_agent_ms": 38_432,
        "talk_share_of_speech": 0.512,
        "words_per_minute_customer": 199,
        "response_agent_ms": 640,
        "customer_sentiment_lowest": -0.946,
        "holds": 1,
        "longest_hold_ms": 28_064,
        "holds_announced": 0,
        "holds_promised": 0,
        "greeting_welcomed": True,
        "discovery_caller_identified": True,
        "discovery_impact_asked": False,
        "closing_reached": True,
        "closing_thanks": False,
    }
    assert {name: row[name] for name in expected} == expected


def test_other_packages_kinds_are_counted_too() -> None:
    """Together with ours, as JSON."""
    row = cells(report(findings=[finding("shouting"), finding("dead-air")]))
    assert row["findings_by_kind"] == '{"dead-air": 1, "shouting": 1}'
    assert (row["findings"], row["kind_dead_air"]) == (2, 1)


def test_a_promise_is_kept_to_the_millisecond() -> None:
    """One more is over it."""
    holds = [
        hold(0, 30_000, 30_000),
        hold(40_000, 70_001, 30_000),
        hold(80_000, 99_000),
    ]
    row = cells(report(holds=holds))
    names = ("holds", "holds_promised", "holds_over_promise", "holds_announced")
    assert [row[name] for name in names] == [3, 2, 1, 3]


@pytest.mark.parametrize(
    ("text", "moment", "offset"),
    [
        ("2026-11-02T09:30:00+01:00", datetime(2026, 11, 2, 8, 30, tzinfo=UTC), 60),
        ("2026-11-02T09:30:00Z", datetime(2026, 11, 2, 9, 30, tzinfo=UTC), 0),
        ("2026-11-02T09:30:00", None, None),
        ("yesterday", None, None),
        ("0001-01-01T00:00:00+10:00", None, None),
        (None, None, None),
    ],
)
def test_times_are_in_utc(
    text: str | None, moment: datetime | None, offset: int | None
) -> None:
    """With the distance to the clock on the wall; without a zone they are unknown."""
    row = cells(report(call={"started_at": text}))
    assert (row["started_at"], row["utc_offset_min"]) == (moment, offset)


def test_problems_are_listed_with_what_was_found() -> None:
    """Their codes alone, to count by, and told."""
    problems = [{"code": "too-short", "detail": "3.0 s of speech in the whole call"}]
    row = cells(report(quality={"scored": False, "problems": problems}))
    assert row["scored"] is False
    assert row["problems"] == ["too-short"]
    assert row["problem_details"] == ["too-short: 3.0 s of speech in the whole call"]


def test_a_report_may_lack_nearly_everything() -> None:
    """Cells are null then."""
    row = cells({"schema": "coach.report/1"})
    nothing = {name for name, cell in row.items() if cell in (None, 0, [], "{}", False)}
    assert nothing == row.keys() - {"number", "name"}


def test_a_call_without_a_report_has_its_error() -> None:
    """And no figures: null is not none found."""
    row = cells(None, Failure(error="a.wav: no such file"))
    assert row["error"] == "a.wav: no such file"
    assert row["findings"] is None
    assert row["holds"] is None
    assert row["scored"] is None


def test_metadata_have_columns_of_their_own() -> None:
    """What is no text is there as JSON."""
    metadata = {"queue": "VIP", "tags\udcff": ["a"], "none": None}
    form = report(call={"metadata": metadata})
    call = Scored(number=1, name="one", report=form)
    texts = metadata_texts(call)
    assert texts == {"queue": "VIP", "tags\\udcff": '["a"]'}
    column = metadata_column("queue")
    assert (column.name, column.of(texts), column.of({})) == ("meta_queue", "VIP", None)


def test_every_column_is_documented_with_its_type() -> None:
    """In the tables of docs/batch.md."""
    text = DOCS.read_text()
    section = text.partition("### calls")[2].partition("### findings")[0]
    missing = [
        column.name
        for column in CALL_COLUMNS
        if f"| `{column.name}` | {column.type.value} |" not in section
    ]
    assert missing == []
