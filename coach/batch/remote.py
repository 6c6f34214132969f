"""Places that are not on this machine, by way of fsspec: listing, opening, copying.

Whatever happens there is one :exc:`~coach.errors.InputError` that names the address,
and takes a bounded time: each library has its own idea of how often to try again.
"""

import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

from coach.batch.addresses import Remote, remote, shown
from coach.batch.reasons import reason_of
from coach.errors import InputError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem
    from fsspec.callbacks import Callback

STALL_S = 60.0
"""How long nothing may come of a file before it is given up, in seconds: twice what
object stores' own libraries wait for one answer, with a few tries."""

LISTING_S = 300.0
"""How long listing may take, in seconds: a million keys come in a thousand answers of
some 0.1 s."""

MOST_BYTES = 16 << 30
"""Of one file: a day of two channels at 48 kHz, 16 bit, is 16.6 GB."""

OPTIONS: dict[str, dict[str, Any]] = {
    # Ten parts of 50 MiB at a time, its default, would be in memory together.
    "s3": {"max_concurrency": 1, "default_block_size": 1 << 20},
}
"""How the file systems are set up, by protocol."""

MARKS = (
    "ETag",
    "etag",
    "md5Hash",
    "content_settings",
    "generation",
    "LastModified",
    "last_modified",
    "Last-Modified",
    "updated",
    "mtime",
    "created",
)
"""What file systems tell of a file that is another when the file is."""

T = TypeVar("T")


def entries(address: str) -> list[tuple[str, bool]] | None:
    """Return what is in a folder, by name; None where it is a file.

    Args:
        address: Of the folder; a place that has no folders counts what begins with it
            and a slash.

    Returns:
        The names, and whether each is a file.

    Raises:
        InputError: There is no such thing, or it cannot be read.
    """

    def look(_: Callable[[], None]) -> list[tuple[str, bool]] | None:
        fs, path = _opened(address)
        if not address.endswith("/") and not fs.isdir(path):
            fs.info(path)  # raises where there is nothing
            return None
        own = path.rstrip("/")
        return sorted(
            (_name(entry["name"]), entry["type"] == "file")
            for entry in fs.ls(path, detail=True)
            if entry["name"].rstrip("/") != own  # a marker of an empty folder
        )

    return _patiently(look, address, LISTING_S, "listing it took more than")


def matches(pattern: str) -> list[str]:
    """Return the files that a pattern matches, by name.

    Args:
        pattern: An address with ``*``, ``?``, ``[…]`` or ``**`` in its path.

    Returns:
        Their paths in that place.

    Raises:
        InputError: The place cannot be read.
    """
    parts = remote(pattern)
    assert parts is not None
    base = _without_magic(parts)

    def look(_: Callable[[], None]) -> list[str]:
        fs, path = _opened(pattern)
        if fs.exists(path):  # a file with a bracket in its name
            return [parts.path]
        _, root = _opened(parts.at(base))
        found = fs.glob(path, detail=True)
        return [
            base + name[len(root) :].lstrip("/")
            for name, entry in sorted(found.items())
            if entry["type"] == "file"
        ]

    return _patiently(look, pattern, LISTING_S, "listing it took more than")


def stamp(address: str) -> str | None:
    """Return what is told of a file without fetching it: another when it has changed.

    None where too little is told to know.

    Raises:
        InputError: There is no such file, or it cannot be asked for.
    """

    def look(_: Callable[[], None]) -> str | None:
        fs, path = _opened(address)
        told = fs.info(path)
        marks = {key: str(told[key]) for key in MARKS if told.get(key)}
        if not marks:
            return None
        return json.dumps({**marks, "size": told.get("size")}, sort_keys=True)

    return _patiently(look, address, STALL_S, "no answer for")


def copy(address: str, place: Path) -> None:
    """Copy a remote file to this machine.

    Args:
        address: The file.
        place: What it is to become.

    Raises:
        InputError: It cannot be had, or nothing came for :data:`STALL_S`.
    """

    def fetch(moved: Callable[[], None]) -> None:
        fs, path = _opened(address)
        fs.get_file(path, os.fspath(place), callback=_progress(address, moved))
        if not place.is_file():  # some make a folder of a folder
            raise IsADirectoryError

    _patiently(fetch, address, STALL_S, "nothing came of it for")


def open_remote(address: str) -> IO[bytes]:
    """Return a remote file opened for reading here and there, a little at a time.

    Raises:
        InputError: It cannot be opened.
    """

    def look(_: Callable[[], None]) -> IO[bytes]:
        fs, path = _opened(address)
        file: IO[bytes] = fs.open(path, "rb", block_size=1 << 16)
        return file

    return _patiently(look, address, STALL_S, "no answer for")


def _progress(address: str, moved: Callable[[], None]) -> "Callback":
    """Return what fsspec tells of each part: it ends what takes too much.

    Args:
        address: What is copied.
        moved: Called for each part; what it raises ends the copying.
    """
    from fsspec.callbacks import Callback

    class Progress(Callback):  # type: ignore[misc]  # has no types
        def relative_update(self, inc: int = 1) -> None:
            moved()
            super().relative_update(inc)
            if self.value > MOST_BYTES:
                raise InputError(shown(address), f"is larger than {MOST_BYTES:,} bytes")

    return Progress()


def _opened(address: str) -> "tuple[AbstractFileSystem, str]":
    """Return the file system of an address, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        reason = "needs fsspec: pip install 'call-coach[batch]'"
        raise InputError(shown(address), reason) from error
    options = {key: OPTIONS[key] for key in OPTIONS if f"{key}://" in address.lower()}
    fs, path = url_to_fs(address, **options)
    return fs, path


def _patiently(
    do: Callable[[Callable[[], None]], T], address: str, limit_s: float, complaint: str
) -> T:
    """Do something in a thread of its own, which is left alone when it takes too long.

    Args:
        do: Given what it calls whenever something moved.
        address: What it is about.
        limit_s: How long nothing may move, in seconds.
        complaint: What is said then, before the time.

    Raises:
        InputError: It failed, or took too long.
    """
    results: list[T] = []
    errors: list[BaseException] = []
    done = threading.Event()
    moved_at = time.monotonic()
    is_given_up = False

    def moved() -> None:
        nonlocal moved_at
        moved_at = time.monotonic()
        if is_given_up:
            raise TimeoutError

    def work() -> None:
        try:
            results.append(do(moved))
        except BaseException as error:  # noqa: BLE001 (handed over: libraries raise what they like)
            errors.append(error)
        finally:
            done.set()

    threading.Thread(target=work, name="remote file", daemon=True).start()
    while not done.wait(max(0.01, moved_at + limit_s - time.monotonic())):
        if time.monotonic() - moved_at >= limit_s:
            is_given_up = True
            raise InputError(shown(address), f"{complaint} {limit_s:g} s: given up")
    for error in errors:
        if isinstance(error, InputError):
            raise error
        raise InputError(shown(address), reason_of(error, address)) from error
    return results[0]


def _name(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _without_magic(parts: Remote) -> str:
    """Return the folders of a pattern before the first one that is a pattern."""
    place = min((at for at in map(parts.path.find, "*?[") if at >= 0), default=0)
    return parts.path[: parts.path.rfind("/", 0, place) + 1]
