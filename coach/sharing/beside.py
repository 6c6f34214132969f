"""Sharing beside a shift: calls that are kept go into an outbox, which sends them.

keeper ──add──▶ SharingStore ──▶ the machine's store
                     │ where policy and analyst agree
                     ▼
                  outbox ──when no call is going on──▶ the team's server
"""

# What takes long to import is imported by the first call that is shared.

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from coach.errors import CoachError
from coach.policy.policy import Policy
from coach.preferences import load_preferences
from coach.scoring.report import CallInfo
from coach.sharing.setup import is_automatic

if TYPE_CHECKING:
    from coach.sharing.outbox import Outbox
    from coach.store.database import Database
    from coach.store.kept import KeptCall

logger = logging.getLogger(__name__)


class Store(Protocol):
    """Where a keeper puts calls."""

    def add(self, kept: "KeptCall") -> str:
        """Add a call; return its uid there."""
        ...

    def has(self, call: CallInfo) -> bool:
        """Return whether a call of that id and moment is there."""
        ...

    def open(self) -> "Database":
        """Return the open store."""
        ...


class SharingStore:
    """A store that has calls shared which are added to it.

    Only those that are kept for a reason: one that is kept because all are is nobody's
    to look at yet.

    Args:
        store: Where calls are kept.
        policy: The desk's half of sharing by itself.
    """

    def __init__(self, store: Store, policy: Policy) -> None:
        self._store = store
        self._settings = policy.sharing
        self.outbox: Outbox | None = None
        """What sends them; None where no server is set up."""

    def add(self, kept: "KeptCall") -> str:
        """Add a call, and have it shared; that it cannot be shared costs nothing more.

        Raises:
            StoreError: It cannot be added.
        """
        uid = self._store.add(kept)
        if self.outbox is not None and kept.flags:
            try:
                self._share(uid, self.outbox)
            except Exception as error:  # noqa: BLE001 (it is kept: that it is not shared must not undo that)
                why = type(error).__name__
                logger.error("call not put into the outbox", extra={"why": why})
        return uid

    def has(self, call: CallInfo) -> bool:
        """Return whether a call of that id and moment is there."""
        return self._store.has(call)

    def open(self) -> "Database":
        """Return the open store."""
        return self._store.open()

    def _share(self, uid: str, outbox: "Outbox") -> None:
        from sqlalchemy import select

        from coach.sharing.ledger import ask_to_share
        from coach.store.audit import COACH
        from coach.store.tables import CallRow

        # Asked each time: the analyst may change their mind in the middle of a shift.
        if not is_automatic(load_preferences(), self._settings):
            return
        with self._store.open().session() as session:
            key = session.scalars(select(CallRow.key).where(CallRow.uid == uid)).one()
            now = datetime.now(UTC)
            ask_to_share(session, key, outbox.address.url, now=now, actor=COACH)
        outbox.kick()


@asynccontextmanager
async def sharing_beside(
    store: SharingStore,
    policy: Policy,
    *,
    say: Callable[[str], None],
    is_busy: Callable[[], bool],
) -> AsyncIterator[None]:
    """Send what is to be shared for as long as the block lasts.

    It begins with what was left from the last time.  Leaving waits for nothing.

    Args:
        store: Where calls are kept.
        policy: The desk's.
        say: Told in a line what the analyst should see; on the event loop.
        is_busy: Whether a call is going on; may be asked in any thread.
    """
    loop = asyncio.get_running_loop()

    def tell(line: str) -> None:
        try:
            loop.call_soon_threadsafe(say, line)
        except RuntimeError:  # the shift is over, and nobody listens any more
            logger.info("a line about sharing came too late")

    try:
        store.outbox = await asyncio.to_thread(_outbox, store, policy, tell, is_busy)
    except CoachError as error:
        say(f"nothing is shared: {error}")
    if store.outbox is None:
        yield
        return
    with store.outbox:
        yield


def _outbox(
    store: SharingStore,
    policy: Policy,
    say: Callable[[str], None],
    is_busy: Callable[[], bool],
) -> "Outbox | None":
    preferences = load_preferences()
    if not (preferences.share_server or policy.sharing.server):
        return None  # and the store is opened when the first call is kept
    from coach.sharing.outbox import outbox_for

    return outbox_for(store.open(), policy, say=say, is_busy=is_busy)
