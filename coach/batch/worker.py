"""A worker: scores calls in one process, several at a time, with one recogniser."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    ExitStack,
    asynccontextmanager,
)
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING

from coach.batch.addresses import shown
from coach.batch.call import BatchCall, Kept, Outcome, Setup
from coach.batch.content import content_of
from coach.batch.crew import WorkerLost
from coach.batch.fetching import fetched
from coach.batch.watch import StalledError, Watch, watched
from coach.call_feed import call_info, feed_of
from coach.desk import Desk, DeskPlan
from coach.errors import CoachError, InputError, ModelError, StoreError
from coach.followed import Followed
from coach.inputs import CallInput
from coach.options import CallOptions
from coach.scoring.writing import report_bytes
from coach.store.keepers import keeper_of, put_into_store

if TYPE_CHECKING:
    from coach.store.followed import FollowedKeeper

logger = logging.getLogger(__name__)

BATCH = 32
"""Utterances that a decode takes together: enough for several of like length, which the
recogniser needs to be cheap."""


class Worker(AbstractAsyncContextManager["Worker"]):
    """Scores calls.  Entering begins to load the model.

    Args:
        setup: How calls are scored.
    """

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._options = CallOptions(
            speed=0.0,
            language=setup.language,
            agent_channel=setup.agent_channel,
            store=setup.store,
            keeps_audio=setup.keeps_audio,
        )
        self._stack = AsyncExitStack()
        self._desk: Desk | None = None
        self._keeper: FollowedKeeper | None = None
        self._is_stuck = False

    async def __aenter__(self) -> "Worker":
        """Begin to load the model.

        Raises:
            StoreError: Calls are to be kept, and the store cannot be opened.
        """
        setup = self._setup
        await asyncio.to_thread(setup.policy.build_detectors)
        plan = DeskPlan(
            policy=setup.policy,
            has_words=False,
            model=setup.model,
            language=setup.language,
            needs_recogniser=setup.needs_recogniser,
            decodes=1,
            batch=BATCH,
            device=setup.device,
        )
        async with AsyncExitStack() as stack:
            keeping = keeper_of(self._options, setup.policy, "score")
            self._keeper = await stack.enter_async_context(keeping)
            desk = Desk(plan, None, asyncio.Event())
            self._desk = await stack.enter_async_context(desk)
            self._stack = stack.pop_all()
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

    @property
    def is_stuck(self) -> bool:
        """Whether a call was given up in it: a thread may hang in there for good.

        What it has in hand may still be scored; it should take nothing new.
        """
        return self._is_stuck

    async def score(self, call: BatchCall, *, alone: bool = False) -> Outcome:
        """Score a call; what is wrong with it is in the outcome.

        Several may be scored at once.  Safe to cancel: the call is then dropped.

        Args:
            call: What to score.
            alone: Whether nothing else is in hand, so that the recogniser, if it hangs,
                hangs in this call.

        Raises:
            WorkerLost: The recogniser does not come back, perhaps from another call.
            coach.errors.ModelError: There is no such model, or it is damaged.
        """
        await self.ready()  # a model may take its time: that is not the call's
        watch, limit_s = Watch(), self._setup.time_limit_s
        try:
            return await watched(self._score(call, watch), watch, limit_s=limit_s)
        except InputError as error:
            return Outcome(call=call, report=None, error=str(error))
        except StalledError as stalled:
            self._is_stuck = True
            reason = f"nothing moved in it for {stalled.still_s:.0f} s"
            if stalled.awaits_others and not alone:
                raise WorkerLost(reason) from None
            return _failed(call, f"{reason}: given up")
        except Exception as error:  # a call's outer edge: the others go on
            if isinstance(error, ModelError):
                raise
            logger.exception("call failed")
            return _failed(call, f"could not be scored ({type(error).__name__})")

    async def _score(self, call: BatchCall, watch: Watch) -> Outcome:
        """Score a call; raise InputError where that cannot be."""
        async with _fetched(call) as found:
            return await self._score_files(call, found, watch)

    async def _score_files(
        self, call: BatchCall, found: CallInput, watch: Watch
    ) -> Outcome:
        """Score a call from its files on this machine."""
        desk, options = self._open(), self._options
        content = await asyncio.to_thread(content_of, found)
        watch.moved()
        feed = watch.over(await feed_of(desk, found, options, moved=watch.moved))
        known = replace(
            call_info(call.id, feed, options),
            source=call.source,
            agent=call.agent,
            started_at=call.started_at,
            metadata=dict(call.metadata),
        )
        followed = await desk.follow_unseen(feed, known)
        watch.moved()
        kept, fault = await self._keep(found, followed)
        return Outcome(
            call=call,
            report=await asyncio.to_thread(report_bytes, followed.report),
            error=None if fault is None else _one_line(call, found, fault),
            content=content,
            audio_s=followed.report["call"]["duration_ms"] / 1_000,
            kept=kept,
        )

    async def _keep(
        self, call: CallInput, followed: Followed
    ) -> tuple[Kept | None, CoachError | None]:
        """Put a call into the store where that is wanted.

        Returns:
            What of it is kept, and what is wrong with the call, or with keeping it.
        """
        kept: Kept | None = None
        try:
            if self._keeper is not None:
                await put_into_store(self._keeper, call, followed)
                kept = _kept(call, followed, self._setup)
            followed.check_heard()
        except (InputError, StoreError) as error:
            return kept, error
        return kept, None

    def _open(self) -> Desk:
        assert self._desk is not None, "the worker has not been entered"
        return self._desk


def _kept(call: CallInput, followed: Followed, setup: Setup) -> Kept:
    if not followed.has_speech or followed.is_unsure:
        return "nothing"
    return "words" if call.is_transcript or not setup.keeps_audio else "sound"


def _failed(call: BatchCall, reason: str) -> Outcome:
    return Outcome(call=call, report=None, error=f"{call.source}: {reason}")


def _one_line(call: BatchCall, found: CallInput, error: CoachError) -> str:
    """Return what is wrong, beginning with the call's own name, not with a copy's."""
    source = call.source
    if not isinstance(error, InputError):
        return f"{source}: not kept: {error}"
    addresses = {str(found.path): shown(call.address), found.name: source}
    if call.customer is not None:
        addresses[str(found.customer)] = shown(call.customer)
    return f"{addresses.get(error.source, error.source)}: {error.reason}"


@asynccontextmanager
async def _fetched(call: BatchCall) -> AsyncIterator[CallInput]:
    """Have the files of a call on this machine while the context is open.

    Raises:
        InputError: They cannot be had.
    """
    with ExitStack() as stack:
        paths = [
            await asyncio.to_thread(stack.enter_context, fetched(address))
            for address in call.addresses
        ]
        held = stack.pop_all()
    try:
        yield CallInput(path=paths[0], customer=paths[1] if len(paths) > 1 else None)
    except BaseException as error:
        # So that one that names a copy is told with the address instead.
        await asyncio.to_thread(held.__exit__, type(error), error, error.__traceback__)
        raise
    else:
        await asyncio.to_thread(held.close)
