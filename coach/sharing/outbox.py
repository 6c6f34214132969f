"""Sharing behind the analyst's back but before their eyes: when no call is going on."""

import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

from coach.errors import CoachError, ShareError
from coach.policy.policy import Policy
from coach.preferences import load_preferences
from coach.sharing.address import ServerAddress
from coach.sharing.ledger import Share
from coach.sharing.sender import Done, Manners, Sender
from coach.sharing.setup import OpensSender, opens_sender, plan_of
from coach.store.database import Database

logger = logging.getLogger(__name__)

PIECE_BYTES = 256 << 10
"""Of a piece: a call that begins waits for one to be out of its way at most."""

BUSY_S = 1.0
"""Seconds between two looks at whether a call is still going on."""

LOOK_S = 300.0
"""Seconds between two looks at what is to be done, where nobody says so: another
command may have asked for it."""

FIRST_RETRY_S = 30.0
"""Seconds after a passing failure; after each further one twice as many."""

LAST_RETRY_S = 3_600.0
"""The most of them."""

MAX_REST_S = 1.0
"""Longest rest after a piece, in seconds."""


class Outbox:
    """Share what waits, whenever no call is going on, for as long as a block lasts.

    It has a thread of its own, which is left to itself when the block ends: whatever it
    was about goes on at the next start.  Half of the time it rests, so that it never
    takes more than half of the line.

    Args:
        open_sender: Opens the way to the server.
        address: Where that is.
        say: Told in a line what the analyst should see.  Called in the thread.
        is_busy: Whether a call is going on, when nothing is to be sent.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        open_sender: OpensSender,
        address: ServerAddress,
        *,
        say: Callable[[str], None],
        is_busy: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._open_sender = open_sender
        self._say = say
        self._is_busy = is_busy
        self._clock = clock
        self._kicked = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)
        self._given_up: set[str] = set()
        self._said: set[str] = set()
        self._failures = 0
        self._asked_at: float | None = None
        self.address = address
        """The server that calls are shared with."""

    def __enter__(self) -> Self:
        """Begin with what is left from the last time."""
        self._kicked.set()
        self._thread.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop after the piece that is on its way; it is not waited for."""
        self._stopped.set()
        self._kicked.set()

    def kick(self) -> None:
        """Say that there is something to be shared, or withdrawn."""
        self._failures = 0
        self._given_up.clear()
        self._kicked.set()

    def join(self, seconds: float) -> None:
        """Wait until the thread has come to its end, at most so long."""
        self._thread.join(seconds)

    def round(self) -> float:
        """Do what is to be done once; return after how many seconds to look again."""
        if self._is_busy():
            return BUSY_S
        manners = Manners(pause=self._pause, go_on=self._go_on, piece_bytes=PIECE_BYTES)
        try:
            with self._open_sender(manners) as sender:
                return self._bring_all(sender)
        except CoachError as error:
            return self._failed(error)
        except Exception as error:  # noqa: BLE001 (the thread's outer edge: calls go on without it)
            logger.error("nothing is shared", extra={"why": type(error).__name__})
            return LAST_RETRY_S

    def _bring_all(self, sender: Sender) -> float:
        for share in sender.waiting():
            if share.digest in self._given_up:
                continue
            if self._stopped.is_set() or self._is_busy():
                return BUSY_S
            try:
                done = sender.bring(share)
            except ShareError as error:
                if error.is_passing:
                    return self._failed(error)
                self._give_up(share, error)
            except CoachError as error:
                self._give_up(share, error)
            else:
                self._failures = 0
                self._tell(done)
                if done.state in ("sending", "waiting", "withdrawing"):
                    return BUSY_S
        return LOOK_S

    def _tell(self, done: Done) -> None:
        host = self.address.host
        if done.state == "shared":
            self._say(f"shared with {host}")
            if done.keeps_sound:
                self._say(
                    "something was masked anew: the sound of that call stays here"
                )
        elif done.state == "withdrawn":
            self._say(f"withdrawn from {host}")

    def _give_up(self, share: Share, error: CoachError) -> None:
        self._given_up.add(share.digest)
        self._say_once(f"not shared: {error}")

    def _failed(self, error: CoachError) -> float:
        self._say_once(f"not shared yet: {error}; it is tried again")
        asked = error.retry_after_s if isinstance(error, ShareError) else None
        wait = min(FIRST_RETRY_S * (1 << self._failures), LAST_RETRY_S)
        self._failures = min(self._failures + 1, 20)
        return max(wait, min(asked or 0.0, LAST_RETRY_S))

    def _say_once(self, line: str) -> None:
        if line not in self._said:
            self._said.add(line)
            self._say(line)

    def _go_on(self) -> bool:
        """Rest for as long as the last piece took, and say whether there is a next."""
        now = self._clock()
        if self._asked_at is not None:
            self._stopped.wait(min(now - self._asked_at, MAX_REST_S))
        self._asked_at = self._clock()
        return not self._stopped.is_set() and not self._is_busy()

    def _pause(self, seconds: float) -> bool:
        """Wait, and give up at once where a call begins or the block ends."""
        until = self._clock() + seconds
        while (left := until - self._clock()) > 0:
            if self._is_busy() or self._stopped.wait(min(left, BUSY_S)):
                return False
        return True

    def _run(self) -> None:
        wait = LOOK_S
        while not self._stopped.is_set():
            self._kicked.wait(wait)
            self._kicked.clear()
            if not self._stopped.is_set():
                self._asked_at = None
                wait = self.round()


def outbox_for(
    db: Database,
    policy: Policy,
    *,
    say: Callable[[str], None],
    is_busy: Callable[[], bool] = lambda: False,
    environment: Mapping[str, str] = os.environ,
) -> Outbox | None:
    """Return an outbox as it is set up on this machine; None where it is not.

    Args:
        db: The store; it stays the caller's to close, after the outbox has ended.
        policy: The desk's.
        say: Told in a line what the analyst should see.
        is_busy: Whether a call is going on.
        environment: Where a token may be.
    """
    try:
        plan = plan_of(load_preferences(), policy.sharing, environment)
    except ShareError as error:
        say(f"nothing is shared: {error}")
        return None
    if plan is None:
        return None
    return Outbox(
        opens_sender(db, plan, policy.redaction),
        plan.address,
        say=say,
        is_busy=is_busy,
    )
