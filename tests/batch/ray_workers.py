"""Workers that misbehave, to be made in the processes of a Ray cluster."""

import asyncio
import os
import signal
import time
from pathlib import Path

from coach.batch.call import BatchCall, Outcome
from coach.batch.worker import Worker


class Moody(Worker):
    """Does what a call's metadata say: ``kill``, ``freeze``, or ``await`` a file."""

    async def score(self, call: BatchCall, *, alone: bool = False) -> Outcome:
        """Score a call, or do worse."""
        if "kill" in call.metadata:
            os.kill(os.getpid(), signal.SIGKILL)
        if "freeze" in call.metadata:
            _freeze()
        if gate := call.metadata.get("await"):
            await asyncio.to_thread(Path(gate, f"{call.name}.{os.getpid()}").touch)
            while not await asyncio.to_thread(Path(gate, "open").exists):
                await asyncio.sleep(0.05)
        return await super().score(call, alone=alone)


def _freeze() -> None:
    """Stop the event loop, and so the whole process."""
    time.sleep(60)
