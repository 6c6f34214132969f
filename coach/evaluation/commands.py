"""``coach evaluate``: follow labelled calls, and say what was missed and made up."""

# The imports inside the functions keep a second out of the other commands.

import asyncio
import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from coach.complaint import complain
from coach.errors import CoachError, InputError
from coach.interrupt import interrupts

if TYPE_CHECKING:
    from coach.evaluation.following import FollowedCalls, FollowOptions
    from coach.evaluation.outcome import Outcome
    from coach.evaluation.truth import Truth

DONE, SOME_FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses."""


class Source(StrEnum):
    """What is followed of a labelled call."""

    AUDIO = "audio"
    TRANSCRIPTS = "transcripts"


def evaluate(
    truth: Annotated[
        Path,
        typer.Argument(
            metavar="TRUTH",
            help="A folder of labelled calls, or one call's labels: ID.json, with the "
            "recording of the same name beside it.",
        ),
    ],
    source: Annotated[
        Source,
        typer.Option(
            "--from",
            help="Follow the recordings, or the labels' own words and times, which "
            "needs no recogniser.",
        ),
    ] = Source.AUDIO,
    policy: Annotated[
        Path | None,
        typer.Option("--policy", metavar="FILE", help="The desk's policy."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            metavar="NAME|FOLDER",
            help="A Whisper model; by default the packaged tiny.en.",
        ),
    ] = None,
    reports: Annotated[
        Path | None,
        typer.Option(
            "--reports", metavar="DIR", help="Keep each call's report in this folder."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of text.")
    ] = False,
) -> None:
    """Compare what is found in labelled calls with what is in them.

    First, call by call, all that was missed, made up or mistaken, with its time and its
    words; then precision, recall and F1 of each detector.

    Examples:
    [bold]coach evaluate calls/[/]

    [bold]coach evaluate calls/ --from transcripts --policy desk.toml[/]

    [bold]coach evaluate calls/one.json --reports reports/ --json[/]
    """
    from coach.evaluation.following import FollowOptions

    options = FollowOptions(
        is_audio=source is Source.AUDIO, policy=policy, model=model, reports=reports
    )
    try:
        status = _evaluate(truth, options, as_json=as_json)
    except CoachError as error:
        complain(error)
        status = SOME_FAILED if isinstance(error, InputError) else WRONG_USE
    except KeyboardInterrupt:
        status = INTERRUPTED
    raise typer.Exit(status)


def _evaluate(path: Path, options: "FollowOptions", *, as_json: bool) -> int:
    """Evaluate, print, and return the exit status."""
    from coach.evaluation.labels import find_truths

    truths, errors = find_truths(path)
    for error in errors:
        _leave_out(error)
    if not truths:
        return SOME_FAILED
    followed, is_interrupted = asyncio.run(_follow(truths, options))
    outcome = _outcome(followed, errors, options)
    if outcome.comparisons:
        _print(outcome, as_json=as_json)
    if is_interrupted:
        return INTERRUPTED
    return SOME_FAILED if outcome.left_out else DONE


async def _follow(
    truths: "Sequence[Truth]", options: "FollowOptions"
) -> "tuple[FollowedCalls, bool]":
    """Return what became of the calls, and whether the user wanted an end."""
    from coach.evaluation.following import follow_all

    with interrupts() as interrupted:
        followed = await follow_all(
            truths,
            options,
            interrupted=interrupted,
            begin=Progress(len(truths), sys.stderr),
            fail=_leave_out,
        )
        return followed, interrupted.is_set()


class Progress:
    """Says on a terminal which call is being followed: a line each.

    Args:
        calls: How many there are.
        stream: Where to say it, if it is a terminal.
    """

    def __init__(self, calls: int, stream: TextIO) -> None:
        self._calls = calls
        self._stream = stream
        self._begun = 0

    def __call__(self, truth: "Truth") -> None:
        """A call begins."""
        self._begun += 1
        if self._stream.isatty():
            from coach.evaluation.listing import printable

            name = f"{self._begun} of {self._calls}: {printable(truth.call)}"
            typer.echo(name, file=self._stream)


def _leave_out(error: InputError) -> None:
    complain(InputError(error.source, f"{error.reason}; left out"))


def _outcome(
    followed: "FollowedCalls", errors: Sequence[InputError], options: "FollowOptions"
) -> "Outcome":
    from coach.evaluation.comparison import compare
    from coach.evaluation.outcome import LeftOut, Outcome

    unread = [
        LeftOut(call=Path(error.source).stem, reason=error.reason) for error in errors
    ]
    return Outcome(
        policy=followed.policy,
        source=str(Source.AUDIO if options.is_audio else Source.TRANSCRIPTS),
        comparisons=[compare(truth, report) for truth, report in followed.reports],
        left_out=[*unread, *followed.left_out],
    )


def _print(outcome: "Outcome", *, as_json: bool) -> None:
    from coach.evaluation.form import outcome_json
    from coach.evaluation.listing import listing_of

    if as_json:
        form = outcome_json(outcome)
        typer.echo(json.dumps(form, ensure_ascii=False, indent=1, allow_nan=False))
    else:
        typer.echo("\n".join(listing_of(outcome)))
