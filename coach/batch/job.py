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

from coach.batch.addresses import identity
from coach.batch.call import BatchCall, Setup
from coach.batch.content import is_elsewhere, stamp_of
from coach.batch.crew import Crew
from coach.batch.failure import Failure
from coach.batch.forms import endings_of
from coach.batch.ledger import LEDGER, Entry, Keys, Ledger
from coach.batch.local import LocalCrew
from coach.batch.options import JobOptions
from coach.batch.planning import Plan
from coach.batch.progress import Progress, weights_of
from coach.batch.results import check_results, is_written, key_of, write_results
from coach.batch.run import Result, Run
from coach.errors import InputError, ReportError
from coach.inputs import report_name
from coach.policy.loading import load_policy
from coach.scoring.writing import check_place, writing
from coach.speech.models import find_model
from coach.whole_file import sweep

SLICE = 500
"""Calls that are looked up in one go: Ctrl-C is seen between two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a job."""

    before: Mapping[str, Entry]
    """Calls that did not have to be scored again, by name."""
    result: Result
    """Of those that had to."""
    took_s: float
    """To score those, in seconds."""
    faults: Sequence[InputError] = ()
    """Inputs that are no calls."""
    failures_before: Sequence[Failure] = ()
    """What was wrong with calls that were not scored again."""
    told: Sequence[str] = ()
    """What is to be said of tables and other forms."""
    comparison: Sequence[str] = ()
    """How the run compares with an older one, in lines."""

    @property
    def failures(self) -> tuple[Failure, ...]:
        """All that is wrong with any input."""
        faults = (Failure(error=str(fault)) for fault in self.faults)
        return (*faults, *self.failures_before, *self.result.failures)

    @property
    def has_failed(self) -> bool:
        """Whether anything went wrong."""
        return bool(self.failures) or self.result.stopped_by is not None

    @property
    def reports(self) -> int:
        """How many calls have a report now."""
        return len(self.before) + len(self.result.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What is known of earlier jobs."""

    ledger: Ledger
    keys: Keys
    done_before: int


async def do(
    calls: Sequence[BatchCall],
    options: JobOptions,
    interrupted: asyncio.Event,
    *,
    faults: Sequence[InputError] = (),
) -> Done:
    """Score calls and write what there is to write of them.

    Args:
        calls: Each with a name of its own.
        options: How.
        interrupted: Set when the user wants an end: what is in hand is finished.
        faults: Inputs that are no calls, for the tables to name.

    Raises:
        coach.errors.CoachError: No call can be scored: the policy or the model is at
            fault, there is no place for the reports, or no process can be started.
    """
    setup = await asyncio.to_thread(_setup, options)
    with await asyncio.to_thread(Ledger, options.out) as ledger:
        await asyncio.to_thread(sweep, options.out)
        await asyncio.to_thread(_check_places, options, calls)
        keys = Keys(setup, await asyncio.to_thread(_model, setup, calls))
        before: dict[str, Entry] = {}
        if options.resumes:
            before = await _done_before(ledger, calls, keys, setup, interrupted)
        rest = [call for call in calls if call.name not in before]
        book = _Book(ledger=ledger, keys=keys, done_before=len(before))
        began = time.monotonic()
        result = await _scored(rest, book, setup, options, interrupted)
        done = Done(
            before=before,
            result=result,
            took_s=time.monotonic() - began,
            faults=faults,
            failures_before=_failures(calls, before),
        )
        return await asyncio.to_thread(_write, calls, done, book, setup, options)


async def _scored(
    calls: Sequence[BatchCall],
    book: _Book,
    setup: Setup,
    options: JobOptions,
    interrupted: asyncio.Event,
) -> Result:
    """Score the calls that are left."""
    if not calls or interrupted.is_set():
        return Result(is_interrupted=interrupted.is_set())
    setup = replace(setup, needs_recogniser=_needs_recogniser(calls))
    weights = await asyncio.to_thread(weights_of, calls)
    crew = crew_of(options, setup, len(calls))
    with Progress(weights, done_before=book.done_before, to=sys.stderr) as progress:
        async with crew:
            run = Run(
                crew,
                out=options.out,
                ledger=book.ledger,
                keys=book.keys,
                onlooker=progress,
                identify=stamp_of if any(map(is_elsewhere, calls)) else None,
            )
            return await run.score(calls, interrupted)


def left_of(plan: Plan, options: JobOptions) -> Plan:
    """Return a plan without the calls that need not be scored again.

    Nothing is written; blocks for reading.

    Raises:
        coach.errors.CoachError: As for :func:`do`.
    """
    setup = _setup(options)
    if not (options.resumes and (options.out / LEDGER).exists()):
        return plan
    with Ledger(options.out, is_for_reading=True) as ledger:
        keys = Keys(setup, _model(setup, plan.calls))
        before = ledger.find_done(plan.calls, keys, setup=setup)
    calls = tuple(call for call in plan.calls if call.name not in before)
    return replace(plan, calls=calls)


def crew_of(options: JobOptions, setup: Setup, calls: int) -> Crew:
    """Return who scores; no more workers than there are calls."""
    cores = min(options.cores, calls)
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
    check_results(options.results, options.out)
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
    return not all(call.is_transcript for call in calls)


def _model(setup: Setup, calls: Sequence[BatchCall]) -> str | None:
    """Return the name of the model; it is looked for before anything is scored."""
    return find_model(setup.model).name if _needs_recogniser(calls) else None


def _check_places(options: JobOptions, calls: Sequence[BatchCall]) -> None:
    """Find out whether the reports can be written, and over nothing that is scored.

    Raises:
        ReportError: One of them cannot.
    """
    out, endings = options.out, endings_of(options.results.formats)
    check_place(out / report_name(calls[0].name))
    scored = {identity(address) for call in calls for address in call.addresses}
    for call in calls:
        place = out / report_name(call.name)
        for written in (place, *(out / f"{call.name}{end}" for end in endings)):
            if identity(str(written)) in scored:
                reason = "cannot be written: a call that is to be scored is called so"
                raise ReportError(str(written), reason)
        with writing(place):
            if place.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))


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


def _write(
    calls: Sequence[BatchCall],
    done: Done,
    book: _Book,
    setup: Setup,
    options: JobOptions,
) -> Done:
    """Write what is to be written beside the reports, unless it is there already."""
    written = {*done.before, *done.result.names}
    names = [call.name for call in calls if call.name in written]
    reports = {name: book.ledger.digest(name) for name in names}
    key = key_of(reports, done.failures, book.keys.policy, options.results)
    if key is not None and key == book.ledger.results and is_written(options.out):
        return done
    try:
        told, comparison = write_results(
            options.out, names, done.failures, setup.policy, options.results
        )
        if key is not None:
            book.ledger.note_results(key)
    except ReportError as error:
        done.result.stopped_by = done.result.stopped_by or error
        return done
    return replace(done, told=told, comparison=comparison)
