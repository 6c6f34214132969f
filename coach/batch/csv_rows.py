"""Rows of a CSV file as spreadsheets and databases of any country write them."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from coach.batch.manifest_columns import check_columns, column_name
from coach.errors import InputError
from coach.plain_file import read_plain_file

MOST_BYTES = 512 << 20
"""Of a manifest: five million rows of 100 characters."""

DELIMITERS = ",;\t|"

LONGEST = 131_072
"""Of a field, in characters, as the csv module has it unless it is told otherwise."""

ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""What a file begins with, and how it is then read."""


def read_csv(
    path: Path,
    source: str,
    complain: Callable[[InputError], None],
    note: Callable[[str], None],
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the rows of a CSV file: the place of each, ``line 7``, and its fields.

    The first line names the columns; columns without a name are passed over.  Commas,
    semicolons, tabs and bars are told by which of them makes a column ``path``.

    Args:
        path: The file: UTF-8, UTF-16 with its mark, or Windows-1252.
        source: What to call it.
        complain: Told of each row that is wrong.
        note: Told of what was taken for granted.

    Raises:
        InputError: It is no such file, or has no column ``path``.
    """
    text = _text(path, source, note)
    if not text.strip():
        raise InputError(source, "is empty")
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True
    )
    names = _names(reader, source)
    while True:
        place = f"line {reader.line_num + 1}"
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = str(error)
            if "field limit" in reason:
                reason = f"a field of more than {LONGEST:,} characters"
            complain(InputError(f"{source}, {place}", f"{reason} (is a quote open?)"))
            continue
        if not any(field.strip() for field in fields):
            continue
        if any(field.strip() for field in fields[len(names) :]):
            reason = f"has {len(fields)} fields where the first line has {len(names)}"
            complain(InputError(f"{source}, {place}", reason))
            continue
        yield place, {name: field for name, field in zip(names, fields) if name}  # noqa: B905 (blank fields at the end are often left out)


def _text(path: Path, source: str, note: Callable[[str], None]) -> str:
    try:
        data = read_plain_file(path, most_bytes=MOST_BYTES)
    except OSError as error:
        reason = error.strerror or "cannot be read"
        reason = reason[:1].lower() + reason[1:]
        raise InputError(source, reason) from error
    if data.startswith(b"PK\3\4"):
        reason = "is a zip or a workbook; a manifest is CSV or Parquet"
        raise InputError(source, reason)
    encoding = next((name for mark, name in ENCODINGS if data.startswith(mark)), "")
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding:
            raise InputError(source, f"is damaged {encoding} text") from error
        text = data.decode("cp1252", errors="replace")
        note(f"{source}: is not UTF-8; read as Windows-1252")
    if "\0" in text:
        raise InputError(source, "is neither CSV nor Parquet")
    return text


def _delimiter(text: str) -> str:
    """Return what is between the fields: what makes ``path`` a column."""
    line = text.lstrip().split("\n", 1)[0].strip().replace('"', "")
    for delimiter in DELIMITERS:
        if "path" in map(column_name, line.split(delimiter)):
            return delimiter
    return max(DELIMITERS, key=line.count)


def _names(reader: Iterator[list[str]], source: str) -> list[str]:
    """Read the names of the columns."""
    names: list[str] = []
    try:
        while not any(names):
            names = [column_name(field) for field in next(reader)]
    except csv.Error as error:
        raise InputError(source, f"the first line: {error}") from error
    check_columns(names, source)
    return names
