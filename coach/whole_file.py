"""Files that are there whole or not at all."""

import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ABANDONED_S = 3_600
"""Files not yet whole that nothing was written to for so long, in seconds, are left
over from a process that was killed: none takes that long."""

_PART = re.compile(r"\.coach-[0-9a-f]{16}\.part")


@contextmanager
def whole_file(place: Path, *, is_private: bool = False) -> Iterator[Path]:
    """Lend an empty file to write to; on leaving, it is moved to its place.

    It is on the disk by then, so that a reader, or a machine that stops, never meets
    half of it.  After an error it is deleted, and what was in its place stays.  What a
    link leads to is replaced rather than the link.  Folders that are missing are made.

    Args:
        place: Where the file is to be.
        is_private: Whether only its owner may read it, and open a folder made for it.

    Raises:
        OSError: The disk is full, or the place cannot be written to.
    """
    place.parent.mkdir(0o700 if is_private else 0o777, parents=True, exist_ok=True)
    file = beside(place)
    mode = 0o600 if is_private else 0o666
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
    try:
        yield file
        with file.open("rb+") as written:
            os.fsync(written.fileno())
        file.replace(os.path.realpath(place))
    except BaseException:
        with suppress(OSError):
            file.unlink()
        raise


def beside(place: Path) -> Path:
    """Return a new name in the folder where a file, not a link to it, lies."""
    real = Path(os.path.realpath(place))  # unlike resolve, no error for a loop
    return real.with_name(f".coach-{secrets.token_hex(8)}.part")


def sweep(folder: Path) -> None:
    """Delete what a killed process left in a folder.

    Args:
        folder: Looked through by itself, not the folders in it.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not _PART.fullmatch(entry.name):
                continue
            with suppress(OSError):  # gone meanwhile, or not ours to delete
                age_s = time.time() - entry.stat(follow_symlinks=False).st_mtime
                if entry.is_file(follow_symlinks=False) and age_s > ABANDONED_S:
                    Path(entry.path).unlink()
