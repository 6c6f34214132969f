"""What crews have in common, wherever their processes are."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, Generic

from coach.batch.call import BatchCall, Outcome, Setup
from coach.batch.placing import P, Placing
from coach.batch.process import Make
from coach.errors import CrewError

logger = logging.getLogger(__name__)


class PlacedCrew(Generic[P]):
    """Workers, the calls that are placed with them, and the tasks that see to both.

    Args:
        setup: How calls are scored.
        make: Makes a worker in its process; found there by its name.
    """

    def __init__(self, setup: Setup, make: Make) -> None:
        self._setup = setup
        self._make = make
        self._placing: Placing[P] = Placing()
        self._tasks: set[asyncio.Task[None]] = set()
        self._models: list[str | None] = []

    async def ready(self) -> str | None:
        """Wait for the first worker; see :meth:`coach.batch.crew.Crew.ready`."""
        return (await self._placing.until(lambda: self._models or None))[0]

    async def score(self, call: BatchCall, *, alone: bool = False) -> Outcome:
        """Score a call; see :meth:`coach.batch.crew.Crew.score`."""
        return await self._placing.score(call, alone=alone)

    def close(self) -> int:
        """Take no more calls; see :meth:`coach.batch.crew.Crew.close`."""
        return self._placing.close()

    def _begin(self, work: Coroutine[Any, Any, None], name: str) -> None:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("crew failed", exc_info=error)
            reason = f"a worker cannot be seen to ({type(error).__name__})"
            self._placing.fail(CrewError(reason))

    async def _end(self, *, at_once: bool) -> None:
        """End the workers.

        Args:
            at_once: Whether what they have in hand is lost.
        """
        if at_once:
            for worker in self._placing.workers:
                worker.kill()
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
