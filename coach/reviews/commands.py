"""``coach policy try`` and ``coach labels``: what reviewers' verdicts are good for."""

# The imports inside the functions keep a second out of the other commands.

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from coach.complaint import complain
from coach.errors import CoachError, InputError

if TYPE_CHECKING:
    from coach.reviews.labels_export import Exported
    from coach.reviews.rerunning import Waiting
    from coach.reviews.trial import LeftOut, Trial

DONE, SOME_FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses."""

FromDay = Annotated[
    datetime | None,
    typer.Option(
        "--from",
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="Only calls of this day and later, such as 2026-03-02.",
    ),
]


def try_policy(
    new: Annotated[
        Path, typer.Argument(metavar="NEW", help="The policy file to be tried.")
    ],
    policy: Annotated[
        Path | None,
        typer.Option(
            "--policy",
            metavar="OLD",
            help="Compare with this policy; by default with that which each call was "
            "followed by.",
        ),
    ] = None,
    since: FromDay = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of text.")
    ] = False,
) -> None:
    """Say which findings a policy would add and take away in the calls that are kept.

    Runs the detectors again on what was heard, under both policies, and says how
    reviewers had judged what vanishes, and whether what appears is what they had
    missed.

    Examples:
    [bold]coach policy try desk.toml[/]

    [bold]coach policy try new.toml --policy old.toml --from 2026-03-02 --json[/]
    """
    with _exits():
        trial = _try(new, policy, since)
        _print_trial(trial, as_json=as_json)
        if trial.is_interrupted:
            raise typer.Exit(INTERRUPTED)
        raise typer.Exit(SOME_FAILED if trial.left_out else DONE)


def labels(
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="The folder to write to.")
    ],
    since: FromDay = None,
    reviewed_only: Annotated[
        bool,
        typer.Option(
            "--reviewed-only", help="Only calls of which a review was submitted."
        ),
    ] = False,
    sound: Annotated[
        bool,
        typer.Option(
            "--sound/--no-sound", help="Copy the kept recording beside the labels."
        ),
    ] = True,
) -> None:
    """Write the judged calls as labels, for [bold]coach evaluate[/].

    Of each call in which every finding was judged right or wrong: what was right and
    what was missed is there, what was wrong is not.

    Examples:
    [bold]coach labels --out labels/[/]

    [bold]coach evaluate labels/ --from transcripts --policy new.toml[/]
    """
    with _exits():
        from coach.reviews.labels_export import export_labels
        from coach.store.database import open_database

        progress = Progress(sys.stderr)
        with open_database() as db:
            exported = export_labels(
                db,
                out,
                since=_moment(since),
                reviewed_only=reviewed_only,
                with_sound=sound,
                begin=progress.count,
            )
        progress.end()
        _print_labels(exported, out)


class Progress:
    """Says on a terminal how far a run is: one line, written over.

    Args:
        stream: Where to say it, if it is a terminal.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream if stream.isatty() else None

    def count(self, number: int, whole: int) -> None:
        """A call begins."""
        if self._stream is not None:
            typer.echo(f"\r{number} of {whole}", file=self._stream, nl=False)

    def end(self) -> None:
        """All that follows is on lines of its own."""
        if self._stream is not None:
            typer.echo("\r\x1b[K", file=self._stream, nl=False)


@contextmanager
def _exits() -> Iterator[None]:
    """Turn what goes wrong into a line and an exit status."""
    try:
        yield
    except CoachError as error:
        complain(error)
        raise typer.Exit(WRONG_USE) from error
    except KeyboardInterrupt as error:
        raise typer.Exit(INTERRUPTED) from error


def _try(new: Path, policy: Path | None, since: datetime | None) -> "Trial":
    from coach.policy.loading import load_policy
    from coach.reviews.rerunning import try_policy
    from coach.store.database import open_database

    tried = load_policy(new)
    old = None if policy is None else load_policy(policy)
    progress = Progress(sys.stderr)

    def begin(number: int, whole: int, one: "Waiting") -> None:
        del one
        progress.count(number, whole)

    def fail(left: "LeftOut") -> None:
        progress.end()
        complain(InputError(left.call_id, f"{left.reason}; left out"))

    with open_database() as db:
        trial = try_policy(
            db, tried, old=old, since=_moment(since), begin=begin, fail=fail
        )
    progress.end()
    return trial


def _print_trial(trial: "Trial", *, as_json: bool) -> None:
    from coach.reviews.trial_form import trial_json
    from coach.reviews.trial_listing import listing_of

    if as_json:
        form = trial_json(trial)
        typer.echo(json.dumps(form, ensure_ascii=False, indent=1, allow_nan=False))
    elif trial.calls:
        typer.echo("\n".join(listing_of(trial)))
    elif not trial.is_interrupted:
        bare = trial.without_record
        more = f"; {bare} came as a bare report" if bare else ""
        typer.echo(f"no kept call can be run again{more}")


def _print_labels(exported: "Exported", out: Path) -> None:
    from coach.quality import counted

    calls = counted(len(exported.written), "call")
    typer.echo(f"{out}: labels of {calls}, {exported.with_sound} with their sound")
    for reason, count in sorted(exported.left_out.items()):
        typer.echo(f"left out: {counted(count, 'call')}: {reason}")


def _moment(day: datetime | None) -> datetime | None:
    """Return when a day begins here."""
    return None if day is None else day.astimezone()
