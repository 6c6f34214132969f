"""The ``coach`` command: its options, its help, its exit statuses."""

# What takes long to import is imported by the command that needs it: see coach.launch.

import asyncio
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach import __version__
from coach.batch.commands import score
from coach.checkup.commands import check
from coach.complaint import complain
from coach.device_commands import (
    AgentDevice,
    CustomerDevice,
    devices,
    remembered_analyst,
)
from coach.errors import CoachError
from coach.evaluation.commands import evaluate
from coach.exports.commands import export
from coach.keeping.commands import recover
from coach.options import CallOptions
from coach.outlet import outlast
from coach.policy.commands import app as policy_app
from coach.reviews.commands import labels, try_policy
from coach.sharing.commands import share
from coach.store.commands import calls, delete, import_reports, purge
from coach.web.review.account_commands import app as accounts_app
from coach.web.review.commands import review

if TYPE_CHECKING:
    from coach.launch import Work

WRONG_USE = 2
"""Exit status of a command that cannot be begun: a bad option, policy or model."""

INTERRUPTED = 130
"""Exit status after a second Ctrl-C: what was going on was dropped."""

app = typer.Typer(
    name="coach",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="A call coach that listens on this machine and keeps what it hears here.",
)
policy_app.command("try")(try_policy)
app.add_typer(policy_app, name="policy")
app.add_typer(accounts_app, name="accounts")

Report = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="OUT",
        help="Write the report here: a file for one call, a folder for several.",
    ),
]
Policy = Annotated[
    Path | None,
    typer.Option(
        "--policy",
        metavar="FILE",
        help="The desk's policy; see [bold]coach policy init[/].",
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME|FOLDER",
        help="A Whisper model: a name such as base.en, or a folder with a converted "
        "model. By default the packaged tiny.en.",
    ),
]
Language = Annotated[
    str,
    typer.Option(
        "--language", metavar="CODE", help="The language spoken, such as en or de."
    ),
]
Analyst = Annotated[
    str | None,
    typer.Option("--analyst", metavar="NAME", help="Who takes the call."),
]
Port = Annotated[
    int,
    typer.Option(
        "--port",
        metavar="PORT",
        min=0,
        max=65_535,
        help="The overlay's port; 0 for any free one.",
    ),
]
Wait = Annotated[
    bool, typer.Option("--wait", help="Begin when an overlay has connected.")
]
Store = Annotated[
    bool,
    typer.Option(
        "--store",
        help="Keep the calls to be reviewed, whatever is found in them; what must not "
        "last is masked and silenced first.",
    ),
]
NoAudio = Annotated[
    bool,
    typer.Option("--no-audio", help="With --store, keep them without their sound."),
]


def _print_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"coach {__version__}")
        raise typer.Exit


@app.callback()
def coach(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help="Print the version.",
        ),
    ] = False,
) -> None:
    """A call coach that listens on this machine and keeps what it hears here."""
    del version  # dealt with by its callback


@app.command()
def demo(
    report: Report = None,
    policy: Policy = None,
    model: Model = None,
    port: Port = 8765,
    wait: Wait = False,
    browser: Annotated[
        bool, typer.Option(help="Open the overlay where there is a display.")
    ] = True,
) -> None:
    """Follow a sample call as if it were going on now.

    Goes on until Ctrl-C, so that the overlay can be looked at in peace.

    Example: [bold]coach demo --report demo.report.json[/]
    """
    options = CallOptions(
        report=report, policy=policy, model=model, port=port, wait=wait
    )

    def bring() -> "Work":
        from coach import commands

        return partial(commands.demo, options)

    _run(bring, options, opens_browser=browser)


@app.command()
def replay(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE...",
            help="Recordings, transcripts, or folders of such.",
        ),
    ] = None,
    agent: Annotated[
        Path | None,
        typer.Option("--agent", metavar="FILE", help="The agent's side of a pair."),
    ] = None,
    customer: Annotated[
        Path | None,
        typer.Option("--customer", metavar="FILE", help="The customer's side of it."),
    ] = None,
    agent_channel: Annotated[
        int,
        typer.Option(
            "--agent-channel",
            metavar="0|1",
            min=0,
            max=1,
            help="The agent's channel of a two-channel recording.",
        ),
    ] = 0,
    speed: Annotated[
        float,
        typer.Option(
            "--speed",
            metavar="1|0",
            min=0.0,
            max=100.0,
            help="1 for the pace of the call, 0 for as fast as possible.",
        ),
    ] = 1.0,
    report: Report = None,
    policy: Policy = None,
    model: Model = None,
    language: Language = "en",
    analyst: Analyst = None,
    port: Port = 8765,
    wait: Wait = False,
    store: Store = False,
    no_audio: NoAudio = False,
) -> None:
    """Follow recorded calls through the live path.

    Examples:
    [bold]coach replay call.flac[/]

    [bold]coach replay calls/ --speed 0 --report reports/[/]

    [bold]coach replay calls/ --speed 0 --store[/]

    [bold]coach replay --agent left.wav --customer right.wav --report call.json[/]
    """
    if (agent is None) != (customer is None):
        raise typer.BadParameter("--agent and --customer go together")
    if not files and agent is None:
        raise typer.BadParameter("name a recording, a transcript or a folder")
    options = CallOptions(
        report=report,
        policy=policy,
        model=model,
        language=language,
        analyst=analyst,
        port=port,
        wait=wait,
        speed=speed,
        agent_channel=agent_channel,
        store=store,
        keeps_audio=not no_audio,
    )
    pair_of = (agent, customer) if agent is not None and customer is not None else None

    def bring() -> "Work":
        from coach import commands

        return partial(commands.replay, options, paths=files or [], pair_of=pair_of)

    _run(bring, options)


@app.command()
def live(
    transcript: Annotated[
        str | None,
        typer.Option(
            "--transcript",
            metavar="-",
            help="Read what is said from standard input, as another recogniser "
            "writes it: one JSON object a line.",
        ),
    ] = None,
    paced: Annotated[
        bool,
        typer.Option("--paced", help="Let wall time pass as call time between lines."),
    ] = False,
    agent_device: AgentDevice = None,
    customer_device: CustomerDevice = None,
    report: Report = None,
    policy: Policy = None,
    model: Model = None,
    language: Language = "en",
    analyst: Analyst = None,
    port: Port = 8765,
    wait: Wait = False,
) -> None:
    """Follow every call of a headset, from now until Ctrl-C.

    Start it once in the morning: calls begin and end by themselves. The microphone is
    the agent, what the headset plays is the customer.

    Examples:
    [bold]coach live --analyst "Nora Berg"[/]

    [bold]coach live --agent-device jabra --customer-device jabra --report reports/[/]

    [bold]recogniser | coach live --transcript - --report call.json[/]
    (words from another recogniser, one JSON object a line: {"speaker": "customer",
    "start_ms": 900, "end_ms": 2100, "text": "Hello", "final": true})
    """
    if transcript not in (None, "-"):
        raise typer.BadParameter(
            "give --transcript - and write the utterances to standard input"
        )
    if transcript is None and paced:
        raise typer.BadParameter("--paced goes with --transcript -")
    if transcript is not None and (agent_device or customer_device):
        raise typer.BadParameter("with --transcript - no device is listened to")
    options = CallOptions(
        report=report,
        policy=policy,
        model=model,
        language=language,
        analyst=remembered_analyst(analyst),
        port=port,
        wait=wait,
    )

    def bring() -> "Work":
        from coach import live
        from coach.audio.headset import Wanted

        if transcript is None:
            wanted = Wanted(agent=agent_device, customer=customer_device)
            return partial(live.live_headset, options, wanted=wanted)
        lines = None if sys.stdin is None else sys.stdin.buffer
        return partial(live.live_transcript, options, lines=lines, is_paced=paced)

    _run(bring, options, keeps_token=True)


app.command()(score)
app.command("import")(import_reports)
app.command()(calls)
app.command()(delete)
app.command()(purge)
app.command()(evaluate)
app.command()(labels)
app.command()(export)
app.command()(devices)
app.command()(check)
app.command()(share)
app.command()(recover)
app.command()(review)


def _run(
    bring: "Callable[[], Work]",
    options: CallOptions,
    *,
    opens_browser: bool = False,
    keeps_token: bool = False,
) -> None:
    """Launch a command to its exit status; an error of ours is a line."""
    from coach.launch import launch
    from coach.web.token import given_token, kept_token, new_token

    try:
        token = given_token(os.environ)
        if token is None:
            token = kept_token() if keeps_token else new_token()
        status = asyncio.run(
            launch(bring, token=token, port=options.port, opens_browser=opens_browser)
        )
    except CoachError as error:
        complain(error)
        status = WRONG_USE
    except KeyboardInterrupt:
        status = INTERRUPTED
    raise typer.Exit(status)


def main() -> None:
    """Run the command line."""
    sys.stdout, sys.stderr = outlast(sys.stdout), outlast(sys.stderr)
    app()
