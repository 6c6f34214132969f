"""Small files of the user's own, read and written whole."""

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path


def read_plain_file(path: Path, *, most_bytes: int) -> bytes:
    """Return the content of a file.

    A pipe might never end and a device never be empty: neither is opened.

    Args:
        path: The file.
        most_bytes: The largest size it may have.

    Raises:
        OSError: It is missing, may not be read, is no ordinary file or too large;
            ``strerror`` says which.
    """
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise IsADirectoryError(errno.EISDIR, "Is a directory", str(path))
    if not stat.S_ISREG(about.st_mode):
        raise OSError(errno.EINVAL, "Is not an ordinary file", str(path))
    with path.open("rb") as file:
        data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        mib, kib = most_bytes >> 20, most_bytes >> 10
        reason = f"Is larger than {f'{mib} MiB' if mib else f'{kib} KiB'}"
        raise OSError(errno.EFBIG, reason, str(path))
    return data


def write_private_file(path: Path, text: str) -> None:
    """Write a file that only its owner can read, replacing what is there.

    Written beside its place and moved into it when it is complete and on the disk, so
    that nobody ever meets half of it.  Folders that are missing are made.

    Args:
        path: The file.
        text: Its content, written as UTF-8.

    Raises:
        OSError: It cannot be written; the old one is still there.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()
