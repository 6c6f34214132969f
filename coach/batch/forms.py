"""Reports in the forms of other programs, beside the reports (``--format``)."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from coach.batch.reading import read_report, report_path
from coach.errors import ReportError
from coach.exports.contact_lens import contact_lens
from coach.exports.webvtt import webvtt
from coach.scoring.writing import write_bytes


class Format(StrEnum):
    """A form that a report can have besides."""

    WEBVTT = "webvtt"
    CONTACT_LENS = "contact-lens"


def write_forms(
    out: Path, names: Sequence[str], formats: Iterable[Format]
) -> list[str]:
    """Write each report in other forms, ``NAME.vtt`` and ``NAME.contact-lens.json``.

    Each is whole or not at all.  One that is there and would not change is left alone,
    so that a run that is taken up again does little.

    Args:
        out: The folder of the reports, and of what is written.
        names: Of the reports, without ``.report.json``; those that are not there and
            damaged ones are passed over (see :func:`coach.batch.tables.write_tables`).
        formats: Which.

    Returns:
        A line for each report that lacks what a form needs.

    Raises:
        ReportError: The disk is full, or the folder cannot be written to.
    """
    chosen = dict.fromkeys(formats)
    told = []
    for name in names if chosen else ():
        try:
            report = read_report(report_path(out, name))
        except ReportError:
            continue
        for format_ in chosen if report is not None else ():
            ending, make = _MAKERS[format_]
            try:
                data = make(report)
            # Our own forms of our own report: only one that lacks a part of it fails.
            except (KeyError, TypeError, ValueError):
                told.append(f"{report_path(out, name)}: lacks what {format_} needs")
                continue
            _put(data, out / f"{name}{ending}")
    return told


def endings_of(formats: Iterable[Format]) -> tuple[str, ...]:
    """Return what the names of files in these forms end with."""
    return tuple(_MAKERS[format_][0] for format_ in formats)


def _put(data: bytes, place: Path) -> None:
    try:
        is_same = place.read_bytes() == data
    except OSError:
        is_same = False
    if not is_same:
        write_bytes(data, place)


def _webvtt(report: Mapping[str, Any]) -> bytes:
    return webvtt(report).encode(errors="backslashreplace")


def _contact_lens(report: Mapping[str, Any]) -> bytes:
    form = contact_lens(report)
    # In one line: programs read it, and with an indent json takes three times as long.
    text = json.dumps(form, ensure_ascii=False, allow_nan=False) + "\n"
    return text.encode(errors="backslashreplace")


_MAKERS: Mapping[Format, tuple[str, Callable[[Any], bytes]]] = {
    Format.WEBVTT: (".vtt", _webvtt),
    Format.CONTACT_LENS: (".contact-lens.json", _contact_lens),
}
"""The ending and the maker of each."""
