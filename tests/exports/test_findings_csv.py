"""The findings as a table."""

import csv
import io
from typing import Any

import pytest

from coach.exports.findings_csv import COLUMNS, findings_csv, harmless
from tests.scoring.reports import found


def table(text: str) -> list[dict[str, str]]:
    """The rows of a table, read again."""
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def told(*findings: dict[str, Any], agent: str | None = "nora") -> dict[str, Any]:
    """A report with these findings."""
    call = {"id": "call-1", "agent": agent, "started_at": None}
    return {"call": call, "findings": list(findings)}


def test_each_finding_is_a_row() -> None:
    """With its call, its times and what reviewers hold of it."""
    text = findings_csv(
        told(found("dead-air"), found("threat", speaker="customer", start_ms=9)),
        {"threat-9": "right"},
    )
    first, second = table(text)

    assert tuple(first) == COLUMNS
    assert (first["kind"], first["speaker"], first["verdict"]) == ("dead-air", "", "")
    assert (second["speaker"], second["start_ms"]) == ("customer", "9")
    assert (second["call"], second["analyst"], second["verdict"]) == (
        "call-1",
        "nora",
        "right",
    )


def test_a_call_without_findings_has_its_columns() -> None:
    """A table, with nothing in it."""
    assert findings_csv(told()) == ",".join(COLUMNS) + "\r\n"


def test_quotes_commas_and_lines_stay_in_their_cell() -> None:
    """As RFC 4180 has it."""
    finding = {**found("dead-air"), "explanation": 'They said "no",\r\ntwice.'}
    text = findings_csv(told(finding))

    assert table(text)[0]["explanation"] == 'They said "no",\r\ntwice.'
    assert '"They said ""no"",\r\ntwice."' in text


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t1", "\r1", "\n1", "  =1", "\u00a0=1"]
)
def test_a_formula_is_made_a_text(text: str) -> None:
    """A spreadsheet shows it and does not work it out."""
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("between", [";", "; ", "\t", "\n", "\r\n"])
@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_nor_does_a_formula_hide_in_the_middle(between: str, formula: str) -> None:
    """Where a semicolon is between cells, one would begin there."""
    beginning, blank = between.rstrip(" "), between[len(between.rstrip(" ")) :]
    assert harmless(f"a{between}{formula}") == f"a{beginning}'{blank}{formula}"


@pytest.mark.parametrize("text", ["", "a=1", "a; b", "a,=1", "“no”", "0:15", "'='"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    """Nothing to fear from them."""
    assert harmless(text) == text


def test_names_are_made_harmless_too() -> None:
    """Whoever can choose what an analyst is called can write into the table."""
    name = '=HYPERLINK("//x","y")'
    row = table(findings_csv(told(found("dead-air"), agent=name)))[0]
    assert row["analyst"] == f"'{name}"
