from datetime import UTC, datetime
from pathlib import Path

import fsspec
import pyarrow
import pyarrow.parquet
import pytest

from coach.batch.manifest import Manifest, Row, read_manifest, text_of
from coach.errors import InputError


def read(folder: Path, text: str) -> Manifest:
    """Read a manifest of this text."""
    path = folder / "m.csv"
    path.write_text(text)
    return read_manifest(str(path))


def said(manifest: Manifest, folder: Path) -> list[str]:
    """Return what is wrong with a manifest, without where it is."""
    return [str(fault).replace(f"{folder}/", "") for fault in manifest.faults]


def test_a_row_says_what_is_known_of_a_call(tmp_path: Path) -> None:
    """Columns that mean nothing here are metadata; empty cells say nothing."""
    found = read(
        tmp_path,
        "path,customer,agent,started_at,id,queue,note\n"
        "x/a.wav,x/b.wav,Nora,2026-01-31T09:30:00Z,77,vpn,\n"
        "c.json,,,,,,\n",
    )
    assert found.rows == (
        Row(
            address=f"{tmp_path}/x/a.wav",
            customer=f"{tmp_path}/x/b.wav",
            agent="Nora",
            started_at=datetime(2026, 1, 31, 9, 30, tzinfo=UTC),
            id="77",
            metadata={"queue": "vpn"},
        ),
        Row(address=f"{tmp_path}/c.json"),
    )
    assert found.faults == ()


def test_wrong_rows_are_named_and_do_not_stop_the_others(tmp_path: Path) -> None:
    """By file and line, and what is wrong."""
    found = read(
        tmp_path,
        "path,customer,started_at\n"
        ",,\n"
        ",x.wav,\n"
        "a.wav,a.wav,\n"
        "b.wav,,yesterday\n"
        "simplecache::s3://b/c.wav,,\n"
        "good.wav,,\n",
    )
    assert [row.address for row in found.rows] == [f"{tmp_path}/good.wav"]
    assert said(found, tmp_path) == [
        "m.csv, line 3: path: is empty",
        "m.csv, line 4: customer: is the same file as path",
        "m.csv, line 5: started_at: 'yesterday' is no time such as"
        " 2026-01-31T09:30:00+01:00",
        "m.csv, line 6: simplecache::s3://b/c.wav: a manifest may not chain protocols"
        " with ::",
    ]


def test_a_file_named_twice_is_scored_once(tmp_path: Path) -> None:
    """The second row is named, as is one that has it as a side."""
    found = read(
        tmp_path, f"path,customer\na.wav,\nx/../a.wav,\nb.wav,{tmp_path}/a.wav\n"
    )
    assert len(found.rows) == 1
    assert said(found, tmp_path) == [
        "m.csv, line 3: names the same file as line 2",
        "m.csv, line 4: names the same file as line 2",
    ]


def test_no_rows_are_a_fault(tmp_path: Path) -> None:
    """Nothing to do is no success."""
    assert said(read(tmp_path, "path\n"), tmp_path) == ["m.csv: holds no rows"]


def test_a_missing_manifest_is_named(tmp_path: Path) -> None:
    """Nothing is scored then."""
    with pytest.raises(InputError, match=r"m\.csv: no such file"):
        read_manifest(str(tmp_path / "m.csv"))


def test_parquet_is_told_by_what_is_in_it(tmp_path: Path) -> None:
    """Values are written as one would write them."""
    path = tmp_path / "m.csv"
    zoned = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
    table = {"path": ["a.wav", None], "started_at": [zoned, None], "ticket": [77, None]}
    pyarrow.parquet.write_table(pyarrow.table(table), path)
    found = read_manifest(str(path))
    assert found.rows == (
        Row(address=f"{tmp_path}/a.wav", started_at=zoned, metadata={"ticket": "77"}),
    )
    assert said(found, tmp_path) == ["m.csv, row 2: path: is empty"]


def test_a_remote_manifest_names_what_is_beside_it(
    memory: fsspec.AbstractFileSystem,
) -> None:
    """Never a file of this machine."""
    memory.pipe("/calls/m.csv", b"path\na.wav\n/etc/passwd\n")
    found = read_manifest("memory://calls/m.csv")
    assert [row.address for row in found.rows] == ["memory://calls/a.wav"]
    assert [str(fault) for fault in found.faults] == [
        "memory://calls/m.csv, line 3: /etc/passwd: a manifest that is elsewhere may"
        " not name files of this machine"
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (4711.0, "4711"),
        (0.5, "0.5"),
        (True, "true"),
        (b"vpn", "vpn"),
        (" vpn ", "vpn"),
        (datetime(2026, 1, 31, tzinfo=UTC), "2026-01-31T00:00:00+00:00"),
        (["a", 1], "['a', 1]"),
    ],
)
def test_cells_as_text(value: object, text: str) -> None:
    """A ticket is no float, though tables with gaps make it one."""
    assert text_of(value) == text
