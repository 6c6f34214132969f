"""Small files of the user's own, read and written whole."""

import errno
import stat
from pathlib import Path

from coach.whole_file import whole_file


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

    Whole or not at all, see :func:`coach.whole_file.whole_file`.

    Args:
        path: The file.
        text: Its content, written as UTF-8.

    Raises:
        OSError: It cannot be written; the old one is still there.
    """
    with whole_file(path, is_private=True) as file:
        file.write_text(text, encoding="utf-8")
