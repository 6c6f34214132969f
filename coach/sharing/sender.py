"""Bringing the shares of this machine to where they are to be, one after the other."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from coach.errors import ShareError
from coach.redaction import RedactionSettings
from coach.sharing.address import ServerAddress
from coach.sharing.carrying import Server, carry, refusal
from coach.sharing.ledger import Share, State, advance, is_still, shares
from coach.sharing.preparing import Prepared, prepare
from coach.sharing.protocol import (
    PIECE_BYTES,
    RefusedError,
    Sharing,
    check_withdrawn,
    withdrawal,
)
from coach.store.database import Database


def wall_clock() -> datetime:
    """Return the moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a sender behaves towards whoever else needs the line and the machine."""

    pause: Callable[[float], bool]
    """Waits so many seconds; false when what is done is to be left where it is."""
    go_on: Callable[[], bool] = lambda: True
    """Asked before each request; false leaves the call where it is."""
    piece_bytes: int = PIECE_BYTES
    tell: Callable[[Share, int, int], None] = lambda *_: None
    """Told how many bytes of how many of a call's sound are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a share."""

    share: Share
    """As it was."""
    state: State
    """What it has come to; the same as before where it was left where it is."""
    keeps_sound: bool = False
    """Whether something was masked that had not been, here or by the server, so that
    the sound stays on this machine."""


class Sender:
    """Bring shares to where they are to be.  For one thread at a time.

    Each step is written down before it is taken: whenever the machine stops, the next
    sender goes on from there.

    Args:
        db: The store.
        server: The team's, as the analyst's token opens it.
        address: Where that is.
        redaction: What is masked where a call's own policy is not known.
        manners: How it behaves.
        clock: Tells the moment.
    """

    def __init__(
        self,
        db: Database,
        server: Server,
        address: ServerAddress,
        *,
        redaction: RedactionSettings,
        manners: Manners,
        clock: Callable[[], datetime] = wall_clock,
    ) -> None:
        self._db = db
        self._server = server
        self._address = address
        self._redaction = redaction
        self._manners = manners
        self._clock = clock

    def waiting(self) -> list[Share]:
        """Return what is to be done, withdrawals first, then the oldest."""
        with self._db.reading() as session:
            found = shares(session, self._address.url)
        todo = [
            one for one in found if one.state in ("withdrawing", "waiting", "sending")
        ]
        return sorted(
            todo, key=lambda one: (one.state != "withdrawing", one.changed_at)
        )

    def bring(self, share: Share) -> Done:
        """Bring a share to where it is to be, or as far as manners allow.

        Raises:
            ShareError: The server does not take it; where ``is_passing``, not now.
            StoreError: The call cannot be read.
        """
        match share.state:
            case "waiting" | "sending":
                return self._share(share)
            case "withdrawing":
                return self._withdraw(share)
            case "shared" | "withdrawn":
                return Done(share=share, state=share.state)

    def _share(self, share: Share) -> Done:
        if not self._manners.go_on():
            return Done(share=share, state=share.state)
        prepared = prepare(self._db, share.uid, self._redaction)
        begun = self._advance(share, "sending")
        if begun is None:
            return Done(share=share, state=share.state)
        sharing = Sharing(
            share.digest,
            prepared.form,
            sound_bytes=prepared.sound_bytes,
            piece_bytes=self._manners.piece_bytes,
        )
        with _opened(prepared, self._address) as sound:
            is_there = carry(
                sharing,
                self._server,
                sound,
                host=self._address.host,
                pause=self._manners.pause,
                go_on=lambda: self._manners.go_on() and self._is_still(begun),
                tell=lambda sent: self._manners.tell(
                    begun, sent, prepared.sound_bytes or 0
                ),
            )
        if not is_there:
            return Done(share=share, state="sending")
        ended = self._advance(begun, "shared", remote_uid=sharing.uid)
        return Done(
            share=share,
            state="sending" if ended is None else "shared",
            keeps_sound=prepared.is_masked_anew
            or sharing.offset < (prepared.sound_bytes or 0),
        )

    def _withdraw(self, share: Share) -> Done:
        if not self._manners.go_on():
            return Done(share=share, state=share.state)
        response = self._server.ask(withdrawal(share.digest))
        try:
            check_withdrawn(response)
        except RefusedError as refused:
            raise refusal(self._address.host, refused) from refused
        ended = self._advance(share, "withdrawn")
        return Done(share=share, state=share.state if ended is None else "withdrawn")

    def _advance(
        self, share: Share, state: State, *, remote_uid: str | None = None
    ) -> Share | None:
        """Bring a share on; None where somebody else has changed it meanwhile."""
        now = self._clock()
        with self._db.session() as session:
            if not advance(session, share, state, now=now, remote_uid=remote_uid):
                return None
        return Share(
            uid=share.uid,
            digest=share.digest,
            server=share.server,
            state=state,
            remote_uid=remote_uid or share.remote_uid,
            changed_at=now,
            is_gone=share.is_gone,
        )

    def _is_still(self, share: Share) -> bool:
        """Whether a share is as it was: nobody has withdrawn or deleted it."""
        with self._db.reading() as session:
            return is_still(session, share)


@contextlib.contextmanager
def _opened(prepared: Prepared, address: ServerAddress) -> Iterator[BinaryIO | None]:
    if prepared.sound is None:
        yield None
        return
    try:
        file = prepared.sound.open("rb")
    except OSError as error:
        reason = f"the call's sound cannot be read ({error.strerror})"
        raise ShareError(address.host, reason) from error
    with file:
        yield file
