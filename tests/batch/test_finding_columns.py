"""The table of findings, column by column."""

from pathlib import Path

from coach.batch.columns import row_of
from coach.batch.finding_columns import FINDING_COLUMNS, FoundIn
from coach.batch.reading import Scored
from tests.batch.reports import finding, report

DOCS = Path(__file__).parent.parent.parent / "docs" / "batch.md"


def test_a_row_has_all_of_a_finding() -> None:
    """And what made it, and whose call it is in."""
    form = report()
    call = Scored(number=3, name="one", report=form)
    found = FoundIn(call=call, report=form, finding=form["findings"][1])
    names = [column.name for column in FINDING_COLUMNS]
    assert dict(zip(names, row_of(FINDING_COLUMNS, found), strict=True)) == {
        "number": 3,
        "name": "one",
        "call": "angry-upgrade",
        "finding": "profanity-customer-26848-1",
        "kind": "profanity",
        "speaker": "customer",
        "start_ms": 29_288,
        "end_ms": 30_828,
        "at_ms": 30_944,
        "severity": "info",
        "definition": "profanity/1",
        "level": "mild",
        "target": "agent",
        "explanation": "The customer said “What the hell” (mild, aimed at the agent) "
        "at 29.3 s.",
        "evidence": '{"count": 1, "level": "mild", "target": "agent", '
        '"utterance": "customer-26848", "words": "What the hell"}',
        "engine_version": "0.1.0",
        "model": "tiny.en",
        "policy": "default@074025a8eca1",
    }


def test_a_level_that_is_no_text_is_left_to_the_evidence() -> None:
    """Other packages' findings may have one."""
    form = report(findings=[finding("shouting", evidence={"level": 3})])
    call = Scored(number=1, name="one", report=form)
    found = FoundIn(call=call, report=form, finding=form["findings"][0])
    row = row_of(FINDING_COLUMNS, found)
    assert row[11] is None
    assert '{"level": 3}' in row


def test_every_column_is_documented_with_its_type() -> None:
    """In the tables of docs/batch.md."""
    section = DOCS.read_text().partition("### findings")[2]
    missing = [
        column.name
        for column in FINDING_COLUMNS
        if f"| `{column.name}` | {column.type.value} |" not in section
    ]
    assert missing == []
