"""``coach score``: many recordings, a report each."""

# The imports inside the functions keep a second out of the other commands.

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.complaint import complain
from coach.errors import CoachError, InputError
from coach.interrupt import interrupts
from coach.options import CallOptions

if TYPE_CHECKING:
    from coach.batch.scoring import Batch
    from coach.inputs import CallInput

DONE, SOME_FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses."""


def score(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="Two-channel recordings, transcripts, or folders of such.",
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="DIR", help="The folder of the reports, NAME.report.json."
        ),
    ],
    agent_channel: Annotated[
        int,
        typer.Option(
            "--agent-channel",
            metavar="0|1",
            min=0,
            max=1,
            help="The agent's channel of the recordings.",
        ),
    ] = 0,
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
    language: Annotated[
        str,
        typer.Option(
            "--language", metavar="CODE", help="The language spoken, such as en or de."
        ),
    ] = "en",
    analyst: Annotated[
        str | None,
        typer.Option("--analyst", metavar="NAME", help="Who took the calls."),
    ] = None,
    store: Annotated[
        bool,
        typer.Option("--store", help="Keep the calls to be reviewed as well."),
    ] = False,
    no_audio: Annotated[
        bool,
        typer.Option("--no-audio", help="With --store, keep them without their sound."),
    ] = False,
) -> None:
    """Follow recorded calls as fast as possible and write a report of each.

    Each call that fails is named with why, and the others go on.

    Examples:
    [bold]coach score calls/ --out reports/[/]

    [bold]coach score monday/ tuesday/ --out reports/ --store --analyst "Nora Berg"[/]
    """
    options = CallOptions(
        policy=policy,
        model=model,
        language=language,
        analyst=analyst,
        speed=0.0,
        agent_channel=agent_channel,
        store=store,
        keeps_audio=not no_audio,
    )
    try:
        status = _score(paths, out, options)
    except CoachError as error:
        complain(error)
        status = WRONG_USE
    except KeyboardInterrupt:
        status = INTERRUPTED
    raise typer.Exit(status)


def _score(paths: list[Path], out: Path, options: CallOptions) -> int:
    """Score, say what came of it, and return the exit status."""
    from coach.batch.scoring import Batch

    calls, has_failed = _calls(paths)
    if not calls:
        return SOME_FAILED
    batch = Batch(calls=calls, out=out, begin=Progress(len(calls)), fail=complain)
    done, failed, is_interrupted = asyncio.run(_follow(batch, options))
    kept = "; kept, to be heard with coach review" if options.store and done else ""
    left = f", failed: {failed}" if failed else ""
    typer.echo(f"reports: {done} in {out}{left}{kept}")
    if is_interrupted:
        return INTERRUPTED
    return SOME_FAILED if failed or has_failed else DONE


async def _follow(batch: "Batch", options: CallOptions) -> tuple[int, int, bool]:
    from coach.batch.scoring import score as score_batch

    with interrupts() as interrupted:
        done, failed = await score_batch(batch, options, interrupted)
        return done, failed, interrupted.is_set()


def _calls(paths: list[Path]) -> "tuple[list[CallInput], bool]":
    """Return the calls that the paths stand for, and whether some stand for none."""
    from coach.inputs import find_inputs

    calls: dict[CallInput, None] = {}
    has_failed = False
    for path in paths:
        try:
            calls.update(dict.fromkeys(find_inputs([path])))
        except InputError as error:
            complain(error)
            has_failed = True
    return list(calls), has_failed


class Progress:
    """Says on a terminal which call is being followed: a line each.

    Args:
        calls: How many there are.
    """

    def __init__(self, calls: int) -> None:
        self._calls = calls
        self._begun = 0

    def __call__(self, call: "CallInput") -> None:
        """A call begins."""
        self._begun += 1
        if sys.stderr.isatty():
            from coach.evaluation.listing import printable

            name = printable(call.name)
            typer.echo(f"{self._begun} of {self._calls}: {name}", err=True)
