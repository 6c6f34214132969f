import sys
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from coach.batch.parquet_rows import ROWS, read_parquet
from coach.errors import InputError


def write(place: Path, **columns: list[object] | pyarrow.Array) -> Path:
    """Write a Parquet file of some columns."""
    pyarrow.parquet.write_table(pyarrow.table(columns), place, row_group_size=ROWS)
    return place


def faultless(error: InputError) -> None:
    """Nothing is to be complained of."""
    raise error


def test_rows_are_numbered(tmp_path: Path) -> None:
    """Values keep what they are; the names of columns are those of a manifest."""
    path = write(tmp_path / "m.parquet", Path=["a.wav", "b.wav"], ticket=[1, None])
    assert list(read_parquet(path, "m", faultless)) == [
        ("row 1", {"path": "a.wav", "ticket": 1}),
        ("row 2", {"path": "b.wav", "ticket": None}),
    ]


def test_without_a_path_is_none(tmp_path: Path) -> None:
    """As with CSV."""
    path = write(tmp_path / "m.parquet", file=["a.wav"])
    with pytest.raises(InputError, match=r"no column path \(its columns: file\)"):
        list(read_parquet(path, "m", faultless))


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    """It only begins like one."""
    path = tmp_path / "m.parquet"
    path.write_bytes(b"PAR1" + bytes(100))
    with pytest.raises(InputError, match="is not a Parquet file that can be read"):
        list(read_parquet(path, "m", faultless))


def test_what_comes_before_the_damage_is_read(tmp_path: Path) -> None:
    """And it is told where that is."""
    names: list[object] = [f"{number:064}.wav" for number in range(2 * ROWS)]
    path = write(tmp_path / "m.parquet", path=names)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 2_000] = bytes(2_000)
    path.write_bytes(data)
    faults: list[InputError] = []
    rows = list(read_parquet(path, "m", faults.append))
    assert len(rows) == ROWS
    assert [str(fault) for fault in faults] == [f"m: is damaged after row {ROWS}"]


def test_times_are_read_to_the_microsecond(tmp_path: Path) -> None:
    """As many programs write them, in nanoseconds."""
    began = pyarrow.array([1_769_400_000_000_001_999], pyarrow.timestamp("ns", "UTC"))
    path = write(tmp_path / "m.parquet", path=["a.wav"], started_at=began)
    ((_, row),) = read_parquet(path, "m", faultless)
    assert row["started_at"].isoformat() == "2026-01-26T04:00:00.000001+00:00"


def test_a_row_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    """It is named with its column."""
    times = pyarrow.array([1_000, 1, None], pyarrow.time64("ns"))
    path = write(tmp_path / "m.parquet", path=["a.wav", "b.wav", "c.wav"], at=times)
    faults: list[InputError] = []
    rows = list(read_parquet(path, "m", faults.append))
    assert [row["path"] for _, row in rows] == ["a.wav", "c.wav"]
    assert [str(one) for one in faults] == [
        "m, row 2: at: is no value that can be read"
    ]


def test_without_pyarrow_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest of the coach does without it."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"pip install 'call-coach\[batch\]'"):
        list(read_parquet(tmp_path / "m.parquet", "m", faultless))
