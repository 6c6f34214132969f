"""Following labelled calls, to have the reports that are evaluated."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.call_feed import call_info, feed_of
from coach.commands import plan_of
from coach.desk import Desk
from coach.errors import InputError, RecordingError, ReportError
from coach.evaluation.outcome import LeftOut
from coach.evaluation.truth import Truth
from coach.feeds import Feed
from coach.feeds.transcripts import TranscriptFeed
from coach.inputs import CallInput, recording_beside, report_name
from coach.options import CallOptions
from coach.policy.policy import effective_id
from coach.quality import SPEAKERS_UNSURE
from coach.scoring.forms import Form
from coach.scoring.writing import check_place, write_report
from coach.transcript import Transcript, transcript_of
from coach.transcript_form import utterance_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowOptions:
    """How labelled calls are followed."""

    is_audio: bool = True
    """Whether the recordings are followed, or the labels' own words and times."""
    policy: Path | None = None
    model: str | None = None
    reports: Path | None = None
    """A folder in which to keep the reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedCalls:
    """What became of labelled calls."""

    policy: str
    """The policy's name and digest."""
    reports: Sequence[tuple[Truth, Form]]
    left_out: Sequence[LeftOut]
    """Those that could not be followed whole."""


async def follow_all(
    truths: Sequence[Truth],
    options: FollowOptions,
    *,
    interrupted: asyncio.Event,
    begin: Callable[[Truth], None],
    fail: Callable[[InputError], None],
) -> FollowedCalls:
    """Follow calls one after the other, as fast as possible, and keep their reports.

    A call that cannot be followed to its end is left out: what is not found in half a
    call says nothing.  So are those that an interrupt cuts short or forestalls.

    Args:
        truths: Their labels.
        options: How.
        interrupted: Set when the user wants an end.
        begin: Told before each call.
        fail: Told of each call that cannot be followed, and why.

    Raises:
        coach.errors.CoachError: No call can be followed: the policy or the model is at
            fault, or there is no place for the reports.
    """
    if options.reports is not None:
        await asyncio.to_thread(_check_places, truths, options.reports)
    plan = await plan_of(_call_options(options), needs_recogniser=options.is_audio)
    reports: list[tuple[Truth, Form]] = []
    left_out: list[LeftOut] = []
    async with Desk(plan, None, interrupted) as desk:
        for truth in truths:
            report, reason = None, "interrupted"
            if not interrupted.is_set():
                begin(truth)
                try:
                    report = await _report(desk, truth, options, interrupted)
                except InputError as error:
                    fail(error)
                    reason = error.reason
                except ReportError as error:
                    # A full disk: what was found in the calls before is not lost.
                    fail(InputError(truth.call, str(error)))
                    reason = "its report could not be written"
            if report is not None:
                reports.append((truth, report))
            else:
                left_out.append(LeftOut(call=truth.call, reason=reason))
    return FollowedCalls(
        policy=effective_id(plan.policy), reports=reports, left_out=left_out
    )


def true_transcript(truth: Truth) -> Transcript:
    """Return what was really said, and when, as a perfect recogniser would have it.

    Raises:
        coach.errors.TranscriptError: A line is too long.
    """
    return transcript_of(
        utterance_of(
            {
                "speaker": line.speaker,
                "start_ms": round(line.start * 1000),
                "end_ms": round(line.end * 1000),
                "text": line.text,
            },
            source=str(truth.path),
            name=f"utterances {number}",
        )
        for number, line in enumerate(truth.lines, 1)
    )


# -------------------------------------------------------------------------------------


async def _report(
    desk: Desk, truth: Truth, options: FollowOptions, interrupted: asyncio.Event
) -> Form | None:
    """Follow one call and keep its report; return None if an interrupt cut it short.

    Raises:
        InputError: It cannot be followed, or not to its end.
    """
    how = _call_options(options, agent_channel=truth.agent_channel)
    feed = await _feed(desk, truth, how, is_audio=options.is_audio)
    followed = await desk.follow(feed, call_info(truth.call, feed, how))
    if interrupted.is_set():
        return None
    if options.reports is not None:
        place = _place(truth, options.reports)
        await asyncio.to_thread(write_report, followed.report, place)
    followed.check_heard()
    for problem in followed.report["quality"]["problems"]:
        if problem["code"] == SPEAKERS_UNSURE:
            raise RecordingError(truth.call, problem["detail"])
    return followed.report


async def _feed(desk: Desk, truth: Truth, how: CallOptions, *, is_audio: bool) -> Feed:
    if not is_audio:
        name = str(truth.path)
        return TranscriptFeed(true_transcript(truth), name=name, speed=how.speed)
    recording = await asyncio.to_thread(recording_beside, truth.path)
    if recording is None:
        raise InputError(str(truth.path), "no recording of the same name beside it")
    return await feed_of(desk, CallInput(path=recording), how)


def _call_options(options: FollowOptions, *, agent_channel: int = 0) -> CallOptions:
    return CallOptions(
        policy=options.policy,
        model=options.model,
        speed=0.0,
        agent_channel=agent_channel,
    )


def _check_places(truths: Sequence[Truth], reports: Path) -> None:
    labels = {truth.path.resolve() for truth in truths}
    for truth in truths:
        place = _place(truth, reports)
        if place.resolve() in labels:
            raise ReportError(str(place), "is a file of labels")
        check_place(place)


def _place(truth: Truth, reports: Path) -> Path:
    return reports / report_name(truth.call)
