"""Rows of a CSV file as spreadsheets and databases of any country write them."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from coach.batch.manifest_columns import check_columns, column_name
from coach.errors import InputError
from coach.plain_file import read_plain_file

MOST_BYTES = 512 << 20
"""Of a manifest: five million rows of 100 characters."""

DELIMITERS = ",;\t|"
"""What may be between fields, the likeliest first."""

_HINT = re.compile(r'"?sep=.?"?', re.IGNORECASE)
"""What tells a spreadsheet, in a first line, what is between fields."""

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
    lines = _lines(text)
    if not any(line.strip() for line in lines):
        raise InputError(source, "is empty")
    rows = _fields(lines, _delimiter(lines))
    names = _names(rows, source)
    for place, fields in rows:
        if isinstance(fields, csv.Error):
            complain(InputError(f"{source}, {place}", _what_is_wrong(fields)))
        elif any(field.strip() for field in fields[len(names) :]):
            reason = f"has {len(fields)} fields where the first line has {len(names)}"
            complain(InputError(f"{source}, {place}", reason))
        elif any(field.strip() for field in fields):
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


def _lines(text: str) -> list[str]:
    """Return the lines of a text, the hint of a spreadsheet at its beginning blank."""
    lines = list(io.StringIO(text, newline=""))
    if lines and _HINT.fullmatch(lines[0].strip()):
        lines[0] = "\n"  # so that the others keep their numbers
    return lines


def _fields(
    lines: Sequence[str], delimiter: str
) -> Iterator[tuple[str, list[str] | csv.Error]]:
    """Yield the place of each row, and its fields or what is wrong with it.

    A quote that is open would take in what follows: after a row that is wrong the next
    one begins with the next line.
    """
    at = 0
    while at < len(lines):
        begun = at
        below = (lines[number] for number in range(begun, len(lines)))
        reader = csv.reader(below, delimiter=delimiter, strict=True)
        try:
            for fields in reader:
                yield f"line {at + 1}", fields
                at = begun + reader.line_num
        except csv.Error as error:
            yield f"line {at + 1}", error
            at += 1


def _what_is_wrong(error: csv.Error) -> str:
    reason = str(error)
    if "field limit" in reason:
        reason = f"a field of more than {LONGEST:,} characters"
    return f"{reason} (is a quote open?)"


def _delimiter(lines: Sequence[str]) -> str:
    """Return what is between the fields: what makes ``path`` a column."""
    line = next(line for line in lines if line.strip()).strip().replace('"', "")
    for delimiter in DELIMITERS:
        if "path" in map(column_name, line.split(delimiter)):
            return delimiter
    return max(DELIMITERS, key=line.count)


def _names(rows: Iterator[tuple[str, list[str] | csv.Error]], source: str) -> list[str]:
    """Read the names of the columns."""
    for _, fields in rows:
        if isinstance(fields, csv.Error):
            raise InputError(source, f"the first line: {fields}") from fields
        names = [column_name(field) for field in fields]
        if any(names):
            check_columns(names, source)
            return names
    raise InputError(source, "is empty")
