"""Who has signed in at a team's server, and the tokens of their programs.

What a browser or a program holds is kept as its SHA-256 only: who reads the store
cannot become somebody by it.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coach.store.tables import AccountRow, SessionRow, TokenRow

IDLE = timedelta(hours=1)
"""A session that has not been used for so long is over.  Source: OWASP's session
management cheat sheet gives 15 to 30 minutes for what is of low risk; a call that is
listened to may take longer without a request."""

LONGEST = timedelta(hours=12)
"""A session is over then, used or not: a long shift."""

SEEN_EVERY = timedelta(minutes=1)
"""How often it is written down that a session is used."""

MAX_SESSIONS = 20
"""Of one account; a new one ends the oldest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """What somebody who signs in is given."""

    cookie: str = field(repr=False)
    """256 random bits."""
    csrf: str = field(repr=False)


def digest(secret: str) -> str:
    """Return what is kept of something that only its owner may know."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def begin_session(session: Session, account: AccountRow, now: datetime) -> NewSession:
    """Sign somebody in, under an id that was never used before."""
    session.execute(
        delete(SessionRow).where(
            (SessionRow.seen_at < now - IDLE) | (SessionRow.created_at < now - LONGEST)
        )
    )
    own = SessionRow.account_key == account.key
    newest = select(SessionRow.id).where(own).order_by(SessionRow.created_at.desc())
    for old in session.scalars(newest.offset(MAX_SESSIONS - 1)).all():
        end_session(session, old)
    new = NewSession(cookie=secrets.token_urlsafe(32), csrf=secrets.token_urlsafe(32))
    session.add(
        SessionRow(
            id=digest(new.cookie),
            account_key=account.key,
            csrf=new.csrf,
            created_at=now,
            seen_at=now,
        )
    )
    return new


def session_of(
    session: Session, cookie: str, now: datetime
) -> tuple[SessionRow, AccountRow] | None:
    """Return whose session a cookie is; None where it is over or never was."""
    found = session.execute(
        select(SessionRow, AccountRow)
        .join(AccountRow, AccountRow.key == SessionRow.account_key)
        .where(
            SessionRow.id == digest(cookie),
            AccountRow.is_disabled.is_(False),
            SessionRow.seen_at >= now - IDLE,
            SessionRow.created_at >= now - LONGEST,
        )
    ).one_or_none()
    return None if found is None else (found[0], found[1])


def see_session(session: Session, session_id: str, now: datetime) -> None:
    """Write down that a session is used."""
    row = session.get(SessionRow, session_id)
    if row is not None:
        row.seen_at = now


def end_session(session: Session, session_id: str) -> None:
    """Sign somebody out."""
    session.execute(delete(SessionRow).where(SessionRow.id == session_id))


def new_token(session: Session, account: AccountRow, now: datetime) -> str:
    """Return a new token for somebody's programs; one they had is no good any more."""
    drop_tokens(session, account)
    token = secrets.token_urlsafe(32)
    session.add(TokenRow(id=digest(token), account_key=account.key, created_at=now))
    return token


def drop_tokens(session: Session, account: AccountRow) -> bool:
    """Take somebody's token back; return whether they had one."""
    found = session.scalars(
        select(TokenRow).where(TokenRow.account_key == account.key)
    ).all()
    for row in found:
        session.delete(row)
    session.flush()
    return bool(found)


def account_of_token(session: Session, token: str) -> AccountRow | None:
    """Return whose token it is; None where it is nobody's, or they are disabled."""
    return session.scalar(
        select(AccountRow)
        .join(TokenRow, TokenRow.account_key == AccountRow.key)
        .where(TokenRow.id == digest(token), AccountRow.is_disabled.is_(False))
    )


def has_token(session: Session, account: AccountRow) -> bool:
    """Whether somebody has a token."""
    return (
        session.scalar(
            select(TokenRow.id).where(TokenRow.account_key == account.key).limit(1)
        )
        is not None
    )
