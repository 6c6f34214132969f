"""``coach score``: many recorded calls, a report each."""

# The imports inside the functions keep a second out of the other commands.

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.batch.forms import Format
from coach.complaint import complain, complain_of, say
from coach.errors import CoachError
from coach.quality import counted

if TYPE_CHECKING:
    from coach.batch.options import JobOptions
    from coach.batch.planning import Plan

DONE, SOME_FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses."""


class Engine(StrEnum):
    """Where the workers of a run are."""

    LOCAL = "local"
    RAY = "ray"


CALLS, ENGINE, WORK, OUTPUT, STORE = (
    "What is scored",
    "How it is scored",
    "How the work is done",
    "What is written",
    "What is kept",
)
"""The groups of options in the help text."""


def score(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH...",
            help="Recordings, transcripts, folders of such, patterns such as "
            "'calls/**/*.wav', and addresses such as s3://desk/2026/.",
        ),
    ] = None,
    *,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="DIR", help="The folder of the reports, NAME.report.json."
        ),
    ],
    manifest: Annotated[
        str | None,
        typer.Option(
            "--manifest",
            metavar="FILE",
            help="A CSV or Parquet table of calls: path, agent, started_at, and "
            "anything else that is to be carried through.",
            rich_help_panel=CALLS,
        ),
    ] = None,
    pairs: Annotated[
        str | None,
        typer.Option(
            "--pairs",
            metavar="PATTERN",
            help="Put two files together to a call: a regular expression of file names "
            "with the groups call and side.",
            rich_help_panel=CALLS,
        ),
    ] = None,
    names: Annotated[
        str | None,
        typer.Option(
            "--names",
            metavar="PATTERN",
            help="What file names say: a regular expression with the groups agent, "
            "started_at, id, or any other.",
            rich_help_panel=CALLS,
        ),
    ] = None,
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
            help="Who took the calls of which nothing else says so.",
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
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Say what would be scored, what fails already, and how long it would "
            "take; score nothing.",
            rich_help_panel=WORK,
        ),
    ] = False,
    formats: Annotated[
        list[Format] | None,
        typer.Option(
            "--format",
            help="Write each call in this form too; may be given several times.",
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            metavar="OLD_DIR",
            help="Compare with the reports of an older run, call by call.",
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    show_names: Annotated[
        bool,
        typer.Option(
            "--show-names",
            help="Name calls and analysts in summary.html, which names nobody "
            "otherwise.",
            rich_help_panel=OUTPUT,
        ),
    ] = False,
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

    [bold]coach score 'calls/**/*.wav' --out reports/ --workers 4 --dry-run[/]

    [bold]coach score --manifest january.csv --out reports/ --format webvtt[/]

    [bold]coach score calls/ --out new/ --policy desk.toml --against reports/[/]

    [bold]coach score s3://desk/2026/ --out reports/ --engine ray --address auto[/]

    [bold]coach score monday/ tuesday/ --out reports/ --store --analyst "Nora Berg"[/]
    """
    if not paths and manifest is None:
        raise typer.BadParameter("name a recording, a folder, or a --manifest")
    if engine is not Engine.RAY and (address is not None or gpus is not None):
        raise typer.BadParameter("--address and --gpus go with --engine ray")
    try:
        from coach.batch.options import JobOptions
        from coach.batch.planning import PlanOptions, plan
        from coach.batch.results import ResultOptions, check_manifest

        if manifest is not None:
            check_manifest(manifest, out)
        inputs = PlanOptions(manifest=manifest, pairs=pairs, names=names, agent=analyst)
        results = ResultOptions(
            formats=formats or (), against=against, shows_names=show_names
        )
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
            results=results,
        )
        planned = plan(paths or (), inputs)
        status = (_look if dry_run else _run)(planned, options)
    except CoachError as error:
        complain(error)
        status = WRONG_USE
    except KeyboardInterrupt:
        status = INTERRUPTED
    raise typer.Exit(status)


def _run(plan: "Plan", options: "JobOptions") -> int:
    """Score, say what came of it, and return the exit status."""
    for note in plan.notes:
        say(note, is_aside=True)
    for fault in plan.faults:
        complain(fault)
    if not plan.calls:
        return SOME_FAILED
    return asyncio.run(_score(plan, options))


async def _score(plan: "Plan", options: "JobOptions") -> int:
    from coach.batch.job import do
    from coach.batch.telling import summary_of
    from coach.interrupt import interrupts

    with interrupts() as interrupted:
        done = await do(plan.calls, options, interrupted, faults=plan.faults)
    for failure in done.failures_before:
        complain_of(failure.error)
    if done.result.stopped_by is not None:
        complain(done.result.stopped_by)
    for line in done.told:
        say(line, is_aside=True)
    for line in done.comparison:
        say(line)
    say(summary_of(done, options))
    if done.result.is_interrupted:
        return INTERRUPTED
    return SOME_FAILED if done.has_failed else DONE


def _look(plan: "Plan", options: "JobOptions") -> int:
    """Say what would be scored, and return the exit status."""
    from coach.batch.estimate import estimate
    from coach.batch.job import left_of

    for note in plan.notes:
        say(note, is_aside=True)
    left = left_of(plan, options)
    found = estimate(left, workers=options.cores)
    for fault in (*plan.faults, *found.faults):
        complain(fault)
    if before := len(plan.calls) - len(left.calls):
        say(f"scored already: {counted(before, 'call')}")
    for line in found.lines():
        say(line)
    return SOME_FAILED if plan.faults or found.faults else DONE
