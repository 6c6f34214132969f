"""The files of sound that is on its way in: pieces behind one another, then checked."""

import contextlib
import errno
import os
import secrets
import threading
import weakref
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from coach.sharing.preparing import sha256_of
from coach.store.places import incoming_folder

KEPT = timedelta(days=7)
"""How long sound that comes no further is kept: over a weekend and a short leave."""

_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


class DiskFullError(Exception):
    """There is no room for a piece; nothing of it is kept."""


class Incoming:
    """One file of sound that is on its way in.

    Args:
        name: The file's, as :func:`new_name` makes it.
    """

    def __init__(self, name: str) -> None:
        self.path = incoming_folder() / name

    @property
    def size(self) -> int:
        """How much of it is here, in bytes."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def append(self, piece: bytes, *, at: int) -> None:
        """Put a piece behind what is here.

        Args:
            piece: The bytes.
            at: Where it begins: where the file ends.

        Raises:
            DiskFullError: There is no room for it.
        """
        try:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.seek(at)
                try:
                    file.write(piece)
                    file.flush()
                except OSError:
                    file.truncate(at)
                    raise
        except OSError as error:
            if error.errno in _FULL:
                raise DiskFullError from error
            raise

    def is_whole(self, *, total: int, sha256: str) -> bool:
        """Whether what is here is all of it, as the analyst's machine has it."""
        return self.size == total and sha256_of(self.path) == sha256

    def drop(self) -> None:
        """Delete what is here."""
        self.path.unlink(missing_ok=True)


def new_name(ending: str) -> str:
    """Return the name of a file that is not there yet.

    Args:
        ending: ``.flac`` or ``.ogg``.
    """
    return f"{secrets.token_hex(16)}{ending}"


def remove_stale(now: datetime, *, known: Collection[str]) -> list[str]:
    """Delete what has come no further for :data:`KEPT`, and what belongs to no call.

    Args:
        now: The moment.
        known: The names of files that belong to a call.

    Returns:
        The names of those that are gone.
    """
    gone = []
    for path in incoming_folder().iterdir():
        with contextlib.suppress(OSError):
            age = now.timestamp() - path.stat().st_mtime
            # One whose call is being written down at this moment is not known yet.
            limit = KEPT.total_seconds() if path.name in known else 3_600.0
            if path.is_file() and age > limit:
                path.unlink()
                gone.append(path.name)
    return gone


_locks: "weakref.WeakValueDictionary[str, threading.Lock]" = (
    weakref.WeakValueDictionary()
)
_locks_lock = threading.Lock()


@contextlib.contextmanager
def alone_with(name: str) -> Iterator[None]:
    """Have a file to oneself while the block lasts; two pieces at once take turns."""
    with _locks_lock:
        lock = _locks.get(name)
        if lock is None:
            lock = _locks[name] = threading.Lock()
    with lock:
        yield
