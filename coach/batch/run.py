"""A run: hands out calls, writes what comes back, and remembers it."""

import asyncio
import errno
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from coach.batch.call import BatchCall, Kept, Outcome
from coach.batch.crew import Crew, NotBegun, WorkerLost
from coach.batch.failure import Failure
from coach.batch.ledger import Identify, Keys, Ledger
from coach.errors import InputError, ReportError
from coach.inputs import report_name
from coach.scoring.writing import write_bytes

LOOK_S = 1.0
"""How often one looks whether there are more slots, in seconds."""

FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG))
"""What stands in the way of every further report."""


class Onlooker(Protocol):
    """Who is told how a run goes on; called from the event loop, never blocking."""

    def add(self, outcome: Outcome) -> None:
        """A call is done, its report written where it has one."""
        ...

    def tick(self) -> None:
        """Some time has passed."""
        ...

    def finishing(self, in_hand: int) -> None:
        """No call is begun any more; so many are finished yet."""
        ...


@dataclass(slots=True)
class Result:
    """What came of a run."""

    names: list[str] = field(default_factory=list)
    """Of the reports that were written, in that order."""
    failures: list[Failure] = field(default_factory=list)
    audio_s: float = 0.0
    """Length of all calls with a report, in seconds."""
    kept: Counter[Kept] = field(default_factory=Counter)
    """What went into the store."""
    is_interrupted: bool = False
    stopped_by: ReportError | None = None
    """What made the run end early: no report could be written any more."""

    def add(self, outcome: Outcome) -> None:
        """Note what came of a call."""
        if outcome.error is not None:
            self.failures.append(Failure.of(outcome))
        if outcome.report is not None:
            self.names.append(outcome.call.name)
            self.audio_s += outcome.audio_s
        if outcome.kept is not None:
            self.kept[outcome.kept] += 1


class Run:
    """Scores calls with a crew, and writes a report of each the moment it comes.

    Args:
        crew: Scores; it has been entered.
        out: The folder of the reports.
        ledger: Of that folder.
        keys: What the ledger knows calls by.
        onlooker: Told how it goes on.
        identify: Tells, before a call is scored, what may change by the time it is
            looked at again; None where what the worker reads says all.
    """

    def __init__(
        self,
        crew: Crew,
        *,
        out: Path,
        ledger: Ledger,
        keys: Keys,
        onlooker: Onlooker,
        identify: Identify | None = None,
    ) -> None:
        self._crew = crew
        self._out = out
        self._ledger = ledger
        self._keys = keys
        self._onlooker = onlooker
        self._identify = identify
        self._result = Result()

    async def score(
        self, calls: Sequence[BatchCall], interrupted: asyncio.Event
    ) -> Result:
        """Score calls, as many at once as the crew takes.

        Cancelling drops what is in hand; every report is there whole, or not at all,
        when this returns.

        Args:
            calls: What to score.
            interrupted: Once set, no call is begun; those that a worker has in hand
                are finished.

        Raises:
            coach.errors.ModelError: There is no such model, or it is damaged.
            coach.errors.CrewError: There is no worker, and there will be none.
        """
        waiting, in_hand = iter(calls), set[asyncio.Task[None]]()
        stop = asyncio.create_task(_until(interrupted), name="interrupt")
        try:
            while not self._result.stopped_by:
                if not interrupted.is_set():
                    in_hand |= self._begin(waiting, self._crew.slots - len(in_hand))
                if not in_hand:
                    break
                awaited = in_hand if stop.done() else {*in_hand, stop}
                done, _ = await asyncio.wait(
                    awaited, timeout=LOOK_S, return_when=asyncio.FIRST_COMPLETED
                )
                for task in done:
                    task.result()
                in_hand -= done
                if stop in done:
                    self._onlooker.finishing(self._crew.close())
                self._onlooker.tick()
        finally:
            await _cancelled({*in_hand, stop})
        self._result.is_interrupted = interrupted.is_set()
        return self._result

    def _begin(
        self, waiting: Iterator[BatchCall], room: int
    ) -> set[asyncio.Task[None]]:
        """Begin as many calls as there is room for."""
        return {
            asyncio.create_task(self._do(call), name=f"call {call.name}")
            for _, call in zip(range(room), waiting, strict=False)
        }

    async def _do(self, call: BatchCall) -> None:
        try:
            identity = await self._identity(call)
            outcome = await self._scored(call)
            await self._written(outcome, identity or outcome.content)
        except NotBegun:
            return  # the next run scores it
        except InputError as error:
            outcome = Outcome(call=call, report=None, error=str(error))
        except ReportError as error:
            if _is_for_good(error):
                self._result.stopped_by = self._result.stopped_by or error
                return
            outcome = Outcome(call=call, report=None, error=str(error))
        self._result.add(outcome)
        self._onlooker.add(outcome)

    async def _identity(self, call: BatchCall) -> str | None:
        if self._identify is None:
            return None
        return await asyncio.to_thread(self._identify, call)

    async def _scored(self, call: BatchCall) -> Outcome:
        """Score a call; one that a worker was lost with is tried again alone."""
        try:
            return await self._crew.score(call)
        except WorkerLost:
            pass  # it may have been the fault of another call
        try:
            return await self._crew.score(call, alone=True)
        except WorkerLost as lost:
            error = f"{call.source}: {lost.reason}"
            return Outcome(call=call, report=None, error=error)
        except NotBegun:
            error = f"{call.source}: its worker was lost as the run was interrupted"
            return Outcome(call=call, report=None, error=error)

    async def _written(self, outcome: Outcome, identity: str | None) -> None:
        """Write a report; one that is cancelled ends with the file, not before it."""
        writing = asyncio.create_task(
            asyncio.to_thread(self._write, outcome, identity), name="write"
        )
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            await asyncio.wait({writing})
            raise

    def _write(self, outcome: Outcome, identity: str | None) -> None:
        """Write a report, if there is one, and note that it is there."""
        if outcome.report is None:
            return
        write_bytes(outcome.report, self._out / report_name(outcome.call.name))
        if identity is not None:
            self._ledger.add(outcome, self._keys.key(outcome.call, identity))


def _is_for_good(error: ReportError) -> bool:
    """Whether what stood in the way of a report does so for every other."""
    cause = error.__cause__
    return isinstance(cause, OSError) and cause.errno in FULL


async def _until(event: asyncio.Event) -> None:
    await event.wait()


async def _cancelled(tasks: set[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
