"""A table as two files that hold the same: ``.csv`` and, with pyarrow, ``.parquet``."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from coach.batch.columns import Cell, Column, Row, Type, json_text
from coach.exports.findings_csv import harmless
from coach.scoring.writing import writing
from coach.whole_file import whole_file

ROWS_AT_ONCE = 2_000
"""Rows of a row group: what of a table is in memory, a few MB."""

ENDINGS = ("csv", "parquet")
"""What the names of the two files end with, after a dot."""

NO_PARQUET = "no .parquet tables without pyarrow: pip install 'call-coach[batch]'"
"""What to tell where it is not installed."""

Add = Callable[[Row], None]
"""Writes one more row, its cells in the order of the columns."""

Write = Callable[[Sequence[Row]], None]


def has_parquet() -> bool:
    """Return whether pyarrow, from the extra ``batch``, is installed."""
    return find_spec("pyarrow") is not None


@contextmanager
def table_file(place: Path, columns: Sequence[Column[Any]]) -> Iterator[Add]:
    """Write a table, row by row; on leaving, its files are put in their place.

    Whole or not at all: see :func:`coach.whole_file.whole_file`.

    Args:
        place: The path of the files without their ending.
        columns: Of the table.

    Raises:
        ReportError: The disk is full, or the place cannot be written to.
    """
    rows: list[Row] = []
    with ExitStack() as stack:
        writes = [stack.enter_context(_csv(place, columns))]
        if has_parquet():
            writes.append(stack.enter_context(_parquet(place, columns)))

        def flush() -> None:
            for write in writes:
                write(rows)
            rows.clear()

        def add(row: Row) -> None:
            rows.append(row)
            if len(rows) >= ROWS_AT_ONCE:
                flush()

        yield add
        flush()


@contextmanager
def _csv(place: Path, columns: Sequence[Column[Any]]) -> Iterator[Write]:
    """Write CSV by RFC 4180, in UTF-8."""
    place = _named(place, ".csv")
    with (
        writing(place),
        whole_file(place) as path,
        path.open("w", encoding="utf-8", newline="") as file,
    ):
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([harmless(column.name) for column in columns])

        def write(rows: Sequence[Row]) -> None:
            writer.writerows([_written(cell) for cell in row] for row in rows)

        yield write


def _written(cell: Cell) -> str | int | float:
    """Return a cell as CSV has it; null and an empty text look the same there."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case datetime():
            return cell.isoformat()
        case list():
            return harmless(json_text(cell))
        case str():
            return harmless(cell)
    return cell


@contextmanager
def _parquet(place: Path, columns: Sequence[Column[Any]]) -> Iterator[Write]:
    import pyarrow as pa
    from pyarrow import parquet

    types = {
        Type.TEXT: pa.string(),
        Type.INTEGER: pa.int64(),
        Type.NUMBER: pa.float64(),
        Type.BOOLEAN: pa.bool_(),
        Type.MOMENT: pa.timestamp("us", tz="UTC"),
        Type.TEXTS: pa.list_(pa.string()),
    }
    schema = pa.schema([(column.name, types[column.type]) for column in columns])
    place = _named(place, ".parquet")
    with (
        writing(place),
        whole_file(place) as path,
        parquet.ParquetWriter(path, schema, compression="zstd") as writer,
    ):

        def write(rows: Sequence[Row]) -> None:
            if rows:
                cells = zip(*rows, strict=True)
                arrays = [
                    pa.array(column, type_)
                    for column, type_ in zip(cells, schema.types, strict=True)
                ]
                writer.write_batch(pa.record_batch(arrays, schema=schema))

        yield write


def _named(place: Path, ending: str) -> Path:
    return place.with_name(place.name + ending)
