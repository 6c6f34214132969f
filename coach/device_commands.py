"""``coach devices``: what can be listened to, and what would be."""

# The imports inside the functions keep a moment out of the other commands.

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.complaint import complain
from coach.errors import CoachError, DeviceError
from coach.preferences import load_preferences, preferences_file, remember

if TYPE_CHECKING:
    from rich.table import Table

    from coach.audio.devices import Choice, Device
    from coach.audio.headset import Wanted
    from coach.audio.system import DeviceSystem

DONE, WRONG_USE = 0, 2
"""Exit statuses."""

AgentDevice = Annotated[
    str | None,
    typer.Option(
        "--agent-device",
        metavar="NAME|NUMBER",
        help="The agent's microphone: its number, id, name or part of its name.",
    ),
]
CustomerDevice = Annotated[
    str | None,
    typer.Option(
        "--customer-device",
        metavar="NAME|NUMBER",
        help="The loopback of what plays the customer, or that output.",
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print JSON, for another program.")
]


def devices(
    agent_device: AgentDevice = None,
    customer_device: CustomerDevice = None,
    as_json: AsJson = False,
    forget: Annotated[
        bool,
        typer.Option("--forget", help="Forget the devices that were chosen before."),
    ] = False,
) -> None:
    """List what can be listened to, and say which two coach live would take.

    Examples:
    [bold]coach devices[/]

    [bold]coach devices --agent-device jabra --customer-device 4[/]
    """
    try:
        if forget:
            _forget()
        found, choice = survey(agent_device, customer_device)
    except CoachError as error:
        complain(error)
        raise typer.Exit(WRONG_USE) from error
    if as_json:
        typer.echo(json.dumps(listing(found, choice), ensure_ascii=False, indent=2))
    else:
        _print(found, choice)


def survey(
    agent: str | None,
    customer: str | None,
    system: "DeviceSystem | None" = None,
) -> "tuple[list[Device], Choice]":
    """Return all devices and the two to take: named, remembered, or by default.

    Args:
        agent: The agent's device as the user names it now, if they do.
        customer: The customer's.
        system: Where to look; by default this machine's.

    Raises:
        DeviceError: What is named now is not there, or not clear.  What is remembered
            and not there is passed over, with a warning.
    """
    from coach.audio.system import device_system

    found = (system or device_system()).devices()
    return found, with_remembered(found, agent, customer)


def with_remembered(
    devices: "Sequence[Device]", agent: str | None, customer: str | None
) -> "Choice":
    """Choose as named, else as remembered, else by default; see :func:`survey`."""
    from coach.audio.devices import choose, find
    from coach.events import Speaker
    from coach.preferences import warn

    remembered = load_preferences()
    names = {Speaker.AGENT: agent, Speaker.CUSTOMER: customer}
    kept = {
        Speaker.AGENT: remembered.agent_device,
        Speaker.CUSTOMER: remembered.customer_device,
    }
    for speaker, before in kept.items():
        if names[speaker] is not None or before is None:
            continue
        try:
            find(devices, before, speaker)
        except DeviceError:
            warn(f"the remembered device of the {speaker} is not here: {before}")
        else:
            names[speaker] = before
    return choose(devices, agent=names[Speaker.AGENT], customer=names[Speaker.CUSTOMER])


def settle(system: "DeviceSystem", wanted: "Wanted") -> "Wanted":
    """Return the devices to listen to, by their ids, and remember those named now.

    Args:
        system: The machine's sound system.
        wanted: The devices as the user names them now, where they do.

    Returns:
        An id for each side that is named or remembered; None for the best there is.

    Raises:
        DeviceError: What is named now is not there, or not clear.
    """
    from coach.audio.headset import Wanted

    found = system.devices()
    if not found:
        return wanted  # the headset says that there is no sound system
    choice = with_remembered(found, wanted.agent, wanted.customer)
    named: dict[str, str | None] = {}
    if wanted.agent is not None and choice.agent is not None:
        named["agent_device"] = choice.agent.id
    if wanted.customer is not None and choice.customer is not None:
        named["customer_device"] = choice.customer.id
    keep(named)
    kept = load_preferences()
    ids = {device.id for device in (choice.agent, choice.customer) if device}
    return Wanted(
        agent=kept.agent_device if kept.agent_device in ids else wanted.agent,
        customer=(
            kept.customer_device if kept.customer_device in ids else wanted.customer
        ),
    )


def remembered_analyst(name: str | None) -> str | None:
    """Return who takes the calls: as said now, which is remembered, or as before.

    Args:
        name: As said now; empty to be nobody any more.
    """
    if name is None:
        return load_preferences().analyst
    keep({"analyst": name.strip() or None})
    return name.strip() or None


def keep(changes: Mapping[str, str | None]) -> None:
    """Remember what a user chose; where that cannot be written, say so and go on."""
    from coach.preferences import warn

    if not changes:
        return
    try:
        remember(changes)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        warn(f"{preferences_file()}: {reason}; what you chose is not remembered")


def listing(devices: "Sequence[Device]", choice: "Choice") -> dict[str, Any]:
    """Return what ``--json`` prints."""
    from coach.audio.advice import advise, purpose

    return {
        "devices": [
            {**asdict(device), "purpose": purpose(device, devices)}
            for device in devices
        ],
        "agent": _taken(choice.agent, choice.agent_reason),
        "customer": _taken(choice.customer, choice.customer_reason),
        "advice": list(advise(choice, devices)),
    }


def table(devices: "Sequence[Device]", choice: "Choice") -> "Table":
    """Return the listing for people."""
    from rich.table import Table
    from rich.text import Text

    from coach.audio.advice import purpose
    from coach.terminal import printable

    shown = Table(box=None, pad_edge=False)
    for heading in ("", "device", "good for", "now", "host"):
        shown.add_column(heading, justify="right" if heading == "" else "left")
    for device in devices:
        is_taken = device in (choice.agent, choice.customer)
        state = ["default"] * device.is_default + ["plays"] * device.is_playing
        name = Text(printable(device.name), "bold" if is_taken else "")
        name.append(f"\n{printable(device.id)}", "dim")
        shown.add_row(
            str(device.number),
            name,
            purpose(device, devices),
            ", ".join(state),
            f"{device.host}, {device.rate / 1000:g} kHz",
        )
    return shown


def _print(devices: "Sequence[Device]", choice: "Choice") -> None:
    from rich.console import Console
    from rich.text import Text

    from coach.audio.advice import advise
    from coach.terminal import printable

    console = Console(highlight=False, soft_wrap=True)
    if devices:
        console.print(table(devices, choice))
        console.print("\ncoach live takes")
    sides = (
        ("agent", choice.agent, choice.agent_reason),
        ("customer", choice.customer, choice.customer_reason),
    )
    for label, device, reason in sides if devices else ():
        name = f"{device.number} {printable(device.name)}" if device else "nothing"
        console.print(Text.assemble(f"  {label:<9}", (name, "bold"), f": {reason}"))
    for line in advise(choice, devices):
        console.print(Text(f"advice: {line}", "yellow"))


def _taken(device: "Device | None", reason: str) -> dict[str, Any]:
    return {"id": device.id if device else None, "reason": reason}


def _forget() -> None:
    try:
        remember({"agent_device": None, "customer_device": None})
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DeviceError(str(preferences_file()), reason.lower()) from error
