"""Workers that do what calls ask of them: what goes wrong in theirs, goes wrong.

They have no engine, so that their processes start in a second.
"""

import asyncio
import ctypes
import os
import signal
import sys
from contextlib import AbstractAsyncContextManager

from coach.batch.call import BatchCall, Outcome, Setup
from coach.batch.crew import WorkerLost
from coach.errors import ModelError

MODEL = "made-up"


class Mischief(AbstractAsyncContextManager["Mischief"]):
    """A worker that does what the address of a call says, and scores all others."""

    def __init__(self, setup: Setup) -> None:
        self.is_stuck = False
        self._setup = setup
        self._in_hand = 0
        self._hoard: list[bytearray] = []

    async def __aexit__(self, *_: object) -> None:
        """Nothing has to be let go of."""

    async def ready(self) -> str | None:
        return MODEL

    async def score(self, call: BatchCall, *, alone: bool = False) -> Outcome:
        self._in_hand += 1
        assert not alone or self._in_hand == 1
        try:
            return await self._score(call, alone)
        finally:
            self._in_hand -= 1

    async def _score(self, call: BatchCall, alone: bool) -> Outcome:
        match call.address.split():
            case ["die"]:
                os.kill(os.getpid(), signal.SIGSEGV)
            case ["exit"]:
                os._exit(3)
            case ["numb"]:  # with the interpreter's lock: nothing else runs in here
                ctypes.PyDLL(None).sleep(3_600)
            case ["sleep", seconds]:
                await asyncio.sleep(float(seconds))
            case ["grow", mib]:
                self._hoard.append(bytearray(os.urandom(1) * (int(mib) << 20)))
            case ["hang"] if alone:
                self.is_stuck = True
                return Outcome(call=call, report=None, error="hang: given up")
            case ["hang"]:
                self.is_stuck = True
                raise WorkerLost("nothing moved in it")
            case _:
                pass
        report = f'{{"pid": {os.getpid()}, "alone": {str(alone).lower()}}}\n'
        return Outcome(call=call, report=report.encode(), content="c", audio_s=60.0)


class WithoutModel(Mischief):
    """A worker whose model is not there."""

    async def ready(self) -> str | None:
        raise ModelError("no such model")


class Slow(Mischief):
    """A worker whose model takes an hour to load."""

    async def ready(self) -> str | None:
        await asyncio.sleep(3_600)
        return MODEL


class ShortLived(Mischief):
    """A worker that dies as it starts."""

    async def ready(self) -> str | None:
        os._exit(9)


def say_threads(setup: Setup) -> Mischief:
    """Make a worker that has been told how many threads to use."""
    assert os.environ["OMP_NUM_THREADS"] == "1", sys.argv
    return Mischief(setup)
