"""Who has signed in: with an account of the store, or on this machine with its token.

no account in the store    personal: the token, sessions in memory
one account or more        team: name and password, sessions in the store
"""

import hmac
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from coach.store.accounts import Role, has_accounts
from coach.store.audit import THIS_MACHINE
from coach.store.sign_ins import (
    IDLE,
    LONGEST,
    MAX_SESSIONS,
    SEEN_EVERY,
    NewSession,
    account_of_token,
    digest,
    session_of,
)
from coach.store.tables import AccountRow
from coach.web.review.rights import Actor

Clock = Callable[[], datetime]
"""Tells the moment, with its zone."""


def wall_clock() -> datetime:
    """Return the moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Somebody who has signed in."""

    id: str
    """Of the session: never what the cookie holds."""
    actor: Actor
    csrf: str = field(repr=False)
    is_to_be_seen: bool = False
    """Whether it is time to write down that the session is used."""


@dataclass(slots=True)
class _Personal:
    csrf: str
    created_at: datetime
    seen_at: datetime


class Sessions:
    """Know whose session a cookie is.  Its methods may be called in threads.

    Args:
        token: What lets somebody in on a personal install.
        clock: Tells the moment.
    """

    def __init__(self, *, token: str, clock: Clock = wall_clock) -> None:
        self._token = token.encode("utf-8", "surrogatepass")
        self._lock = threading.Lock()
        self._personal: OrderedDict[str, _Personal] = OrderedDict()
        self.clock = clock

    def find(self, session: Session, cookie: str | None) -> SignedIn | None:
        """Return whose session a cookie is; None where it is nobody's (any more).

        Args:
            session: Of the store.
            cookie: What the browser sent.
        """
        if not cookie:
            return None
        if not has_accounts(session):
            return self._find_personal(cookie)
        now = self.clock()
        found = session_of(session, cookie, now)
        if found is None:
            return None
        row, account = found
        return SignedIn(
            id=row.id,
            actor=actor_of(account),
            csrf=row.csrf,
            is_to_be_seen=now - row.seen_at >= SEEN_EVERY,
        )

    def is_token(self, token: str) -> bool:
        """Whether it is what lets somebody in on a personal install."""
        given = token.encode("utf-8", "surrogatepass")
        return hmac.compare_digest(given, self._token)

    def begin_personal(self) -> NewSession:
        """Let a browser of this machine in."""
        new = NewSession(
            cookie=secrets.token_urlsafe(32), csrf=secrets.token_urlsafe(32)
        )
        now = self.clock()
        with self._lock:
            self._personal[digest(new.cookie)] = _Personal(
                csrf=new.csrf, created_at=now, seen_at=now
            )
            while len(self._personal) > MAX_SESSIONS:
                self._personal.popitem(last=False)
        return new

    def end_personal(self, session_id: str) -> None:
        """Forget a browser of this machine."""
        with self._lock:
            self._personal.pop(session_id, None)

    def _find_personal(self, cookie: str) -> SignedIn | None:
        session_id, now = digest(cookie), self.clock()
        with self._lock:
            found = self._personal.get(session_id)
            if found is None:
                return None
            if now - found.seen_at > IDLE or now - found.created_at > LONGEST:
                del self._personal[session_id]
                return None
            found.seen_at = now
        return SignedIn(
            id=session_id, actor=THIS_PERSON, csrf=found.csrf, is_to_be_seen=False
        )


THIS_PERSON = Actor(name=THIS_MACHINE, role=Role.ADMIN)
"""Who uses a personal install: analyst, reviewer and admin in one."""


def actor_of(account: AccountRow) -> Actor:
    """Return who an account is."""
    return Actor(name=account.name, role=Role(account.role))


def actor_of_token(session: Session, token: str) -> Actor | None:
    """Return whose program a token belongs to, for sharing calls."""
    account = account_of_token(session, token)
    return None if account is None else actor_of(account)
