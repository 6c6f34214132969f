"""``coach export``: a kept call in another form."""

# The imports inside the functions keep a second out of the other commands.

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.complaint import complain
from coach.errors import CoachError, ReportError, StoreError

if TYPE_CHECKING:
    from coach.store.calls import StoredCall
    from coach.store.database import Database

WRONG_USE = 2
"""Exit status of an export that cannot be made."""


class As(StrEnum):
    """The forms that a call can have."""

    REPORT = "report"
    VTT = "vtt"
    CSV = "csv"
    CONTACT_LENS = "contact-lens"
    CLIP = "clip"


def export(
    call: Annotated[
        str,
        typer.Argument(
            metavar="CALL",
            help="The call as [bold]coach calls[/] lists it, its id where only one has "
            "it, or [bold]last[/].",
        ),
    ],
    form: Annotated[
        As, typer.Option("--as", help="The form it is to have.", case_sensitive=False)
    ] = As.REPORT,
    finding: Annotated[
        str | None,
        typer.Option(
            "--finding",
            metavar="ID",
            help="Which finding a clip is of; see the report.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="Where to; by default standard output."
        ),
    ] = None,
) -> None:
    """Write a kept call as a report, subtitles, a table of its findings, or a clip.

    Examples:
    [bold]coach export 3f0a --as vtt --out call.vtt[/]

    [bold]coach export call-17 --as csv > findings.csv[/]

    [bold]coach export 3f0a --as clip --finding dead-air-48330 --out clip.wav[/]
    """
    if (form is As.CLIP) != (finding is not None):
        raise typer.BadParameter("--as clip and --finding go together")
    try:
        from coach.store.calls import call_of
        from coach.store.database import open_database
        from coach.store.naming import find_uid

        with open_database() as db:
            stored = call_of(db, find_uid(db, call))
            data = _made(db, stored, form, finding)
        _write(data, out)
    except CoachError as error:
        complain(error)
        raise typer.Exit(WRONG_USE) from error


def _made(db: "Database", stored: "StoredCall", form: As, finding: str | None) -> bytes:
    """Return the bytes of an export.

    Raises:
        CoachError: The call has no such finding, or no sound.
    """
    from coach.exports.contact_lens import contact_lens
    from coach.exports.findings_csv import findings_csv
    from coach.exports.webvtt import webvtt
    from coach.reviews.held import held_of
    from coach.scoring.writing import report_bytes
    from coach.store.calls import report_of

    report = report_of(stored)
    match form:
        case As.REPORT:
            return report_bytes(report)
        case As.VTT:
            return webvtt(report).encode()
        case As.CSV:
            with db.reading() as session:
                held = held_of(session, stored.key)
            return findings_csv(report, held.verdicts).encode()
        case As.CONTACT_LENS:
            segments = {str(who): spans for who, spans in stored.segments.items()}
            shaped = contact_lens(
                report, segments=segments, redactions=stored.redactions
            )
            return report_bytes(shaped)
        case As.CLIP:
            return _clip(stored, str(finding))


def _clip(stored: "StoredCall", finding: str) -> bytes:
    from coach.exports.clip import clip, clip_span

    row = next((one for one in stored.report["findings"] if one["id"] == finding), None)
    if row is None:
        raise StoreError(stored.uid, f"has no finding {finding}")
    if stored.audio is None:
        raise StoreError(stored.uid, "its sound is not kept")
    length = stored.report["call"]["duration_ms"]
    span = clip_span(row["start_ms"], row["end_ms"], duration_ms=length)
    return clip(stored.audio, *span)


def _write(data: bytes, out: Path | None) -> None:
    if out is None:
        typer.echo(data, nl=False)
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        reason = f"cannot be written: {error.strerror or type(error).__name__}"
        raise ReportError(str(out), reason) from error
