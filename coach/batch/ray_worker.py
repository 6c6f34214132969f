"""A worker on a Ray cluster: what runs in the process of an actor."""

import asyncio
import os
import pickle
import socket
import sys
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from typing import Any

from coach import __version__
from coach.batch.call import BatchCall, Outcome
from coach.batch.crew import WorkerLost
from coach.batch.process import Scorer
from coach.batch.ray_files import Seen, Shelf, as_here, as_there
from coach.errors import CoachError


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an actor says when it is asked for something."""

    outcome: Outcome | None = None
    model: str | None = None
    missing: tuple[str, ...] = ()
    """Addresses of files that are not on this machine: to be sent."""
    lost: str | None = None
    """Why the call has no outcome: the recogniser does not come back."""
    unfit: CoachError | None = None
    """Why there can be no worker, here or anywhere."""
    is_stuck: bool = False
    """Whether a thread may hang in the process for good."""


class RayWorker:
    """Scores calls, several at a time; an actor of Ray, all of it on one event loop.

    It is made before anybody knows whether both sides are of one version, so that what
    comes from the other is only read once that has been found out.
    """

    def __init__(self) -> None:
        self._stack = AsyncExitStack()
        self._worker: Scorer | None = None
        self._shelf: Shelf | None = None

    async def greet(self) -> dict[str, Any]:
        """Return who this is, in forms that every version knows."""
        return {
            "version": __version__,
            "host": socket.gethostname(),
            "pid": os.getpid(),
        }

    async def start(self, how: bytes) -> Answer:
        """Load the model, and return its name.

        Args:
            how: A pickled pair: the setup, and what makes a worker of it.
        """
        setup, make = pickle.loads(how)
        if _has_gpu():
            setup = replace(setup, device="cuda")
        self._shelf = await asyncio.to_thread(Shelf)
        try:
            worker = await self._stack.enter_async_context(make(setup))
            self._worker = worker
            return Answer(model=await worker.ready())
        except CoachError as error:
            return Answer(unfit=error)

    async def ping(self) -> None:
        """Give a sign of life."""

    async def take(self, key: str, block: bytes) -> None:
        """Take in the next block of a file that is sent.

        Raises:
            OSError: The disk is full.
        """
        await asyncio.to_thread(self._on_shelf.take, key, block)

    async def drop(self, keys: tuple[str, ...]) -> None:
        """Let go of files that were sent in vain."""
        for key in keys:
            self._on_shelf.drop(key)

    async def score(
        self,
        call: BatchCall,
        files: dict[str, Seen | str],
        *,
        alone: bool,
    ) -> Answer:
        """Score a call.

        Args:
            call: What to score.
            files: By address, a file as the driver sees it, or the key of one that it
                has sent.
            alone: Whether nothing else is in hand.
        """
        missing = await asyncio.to_thread(_missing, files)
        if missing:
            return Answer(missing=missing)
        worker = self._worker
        assert worker is not None, "a call came before the worker was started"
        shelf = self._on_shelf
        links = await asyncio.to_thread(shelf.link, files)
        try:
            outcome = await worker.score(as_here(call, links), alone=alone)
        except WorkerLost as lost:
            return Answer(lost=lost.reason, is_stuck=worker.is_stuck)
        except CoachError as error:
            return Answer(unfit=error)
        finally:
            await asyncio.to_thread(shelf.unlink, files, links)
        outcome = as_there(outcome, call, links)
        return Answer(outcome=outcome, is_stuck=worker.is_stuck)

    async def stop(self) -> None:
        """Let go of the model and of all files; the process is ended afterwards."""
        with suppress(CoachError):
            await self._stack.aclose()
        if self._shelf is not None:
            await asyncio.to_thread(self._shelf.close)

    @property
    def _on_shelf(self) -> Shelf:
        assert self._shelf is not None, "the worker has not been started"
        return self._shelf


def _missing(files: dict[str, Seen | str]) -> tuple[str, ...]:
    return tuple(
        address
        for address, file in files.items()
        if isinstance(file, Seen) and not file.is_here()
    )


def _has_gpu() -> bool:
    """Return whether Ray has given this process a GPU, or a share of one."""
    ray = sys.modules.get("ray")  # an actor has it
    return bool(ray and ray.is_initialized() and ray.get_gpu_ids())
