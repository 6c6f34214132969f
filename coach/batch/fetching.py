"""A call's file on this machine, wherever it is kept.

A copy of a remote one is in a folder that only its owner can read, and gone when it
has been used.  A process that is killed leaves its copy behind: the folder is locked
while it lives, and the next one that fetches anything deletes what nobody holds.
"""

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coach.batch.addresses import ending_of, is_remote, local_path, shown
from coach.batch.remote import copy
from coach.errors import InputError
from coach.keeping.locking import lock

PREFIX = "coach-call-"

LOCK = "in-use"

YOUNG_S = 60.0
"""A folder that is younger may not be locked yet, in seconds."""

_sweeping = threading.Lock()
_has_swept = False


@contextmanager
def fetched(address: str) -> Iterator[Path]:
    """Have the file of an address on this machine while the context is open.

    A local file is used where it is.  A remote one is copied to a file of its own
    ending (``TMPDIR`` says on which disk), deleted afterwards.  An error of the context
    that names the copy is raised naming the address.

    Waits for the disk and the network: not for an event loop.

    Args:
        address: A path, or an address that fsspec knows.

    Raises:
        InputError: There is no such file, it is no ordinary file, or it cannot be had.
    """
    if not is_remote(address):
        path = local_path(address)
        check_file(path, address)
        yield path
        return
    _sweep_once()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        with (folder / LOCK).open("wb") as held:
            lock(held)
            path = folder / f"call{ending_of(address)}"
            copy(address, path)
            try:
                yield path
            except InputError as error:
                if error.source != str(path):
                    raise
                raise type(error)(shown(address), error.reason) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def check_file(path: Path, address: str) -> None:
    """Find out whether there is an ordinary file; a pipe would be waited for.

    Args:
        path: Where it should be.
        address: What to call it in an error.

    Raises:
        InputError: There is none.
    """
    try:
        is_file = path.is_file()
        is_there = is_file or os.path.lexists(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "is no name of a file"
        raise InputError(address, reason.lower()) from error
    if is_file:
        return
    if path.is_dir():
        raise InputError(address, "is a folder, not a recording")
    if not is_there:
        raise InputError(address, "no such file")
    if path.is_symlink():
        raise InputError(address, "is a link that leads nowhere")
    raise InputError(address, "is not an ordinary file")


def _sweep_once() -> None:
    global _has_swept
    with _sweeping:
        if not _has_swept:
            _has_swept = True
            sweep()


def sweep() -> None:
    """Delete the copies that processes left behind which are gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
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
