"""A job: what ``coach score`` does once its options and its calls are known.

calls ─▶ which are done already? ─▶ crew ─▶ run ─▶ reports, tables
"""

import asyncio
import errno
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from coach.batch.call import BatchCall, Setup
from coach.batch.content import input_of
from coach.batch.crew import Crew
from coach.batch.failure import Failure
from coach.batch.ledger import Entry, Keys, Ledger
from coach.batch.local import LocalCrew, usable_cores
from coach.batch.progress import Progress, weights_of
from coach.batch.run import Result, Run
from coach.errors import ReportError
from coach.inputs import report_name
from coach.policy.loading import load_policy
from coach.scoring.writing import check_place
from coach.speech.models import find_model

SLICE = 500
"""Calls that are looked up in one go: Ctrl-C is seen between two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOptions:
    """How a job is done."""

    out: Path
    """The folder of the reports."""
    policy: Path | None = None
    """The desk's policy file; None for the defaults."""
    model: str | None = None
    language: str = "en"
    agent_channel: int = 0
    workers: int | None = None
    """Processes; None for one a core."""
    engine: Literal["local", "ray"] = "local"
    """Where they are: on this machine, or on a Ray cluster."""
    address: str | None = None
    """Of the cluster; None for one on this machine for this job."""
    gpu_share: float | None = None
    """Of a GPU, for each of its workers; None for what suits the cluster."""
    resumes: bool = True
    """Whether calls that are done already are left out."""
    time_limit_s: float = 120.0
    store: bool = False
    keeps_audio: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a job."""

    before: Mapping[str, Entry]
    """Calls that did not have to be scored again, by name."""
    result: Result
    """Of those that had to."""
    took_s: float
    """To score those, in seconds."""
    failures_before: Sequence[Failure] = ()
    """What was wrong with calls that were not scored again."""

    @property
    def failures(self) -> tuple[Failure, ...]:
        """All that is wrong with any of the calls, those of before first."""
        return (*self.failures_before, *self.result.failures)

    @property
    def has_failed(self) -> bool:
        """Whether anything went wrong."""
        return bool(self.failures) or self.result.stopped_by is not None

    @property
    def reports(self) -> int:
        """How many calls have a report now."""
        return len(self.before) + len(self.result.names)


async def do(
    calls: Sequence[BatchCall], options: JobOptions, interrupted: asyncio.Event
) -> Done:
    """Score calls and write what there is to write of them.

    Args:
        calls: Each with a name of its own.
        options: How.
        interrupted: Set when the user wants an end: what is in hand is finished.

    Raises:
        coach.errors.CoachError: No call can be scored: the policy or the model is at
            fault, there is no place for the reports, or no process can be started.
    """
    setup = await asyncio.to_thread(_setup, options)
    with await asyncio.to_thread(Ledger, options.out) as ledger:
        await asyncio.to_thread(_check_places, options.out, calls)
        keys = Keys(setup, await asyncio.to_thread(_model, setup, calls))
        before: dict[str, Entry] = {}
        if options.resumes:
            before = await _done_before(ledger, calls, keys, setup, interrupted)
        rest = [call for call in calls if call.name not in before]
        began, result = time.monotonic(), Result()
        if rest and not interrupted.is_set():
            setup = replace(setup, needs_recogniser=_needs_recogniser(rest))
            crew = crew_of(options, setup, len(rest))
            weights = await asyncio.to_thread(weights_of, rest)
            with Progress(weights, done_before=len(before), to=sys.stderr) as progress:
                async with crew:
                    run = Run(
                        crew,
                        out=options.out,
                        ledger=ledger,
                        keys=keys,
                        onlooker=progress,
                    )
                    result = await run.score(rest, interrupted)
        result.is_interrupted = interrupted.is_set()
    return Done(
        before=before,
        result=result,
        took_s=time.monotonic() - began,
        failures_before=_failures(calls, before),
    )


def crew_of(options: JobOptions, setup: Setup, calls: int) -> Crew:
    """Return who scores; no more workers than there are calls."""
    cores = min(options.workers or usable_cores(), calls)
    if options.engine == "local":
        return LocalCrew(setup, workers=cores)
    from coach.batch.ray_crew import RayCrew

    return RayCrew(
        setup,
        workers=options.workers and cores,
        address=options.address,
        gpu_share=options.gpu_share,
        cores=cores,
    )


# -------------------------------------------------------------------------------------


def _setup(options: JobOptions) -> Setup:
    """Load the policy, and open the store once before the workers all do."""
    setup = Setup(
        policy=load_policy(options.policy),
        model=options.model,
        language=options.language,
        agent_channel=options.agent_channel,
        time_limit_s=options.time_limit_s,
        store=options.store,
        keeps_audio=options.keeps_audio,
    )
    if options.store:
        from coach.store.database import open_database

        open_database().close()
    return setup


def _needs_recogniser(calls: Sequence[BatchCall]) -> bool:
    return not all(input_of(call).is_transcript for call in calls)


def _model(setup: Setup, calls: Sequence[BatchCall]) -> str | None:
    """Return the name of the model; it is looked for before anything is scored."""
    return find_model(setup.model).name if _needs_recogniser(calls) else None


def _check_places(out: Path, calls: Sequence[BatchCall]) -> None:
    """Find out whether the reports can be written.

    Raises:
        ReportError: One of them cannot.
    """
    check_place(out / report_name(calls[0].name))
    for call in calls:
        place = out / report_name(call.name)
        if place.is_dir():
            reason = f"cannot be written: {os.strerror(errno.EISDIR)}"
            raise ReportError(str(place), reason)


async def _done_before(
    ledger: Ledger,
    calls: Sequence[BatchCall],
    keys: Keys,
    setup: Setup,
    interrupted: asyncio.Event,
) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for start in range(0, len(calls), SLICE):
        if interrupted.is_set():
            break
        some = calls[start : start + SLICE]
        found |= await asyncio.to_thread(ledger.find_done, some, keys, setup=setup)
    return found


def _failures(calls: Sequence[BatchCall], before: Mapping[str, Entry]) -> list[Failure]:
    """Return what was wrong already with calls that are not scored again."""
    entries = ((call, before.get(call.name)) for call in calls)
    return [
        Failure(error=entry.error, call=call, has_report=True)
        for call, entry in entries
        if entry is not None and entry.error is not None
    ]
