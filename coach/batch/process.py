"""A worker in a process of its own: what runs in there, and what it says.

    crew ──Task──▶ pipe ──▶ worker process
         ◀──Ready, Done, Lost, Beat, Unfit──

The process ends when its pipe does: however the crew's own process ended, no worker
outlives it.
"""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from coach.batch.call import BatchCall, Outcome, Setup
from coach.batch.crew import WorkerLost
from coach.errors import CoachError
from coach.interrupt import SIGNALS

BEAT_S = 2.0
"""Between signs of life, in seconds: a small part of any sensible time limit."""

STATM = Path("/proc/self/statm")
"""Where Linux says what a process has in use, in pages."""


class Scorer(AbstractAsyncContextManager["Scorer"], Protocol):
    """What a worker does; see :class:`coach.batch.worker.Worker`."""

    @property
    def is_stuck(self) -> bool:
        """Whether it should take nothing new."""
        ...

    async def ready(self) -> str | None:
        """Wait for the model, and return its name."""
        ...

    async def score(self, call: BatchCall, *, alone: bool = False) -> Outcome:
        """Score a call."""
        ...


Make = Callable[[Setup], Scorer]
"""What makes a worker; found by its name in the new process."""


def make_worker(setup: Setup) -> Scorer:
    """Return a worker with the engine in it, which only its process has to import."""
    from coach.batch.worker import Worker

    return Worker(setup)


@dataclass(frozen=True, slots=True)
class Task:
    """A call to score."""

    number: int
    """Of the crew's; the answer has it too."""
    call: BatchCall
    alone: bool


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker takes calls."""

    model: str | None
    rss_mib: int | None


@dataclass(frozen=True, slots=True)
class Unfit:
    """There can be no worker, here or anywhere: the model is missing, or the like."""

    error: CoachError


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a call."""

    number: int
    outcome: Outcome
    is_stuck: bool
    rss_mib: int | None


@dataclass(frozen=True, slots=True)
class Lost:
    """A call waited in vain for the recogniser."""

    number: int
    reason: str
    is_stuck: bool


@dataclass(frozen=True, slots=True)
class Beat:
    """A sign of life."""

    rss_mib: int | None


Said = Ready | Unfit | Done | Lost | Beat


def main(pipe: "Connection[Any, Any]", setup: Setup, make: Make) -> None:
    """Be a worker until the pipe says that it is over, or ends.

    Args:
        pipe: To the crew.
        setup: How calls are scored.
        make: Makes the worker.
    """
    for number in SIGNALS:  # Ctrl-C reaches every process: the crew's decides
        signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    asyncio.run(_Process(pipe, setup, make).run())
    leave()


def leave() -> None:
    """End the process, even where a thread of it hangs."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(0)


def rss_mib() -> int | None:
    """Return the memory that this process has in use, in MiB; None where unknown."""
    try:
        pages = int(STATM.read_text().split()[1])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


class _Process:
    """The worker and its pipe.

    Args:
        pipe: To the crew.
        setup: How calls are scored.
        make: Makes the worker.
    """

    def __init__(self, pipe: "Connection[Any, Any]", setup: Setup, make: Make) -> None:
        self._pipe = pipe
        self._setup = setup
        self._make = make
        self._worker: Scorer | None = None
        # A thread for each way: the loop never waits for the pipe.
        self._sender = ThreadPoolExecutor(1, "say")
        self._tasks: set[asyncio.Task[None]] = set()
        self._over = asyncio.Event()

    async def run(self) -> None:
        """Score calls until it is over."""
        self._listen()
        beating = asyncio.create_task(self._beat(), name="beat")
        try:
            async with self._make(self._setup) as self._worker:
                model = await self._worker.ready()
                await self._say(Ready(model, rss_mib()))
                await self._over.wait()
        except CoachError as error:
            await self._say(Unfit(error))
        finally:
            beating.cancel()

    def _listen(self) -> None:
        """Take what comes through the pipe, in a thread that ends with the process."""
        loop = asyncio.get_running_loop()

        def read() -> None:
            while True:
                try:
                    task = self._pipe.recv()
                except (EOFError, OSError):
                    os._exit(1)  # nobody is there any more: not even for goodbye
                loop.call_soon_threadsafe(self._take, task)

        threading.Thread(target=read, name="hear", daemon=True).start()

    def _take(self, task: Task | None) -> None:
        if task is None:
            self._over.set()
            return
        name = f"score {task.number}"
        scoring = asyncio.create_task(self._score(task), name=name)
        self._tasks.add(scoring)
        scoring.add_done_callback(self._tasks.discard)

    async def _score(self, task: Task) -> None:
        worker = self._worker
        assert worker is not None, "a call came before the worker was ready"
        try:
            outcome = await worker.score(task.call, alone=task.alone)
        except WorkerLost as lost:
            await self._say(Lost(task.number, lost.reason, worker.is_stuck))
        except CoachError as error:
            await self._say(Unfit(error))
        else:
            is_stuck = worker.is_stuck
            await self._say(Done(task.number, outcome, is_stuck, rss_mib()))

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            await self._say(Beat(rss_mib()))

    async def _say(self, said: Said) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._sender, self._pipe.send, said)
