"""A worker: scores calls in one process, several at a time, with one recogniser."""

import asyncio
import hashlib
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from coach.batch.call import BatchCall, Outcome, Setup
from coach.commands import call_info, check_heard, feed_of
from coach.desk import Desk, DeskPlan
from coach.errors import InputError, RecordingError
from coach.inputs import CallInput
from coach.options import CallOptions
from coach.scoring.writing import report_bytes


class Worker(AbstractAsyncContextManager["Worker"]):
    """Scores calls.  Entering begins to load the model.

    Args:
        setup: How calls are scored.
    """

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._options = CallOptions(
            speed=0.0, language=setup.language, agent_channel=setup.agent_channel
        )
        self._stack = AsyncExitStack()
        self._desk: Desk | None = None

    async def __aenter__(self) -> "Worker":
        """Begin to load the model."""
        setup = self._setup
        await asyncio.to_thread(setup.policy.build_detectors)
        plan = DeskPlan(
            policy=setup.policy,
            has_words=False,
            model=setup.model,
            language=setup.language,
            needs_recogniser=setup.needs_recogniser,
            device=setup.device,
        )
        desk = Desk(plan, None, asyncio.Event())
        self._desk = await self._stack.enter_async_context(desk)
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let go of the recogniser."""
        await self._stack.__aexit__(exc_type, exc, traceback)

    async def ready(self) -> str | None:
        """Wait for the model, and return its name; None where none is needed.

        Raises:
            coach.errors.ModelError: There is no such model, or it is damaged.
        """
        return await self._open().model()

    async def score(self, call: BatchCall) -> Outcome:
        """Score a call; what is wrong with it is in the outcome.

        Several may be scored at once.  Safe to cancel: the call is then dropped.

        Raises:
            coach.errors.ModelError: There is no such model, or it is damaged.
        """
        desk, options = self._open(), self._options
        found = CallInput(
            path=Path(call.address),
            customer=None if call.customer is None else Path(call.customer),
        )
        try:
            content = await asyncio.to_thread(content_of, found)
            feed = await feed_of(desk, found, options)
        except InputError as error:
            return Outcome(call=call, report=None, error=str(error))
        known = replace(
            call_info(call.id, feed, options),
            agent=call.agent,
            started_at=call.started_at,
            metadata=dict(call.metadata),
        )
        followed = await desk.follow_unseen(feed, known)
        complaint = None
        try:
            check_heard(followed)
        except InputError as error:
            complaint = str(error)
        return Outcome(
            call=call,
            report=report_bytes(followed.report),
            error=complaint,
            content=content,
            audio_s=followed.report["call"]["duration_ms"] / 1_000,
        )

    def _open(self) -> Desk:
        assert self._desk is not None, "the worker has not been entered"
        return self._desk


def content_of(call: CallInput) -> str:
    """Return the SHA-256 of what a call is scored from, hexadecimal.

    Raises:
        InputError: It cannot be read.
    """
    found = hashlib.sha256()
    for path in (call.path, call.customer):
        if path is None:
            continue
        try:
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    found.update(block)
        except OSError as error:
            reason = f"cannot be read ({error.strerror})"
            raise RecordingError(str(path), reason) from error
    return found.hexdigest()
