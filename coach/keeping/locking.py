"""Locks that die with the process that holds them."""

import sys
from typing import BinaryIO

FAR = 1 << 30
"""Where Windows locks a byte: far behind what anybody reads, for there a lock stands in
the way of reading."""


def lock(file: BinaryIO) -> bool:
    """Lock an open file until it is closed, by its process or with it.

    Returns:
        False where another process has it, or this one by another opening.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            place = file.tell()
            file.seek(FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            file.seek(place)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
