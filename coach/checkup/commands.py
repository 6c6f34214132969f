"""``coach check``: is this machine and this headset fit for calls?"""

# The imports inside the functions keep a second out of the other commands.

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.complaint import complain
from coach.device_commands import AgentDevice, AsJson, CustomerDevice, survey
from coach.errors import CoachError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from coach.audio.devices import Device
    from coach.audio.system import DeviceSystem
    from coach.checkup.speed import Speed
    from coach.checkup.verdict import Line

FINE, PROBLEMS, CANNOT_RUN = 0, 1, 2
"""Exit statuses."""

SAMPLE_CALL = Path(__file__).parent.parent / "samples" / "angry-upgrade.flac"

SAMPLE_BEGINS_S = 12
"""Where in the sample call both have begun to talk, in seconds."""


def check(
    agent_device: AgentDevice = None,
    customer_device: CustomerDevice = None,
    seconds: Annotated[
        float,
        typer.Option(
            "--seconds", metavar="N", min=3.0, max=120.0, help="How long to record."
        ),
    ] = 10.0,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            metavar="NAME|FOLDER",
            help="The Whisper model to time. By default the packaged tiny.en.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Record both devices for ten seconds, and say what could be better.

    What is recorded is measured and dropped; nothing is kept or transcribed.

    Exit status: 0 fine, 1 problems found, 2 it cannot run.

    Example: [bold]coach check[/]
    """
    from coach.audio.system import device_system

    try:
        system = device_system()
        agent, customer = pair(system, agent_device, customer_device)
        # Before the recording: what is missing is told before the user speaks.
        speed = time_model(model)
        if not as_json:
            _ask(agent, customer, seconds)
        lines = run(system, agent, customer, seconds, speed)
    except CoachError as error:
        complain(error)
        raise typer.Exit(CANNOT_RUN) from error
    if as_json:
        typer.echo(json.dumps(form(agent, customer, speed, lines), indent=2))
    else:
        _print(lines)
    raise typer.Exit(status(lines))


def pair(
    system: "DeviceSystem", agent: str | None, customer: str | None
) -> "tuple[Device, Device]":
    """Return the two devices to record.

    Raises:
        DeviceError: One is missing; the message says what to do.
    """
    from coach.audio.advice import both_sides
    from coach.events import Speaker

    devices, choice = survey(agent, customer, system)
    sides = both_sides(choice, devices)
    return sides[Speaker.AGENT], sides[Speaker.CUSTOMER]


def time_model(model: str | None) -> "Speed":
    """Load a model and time it on the sample call.

    Raises:
        coach.errors.CoachError: There is no such model, or it failed.
    """
    from coach.checkup.speed import measure_speed
    from coach.speech.whisper import Recogniser

    recogniser = Recogniser.load(model)
    return measure_speed(recogniser, _sample(), model=recogniser.name)


def run(
    system: "DeviceSystem",
    agent: "Device",
    customer: "Device",
    seconds: float,
    speed: "Speed",
) -> "list[Line]":
    """Record, measure and judge.

    Raises:
        DeviceError: A device cannot be opened.
    """
    from coach.checkup.recording import echoes, measure, record
    from coach.checkup.verdict import judge
    from coach.events import Speaker

    near, far = record(system, agent, customer, seconds)
    echo, reverse = echoes(near, far)
    return judge(
        measure(Speaker.AGENT, near),
        measure(Speaker.CUSTOMER, far),
        echo,
        reverse,
        speed,
    )


def status(lines: "Sequence[Line]") -> int:
    """Return the exit status that a verdict has."""
    from coach.checkup.verdict import Grade

    return PROBLEMS if any(line.grade is Grade.PROBLEM for line in lines) else FINE


def form(
    agent: "Device", customer: "Device", speed: "Speed", lines: "Sequence[Line]"
) -> dict[str, Any]:
    """Return what ``--json`` prints."""
    return {
        "is_fine": status(lines) == FINE,
        "agent_device": agent.id,
        "customer_device": customer.id,
        "speed": {**asdict(speed), "real_time_factor": speed.real_time_factor},
        "lines": [asdict(line) for line in lines],
    }


def _sample() -> "NDArray[np.float32]":
    from coach.audio.decoding import Decoder
    from coach.audio_time import SAMPLE_RATE

    begin, seconds = SAMPLE_BEGINS_S, 10
    audio = Decoder(SAMPLE_CALL, channels=2).read((begin + seconds) * SAMPLE_RATE)
    mixed: NDArray[np.float32] = audio[begin * SAMPLE_RATE :].mean(axis=1)
    return mixed


def _ask(agent: "Device", customer: "Device", seconds: float) -> None:
    from coach.terminal import printable

    typer.echo(f"agent:    {printable(agent.name)}")
    typer.echo(f"customer: {printable(customer.name)}")
    typer.echo(
        f"For {seconds:g} seconds from now: speak for the first half, then be quiet "
        "and let the far end speak (a call, or any speech that plays)."
    )


def _print(lines: "Sequence[Line]") -> None:
    from rich.console import Console
    from rich.text import Text

    from coach.checkup.verdict import Grade

    styles = {Grade.OK: "green", Grade.BETTER: "yellow", Grade.PROBLEM: "bold red"}
    console = Console(highlight=False, soft_wrap=True)
    for line in lines:
        grade = (f"{line.grade:<16}", styles[line.grade])
        console.print(Text.assemble(grade, (f"{line.topic}: ", "bold"), line.finding))
        if line.advice:
            console.print(Text(f"{'':16}{line.advice}", "dim"))
