"""``coach score``: many recorded calls, a report each."""

# The imports inside the functions keep a second out of the other commands.

import asyncio
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.complaint import complain, complain_of
from coach.errors import CoachError, CrewError, InputError

if TYPE_CHECKING:
    from coach.batch.call import BatchCall
    from coach.batch.job import Done, JobOptions

DONE, SOME_FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses."""


class Engine(StrEnum):
    """Where the workers of a run are."""

    LOCAL = "local"
    RAY = "ray"


CALLS, ENGINE, WORK, STORE = (
    "What is scored",
    "How it is scored",
    "How the work is done",
    "What is kept",
)
"""The groups of options in the help text."""


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
            rich_help_panel=CALLS,
        ),
    ] = 0,
    analyst: Annotated[
        str | None,
        typer.Option(
            "--analyst",
            metavar="NAME",
            help="Who took the calls.",
            rich_help_panel=CALLS,
        ),
    ] = None,
    language: Annotated[
        str,
        typer.Option(
            "--language",
            metavar="CODE",
            help="The language spoken, such as en or de.",
            rich_help_panel=CALLS,
        ),
    ] = "en",
    policy: Annotated[
        Path | None,
        typer.Option(
            "--policy",
            metavar="FILE",
            help="The desk's policy; see [bold]coach policy init[/].",
            rich_help_panel=ENGINE,
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            metavar="NAME|FOLDER",
            help="A Whisper model; by default the packaged tiny.en.",
            rich_help_panel=ENGINE,
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            metavar="N",
            min=1,
            max=1_024,
            help="Processes that score, each on a core and with a model of its own; by "
            "default as many as there are cores, of the cluster with --engine ray.",
            rich_help_panel=WORK,
        ),
    ] = None,
    engine: Annotated[
        Engine,
        typer.Option(
            "--engine",
            help="Where they are: on this machine, or on a Ray cluster.",
            rich_help_panel=WORK,
        ),
    ] = Engine.LOCAL,
    address: Annotated[
        str | None,
        typer.Option(
            "--address",
            metavar="HOST:PORT|auto",
            help="The Ray cluster; by default one on this machine, for this run.",
            rich_help_panel=WORK,
        ),
    ] = None,
    gpus: Annotated[
        float | None,
        typer.Option(
            "--gpus",
            metavar="SHARE",
            min=0.0,
            max=1.0,
            help="Of a GPU, for each worker of the cluster, 0 for none; by default a "
            "quarter where it has any.",
            rich_help_panel=WORK,
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume/--no-resume",
            help="Leave out calls whose report is in DIR already and would come out "
            "the same; or score all of them anew.",
            rich_help_panel=WORK,
        ),
    ] = True,
    time_limit: Annotated[
        float,
        typer.Option(
            "--time-limit",
            metavar="SECONDS",
            min=1.0,
            help="Give up a call in which nothing moves for so long.",
            rich_help_panel=WORK,
        ),
    ] = 120.0,
    store: Annotated[
        bool,
        typer.Option(
            "--store",
            help="Keep the calls to be reviewed as well.",
            rich_help_panel=STORE,
        ),
    ] = False,
    no_audio: Annotated[
        bool,
        typer.Option(
            "--no-audio",
            help="With --store, keep them without their sound.",
            rich_help_panel=STORE,
        ),
    ] = False,
) -> None:
    """Score recorded calls, as many at once as there are cores: a report of each.

    A call that fails is named with why, and the others go on. Ctrl-C finishes what is
    in hand; the same command again goes on from there.

    Examples:
    [bold]coach score calls/ --out reports/[/]

    [bold]coach score calls/ --out reports/ --workers 4 --policy desk.toml[/]

    [bold]coach score calls/ --out reports/ --engine ray --address auto[/]

    [bold]coach score monday/ tuesday/ --out reports/ --store --analyst "Nora Berg"[/]
    """
    try:
        from coach.batch.job import JobOptions

        has_cluster = address is not None or gpus is not None
        if has_cluster and engine is not Engine.RAY:
            raise CrewError("--address and --gpus go with --engine ray")
        options = JobOptions(
            out=out,
            policy=policy,
            model=model,
            language=language,
            agent_channel=agent_channel,
            workers=workers,
            engine=engine.value,
            address=address,
            gpu_share=gpus,
            resumes=resume,
            time_limit_s=time_limit,
            store=store,
            keeps_audio=not no_audio,
        )
        calls, faults = _plan(paths, analyst)
        status = asyncio.run(_score(calls, options)) if calls else DONE
        if status == DONE and faults:
            status = SOME_FAILED
    except CoachError as error:
        complain(error)
        status = WRONG_USE
    except KeyboardInterrupt:
        status = INTERRUPTED
    raise typer.Exit(status)


def _plan(
    paths: Sequence[Path], analyst: str | None
) -> "tuple[list[BatchCall], list[InputError]]":
    """Return the calls that the paths stand for; say which stand for none."""
    from coach.batch.call import BatchCall
    from coach.inputs import REPORT, CallInput, find_inputs, report_names

    found: dict[CallInput, None] = {}
    faults: list[InputError] = []
    for path in paths:
        try:
            found.update(dict.fromkeys(find_inputs([path])))
        except InputError as error:
            complain(error)
            faults.append(error)
    names = report_names([*found])
    calls = [
        BatchCall(
            address=str(call.path),
            name=name.removesuffix(REPORT),
            id=call.path.stem,
            agent=analyst,
        )
        for call, name in zip(found, names, strict=True)
    ]
    return calls, faults


async def _score(calls: "Sequence[BatchCall]", options: "JobOptions") -> int:
    """Score, say what came of it, and return the exit status."""
    from coach.batch.job import do
    from coach.interrupt import interrupts

    with interrupts() as interrupted:
        done = await do(calls, options, interrupted)
    for failure in done.failures_before:
        complain_of(failure.error)
    if done.result.stopped_by is not None:
        complain(done.result.stopped_by)
    typer.echo(summary_of(done, options))
    if done.result.is_interrupted:
        return INTERRUPTED
    return SOME_FAILED if done.has_failed else DONE


def summary_of(done: "Done", options: "JobOptions") -> str:
    """Return what came of a job, in a line."""
    text = f"reports: {done.reports:,} in {options.out}"
    if done.before:
        text += f", {len(done.before):,} of them from before"
    if done.failures:
        text += f", failed: {len(done.failures):,}"
    text += _kept(done)
    if done.result.names:
        a_minute = len(done.result.names) / max(done.took_s, 1e-3) * 60
        text += f" · {a_minute:,.3g} calls a minute"
    return text


def _kept(done: "Done") -> str:
    """Return what went into the store, in words."""
    kept = done.result.kept
    ways = []
    if kept["sound"]:
        ways.append(f"{kept['sound']:,} to be heard")
    if kept["words"]:
        ways.append(f"{kept['words']:,} to be read")
    return f"; kept, with coach review: {', '.join(ways)}" if ways else ""
