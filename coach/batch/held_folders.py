"""Folders for what a process needs for a while, which nobody else can read.

A process that is killed leaves its folder behind: a file in it is locked while the
process lives, and the next one deletes the folders that nobody holds.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coach.keeping.locking import lock

LOCK = "in-use"
"""The file that is locked."""

YOUNG_S = 60.0
"""A folder that is younger may not be locked yet, in seconds."""


@contextmanager
def held_folder(prefix: str) -> Iterator[Path]:
    """Make a folder that is deleted on leaving, with all that is in it.

    Args:
        prefix: What its name begins with; see :func:`sweep`.

    Raises:
        OSError: There is no room for it.
    """
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        with (folder / LOCK).open("wb") as held:
            lock(held)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(prefix: str) -> None:
    """Delete the folders that processes left behind which are gone.

    Args:
        prefix: What their names begin with.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        with suppress(OSError):  # somebody else's, or gone this moment
            about = folder.lstat()
            is_own = not hasattr(os, "getuid") or about.st_uid == os.getuid()
            is_old = time.time() - about.st_mtime > YOUNG_S
            if folder.is_symlink() or not is_own or not is_old:
                continue
            with (folder / LOCK).open("ab") as file:
                is_left = lock(file)
            if is_left:
                shutil.rmtree(folder, ignore_errors=True)
