"""A crew of worker processes on this machine."""

import asyncio
import logging
import os
import sys
from types import TracebackType

from coach.batch.call import Setup
from coach.batch.crew import (
    GRACE_S,
    TRIES,
    WorkerLost,
    no_worker_lives,
    not_answering,
)
from coach.batch.member import Member
from coach.batch.placed_crew import PlacedCrew
from coach.batch.process import Make, make_worker
from coach.errors import CoachError

logger = logging.getLogger(__name__)

LOOK_S = 1.0
"""Between looks whether the workers give signs of life, in seconds."""

START_S = 120.0
"""How long a worker may take to its first sign of life, in seconds."""


def usable_cores() -> int:
    """Return how many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class LocalCrew(PlacedCrew[Member]):
    """Worker processes on this machine; see :class:`coach.batch.crew.Crew`.

    Args:
        setup: How calls are scored.
        workers: How many processes; each takes one core.
        make: Makes a worker in its process; found there by its name.
    """

    def __init__(self, setup: Setup, *, workers: int, make: Make = make_worker) -> None:
        super().__init__(setup, make)
        self._posts = workers

    async def __aenter__(self) -> "LocalCrew":
        """Start the workers; they load their models meanwhile."""
        for number in range(self._posts):
            self._begin(self._staff(), f"worker {number}")
        self._begin(self._look(), "look after workers")
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the workers; with an exception, at once."""
        await self._end(at_once=exc_type is not None)

    @property
    def slots(self) -> int:
        """Calls that may be in hand at once, all workers together."""
        return self._posts * self._setup.calls_at_once

    @property
    def pids(self) -> list[int]:
        """The processes there are, for those who want to look at them."""
        return [member.pid for member in self._placing.workers]

    # --- the workers ---------------------------------------------------------------

    async def _staff(self) -> None:
        """Keep one worker at work, and put another in its place when it is lost."""
        tries = 0
        while tries < TRIES:
            tries += 1
            try:
                await self._employ()
                tries = 0
            except WorkerLost as lost:
                logger.warning("worker lost as it started", extra={"why": str(lost)})
            except OSError as error:
                logger.warning("no worker started", extra={"why": error.strerror})
            except CoachError as error:
                self._placing.fail(error)
                return
        self._posts -= 1
        if not self._posts:
            self._placing.fail(no_worker_lives())

    async def _employ(self) -> None:
        """Start a worker and wait until it has to be replaced.

        Raises:
            WorkerLost: It was never ready.
            CoachError: There can be no worker.
        """
        member = await Member.start(self._setup, self._make, self._placing.wake)
        self._placing.workers.append(member)
        try:
            self._models.append(await member.ready())
            self._placing.wake()
            await member.retired.wait()
        finally:
            await member.end()
            self._placing.workers.remove(member)

    async def _look(self) -> None:
        """Kill workers that give no sign of life.

        Time is counted in looks: while this machine sleeps, or this process is stopped,
        nobody is silent.
        """
        while True:
            await asyncio.sleep(LOOK_S)
            for member in self._placing.workers:
                limit_s = START_S
                if member.is_heard:
                    limit_s = self._setup.time_limit_s + GRACE_S
                member.silent_s += LOOK_S
                if member.silent_s > limit_s:
                    member.kill(not_answering(limit_s))
