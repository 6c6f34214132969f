"""The desk: where calls are followed, one after the other."""

import asyncio
import contextlib
import logging
import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal

from rich.console import Console

from coach import __version__
from coach.errors import CoachError
from coach.feeds import Feed
from coach.followed import Followed
from coach.policy.policy import Policy, effective_id
from coach.quality import Problem
from coach.scoring.report import CallInfo, EngineInfo
from coach.session import CallSession, Screen
from coach.speech.queue import MAX_FINALS, DecodeQueue
from coach.speech.whisper import Recogniser
from coach.terminal import TerminalScreen
from coach.web.hub import OverlayHub
from coach.web.messages import (
    Acknowledge,
    Command,
    Dismiss,
    HeadsetCommand,
    Snooze,
)
from coach.web.screen import OverlayScreen

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPlan:
    """What a desk is to be."""

    policy: Policy
    has_words: bool
    """Whether the terminal shows the conversation, or only what each call came to."""
    awaits_overlay: bool = False
    """Whether the first call begins only when an overlay has connected."""
    model: str | None = None
    """A model's name or folder; None for the packaged one."""
    language: str = "en"
    notice: str | None = None
    """What the overlay shows as each call begins."""
    decodes: int = 2
    """How many decodes run at once, each on one thread."""
    batch: int = 1
    """How many finals one of them may take together: more is cheaper, and later for
    the first of them."""
    needs_recogniser: bool = True
    """False where only transcripts are followed: the model is then never loaded."""
    device: Literal["cpu", "cuda"] = "cpu"
    """Where speech is recognised."""


class Desk(AbstractAsyncContextManager["Desk"]):
    """Holds the recogniser and the screens, and follows calls.

    Entering begins to load the model; leaving lets go of it.  Calls are followed one
    at a time.

    Args:
        plan: What it is to be.
        hub: Where the overlays are connected; None where nobody looks on: nothing is
            shown then, in the terminal neither.
        interrupted: Set when the user wants an end: the call that goes on is ended
            and its report made.
    """

    def __init__(
        self, plan: DeskPlan, hub: OverlayHub | None, interrupted: asyncio.Event
    ) -> None:
        self._plan = plan
        self._policy_id = effective_id(plan.policy)
        self._hub = hub
        self._interrupted = interrupted
        self._stack = AsyncExitStack()
        self._loading: asyncio.Task[Recogniser] | None = None
        self._queue: DecodeQueue | None = None
        self._session: CallSession | None = None
        self._model: str | None = None
        self._obey_headset: Callable[[HeadsetCommand], None] | None = None
        self._early: list[HeadsetCommand] = []

    async def __aenter__(self) -> "Desk":
        """Begin to load the model and to obey the overlays."""
        plan = self._plan
        async with AsyncExitStack() as stack:
            if self._hub is not None:
                obeying = self._obey(self._hub)
                answers = asyncio.create_task(obeying, name="overlay commands")
                stack.push_async_callback(_cancelled, answers)
            if plan.needs_recogniser:
                self._loading = asyncio.create_task(
                    asyncio.to_thread(
                        Recogniser.load,
                        plan.model,
                        language=plan.language,
                        vocabulary=plan.policy.speech.vocabulary,
                        decodes=plan.decodes,
                        device=plan.device,
                    ),
                    name="load model",
                )
                stack.push_async_callback(_cancelled, self._loading)
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

    async def recogniser(self) -> DecodeQueue:
        """Return the shared recogniser, once its model is loaded.

        Raises:
            coach.errors.ModelError: There is no such model, or it is damaged.
        """
        if self._queue is None:
            assert self._loading is not None, "planned without a recogniser"
            model = await asyncio.shield(self._loading)
            self._model = model.name
            plan = self._plan
            queue = DecodeQueue(
                model,
                decodes=plan.decodes,
                batch=plan.batch,
                max_finals=max(MAX_FINALS, 2 * plan.batch),
            )
            self._queue = await self._stack.enter_async_context(queue)
        return self._queue

    async def model(self) -> str | None:
        """Return the name of the model once it is loaded; None where none is needed.

        Raises:
            coach.errors.ModelError: There is no such model, or it is damaged.
        """
        if self._plan.needs_recogniser:
            await self.recogniser()
        return self._model

    def follow_headset(self, obey: Callable[[HeadsetCommand], None]) -> None:
        """Have the commands for a headset done from now on, those that came before too.

        A pause that was asked for while the coach was getting ready is one.

        Args:
            obey: Does a command.
        """
        self._obey_headset = obey
        early, self._early = self._early, []
        for command in early:
            obey(command)

    @property
    def policy(self) -> Policy:
        """The policy that calls are followed by."""
        return self._plan.policy

    async def ready(self) -> bool:
        """Wait for the overlay if that is planned; False when interrupted."""
        if self._hub is None or not self._plan.awaits_overlay:
            return not self._interrupted.is_set()
        await _first(self._hub.wait_connected(), self._interrupted.wait())
        return not self._interrupted.is_set()

    async def follow(
        self,
        feed: Feed,
        call: CallInfo,
        *,
        wall_ms: int | None = None,
        screens: Sequence[Screen] = (),
        describe: Callable[[], CallInfo] | None = None,
    ) -> Followed:
        """Follow a call to its end, or until the user wants one.

        Safe to cancel; the call is then dropped without a report.

        Args:
            feed: What listens.
            call: What is known about the call beforehand.
            wall_ms: Unix time, in milliseconds, of audio time zero; None for now.
            screens: Where to show it besides the terminal and the overlays.
            describe: Says what is known about the call at its end, for the report.
        """
        async with CallSession(
            feed,
            self._plan.policy,
            call=call,
            made_by=self._made_by(feed),
            screens=(*self._screens(), *screens),
            wall_ms=wall_ms,
            describe=describe,
        ) as session:
            self._session = session
            try:
                report = asyncio.create_task(session.report(), name="report")
                await _first(asyncio.shield(report), self._interrupted.wait())
                session.stop()
                return _followed(session, await report)
            finally:
                self._session = None

    async def follow_unseen(
        self, feed: Feed, call: CallInfo, *, problems: Sequence[Problem] = ()
    ) -> Followed:
        """Follow a call that nobody looks on at, beside the one that may go on.

        Safe to cancel; the call is then dropped without a report.

        Args:
            feed: What listens.
            call: What is known about the call.
            problems: What is known beforehand to stand in the way of hearing well.
        """
        async with CallSession(
            feed,
            self._plan.policy,
            call=call,
            made_by=self._made_by(feed),
            problems=problems,
        ) as session:
            return _followed(session, await session.report())

    def _made_by(self, feed: Feed) -> EngineInfo:
        return EngineInfo(
            version=__version__,
            model=None if feed.input == "transcript" else self._model,
            policy=self._policy_id,
        )

    def _screens(self) -> tuple[Screen, ...]:
        """Return where to show a call."""
        if self._hub is None:
            return ()
        console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
        return (
            TerminalScreen(console, has_words=self._plan.has_words),
            OverlayScreen(self._hub, notice=self._plan.notice),
        )

    async def _obey(self, hub: OverlayHub) -> None:
        """Do what the overlays and the API command, one after the other."""
        async for command in hub.commands():
            try:
                self._do(command)
            except Exception as error:  # noqa: BLE001 (a command's outer edge: a pause after it must still be obeyed)
                logger.error("command failed", extra={"why": type(error).__name__})

    def _do(self, command: Command) -> None:
        """Hand a command to the call that goes on, or to the headset."""
        if isinstance(command, HeadsetCommand):
            if self._obey_headset is None:
                self._early.append(command)
            else:
                self._obey_headset(command)
            return
        if self._session is None:
            return
        match command:
            case Acknowledge(nudge=nudge):
                self._session.acknowledge(nudge)
            case Dismiss(nudge=nudge):
                self._session.dismiss(nudge)
            case Snooze(kind=kind, minutes=minutes):
                self._session.snooze(kind, minutes)


def _followed(session: CallSession, report: dict[str, Any]) -> Followed:
    return Followed(
        report=report,
        faults=tuple(session.faults),
        record=session.redacted.record,
        redactions=session.redacted.redactions,
    )


async def _first(*awaited: Coroutine[Any, Any, object] | asyncio.Future[Any]) -> None:
    """Wait until the first of several is done; cancel the others."""
    tasks = [asyncio.ensure_future(one) for one in awaited]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            await _cancelled(task)


async def _cancelled(task: asyncio.Future[Any]) -> None:
    """Cancel a task and wait for it, whatever it ends with."""
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError, CoachError):
        await task
