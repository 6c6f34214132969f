"""A table as CSV and Parquet."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyarrow import parquet

from coach.batch import table_file as module
from coach.batch.columns import Column, Row, Type
from coach.batch.table_file import table_file
from coach.errors import ReportError

COLUMNS: list[Column[object]] = [
    Column(name=name, type=type_, of=str)
    for name, type_ in (
        ("text", Type.TEXT),
        ("whole", Type.INTEGER),
        ("number", Type.NUMBER),
        ("yes", Type.BOOLEAN),
        ("moment", Type.MOMENT),
        ("texts", Type.TEXTS),
    )
]
MOMENT = datetime(2026, 11, 2, 8, 30, 0, 250_000, tzinfo=UTC)
ROW: Row = ["=1+1", -3, -0.25, True, MOMENT, ["a", "=b"]]
NOTHING: Row = [None] * 6


def test_both_hold_the_same(tmp_path: Path) -> None:
    """In CSV, what a spreadsheet would take for a formula is harmless."""
    with table_file(tmp_path / "table", COLUMNS) as add:
        add(ROW)
        add(NOTHING)
    table = parquet.read_table(tmp_path / "table.parquet")
    assert [list(row.values()) for row in table.to_pylist()] == [ROW, NOTHING]
    assert str(table.schema.field("moment").type) == "timestamp[us, tz=UTC]"
    text = (tmp_path / "table.csv").read_text(encoding="utf-8")
    assert list(csv.reader(text.splitlines())) == [
        ["text", "whole", "number", "yes", "moment", "texts"],
        [
            "'=1+1",
            "-3",
            "-0.25",
            "true",
            "2026-11-02T08:30:00.250000+00:00",
            '["a", "=b"]',
        ],
        [""] * 6,
    ]


def test_no_formula_hides_in_a_list(tmp_path: Path) -> None:
    """Where a spreadsheet takes a semicolon for the end of a cell."""
    with table_file(tmp_path / "table", COLUMNS) as add:
        add([*ROW[:-1], ["a;=b"]])
    text = (tmp_path / "table.csv").read_text(encoding="utf-8")
    assert list(csv.reader(text.splitlines()))[1][-1] == '["a;\'=b"]'


def test_an_empty_table_has_its_columns(tmp_path: Path) -> None:
    """So that what reads it need not ask."""
    with table_file(tmp_path / "table", COLUMNS):
        pass
    assert parquet.read_table(tmp_path / "table.parquet").num_rows == 0
    assert (tmp_path / "table.csv").read_text().count("\n") == 1


def test_rows_are_written_as_they_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row group each time: memory does not grow with the table."""
    monkeypatch.setattr(module, "ROWS_AT_ONCE", 10)
    with table_file(tmp_path / "table", COLUMNS) as add:
        for _ in range(25):
            add(ROW)
    found = parquet.ParquetFile(tmp_path / "table.parquet")
    assert [found.metadata.row_group(one).num_rows for one in range(3)] == [10, 10, 5]
    assert len((tmp_path / "table.csv").read_text().splitlines()) == 26


def test_an_error_leaves_the_old_table(tmp_path: Path) -> None:
    """Both files of it, and nothing beside them."""
    with table_file(tmp_path / "table", COLUMNS) as add:
        add(ROW)

    def fail() -> None:
        with table_file(tmp_path / "table", COLUMNS) as add:
            add(NOTHING)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert parquet.read_table(tmp_path / "table.parquet").num_rows == 1
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["table.csv", "table.parquet"]


def test_without_pyarrow_there_is_csv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The base install is enough for that."""
    monkeypatch.setattr(module, "has_parquet", lambda: False)
    with table_file(tmp_path / "table", COLUMNS) as add:
        add(ROW)
    assert [path.name for path in tmp_path.iterdir()] == ["table.csv"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """By its name."""
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(ReportError, match=r"table\.csv: cannot be written"),
        table_file(tmp_path / "file" / "table", COLUMNS),
    ):
        pass
