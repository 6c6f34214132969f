"""The findings of a call as a table: CSV by RFC 4180."""

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

COLUMNS = (
    "call",
    "analyst",
    "started_at",
    "finding",
    "kind",
    "severity",
    "speaker",
    "start_ms",
    "end_ms",
    "at_ms",
    "definition",
    "explanation",
    "verdict",
)

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""With one of these a spreadsheet takes a cell for a formula, which may do anything."""

_FORMULA_WITHIN = re.compile(r"(?<=[;\t\r\n])(?=[ \u00a0]*[=+\-@])")
"""Where a cell would begin for a spreadsheet that takes semicolons or tabs, as those of
many countries do, for what is between cells."""


def findings_csv(
    report: Mapping[str, Any], verdicts: Mapping[str, str] | None = None
) -> str:
    """Return the findings of a report as CSV, a row each, below the columns' names.

    Rows end with CR and LF.  A text that a spreadsheet would take for a formula has an
    apostrophe before it.

    Args:
        report: ``coach.report/1``.
        verdicts: What reviewers hold of a finding, by its id.
    """
    call, verdicts = report["call"], verdicts or {}
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in report["findings"]:
        cells = (
            call["id"],
            call["agent"],
            call["started_at"],
            row["id"],
            row["kind"],
            row["severity"],
            row["speaker"],
            row["start_ms"],
            row["end_ms"],
            row["at_ms"],
            row["definition"],
            row["explanation"],
            verdicts.get(row["id"]),
        )
        writer.writerow([_cell(value) for value in cells])
    return table.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str):
        return harmless(value.replace("\0", ""))
    return "" if value is None else value


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Blanks before the sign are no safeguard: some programs pass over them.
    """
    text = _FORMULA_WITHIN.sub("'", text)
    is_formula = text.lstrip(" \u00a0").startswith(_BEGINS_FORMULA)
    return f"'{text}" if is_formula else text
