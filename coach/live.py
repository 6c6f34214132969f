"""What ``coach live`` does: a shift with the headset, or another recogniser's words.

Each is a :data:`coach.launch.Work` once its options are filled in.
"""

import asyncio
import logging
from typing import BinaryIO

import typer

from coach.audio.headset import Headset, Wanted
from coach.audio.system import device_system
from coach.beside import beside
from coach.call_feed import call_info
from coach.commands import DONE, SOME_FAILED, keep, plan_of
from coach.desk import Desk
from coach.device_commands import settle
from coach.feeds.lines import lines_of
from coach.feeds.transcripts import LiveTranscriptFeed
from coach.followed import Followed
from coach.keeping.filing import Filing
from coach.keeping.keeper import Keeper, LocalStore
from coach.keeping.purging import every_day
from coach.keeping.recovery import Idle, Recovery
from coach.options import CallOptions
from coach.scoring.places import ReportPlaces
from coach.scoring.writing import check_place
from coach.sharing.beside import SharingStore, sharing_beside
from coach.shift import Shift
from coach.terminal import printable
from coach.web.hub import OverlayHub
from coach.web.listening import Listening, ListeningChannel

logger = logging.getLogger(__name__)


async def live_transcript(
    options: CallOptions,
    hub: OverlayHub,
    interrupted: asyncio.Event,
    *,
    lines: BinaryIO | None,
    is_paced: bool,
) -> int:
    """Follow a call whose words another recogniser writes, until the lines end.

    Args:
        options: How.
        hub: Where the overlays are.
        interrupted: Set by Ctrl-C.
        lines: Utterances as JSON, one a line; None when standard input is closed.
        is_paced: Whether wall time passes as audio time between lines.

    Returns:
        The exit status.
    """
    if options.report is not None:
        await asyncio.to_thread(check_place, options.report)
    plan = await plan_of(options, needs_recogniser=False)
    async with Desk(plan, hub, interrupted) as desk:
        if not await desk.ready():
            return DONE
        feed = LiveTranscriptFeed(
            lines_of(lines), name="standard input", is_paced=is_paced
        )
        typer.echo("listening")
        followed = await desk.follow(feed, call_info("live", feed, options))
        await keep(followed, options.report)
        await Filing(Keeper(plan.policy), say=_say).keep(followed, None)
    return SOME_FAILED if followed.faults else DONE


async def live_headset(
    options: CallOptions,
    hub: OverlayHub,
    interrupted: asyncio.Event,
    *,
    wanted: Wanted,
) -> int:
    """Follow every call of a headset, one after the other, until Ctrl-C.

    Args:
        options: How.
        hub: Where the overlays are.
        interrupted: Set by Ctrl-C.
        wanted: The devices, as a person names them.

    Returns:
        The exit status.

    Raises:
        coach.errors.DeviceError: A device is missing or cannot be opened.
    """
    out = options.report
    places = None if out is None else await asyncio.to_thread(ReportPlaces, out)

    async def put_away(followed: Followed) -> None:
        if places is not None:
            place = await asyncio.to_thread(places.place, followed.report)
            await keep(followed, place)

    hub.tell_listening(_starting(options.analyst))
    plan = await plan_of(options)
    system = await asyncio.to_thread(device_system)
    wanted = await asyncio.to_thread(settle, system, wanted)
    store = SharingStore(LocalStore(), plan.policy)
    filing = Filing(Keeper(plan.policy, store=store), say=_say)
    async with Desk(plan, hub, interrupted) as desk:
        if not await desk.ready():
            return DONE
        await desk.recogniser()
        async with Headset(system, wanted) as headset:
            typer.echo("listening")
            shift = Shift(
                desk,
                headset,
                hub,
                keep=put_away,
                filing=filing,
                say=_say,
                analyst=options.analyst,
                language=options.language,
            )
            tidying = _tidy(desk, filing.keeper, shift.idle)
            async with (
                sharing_beside(
                    store, plan.policy, say=_say, is_busy=lambda: _is_in_call(hub)
                ),
                beside(tidying, name="recover and purge"),
            ):
                await shift.run(interrupted)
    return DONE


async def _tidy(desk: Desk, keeper: Keeper, idle: Idle) -> None:
    """Bring in what an earlier start has left, then purge now and once a day."""
    try:
        await Recovery(desk, keeper, say=_say, idle=idle).run()
    except Exception as error:  # noqa: BLE001 (a task's outer edge: the shift goes on)
        logger.error("not recovered", extra={"why": type(error).__name__})
    await every_day(keeper.purge)


def _is_in_call(hub: OverlayHub) -> bool:
    listening = hub.listening
    return listening is not None and listening.in_call


def _say(line: str) -> None:
    typer.echo(printable(line))


def _starting(analyst: str | None) -> Listening:
    opening = ListeningChannel(state="opening")
    return Listening(
        state="starting",
        in_call=False,
        controls=(),
        agent=opening,
        customer=opening,
        analyst=analyst,
    )
