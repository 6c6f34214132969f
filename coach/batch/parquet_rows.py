"""Rows of a Parquet file."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from coach.batch.manifest_columns import check_columns, column_name
from coach.errors import InputError

MAGIC = b"PAR1"
"""What a Parquet file begins with."""

ROWS = 4_096
"""Read at a time."""

_UNREADABLE = object()
"""Stands for a value that Python has no form for, such as a time of no calendar."""


def read_parquet(
    path: Path, source: str, complain: Callable[[InputError], None]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the rows of a Parquet file: the place of each, ``row 7``, and its values.

    Of times, what is finer than a microsecond is left out.

    Args:
        path: The file.
        source: What to call it.
        complain: Told of each row that cannot be read, and where the rows end before
            the file does.

    Raises:
        InputError: It is no such file, or has no column ``path``.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        reason = "a Parquet file needs pyarrow: pip install 'call-coach[batch]'"
        raise InputError(source, reason) from error
    number = 0
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            names = [column_name(name) for name in file.schema_arrow.names]
            check_columns(names, source)
            for batch in file.iter_batches(batch_size=ROWS):
                columns = [_values(column) for column in batch.columns]
                for values in zip(*columns, strict=True):
                    number += 1
                    row = dict(zip(names, values, strict=True))
                    wrong = [name for name in names if row[name] is _UNREADABLE]
                    if wrong:
                        reason = f"{wrong[0]}: is no value that can be read"
                        complain(InputError(f"{source}, row {number}", reason))
                    else:
                        yield f"row {number}", row
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        if number == 0:
            reason = "is not a Parquet file that can be read"
            raise InputError(source, reason) from error
        complain(InputError(source, f"is damaged after row {number}"))


def _values(column: Any) -> list[Any]:  # noqa: ANN401 (pyarrow has no types)
    """Return the values of a column: all at once, unless one of them cannot be read."""
    import pyarrow

    kind = column.type
    if pyarrow.types.is_timestamp(kind) and kind.unit == "ns":
        column = column.cast(pyarrow.timestamp("us", kind.tz), safe=False)
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError):
        return [_value(scalar) for scalar in column]


def _value(scalar: Any) -> Any:  # noqa: ANN401 (a value of any type)
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return _UNREADABLE
