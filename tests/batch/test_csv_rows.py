from collections.abc import Mapping
from pathlib import Path

import pytest

from coach.batch import csv_rows
from coach.batch.csv_rows import LONGEST, read_csv
from coach.errors import InputError

Rows = list[tuple[str, Mapping[str, str]]]


def read(path: Path, data: bytes | str) -> tuple[Rows, list[str]]:
    """Return the rows of a file, and what was said of it."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    said: list[str] = []
    rows = list(
        read_csv(path, "m.csv", lambda error: said.append(str(error)), said.append)
    )
    return rows, said


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the manifest is."""
    return tmp_path / "m.csv"


NORA = {"path": "a.wav", "agent": "Zoë"}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("path,agent\na.wav,Zoë\n", "utf-8"),
        ("path,agent\r\na.wav,Zoë\r\n", "utf-8-sig"),
        ("path;agent\ra.wav;Zoë", "utf-8"),
        ("path\tagent\na.wav\tZoë\n", "utf-16"),
        ("path|agent\na.wav|Zoë\n", "utf-8"),
        ('"path","agent"\n"a.wav","Zoë"\n', "utf-8"),
        ("\n\nPATH , Agent\n\na.wav,Zoë\n , \n", "utf-8"),
        ("path,agent,,\na.wav,Zoë,,\n", "utf-8"),
        ("agent,path\nZoë,a.wav,,\n", "utf-8"),
        ("sep=;\npath;agent\na.wav;Zoë\n", "utf-8-sig"),
        ('"sep=\t"\npath\tagent\na.wav\tZoë\n', "utf-16"),
    ],
)
def test_forms(path: Path, text: str, encoding: str) -> None:
    """As spreadsheets and databases of any country write them."""
    rows, said = read(path, text.encode(encoding))
    assert [row for _, row in rows] == [NORA]
    assert said == []


def test_windows_text_is_told(path: Path) -> None:
    """It may be another code page."""
    rows, said = read(path, "path,agent\na.wav,Zoë\n".encode("cp1252"))
    assert [row for _, row in rows] == [NORA]
    assert said == ["m.csv: is not UTF-8; read as Windows-1252"]


def test_a_place_is_the_line_where_a_row_begins(path: Path) -> None:
    """A field may go over several, quotes and separators in it."""
    rows, _ = read(path, 'path,note\n"a, ""b"".wav","x\ny"\nc.wav,\n')
    assert rows == [
        ("line 2", {"path": 'a, "b".wav', "note": "x\ny"}),
        ("line 4", {"path": "c.wav", "note": ""}),
    ]


def test_a_wrong_row_does_not_stop_the_others(path: Path) -> None:
    """Each is named by its line; fields may be missing at the end."""
    rows, said = read(path, 'path,agent\na.wav\nb.wav,x,y\n"c"d.wav,\ne.wav,Zoë\n')
    assert [row["path"] for _, row in rows] == ["a.wav", "e.wav"]
    assert said == [
        "m.csv, line 3: has 3 fields where the first line has 2",
        "m.csv, line 4: ',' expected after '\"' (is a quote open?)",
    ]


def test_an_open_quote_is_named(path: Path) -> None:
    """By the line where it was opened; what follows is read all the same."""
    rows, said = read(path, 'path,agent\n"a.wav,Zoë\nb.wav,\n"c.wav","x\ny"\n')
    assert said == ["m.csv, line 2: ',' expected after '\"' (is a quote open?)"]
    assert [row["path"] for _, row in rows] == ["b.wav", "c.wav"]
    rows, said = read(path, 'path,agent\na.wav,\nb.wav,"Zoë\nc.wav,x\n')
    assert said == ["m.csv, line 3: unexpected end of data (is a quote open?)"]
    assert [place for place, _ in rows] == ["line 2", "line 4"]


def test_a_huge_field_is_named(path: Path) -> None:
    """It is no name of anything; what comes after it is read."""
    rows, said = read(path, f"path\n{'x' * (LONGEST + 1)}\na.wav\n")
    assert said == [
        "m.csv, line 2: a field of more than 131,072 characters (is a quote open?)"
    ]
    assert [row["path"] for _, row in rows] == ["a.wav"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        (b",,\n\n", "is empty"),
        (b"sep=;\n", "is empty"),
        (b"file,agent\na.wav,x\n", r"has no column path \(its columns: file, agent\)"),
        (b"a.wav\nb.wav\n", r"has no column path \(its columns: a.wav\)"),
        (b"PK\x03\x04rest", "is a zip or a workbook"),
        (b"RIFF\0\0\0\0WAVE", "is neither CSV nor Parquet"),
        (b"\xff\xfepath\xd8\n\xd8", "is damaged utf-16 text"),
        (b'path,"agent"x\n', "the first line: "),
    ],
)
def test_what_is_no_manifest(path: Path, data: bytes, reason: str) -> None:
    """One line that names it."""
    with pytest.raises(InputError, match=rf"^m\.csv: {reason}"):
        read(path, data)


def test_a_manifest_too_large_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read whole."""
    monkeypatch.setattr(csv_rows, "MOST_BYTES", 1 << 20)
    with pytest.raises(InputError, match="is larger than 1 MiB"):
        read(path, bytes((1 << 20) + 1))
