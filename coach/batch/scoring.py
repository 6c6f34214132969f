"""Many recordings, each followed as fast as possible, each with its report."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.commands import (
    call_info,
    check_heard,
    feed_of,
    keeper_of,
    plan_of,
    put_into_store,
)
from coach.desk import Desk
from coach.errors import CoachError, InputError, ReportError, StoreError
from coach.inputs import CallInput, report_names
from coach.options import CallOptions
from coach.scoring.writing import check_place, write_report

if TYPE_CHECKING:
    from coach.store.followed import FollowedKeeper


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Calls that are to be scored, and what is told of them."""

    calls: Sequence[CallInput]
    out: Path
    """The folder of the reports, ``<name>.report.json`` each."""
    begin: Callable[[CallInput], None]
    """Told before each call."""
    fail: Callable[[CoachError], None]
    """Told of each call that could not be followed whole, or not be kept, and why."""


async def score(
    batch: Batch, options: CallOptions, interrupted: asyncio.Event
) -> tuple[int, int]:
    """Follow calls one after the other; return how many were, and how many failed.

    A call that an interrupt cuts short has no report.

    Args:
        batch: The calls.
        options: How, and whether they are kept in the store too.
        interrupted: Set when the user wants an end.

    Raises:
        CoachError: No call can be followed: the policy or the model is at fault, or
            there is no place for the reports.
    """
    places = [batch.out / name for name in report_names(batch.calls)]
    await asyncio.to_thread(_check, places)
    needs_recogniser = not all(call.is_transcript for call in batch.calls)
    plan = await plan_of(options, needs_recogniser=needs_recogniser)
    done = failed = 0
    async with (
        keeper_of(options, plan.policy, "score") as keeper,
        Desk(plan, None, interrupted) as desk,
    ):
        for call, place in zip(batch.calls, places, strict=True):
            if interrupted.is_set():
                break
            batch.begin(call)
            try:
                await _score(desk, call, options, place, interrupted, keeper)
            except (InputError, ReportError, StoreError) as error:
                batch.fail(error)
                failed += 1
            else:
                done += not interrupted.is_set()
    return done, failed


async def _score(
    desk: Desk,
    call: CallInput,
    options: CallOptions,
    place: Path,
    interrupted: asyncio.Event,
    keeper: "FollowedKeeper | None",
) -> None:
    """Follow one call, write its report and keep it where that is wanted.

    Raises:
        InputError: It cannot be used, or only in part; what could be heard of it is in
            the report.
        ReportError: The disk is full.
        StoreError: It cannot be kept.
    """
    feed = await feed_of(desk, call, options)
    followed = await desk.follow(feed, call_info(call.path.stem, feed, options))
    if interrupted.is_set():
        return
    await asyncio.to_thread(write_report, followed.report, place)
    if keeper is not None:
        await put_into_store(keeper, call, followed)
    check_heard(followed)


def _check(places: Sequence[Path]) -> None:
    for place in places:
        check_place(place)
