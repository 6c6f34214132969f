"""Between the call and its browsers: what was said to them, and what they say.

Everything here belongs to one event loop; nothing may be called from another thread.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, assert_never

from coach.web.call_log import MAX_ENTRIES, CallLog, encode
from coach.web.listening import Listening
from coach.web.messages import (
    Acknowledge,
    BeginCall,
    Command,
    Dismiss,
    EndCall,
    Message,
    Pause,
    Resume,
    Snooze,
    call_ended,
    call_started,
    listening_message,
    nudge_withdrawn,
)

logger = logging.getLogger(__name__)

MAX_COMMANDS = 256
"""Commands waiting for the session; further ones are dropped: no hand is that fast."""

MAX_SUBSCRIPTIONS = 16
"""Browsers at once: one analyst, some tabs and a tool or two."""


class Subscription:
    """One browser's place in the call: a cursor, not a copy.

    A browser that falls behind costs no memory, and when it is back, or was gone for a
    while, it reads on from where it was.
    """

    def __init__(self, hub: "OverlayHub", *, call: str | None, after: int) -> None:
        self._hub = hub
        self._log = hub.log
        known = self._log is not None and self._log.call == call
        # A number from the future is of an earlier run that used the same id.
        self.seq = after if known and self._log and after <= self._log.seq else 0
        self._told: Listening | None = None
        self.news = asyncio.Event()
        self.idle = asyncio.Event()
        """Set while everything published has been handed out."""

    async def next(self) -> str:
        """Return the next message, as it is sent; wait for it.

        What the coach does with the headset comes before everything of the call, and
        only the latest of it.  When a call is over, goes on with the next one.
        Cancelling loses nothing.
        """
        while True:
            listening = self._hub.listening
            if listening is not None and listening != self._told:
                self._told = listening
                return self.private(listening_message(listening))
            entry = self._log.after(self.seq) if self._log else None
            if entry is not None:
                self.seq = entry.seq
                return entry.text
            if self._hub.log is not self._log:
                self._log, self.seq = self._hub.log, 0
                continue
            self.news.clear()
            self.idle.set()
            await self.news.wait()

    def private(self, message: Message) -> str:
        """Return a message for this browser alone, as it is sent.

        It bears the last number this browser has seen, so that it misses nothing when
        it comes back.
        """
        call = None if self._log is None else self._log.call
        return encode(message, call=call, seq=self.seq)

    def wake(self) -> None:
        """Tell the browser's sender that there is news."""
        self.idle.clear()
        self.news.set()


class OverlayHub:
    """Publish a call to every browser and gather what they command.

    Args:
        max_entries: Messages kept of a call, see :class:`coach.web.call_log.CallLog`.
    """

    def __init__(self, *, max_entries: int = MAX_ENTRIES) -> None:
        self.log: CallLog | None = None
        """The present call, or the last; None before the first."""
        self.listening: Listening | None = None
        """What is done with the headset; None where none is followed."""
        self._max_entries = max_entries
        self._subscriptions: set[Subscription] = set()
        self._commands: asyncio.Queue[Command] = asyncio.Queue(MAX_COMMANDS)
        self._connected = asyncio.Event()
        self._on_screen: dict[str, str] = {}
        self._has_begun = False
        self._is_paused = False

    # --- the call's side ---

    def begin_call(self, call: str, wall_ms: int, notice: str | None = None) -> None:
        """Begin a call; what is left of the one before is forgotten.

        Args:
            call: Its id, unique to this run: a browser that comes back with the same
                id is sent only what it has not seen.
            wall_ms: Unix time, in milliseconds, of audio time zero (at speed 1).
            notice: The desk's consent notice, to be shown as the call begins.
        """
        self.log = CallLog(call, max_entries=self._max_entries)
        self._on_screen.clear()
        self.publish(call_started(wall_ms, notice))

    def tell_listening(self, listening: Listening | None) -> None:
        """Tell every browser what is done with the headset, and those that come later.

        It is no part of a call: only the latest is kept, and a browser that is slow is
        told no other.

        Args:
            listening: None where no headset is followed (any more): nothing is told,
                and commands for it are ignored.
        """
        if listening == self.listening:
            return
        self.listening = listening
        if listening is None or listening.in_call or self._commands.empty():
            self._has_begun = False
        if listening is None or self._commands.empty():
            self._is_paused = listening is not None and listening.state == "paused"
        self._wake()

    def publish(self, message: Message) -> int:
        """Send a message to every browser and keep it for those that come later.

        Returns:
            The number of browsers it is on its way to.

        Raises:
            ValueError: No call has begun, or the message has no JSON form.
        """
        if self.log is None:
            raise ValueError("no call has begun")
        self.log.append(message)
        match message:
            case {"type": "nudge", "id": nudge, "kind": kind}:
                self._on_screen[nudge] = kind
            case {"type": "nudge-withdrawn", "id": nudge}:
                self._on_screen.pop(nudge, None)
        self._wake()
        return len(self._subscriptions)

    def end_call(self, report: Mapping[str, Any] | None = None) -> None:
        """End the call; its messages stay, for browsers that come back for its end.

        Args:
            report: ``coach.report/1``; left out of the message if it is too large.
        """
        self.publish(call_ended(report))
        self._on_screen.clear()

    async def commands(self) -> AsyncIterator[Command]:
        """Yield what browsers command, for ever.  For one reader; safe to cancel."""
        while True:
            yield await self._commands.get()

    async def wait_connected(self) -> None:
        """Return when a browser with the right token has connected, now or before."""
        await self._connected.wait()

    async def flush(self, *, seconds: float) -> None:
        """Wait until every browser has been sent everything, but not for ever."""
        waiting = [subscription.idle.wait() for subscription in self._subscriptions]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await asyncio.gather(*waiting)

    # --- the browsers' side ---

    @property
    def is_watched(self) -> bool:
        """Whether a browser is connected now."""
        return bool(self._subscriptions)

    @property
    def is_full(self) -> bool:
        """Whether no further browser can be served."""
        return len(self._subscriptions) >= MAX_SUBSCRIPTIONS

    @contextlib.contextmanager
    def subscribe(
        self, *, call: str | None = None, after: int | None = None
    ) -> Iterator[Subscription]:
        """Serve a browser while the block lasts.

        Args:
            call: The call it has seen a part of, if any.
            after: The last ``seq`` it has seen of that call.
        """
        subscription = Subscription(self, call=call, after=after or 0)
        self._subscriptions.add(subscription)
        self._connected.set()
        try:
            yield subscription
        finally:
            self._subscriptions.discard(subscription)
            subscription.idle.set()

    @property
    def may_be_in_call(self) -> bool:
        """Whether a call goes on, or was asked to begin and may do so any moment."""
        return self._has_begun or (
            self.listening is not None and self.listening.in_call
        )

    @property
    def may_begin_call(self) -> bool:
        """Whether a call can begin: not while listening is, or will be, paused."""
        return self.may_be_in_call or not self._is_paused

    def command(self, command: Command) -> bool:
        """Take a command and return whether it is on its way to the session.

        The nudges that it settles leave the screen of every browser.  A nudge that is
        not on the screen, any more or at all, cannot be settled: nothing happens.
        Nor does it where a headset is to be commanded and none is followed.
        """
        settled: list[str] = []
        match command:
            case Acknowledge(nudge=nudge) | Dismiss(nudge=nudge):
                settled = [nudge] if nudge in self._on_screen else []
                if not settled:
                    return False
            case Snooze(kind=kind):
                settled = [id_ for id_, of in self._on_screen.items() if of == kind]
            case BeginCall() | EndCall() | Pause() | Resume():
                if self.listening is None:
                    return False
            case _:
                assert_never(command)
        if self._commands.full():
            logger.warning("overlay command dropped")
            return False
        self._commands.put_nowait(command)
        self._note(command)
        for nudge in settled:
            self.publish(nudge_withdrawn(nudge))
        return True

    def _note(self, command: Command) -> None:
        # Until the session has come to it, the status does not show it.
        match command:
            case BeginCall():
                self._has_begun = self.may_begin_call
            case EndCall():
                self._has_begun = False
            case Pause() | Resume():
                self._is_paused = isinstance(command, Pause)
            case _:
                pass

    def _wake(self) -> None:
        for subscription in self._subscriptions:
            subscription.wake()
