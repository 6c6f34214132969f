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


def read_parquet(
    path: Path, source: str, complain: Callable[[InputError], None]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the rows of a Parquet file: the place of each, ``row 7``, and its values.

    Args:
        path: The file.
        source: What to call it.
        complain: Told where the rows end before the file does.

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
                columns = [column.to_pylist() for column in batch.columns]
                for values in zip(*columns, strict=True):
                    number += 1
                    yield f"row {number}", dict(zip(names, values, strict=True))
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        if number == 0:
            reason = "is not a Parquet file that can be read"
            raise InputError(source, reason) from error
        complain(InputError(source, f"is damaged after row {number}"))
