"""One worker process, as its crew sees it."""

import asyncio
import contextlib
import itertools
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from coach.batch.call import BatchCall, Outcome, Setup
from coach.batch.crew import WorkerLost
from coach.batch.process import Beat, Done, Lost, Make, Ready, Said, Task, Unfit, main
from coach.interrupt import SIGNALS

logger = logging.getLogger(__name__)

MOST_GROWTH_MIB = 1_024
"""A worker that has grown by so much since it was ready is replaced, in MiB."""

END_S = 5.0
"""How long a worker may take to end by itself, in seconds."""

ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"
)
"""Libraries that take every core for themselves would fight over them."""

_SPAWN = multiprocessing.get_context("spawn")
_STARTING = threading.Lock()


class Member:
    """A worker process.  Made by :meth:`start`.

    Everything here happens on the event loop, but for the thread that reads the pipe.

    Args:
        process: It has been started.
        pipe: To it.
        slots: Calls that it may have in hand.
        changed: Told whenever it takes calls, has done one, or takes no more.
    """

    def __init__(
        self,
        process: BaseProcess,
        pipe: "Connection[Any, Any]",
        slots: int,
        changed: Callable[[], None],
    ) -> None:
        loop = asyncio.get_running_loop()
        self._process = process
        self._pipe = pipe
        self._slots = slots
        self._changed = changed
        self._numbers = itertools.count()
        self._sending = threading.Lock()
        self._in_hand: dict[int, asyncio.Future[Outcome]] = {}
        self._loss: WorkerLost | None = None
        self._model: asyncio.Future[str | None] = loop.create_future()
        self._is_ready = False
        self._ready_mib: int | None = None
        self.retired = asyncio.Event()
        """Set when it has nothing in hand and is to get nothing more."""
        self.is_tired = False
        """Whether it takes nothing new: it is dead, or stuck, or has grown."""
        self.is_reserved = False
        """Whether it is kept for a call that is to be alone in it."""
        self.is_heard = False
        """Whether it has ever said anything."""
        self.silent_s = 0.0
        """How long it has said nothing; the crew counts."""

    @classmethod
    async def start(
        cls, setup: Setup, make: Make, changed: Callable[[], None]
    ) -> "Member":
        """Start a process, which loads its model meanwhile.

        Args:
            setup: How calls are scored.
            make: Makes the worker in the process.
            changed: Told whenever it takes calls, has done one, or takes no more.

        Raises:
            OSError: The system has no room for another process.
        """
        starting = asyncio.create_task(asyncio.to_thread(_started, setup, make))
        try:
            process, pipe = await asyncio.shield(starting)
        except asyncio.CancelledError:
            process, _ = await starting
            process.kill()
            raise
        member = cls(process, pipe, setup.calls_at_once, changed)
        threading.Thread(
            target=member._read,
            args=(asyncio.get_running_loop(),),
            name=f"hear worker {process.pid}",
            daemon=True,
        ).start()
        return member

    @property
    def pid(self) -> int:
        """Of the process."""
        assert self._process.pid is not None, "it has been started"
        return self._process.pid

    @property
    def load(self) -> int:
        """Calls in hand."""
        return len(self._in_hand)

    @property
    def is_open(self) -> bool:
        """Whether it takes another call."""
        is_able = self._is_ready and not self.is_tired and not self.is_reserved
        return is_able and self.load < self._slots

    async def ready(self) -> str | None:
        """Wait until it takes calls, and return its model's name.

        Raises:
            WorkerLost: It ended before.
            coach.errors.CoachError: There can be no worker, here or anywhere.
        """
        return await self._model

    async def score(self, call: BatchCall, *, alone: bool) -> Outcome:
        """Score a call; see :meth:`coach.batch.crew.Crew.score`.

        Raises:
            WorkerLost: It died, or the recogniser does not come back.
            coach.errors.CoachError: There can be no worker, here or anywhere.
        """
        number = next(self._numbers)
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Outcome] = loop.create_future()
        self._in_hand[number] = answer
        try:
            await asyncio.to_thread(self._send, Task(number, call, alone))
            return await answer
        finally:
            del self._in_hand[number]
            self._rest()

    def kill(self, loss: WorkerLost | None = None) -> None:
        """End the process at once.

        Args:
            loss: What is told of the calls that it has in hand; that it died where
                nothing else is known.
        """
        self._loss = self._loss or loss
        self._process.kill()

    async def end(self) -> None:
        """End the process and wait for that.

        What it still has in hand is lost; where it is dead already there is no harm.
        One that is not ready yet would hear of it only when it has its model.
        """
        self.is_tired = True
        if not self._is_ready:
            self.kill()
        await asyncio.to_thread(self._end)

    def _end(self) -> None:
        self._send(None)
        self._process.join(END_S)
        self._process.kill()
        self._process.join()

    # --- the pipe ------------------------------------------------------------------

    def _send(self, task: Task | None) -> None:
        # It has died: the thread that reads will tell.
        with self._sending, contextlib.suppress(OSError):
            self._pipe.send(task)

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        """Pass on what the process says, to its end; in a thread."""
        with contextlib.suppress(RuntimeError):  # the loop has ended before us
            while True:
                try:
                    said = self._pipe.recv()
                except (EOFError, OSError):
                    break
                loop.call_soon_threadsafe(self._take, said)
            self._process.join()
            loop.call_soon_threadsafe(self._die, self._process.exitcode)
        self._pipe.close()

    def _take(self, said: Said) -> None:
        self.silent_s, self.is_heard = 0.0, True
        match said:
            case Ready(model=model, rss_mib=mib):
                self._ready_mib, self._is_ready = mib, True
                if not self._model.done():
                    self._model.set_result(model)
            case Unfit(error=error):
                self._fail(error)
            case Done(number=number, outcome=outcome, is_stuck=is_stuck, rss_mib=mib):
                self.is_tired |= is_stuck
                self._weigh(mib)
                self._answer(number, outcome)
            case Lost(number=number, reason=reason, is_stuck=is_stuck):
                self.is_tired |= is_stuck
                self._answer(number, WorkerLost(reason))
            case Beat(rss_mib=mib):
                fields = {"pid": self.pid, "rss_mib": mib, "calls": self.load}
                logger.debug("worker lives", extra=fields)

    def _weigh(self, mib: int | None) -> None:
        """Let a worker that has grown too much finish what it has, and no more."""
        if mib is None or self._ready_mib is None:
            return
        if mib - self._ready_mib > MOST_GROWTH_MIB and not self.is_tired:
            fields = {"pid": self.pid, "rss_mib": mib, "at_first": self._ready_mib}
            logger.info("worker has grown: replaced", extra=fields)
            self.is_tired = True

    def _answer(self, number: int, answer: Outcome | WorkerLost) -> None:
        waiting = self._in_hand.get(number)
        if waiting is None or waiting.done():
            return  # nobody wants it any more
        if isinstance(answer, WorkerLost):
            waiting.set_exception(answer)
        else:
            waiting.set_result(answer)

    def _fail(self, error: Exception) -> None:
        """Tell everybody who waits for this process, and take nothing new."""
        self.is_tired = True
        if not self._model.done():
            self._model.set_exception(error)
        for waiting in self._in_hand.values():
            if not waiting.done():
                waiting.set_exception(error)
        self._rest()

    def _die(self, exitcode: int | None) -> None:
        self._fail(self._loss or WorkerLost(f"the process scoring it {_end(exitcode)}"))

    def _rest(self) -> None:
        if self.is_tired and not self._in_hand:
            self.retired.set()
        self._changed()


def _started(setup: Setup, make: Make) -> "tuple[BaseProcess, Connection[Any, Any]]":
    """Start a process; in a thread."""
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=main, args=(theirs, setup, make), name="worker")
    with _STARTING, _one_thread(), _unsignalled():
        process.start()
    theirs.close()
    return process, ours


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """Let libraries of a process that is started here use one thread."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(ONE_THREAD)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextlib.contextmanager
def _unsignalled() -> Iterator[None]:
    """Keep Ctrl-C from a process that is started here until it ignores it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        return f"died (signal {-exitcode})"
    return f"ended (status {exitcode})"
