"""Tables and their columns: whether values fit, before a database says it oddly."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Integer, String, Table

from coach.errors import StoreError
from coach.store.tables import Base

LARGEST = 2**31 - 1
"""Of a whole number: of milliseconds these are 24 days."""


def plain(table: type[Base]) -> Table:
    """Return a table as many rows are written to it at once."""
    return cast(Table, table.__table__)


def fitted(value: str, table: type[Base], name: str) -> str:
    """Return as much of a text as its column holds."""
    return value[: _longest(table, name)]


def check_fits(table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Find out whether every value fits; SQLite alone would take any.

    Raises:
        StoreError: One does not; it says which, and never what it is.
    """
    for name, column in plain(table).columns.items():
        is_text = isinstance(column.type, String) and column.type.length
        if not (is_text or isinstance(column.type, Integer)):
            continue
        for number, row in enumerate(rows, 1):
            value = row.get(name)
            place = f"{table.__tablename__} {number}: {name}"
            if isinstance(value, str) and is_text and len(value) > is_text:
                raise StoreError(place, f"is longer than {is_text} characters")
            if isinstance(value, int) and not 0 <= value <= LARGEST:
                raise StoreError(place, f"is not between 0 and {LARGEST}")


def _longest(table: type[Base], name: str) -> int | None:
    kind = plain(table).columns[name].type
    assert isinstance(kind, String)
    return kind.length
