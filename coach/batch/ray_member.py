"""One worker on a Ray cluster, as its crew sees it."""

import asyncio
import pickle
import secrets
from collections.abc import Callable
from contextlib import suppress
from types import ModuleType
from typing import Any

from coach import __version__
from coach.batch.call import BatchCall, Outcome, Setup
from coach.batch.crew import GRACE_S, WorkerLost, not_answering
from coach.batch.process import Make
from coach.batch.ray_files import Seen, blocks, look
from coach.batch.ray_worker import Answer
from coach.errors import CrewError

LOOK_S = 1.0
"""Between looks whether a worker has answered, in seconds."""

END_S = 2.0
"""How long a worker may take to let go of what it has, in seconds."""


class RayMember:
    """An actor of Ray that scores calls.

    Args:
        ray: The module, connected.
        actor: A :class:`~coach.batch.ray_worker.RayWorker`; it may wait for room still.
        setup: How calls are scored.
        make: Makes the worker in the actor; found there by its name.
        changed: Told whenever it takes calls, has done one, or takes no more.
    """

    def __init__(
        self,
        ray: ModuleType,
        actor: Any,  # noqa: ANN401 (untyped)
        setup: Setup,
        *,
        make: Make,
        changed: Callable[[], None],
    ) -> None:
        self._ray = ray
        self._actor = actor
        self._setup = setup
        self._how = pickle.dumps((setup, make))
        self._changed = changed
        self._loss: WorkerLost | None = None
        self.pid: int | None = None
        """Of its process, once it has greeted."""
        self.host = ""
        """The machine it runs on, once it has greeted."""
        self.load = 0
        self.is_ready = False
        self.is_tired = False
        self.is_reserved = False

    @property
    def is_open(self) -> bool:
        """Whether it takes another call."""
        has_room = self.load < self._setup.calls_at_once
        return self.is_able and has_room and not self.is_reserved

    @property
    def is_able(self) -> bool:
        """Whether it takes calls, now or once it has done others."""
        return self.is_ready and not self.is_tired

    async def greet(self) -> None:
        """Wait until there is room for it, and find out who it is.

        Raises:
            WorkerLost: It died.
            CrewError: It is of another version, or there is none on its machine.
        """
        greeting = await self._asked(self._actor.greet.remote())
        self.pid, self.host = greeting["pid"], greeting["host"]
        if greeting["version"] != __version__:
            raise CrewError(
                f"{self.host}: has call-coach {greeting['version']}, and this machine "
                f"{__version__}: install one version on all"
            )

    async def start(self) -> str | None:
        """Wait until it takes calls, and return its model's name.

        Raises:
            WorkerLost: It died.
            CoachError: There can be no worker, here or anywhere.
        """
        answer = await self._asked(self._actor.start.remote(self._how))
        if answer.unfit is not None:
            raise answer.unfit
        self.is_ready = True
        self._changed()
        return str(answer.model) if answer.model is not None else None

    async def watch(self) -> None:
        """Look after it until it is to be replaced.

        Time is counted in looks: while this machine sleeps, nobody is silent.

        Raises:
            WorkerLost: It died, or gave no sign of life.
        """
        silent_s = 0.0
        sign = self._sign_of_life()
        try:
            while not (self.is_tired and self.load == 0):
                await asyncio.sleep(LOOK_S)
                silent_s += LOOK_S
                limit_s = self._setup.time_limit_s + GRACE_S
                if sign.done():
                    sign.result()
                    silent_s = 0.0
                    sign = self._sign_of_life()
                elif silent_s > limit_s:
                    self._loss = not_answering(limit_s)
                    raise self._loss
        finally:
            sign.cancel()

    def _sign_of_life(self) -> asyncio.Task[None]:
        asked = self._asked(self._actor.ping.remote())
        return asyncio.create_task(asked, name="sign of life")

    async def score(self, call: BatchCall, *, alone: bool) -> Outcome:
        """Score a call; see :meth:`coach.batch.crew.Crew.score`.

        Raises:
            WorkerLost: It died, or the recogniser does not come back.
            CoachError: There can be no worker, here or anywhere.
        """
        self.load += 1
        keys: dict[str, str] = {}
        try:
            files: dict[str, Seen | str] = {**await asyncio.to_thread(look, call)}
            answer = await self._answer(call, files, alone=alone)
            if answer.missing:
                for address in answer.missing:
                    keys[address] = secrets.token_hex(8)
                    await self._send(files[address], keys[address])
                answer = await self._answer(call, {**files, **keys}, alone=alone)
                keys.clear()
        except OSError as error:
            return _unsent(call, error)
        finally:
            if keys and self._loss is None:
                self._actor.drop.remote(tuple(keys.values()))
            self.load -= 1
            self._changed()
        assert answer.outcome is not None, "a call was neither scored nor sent for"
        return answer.outcome

    async def _answer(
        self, call: BatchCall, files: dict[str, Seen | str], *, alone: bool
    ) -> Answer:
        asked = self._actor.score.remote(call, files, alone=alone)
        answer: Answer = await self._asked(asked)
        if answer.is_stuck:
            self.is_tired = True
        if answer.unfit is not None:
            raise answer.unfit
        if answer.lost is not None:
            raise WorkerLost(answer.lost)
        return answer

    async def _send(self, seen: Seen | str, key: str) -> None:
        """Send a file, a block at a time, each when the one before it is there.

        Raises:
            OSError: It cannot be read here, or not be kept there.
        """
        assert isinstance(seen, Seen), "what was sent is not missing"
        source = blocks(seen.path)
        while (block := await asyncio.to_thread(next, source, None)) is not None:
            await self._asked(self._actor.take.remote(key, block))

    async def _asked(self, ref: Any) -> Any:  # noqa: ANN401 (as above)
        """Return what the actor answers.

        Safe to cancel: what the actor does is then cancelled too.

        Raises:
            WorkerLost: It died.
            CrewError: There is no package of this version on its machine.
        """
        errors = self._ray.exceptions
        try:
            return await ref
        except asyncio.CancelledError:
            if self._loss is None:
                self._ray.cancel(ref)
            raise
        except errors.RayTaskError as error:
            raise (error.cause or error) from None
        except errors.RayError as error:
            if getattr(error, "actor_init_failed", False):
                raise _no_package(error) from None
            self.is_tired = True
            self._loss = self._loss or WorkerLost(_reason(error))
            raise self._loss from None

    async def end(self) -> None:
        """End it, gently where it has nothing in hand."""
        self.is_tired = True
        if self._loss is None and self.load == 0 and self.is_ready:
            with suppress(WorkerLost, TimeoutError):
                async with asyncio.timeout(END_S):
                    await self._asked(self._actor.stop.remote())
        self.kill()

    def kill(self) -> None:
        """End it at once: whoever waits for a call in it is told that it is lost."""
        self.is_tired = True
        self._loss = self._loss or WorkerLost("the process scoring it was ended")
        self._ray.kill(self._actor)


def _reason(error: Exception) -> str:
    """Return what became of a process, as Ray tells it."""
    told = str(error)
    if "OUT_OF_MEMORY" in told or type(error).__name__ == "OutOfMemoryError":
        return "the process scoring it was killed: its machine was out of memory"
    if "node" in told.partition("The actor is dead because")[2].partition(".")[0]:
        return "the machine scoring it has gone"
    return "the process scoring it died"


def _no_package(error: Exception) -> CrewError:
    last = (str(error).strip().splitlines() or [type(error).__name__])[-1]
    return CrewError(
        f"a worker cannot be started on the Ray cluster ({last}): is call-coach "
        f"{__version__} installed on all its machines?"
    )


def _unsent(call: BatchCall, error: OSError) -> Outcome:
    reason = f"cannot be sent to a worker ({error.strerror or type(error).__name__})"
    return Outcome(call=call, report=None, error=f"{call.address}: {reason}")
