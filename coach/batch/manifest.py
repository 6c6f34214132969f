"""Manifests: which calls are to be scored and what is known of them, a row each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from coach.batch.addresses import identity, shown
from coach.batch.csv_rows import read_csv
from coach.batch.fetching import fetched
from coach.batch.manifest_columns import COLUMNS
from coach.batch.parquet_rows import MAGIC, read_parquet
from coach.batch.row_addresses import row_address
from coach.batch.started import started_at, with_zone
from coach.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a manifest says of one call."""

    address: str
    customer: str | None = None
    agent: str | None = None
    started_at: datetime | None = None
    id: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    has_zone: bool = True
    """False where the machine's own zone was taken for ``started_at``."""

    @property
    def files(self) -> tuple[str, ...]:
        """The addresses of its files: one, or two."""
        both = (self.address, self.customer)
        return tuple(one for one in both if one is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The calls of a manifest, in order."""

    rows: tuple[Row, ...]
    faults: tuple[InputError, ...]
    """Of rows that cannot be used; each names its row."""
    notes: tuple[str, ...] = ()
    """What was taken for granted in reading it."""


def read_manifest(address: str) -> Manifest:
    """Read a manifest, CSV or Parquet: whichever it is.

    A row that is wrong is named and does not stop the others.

    Args:
        address: A path, or an address that fsspec knows.

    Raises:
        InputError: There is no such file, it is neither, or has no column ``path``.
    """
    faults: list[InputError] = []
    notes: list[str] = []
    with fetched(address) as path, path.open("rb") as file:
        if file.read(len(MAGIC)) == MAGIC:
            table = read_parquet(path, shown(address), faults.append)
        else:
            table = read_csv(path, shown(address), faults.append, notes.append)
        rows = tuple(_rows(table, address, faults))
    if not rows and not faults:
        faults.append(InputError(shown(address), "holds no rows"))
    return Manifest(rows=rows, faults=tuple(faults), notes=tuple(notes))


def _rows(
    table: Iterable[tuple[str, Mapping[str, Any]]],
    manifest: str,
    faults: list[InputError],
) -> Iterator[Row]:
    seen: dict[str, str] = {}
    for place, values in table:
        source = f"{shown(manifest)}, {place}"
        try:
            row = _row(values, manifest)
            for address in row.files:
                before = seen.setdefault(identity(address), place)
                if before != place:
                    raise InputError(source, f"names the same file as {before}")
        except InputError as error:
            of_place = error.source == source
            reason = error.reason if of_place else f"{error.source}: {error.reason}"
            faults.append(InputError(source, reason))
        else:
            yield row


def _row(values: Mapping[str, Any], manifest: str) -> Row:
    """Return a row's call.

    Raises:
        InputError: It cannot be used; its source is the column or what it holds.
    """
    known = {name: values.get(name) for name in COLUMNS}
    path = text_of(known["path"])
    if not path:
        raise InputError("path", "is empty")
    customer = text_of(known["customer"])
    address = row_address(path, manifest)
    other = row_address(customer, manifest) if customer else None
    if other is not None and identity(other) == identity(address):
        raise InputError("customer", "is the same file as path")
    began, has_zone = _time(known["started_at"])
    return Row(
        address=address,
        customer=other,
        agent=text_of(known["agent"]) or None,
        started_at=began,
        id=text_of(known["id"]) or None,
        metadata={
            name: text
            for name, value in values.items()
            if name not in COLUMNS and (text := text_of(value))
        },
        has_zone=has_zone,
    )


def _time(value: object) -> tuple[datetime | None, bool]:
    try:
        if isinstance(value, datetime):
            return with_zone(value)
        text = text_of(value)
        return started_at(text) if text else (None, True)
    except ValueError as error:
        reason = f"{text_of(value)[:40]!r} is no time such as 2026-01-31T09:30:00+01:00"
        raise InputError("started_at", reason) from error


def text_of(value: object) -> str:
    """Return a cell as text, without blanks round it; nothing is the empty text.

    A whole number that a table kept as a float, because other rows have none, is
    written without its ``.0``.
    """
    if value is None or value != value:  # nothing, or a float that is no number
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bytes):
        return value.decode(errors="replace").strip()
    return str(value.isoformat() if isinstance(value, datetime) else value).strip()
