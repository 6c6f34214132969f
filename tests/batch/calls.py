"""Calls, outcomes and a crew for tests: no process, no engine."""

import asyncio
import hashlib
import json
from collections.abc import Callable, Collection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from coach.batch.call import BatchCall, Outcome, Setup
from coach.batch.crew import NotBegun
from coach.policy.loading import load_policy
from tests.batch.reports import report

TALK = {
    "schema": "coach.transcript/1",
    "utterances": [
        {
            "speaker": "agent",
            "start_ms": 500,
            "end_ms": 4_000,
            "text": "Good morning, this is Nora. My PIN is 4 7 1 1.",
        }
    ],
}
"""A transcript."""

CONTENT = hashlib.sha256(json.dumps(TALK).encode()).hexdigest()
"""What it is known by."""


POLICY = load_policy(None)


def setup(**changes: Any) -> Setup:  # noqa: ANN401 (any field)
    """Return how calls are scored."""
    return Setup(**{"policy": POLICY, "needs_recogniser": False, **changes})


def call(name: str, address: str | None = None, **known: Any) -> BatchCall:  # noqa: ANN401 (any field)
    """Return a call."""
    return BatchCall(address=address or name, name=name, id=name, **known)


def outcome(
    of: BatchCall, *, error: str | None = None, has_report: bool = True
) -> Outcome:
    """Return what came of a call."""
    form = report(call={"id": of.id, "agent": of.agent})
    made = json.dumps(form).encode() if has_report else None
    return Outcome(call=of, report=made, error=error, content=CONTENT, audio_s=60.0)


Answer = Callable[[BatchCall, bool], Outcome]


def well(of: BatchCall, alone: bool) -> Outcome:
    """Score any call."""
    del alone
    return outcome(of)


class FakeCrew:
    """A crew in this process.

    Args:
        answer: Given a call and whether it is alone, returns what came of it.
        slots: Calls at once.
        waiting: Calls, by name, for which it never has a worker.
    """

    def __init__(
        self, answer: Answer = well, *, slots: int = 2, waiting: Collection[str] = ()
    ) -> None:
        self.answer = answer
        self.slots = slots
        self.begun: list[str] = []
        self.most_at_once = 0
        self.let_go = asyncio.Event()
        """Calls are done when it is set."""
        self.let_go.set()
        self._in_hand = 0
        self._waiting = waiting
        self._closed = asyncio.Event()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        pass

    async def ready(self) -> str | None:
        return None

    def close(self) -> int:
        self._closed.set()
        return self._in_hand

    async def score(self, call: BatchCall, *, alone: bool = False) -> Outcome:
        if call.name in self._waiting:
            await self._closed.wait()
            raise NotBegun
        self.begun.append(call.name)
        self._in_hand += 1
        self.most_at_once = max(self.most_at_once, self._in_hand)
        try:
            await self.let_go.wait()
            await asyncio.sleep(0)
            return self.answer(call, alone)
        finally:
            self._in_hand -= 1


def write_talks(folder: Path, *names: str) -> Path:
    """Write transcripts of these names into a folder."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.json").write_text(json.dumps(TALK))
    return folder
