"""What a column of a table is: a name, a type, and where its cells come from."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Generic, TypeVar

Of = TypeVar("Of")

Cell = str | int | float | bool | datetime | list[str] | None

Row = list[Cell]


class Type(Enum):
    """What a column holds; each of them may be null."""

    TEXT = "text"
    INTEGER = "integer"
    """64 bits."""
    NUMBER = "number"
    """Double precision."""
    BOOLEAN = "boolean"
    MOMENT = "timestamp"
    """Microseconds, in UTC."""
    TEXTS = "list of text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Of]):
    """One column of a table whose rows are made of something."""

    name: str
    type: Type
    of: Callable[[Of], Any]
    """Returns the cell of a row: of the column's type, or None."""


def row_of(columns: Sequence[Column[Of]], source: Of) -> Row:
    """Return a row: its cells in the order of the columns, fit for any kind of table.

    Texts lose NULs, which few programs read; what UTF-8 cannot hold (of a file's name
    that is no text) is escaped.
    """
    return [_clean(column.of(source)) for column in columns]


def _clean(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return clean_text(cell)
    if isinstance(cell, list):
        return [clean_text(text) for text in cell]
    return cell


def clean_text(text: str) -> str:
    """Return a text as :func:`row_of` has it."""
    return text.replace("\0", "").encode(errors="backslashreplace").decode()


def json_text(value: object) -> str:
    """Return a value as JSON in one line, its keys in order."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
