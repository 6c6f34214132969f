"""Reports as files: whole or not at all."""

import errno
import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from coach.errors import ReportError


def write_report(report: Mapping[str, Any], path: Path) -> None:
    """Write a report, replacing what is there.

    Written beside its place and moved into it when it is complete and on the disk, so
    that a reader, or a machine that stops, never meets half a report.  Folders that are
    missing are made, and what a link leads to is written rather than the link.  Not to
    be called where a wait for the disk would hurt.

    Args:
        report: Ready for JSON.
        path: The file; UTF-8.

    Raises:
        ReportError: The disk is full, or the place cannot be written to.
    """
    write_bytes(report_bytes(report), path)


def report_bytes(report: Mapping[str, Any]) -> bytes:
    """Return a report as it goes into its file: JSON in UTF-8.

    Args:
        report: Ready for JSON.
    """
    # What UTF-8 cannot hold (a file's name that is no text) is escaped as JSON has it.
    text = json.dumps(report, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return text.encode(errors="backslashreplace")


def write_bytes(data: bytes, path: Path) -> None:
    """Write a file as :func:`write_report` does: whole or not at all.

    Raises:
        ReportError: The disk is full, or the place cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or a pipe is written to, never replaced
        else:
            _replace(path, data)
    except OSError as error:
        raise _cannot_write(path, error) from error


def check_place(path: Path) -> None:
    """Find out whether a report can be written, before the call that it is about.

    Folders that are missing are made; the file itself is left alone.

    Args:
        path: The file it is to become.

    Raises:
        ReportError: It cannot; what stands in the way would have lost the report of an
            hour's call.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not path.exists() or path.is_file():
            beside = _beside(path)
            beside.touch(exist_ok=False)
            beside.unlink()
    except OSError as error:
        raise _cannot_write(path, error) from error


def _cannot_write(path: Path, error: OSError) -> ReportError:
    reason = error.strerror or type(error).__name__
    return ReportError(str(path), f"cannot be written: {reason}")


def _beside(path: Path) -> Path:
    """Return a new name in the folder where the file, not a link to it, lies."""
    place = Path(os.path.realpath(path))  # unlike resolve, no error for a loop
    return place.with_name(f".report-{secrets.token_hex(8)}.part")


def _replace(path: Path, data: bytes) -> None:
    beside = _beside(path)
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(os.path.realpath(path))
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
