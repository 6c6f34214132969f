"""Files that are written piece by piece and yet are there whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coach.errors import ReportError


@contextmanager
def whole_file(place: Path) -> Iterator[Path]:
    """Lend a path to write to; on leaving, the file there is moved to its place.

    It is on the disk by then.  After an error it is deleted, and what was in its place
    stays.  Folders that are missing are made.

    Args:
        place: Where the file is to be.

    Raises:
        ReportError: The disk is full, or the place cannot be written to, also by what
            writes to the path.
    """
    beside = place.with_name(f".{place.name}-{secrets.token_hex(4)}.part")
    with writing(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield beside
            with beside.open("rb+") as file:
                os.fsync(file.fileno())
            beside.replace(place)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Turn what the system says while a place is written to into an error of ours.

    Raises:
        ReportError: The disk is full, or the place cannot be written to.
    """
    try:
        yield
    except OSError as error:
        reason = f"cannot be written: {error.strerror or type(error).__name__}"
        raise ReportError(str(place), reason) from error
