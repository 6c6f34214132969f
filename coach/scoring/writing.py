"""Reports as files: whole or not at all."""

import errno
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from coach.errors import ReportError
from coach.whole_file import beside, whole_file


def write_report(report: Mapping[str, Any], path: Path) -> None:
    """Write a report, replacing what is there.

    Whole or not at all, see :func:`coach.whole_file.whole_file`; a device or a pipe is
    written to, never replaced.  Not to be called where a wait for the disk would hurt.

    Args:
        report: Ready for JSON.
        path: The file; UTF-8.

    Raises:
        ReportError: The disk is full, or the place cannot be written to.
    """
    write_bytes(report_bytes(report), path)


def report_bytes(report: Mapping[str, Any]) -> bytes:
    """Return a report as it goes into its file: JSON in UTF-8, an utterance a line.

    Each finding, nudge and utterance has a line to itself, and so has what is no list:
    to be looked at, and searched with grep.

    Args:
        report: Ready for JSON.
    """
    fields = (f"{_json(key)}: {_lines(value)}" for key, value in report.items())
    text = "{\n " + ",\n ".join(fields) + "\n}\n"
    # What UTF-8 cannot hold (a file's name that is no text) is escaped as JSON has it.
    return text.encode(errors="backslashreplace")


_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
"""Not indented, since only that is done in C: a tenth of the time."""


def _lines(value: object) -> str:
    if not isinstance(value, list | tuple) or not value:
        return _json(value)
    return "[\n  " + ",\n  ".join(map(_json, value)) + "\n ]"


def write_bytes(data: bytes, path: Path) -> None:
    """Write a file as :func:`write_report` does: whole or not at all.

    Raises:
        ReportError: The disk is full, or the place cannot be written to.
    """
    with writing(path):
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or a pipe is written to, never replaced
            return
        with whole_file(path) as file:
            file.write_bytes(data)


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Turn what the system says while a place is written to into an error of ours.

    Raises:
        ReportError: The disk is full, or the place cannot be written to.
    """
    try:
        yield
    except OSError as error:
        reason = f"cannot be written: {error.strerror or type(error).__name__}"
        raise ReportError(str(place), reason) from error


def check_place(path: Path) -> None:
    """Find out whether a report can be written, before the call that it is about.

    Folders that are missing are made; the file itself is left alone.

    Args:
        path: The file it is to become.

    Raises:
        ReportError: It cannot; what stands in the way would have lost the report of an
            hour's call.
    """
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not path.exists() or path.is_file():
            trial = beside(path)
            trial.touch(exist_ok=False)
            trial.unlink()
