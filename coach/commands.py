"""What the commands that follow calls do: set up a desk, follow, write reports.

Each is a :data:`coach.launch.Work` once its options are filled in.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from importlib.resources import as_file, files
from pathlib import Path

import typer

from coach.call_feed import call_info, feed_of
from coach.complaint import complain
from coach.desk import Desk, DeskPlan
from coach.errors import InputError, StoreError
from coach.followed import Followed
from coach.inputs import CallInput, find_inputs, report_names
from coach.options import CallOptions
from coach.policy.loading import load_policy
from coach.policy.policy import Policy
from coach.scoring.writing import check_place, write_report
from coach.store.keepers import keeper_of, put_into_store
from coach.web.hub import OverlayHub

SAMPLE = "angry-upgrade.flac"
"""The call that the demo plays: an upset customer, an interruption, a silent hold."""

DONE, SOME_FAILED, INTERRUPTED = 0, 1, 130
"""Exit statuses; wrong use is 2 and raised as an error."""


async def demo(
    options: CallOptions, hub: OverlayHub, interrupted: asyncio.Event
) -> int:
    """Follow the sample call at its own pace, then wait for Ctrl-C.

    Returns:
        The exit status.
    """
    if options.report is not None:
        await asyncio.to_thread(check_place, options.report)
    with as_file(files("coach").joinpath("samples", SAMPLE)) as sample:
        async with Desk(await plan_of(options), hub, interrupted) as desk:
            if not await desk.ready():
                return DONE
            await _follow(desk, CallInput(path=sample), options, options.report)
            if not interrupted.is_set():
                typer.echo("The call is over. Ctrl-C ends the demo.")
                await interrupted.wait()
    return DONE


async def replay(
    options: CallOptions,
    hub: OverlayHub,
    interrupted: asyncio.Event,
    *,
    paths: Sequence[Path],
    pair_of: tuple[Path, Path] | None = None,
) -> int:
    """Follow recordings and transcripts, one after the other.

    Args:
        options: How.
        hub: Where the overlays are.
        interrupted: Set by Ctrl-C.
        paths: Recordings, transcripts and folders of such.
        pair_of: The agent's and the customer's side of a call kept in two files.

    Returns:
        The exit status: of inputs that fail, each is named and the others go on.
    """
    calls, failed = await asyncio.to_thread(_calls, paths)
    if pair_of is not None:
        calls.append(CallInput(path=pair_of[0], customer=pair_of[1]))
    if not calls:
        return SOME_FAILED
    outs = await asyncio.to_thread(_report_places, calls, options.report)
    needs_recogniser = not all(call.is_transcript for call in calls)
    plan = await plan_of(options, needs_recogniser=needs_recogniser)
    async with (
        keeper_of(options, plan.policy, "replay") as keeper,
        Desk(plan, hub, interrupted) as desk,
    ):
        await desk.ready()
        for call, out in zip(calls, outs, strict=True):
            if interrupted.is_set():
                break

            async def put(followed: Followed, call: CallInput = call) -> None:
                if keeper is not None and not interrupted.is_set():
                    typer.echo(await put_into_store(keeper, call, followed))

            try:
                await _follow(desk, call, options, out, put=put)
            except (InputError, StoreError) as error:
                complain(error)
                failed = True
    if interrupted.is_set():
        return INTERRUPTED
    return SOME_FAILED if failed else DONE


# -------------------------------------------------------------------------------------


async def plan_of(options: CallOptions, *, needs_recogniser: bool = True) -> DeskPlan:
    """Return the desk that the options ask for, its policy loaded.

    Raises:
        coach.errors.PolicyError: The policy cannot be used.
    """
    policy = await asyncio.to_thread(_policy, options.policy)
    return DeskPlan(
        policy=policy,
        has_words=options.speed > 0,
        notice=policy.calls.consent_notice or None,
        awaits_overlay=options.wait,
        model=options.model,
        language=options.language,
        needs_recogniser=needs_recogniser,
    )


def _policy(path: Path | None) -> Policy:
    """Return the policy, with what its detectors read words by loaded and ready."""
    policy = load_policy(path)
    policy.build_detectors()
    return policy


def _calls(paths: Sequence[Path]) -> tuple[list[CallInput], bool]:
    """Return the calls that the paths stand for, and whether some stand for none."""
    calls: dict[CallInput, None] = {}
    failed = False
    for path in paths:
        try:
            calls.update(dict.fromkeys(find_inputs([path])))
        except InputError as error:
            complain(error)
            failed = True
    return list(calls), failed


async def _follow(
    desk: Desk,
    call: CallInput,
    options: CallOptions,
    out: Path | None,
    put: Callable[[Followed], Awaitable[None]] | None = None,
) -> None:
    """Follow one call, write its report and put it where it is wanted besides.

    Raises:
        InputError: The call cannot be used, or only in part; what could be heard of it
            is in the report.
        StoreError: It cannot be put there.
    """
    feed = await feed_of(desk, call, options)
    typer.echo("listening")
    followed = await desk.follow(feed, call_info(call.path.stem, feed, options))
    await keep(followed, out)
    if put is not None:
        await put(followed)
    followed.check_heard()


def _report_places(calls: Sequence[CallInput], out: Path | None) -> list[Path | None]:
    """Return where the report of each call goes, if anywhere.

    Raises:
        ReportError: One of them could not be written: said before anything is heard.
    """
    if out is None:
        return [None for _ in calls]
    if len(calls) == 1 and not out.is_dir():
        places = [out]
    else:
        places = [out / name for name in report_names(calls)]
    for place in places:
        check_place(place)
    return [*places]


async def keep(followed: Followed, out: Path | None) -> None:
    """Write a call's report, where one is wanted, and say where.

    Raises:
        coach.errors.ReportError: The disk is full, or the place cannot be written to.
    """
    if out is None:
        return
    await asyncio.to_thread(write_report, followed.report, out)
    typer.echo(f"report: {out}")
