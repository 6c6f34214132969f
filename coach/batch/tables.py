"""The tables of a run, ``calls`` and ``findings``: a row each, to count on with."""

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO

from coach.batch.call_columns import CALL_COLUMNS, metadata_column, metadata_texts
from coach.batch.columns import Row, row_of
from coach.batch.failure import Failure
from coach.batch.finding_columns import FINDING_COLUMNS, FoundIn
from coach.batch.reading import Scored, scored_calls
from coach.batch.table_file import NO_PARQUET, has_parquet, table_file
from coach.errors import ReportError
from coach.policy.policy import Policy, effective_id
from coach.scoring.scorecard import score_of
from coach.scoring.writing import writing

CALLS, FINDINGS = "calls", "findings"
"""What the tables are called, without their endings."""

MOST_METADATA = 40
"""With more different keys than these, metadata have no columns of their own: a table
of hundreds of columns helps nobody."""


def write_tables(
    out: Path,
    names: Sequence[str],
    failures: Sequence[Failure],
    *,
    policy: Policy | None = None,
) -> list[str]:
    """Write ``calls`` and ``findings`` as ``.csv`` and ``.parquet`` beside the reports.

    Reports are read one after the other.  A damaged one is left out.

    Args:
        out: The folder of the reports, and of the tables.
        names: Of the reports, without ``.report.json``, in the order of the rows.
        failures: What went wrong in this run.
        policy: That of the run: calls that were scored by it get their score, as its
            scorecard has it before anybody reviewed them.

    Returns:
        What is to be told: a line for each report that was left out, and one where
        there is no Parquet.

    Raises:
        ReportError: The disk is full, or the folder cannot be written to.
    """
    damaged: list[ReportError] = []
    keys: dict[str, None] = {}
    known_as = None if policy is None else effective_id(policy)
    with writing(out), _spool(out) as kept:
        with table_file(out / FINDINGS, FINDING_COLUMNS) as add:
            for call in scored_calls(out, names, failures, damaged):
                for row in _finding_rows(call):
                    add(row)
                texts = metadata_texts(call)
                keys.update(dict.fromkeys(texts))
                score = _score(call, policy, known_as)
                row = row_of(CALL_COLUMNS, replace(call, score=score))
                pickle.dump((row, texts), kept)
        _write_calls(out, kept, sorted(keys) if len(keys) <= MOST_METADATA else [])
    told = [str(error) for error in damaged]
    return told if has_parquet() else [*told, NO_PARQUET]


def _spool(folder: Path) -> IO[bytes]:
    """Return a file without a name on the disk of a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryFile(dir=folder)


def _finding_rows(call: Scored) -> Iterator[Row]:
    if call.report is not None:
        for finding in call.report["findings"]:
            found = FoundIn(call=call, report=call.report, finding=finding)
            yield row_of(FINDING_COLUMNS, found)


def _write_calls(out: Path, kept: IO[bytes], keys: Sequence[str]) -> None:
    """Write the calls that were kept until all their metadata were known."""
    columns = [metadata_column(key) for key in keys]
    kept.seek(0)
    with table_file(out / CALLS, [*CALL_COLUMNS, *columns]) as add:
        for row, texts in _loaded(kept):
            add([*row, *row_of(columns, texts)])


def _loaded(kept: IO[bytes]) -> Iterator[tuple[Row, dict[str, str]]]:
    with suppress(EOFError):
        while True:
            yield pickle.load(kept)


def _score(call: Scored, policy: Policy | None, known_as: str | None) -> float | None:
    """Return what the policy's scorecard gives, for a call that was scored by it."""
    report = call.report
    if report is None or policy is None or report["engine"]["policy"] != known_as:
        return None
    return score_of(report, policy)
