"""The tables of a run."""

import csv
from pathlib import Path

import pytest
from pyarrow import parquet

from coach.batch import tables
from coach.batch.call import BatchCall
from coach.batch.failure import Failure
from coach.batch.reading import report_path
from coach.batch.tables import MOST_METADATA, write_tables
from coach.errors import ReportError
from coach.policy.loading import load_policy
from coach.policy.policy import effective_id
from tests.batch.reports import finding, put, report


def test_a_row_for_each_call_and_each_finding(tmp_path: Path) -> None:
    """In the order of the names; what failed has a row among the calls."""
    names = put(tmp_path, b=report(), a=report(findings=[finding()]))
    call = BatchCall(address="c.wav", name="c", id="c", metadata={"queue": "VIP"})
    failure = Failure(error="c.wav: no such file", call=call)
    assert write_tables(tmp_path, [*names, "c"], [failure]) == []
    calls = parquet.read_table(tmp_path / "calls.parquet").to_pylist()
    assert [(row["number"], row["name"], row["findings"]) for row in calls] == [
        (1, "b", 8),
        (2, "a", 1),
        (3, "c", None),
    ]
    assert calls[2]["error"] == "c.wav: no such file"
    assert [row["meta_queue"] for row in calls] == [None, None, "VIP"]
    findings = parquet.read_table(tmp_path / "findings.parquet").to_pylist()
    assert [row["name"] for row in findings] == ["b"] * 8 + ["a"]
    for row in [*calls[:2], *findings]:
        made = (row["engine_version"], row["model"], row["policy"])
        assert made == ("0.1.0", "tiny.en", "default@074025a8eca1")


def test_csv_twins_hold_the_same(tmp_path: Path) -> None:
    """Row by row and column by column."""
    names = put(tmp_path, a=report(call={"id": "=id"}))
    write_tables(tmp_path, names, [])
    twins: list[dict[str, str]] = []
    for table in ("calls", "findings"):
        rows = parquet.read_table(tmp_path / f"{table}.parquet").to_pylist()
        with (tmp_path / f"{table}.csv").open(newline="", encoding="utf-8") as file:
            twins = list(csv.DictReader(file))
        assert [list(row) for row in rows] == [list(twin) for twin in twins]
        for row, twin in zip(rows, twins, strict=True):
            for name, cell in row.items():
                if isinstance(cell, int) and not isinstance(cell, bool):
                    assert int(twin[name]) == cell
                elif cell is None:
                    assert twin[name] == ""
    assert twins[0]["call"] == "'=id"


def test_a_damaged_report_is_named_and_left_out(tmp_path: Path) -> None:
    """The others have their rows; files that nobody asked for are passed over."""
    names = put(tmp_path, a=report(), b=report(), foreign=report())
    report_path(tmp_path, "a").write_text("{")
    (told,) = write_tables(tmp_path, names[:2], [])
    assert told == f"{tmp_path / 'a.report.json'}: damaged: no JSON"
    calls = parquet.read_table(tmp_path / "calls.parquet").to_pylist()
    assert [row["name"] for row in calls] == ["b"]


def test_only_tables_are_left_in_the_folder(tmp_path: Path) -> None:
    """Nothing that they were made with; the folder may be new."""
    write_tables(tmp_path / "new", [], [])
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "calls.csv",
        "calls.parquet",
        "findings.csv",
        "findings.parquet",
    ]


def test_many_kinds_of_metadata_have_one_column(tmp_path: Path) -> None:
    """A table of hundreds of columns helps nobody."""
    metadata = {f"key{number}": "x" for number in range(MOST_METADATA + 1)}
    names = put(tmp_path, a=report(call={"metadata": metadata}))
    write_tables(tmp_path, names, [])
    (row,) = parquet.read_table(tmp_path / "calls.parquet").to_pylist()
    assert not [name for name in row if name.startswith("meta_")]
    assert '"key40": "x"' in row["metadata"]


def test_a_call_has_a_score_by_the_policy_that_it_was_scored_by(
    tmp_path: Path,
) -> None:
    """Another policy's card would be another's questions."""
    policy = load_policy(None)
    names = put(tmp_path, a=report(engine={"policy": effective_id(policy)}), b=report())
    write_tables(tmp_path, names, [], policy=policy)
    calls = parquet.read_table(tmp_path / "calls.parquet").to_pylist()
    assert calls[0]["score"] == pytest.approx(60, abs=40)
    assert calls[1]["score"] is None


def test_without_pyarrow_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what to install."""
    monkeypatch.setattr(tables, "has_parquet", lambda: False)
    (told,) = write_tables(tmp_path, [], [])
    assert "pip install 'call-coach[batch]'" in told


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    """One line that names it."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportError, match="file: cannot be written"):
        write_tables(tmp_path / "file", [], [])
