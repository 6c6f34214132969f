"""A call's file on this machine, wherever it is kept.

A copy of a remote one is in a folder that only its owner can read, and gone when it
has been used; what a process that was killed left behind, the next one that fetches
anything deletes.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.batch.addresses import ending_of, is_remote, local_path, shown
from coach.batch.held_folders import held_folder, sweep
from coach.batch.remote import copy
from coach.errors import InputError

PREFIX = "coach-call-"
"""Of the folders of copies."""

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
    with held_folder(PREFIX) as folder:
        path = folder / f"call{ending_of(address)}"
        copy(address, path)
        try:
            yield path
        except InputError as error:
            if error.source != str(path):
                raise
            raise type(error)(shown(address), error.reason) from error


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
    if not path.is_symlink():
        raise InputError(address, "is not an ordinary file")
    leads = "to no ordinary file" if path.exists() else "nowhere"
    raise InputError(address, f"is a link that leads {leads}")


def _sweep_once() -> None:
    global _has_swept
    with _sweeping:
        if not _has_swept:
            _has_swept = True
            sweep(PREFIX)
