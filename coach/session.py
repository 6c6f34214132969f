"""One call being followed: a feed, an engine, and the screens that show it."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from types import TracebackType
from typing import Any, Protocol

from coach.audio_time import samples
from coach.engine import Engine, Part, run
from coach.errors import InputError, RecognitionError
from coach.events import (
    CaptureLost,
    CaptureRestored,
    ClosingAbandoned,
    ClosingReached,
    ElementHeard,
    ElementRetracted,
    Event,
    HeardEvent,
    HoldChanged,
    HoldEnded,
    HoldStarted,
    HoldWithdrawn,
    NudgeIssued,
    NudgeWithdrawn,
    SentimentScored,
    UtteranceFailed,
)
from coach.feeds import Feed
from coach.language.memory import forget
from coach.policy.policy import Policy
from coach.quality import MONO_OVERLAP, SPEAKERS_UNSURE, Problem
from coach.redaction import Redacted, redact, redact_value
from coach.scoring.deliveries import Deliveries
from coach.scoring.report import CallInfo, EngineInfo, report_of

logger = logging.getLogger(__name__)

STATE_EVERY_MS = 1_000
"""How often the screens get the state of the call anew while somebody speaks, in
milliseconds: talk share is calm background, not a meter."""


class Screen(Protocol):
    """Something that shows a call while it goes on; never blocks."""

    @property
    def is_watched(self) -> bool:
        """Whether anybody can see it now."""
        ...

    def begin(self, call: CallInfo, wall_ms: int) -> None:
        """A call begins; ``wall_ms`` is the Unix time of audio time zero."""
        ...

    def show(self, events: Sequence[Event]) -> None:
        """Something was heard, and this, in order, is all that followed from it."""
        ...

    def update(self, state: dict[str, Any]) -> None:
        """The state of the call, whole, as the overlay's ``state`` has it."""
        ...

    def fault(self, error: InputError) -> None:
        """A part of the input cannot be used."""
        ...

    def end(self, report: dict[str, Any]) -> None:
        """The call is over."""
        ...


AT_ONCE = (
    CaptureLost,
    CaptureRestored,
    HoldStarted,
    HoldChanged,
    HoldEnded,
    HoldWithdrawn,
    ElementHeard,
    ElementRetracted,
    ClosingReached,
    ClosingAbandoned,
    SentimentScored,
)
"""The events after which the screens get the state of the call without delay."""


class CallSession(AbstractAsyncContextManager["CallSession"]):
    """Follow one call from its first sound to its report.

    Entering starts to listen; leaving the ``async with`` block cancels and awaits
    whatever still runs.  What the screens show comes from an engine fed as things are
    heard; the report from a fresh one fed the record in order, so that it is the same
    however fast the machine was.  Without screens there is only that one.

    Args:
        feed: What listens.
        policy: Settings of detectors and nudges.  The first detectors of a process load
            what they read words by, some 0.3 s: build some before, off the event loop.
        call: What is known about the call beforehand.
        made_by: Version, model and policy, for the report.
        screens: Where to show it; each is told everything, in order.
        problems: What is known beforehand to stand in the way of hearing well.
        wall_ms: Unix time, in milliseconds, of audio time zero; None where that is the
            moment at which the feed begins.
        describe: Says what is known about the call at its end, where that may be more
            than beforehand.
    """

    def __init__(
        self,
        feed: Feed,
        policy: Policy,
        *,
        call: CallInfo,
        made_by: EngineInfo,
        screens: Sequence[Screen] = (),
        problems: Sequence[Problem] = (),
        wall_ms: int | None = None,
        describe: Callable[[], CallInfo] | None = None,
    ) -> None:
        self._feed = feed
        self._policy = policy
        self._call = call
        self._made_by = made_by
        self._screens = tuple(screens)
        self._problems = tuple(problems)
        self._wall_ms = wall_ms
        self._describe = describe
        self._engine = Engine(policy, self._detectors()) if self._screens else None
        self._deliveries = Deliveries()
        self._state: dict[str, Any] = {}
        self._state_due = 0
        self._tasks = asyncio.TaskGroup()
        self._listening: asyncio.Task[None] | None = None
        self.faults: list[InputError] = []
        """Parts of the input that could not be used, in the order they were met."""
        self.redacted = Redacted(record=(), redactions=())
        """What was heard, masked, once there is a report: what that was made of."""

    async def __aenter__(self) -> "CallSession":
        """Start to listen."""
        await self._tasks.__aenter__()
        self._listening = self._tasks.create_task(
            self._feed.listen(self), name=f"listen {self._call.id}"
        )
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Cancel and await what still runs; forget what was said."""
        if self._listening is not None:
            self._listening.cancel()
        try:
            await self._tasks.__aexit__(exc_type, exc, traceback)
        finally:
            forget()

    def stop(self) -> None:
        """End the call where it is; :meth:`report` then returns soon."""
        self._feed.stop()

    async def report(self) -> dict[str, Any]:
        """Wait for the call to end and return its report, ``coach.report/1``.

        The record is redacted before the report's engine hears it, so that nothing in
        the report holds what must not last.

        Safe to cancel; the call then goes on.
        """
        assert self._listening is not None, "the session has not been entered"
        await asyncio.shield(self._listening)
        record, policy = self._feed.record(), self._policy
        self.redacted = await asyncio.to_thread(redact, record, policy.redaction)
        engine = await asyncio.to_thread(
            run, self.redacted.record, policy, self._detectors()
        )
        call = self._describe() if self._describe else self._call
        report = report_of(
            engine.ledger,
            call=replace(call, metadata=redact_value(call.metadata, policy.redaction)),
            engine=self._made_by,
            problems=self._all_problems(engine),
            delivered=self._deliveries.rows(),
        )
        for screen in self._screens:
            screen.end(report)
        return report

    # --- what the feed tells ----------------------------------------------------------

    def begin(self) -> None:
        """Audio time zero is now."""
        wall_ms = self._wall_ms
        if wall_ms is None:
            wall_ms = time.time_ns() // 1_000_000
        for screen in self._screens:
            screen.begin(self._call, wall_ms)

    def hear(self, event: HeardEvent) -> None:
        """Something was heard: let the engine make something of it and show it."""
        if isinstance(event, UtteranceFailed):
            # Breath and noise without words are everyday; a failure is not.
            is_failure = event.reason == RecognitionError.code
            level = logging.WARNING if is_failure else logging.DEBUG
            logger.log(level, "utterance not recognised", extra={"why": event.reason})
        if self._engine is not None:
            self._show(self._engine.feed(event), self._engine)

    def tick(self, now: int) -> None:
        """The call has come to this canonical sample."""
        if self._engine is None:
            return
        self._show(self._engine.advance(now), self._engine)
        if now >= self._state_due:
            self._update(self._engine)

    def fault(self, error: InputError) -> None:
        """A part of the input cannot be used."""
        self.faults.append(error)
        for screen in self._screens:
            screen.fault(error)

    # --- what the analyst answers ----------------------------------------------------

    def acknowledge(self, nudge_id: str) -> None:
        """The analyst has seen the nudge and is about to follow it."""
        if self._engine is not None:
            self._engine.advisor.acknowledge(nudge_id)
        self._deliveries.answered(nudge_id, "acknowledged")

    def dismiss(self, nudge_id: str) -> None:
        """The analyst wants the nudge gone."""
        if self._engine is not None:
            self._engine.advisor.dismiss(nudge_id)
        self._deliveries.answered(nudge_id, "dismissed")

    def snooze(self, kind: str, minutes: float) -> None:
        """The analyst wants no nudge of this kind for so many minutes."""
        if self._engine is not None:
            self._engine.advisor.snooze(kind, samples(round(minutes * 60_000)))
        self._deliveries.snoozed(kind)

    # ---------------------------------------------------------------------------------

    def _show(self, events: list[Event], engine: Engine) -> None:
        if not events:
            return
        for event in events:
            self._note_delivery(event, engine.now)
        for screen in self._screens:
            screen.show(events)
        if any(isinstance(event, AT_ONCE) for event in events):
            self._update(engine)

    def _note_delivery(self, event: Event, now: int) -> None:
        match event:
            case NudgeIssued(nudge=nudge) if any(s.is_watched for s in self._screens):
                self._deliveries.sent(nudge, now)
            case NudgeWithdrawn(nudge_id=nudge_id):
                self._deliveries.answered(nudge_id, "withdrawn")
            case _:
                pass

    def _update(self, engine: Engine) -> None:
        """Tell the screens the state of the call, if it is not what they have."""
        now = engine.now
        self._state_due = now + samples(STATE_EVERY_MS)
        state = engine.ledger.state(now)
        if {**state, "at_ms": 0} == {**self._state, "at_ms": 0}:
            return
        self._state = state
        for screen in self._screens:
            screen.update(state)

    def _detectors(self) -> Mapping[str, Part] | None:
        """Return fresh detectors, where they are not simply all of them.

        Where it is not certain who speaks, whatever they found might be about the wrong
        one; on one channel nobody is heard to speak over the other.
        """
        problems = {problem.code for problem in self._feed.problems()}
        if SPEAKERS_UNSURE in problems:
            return {}
        if MONO_OVERLAP not in problems:
            return None
        detectors = self._policy.build_detectors()
        detectors.pop("interruption", None)
        return detectors

    def _all_problems(self, engine: Engine) -> tuple[Problem, ...]:
        """What stood in the way, before the call, in the feed and in the detectors."""
        faults = (
            Problem(code=fault.code, detail=fault.reason) for fault in self.faults
        )
        failed = (
            Problem(code="detector-failed", detail=f"{name} was left out from there on")
            for name in engine.failed
        )
        return (*self._problems, *self._feed.problems(), *faults, *failed)
