"""The accounts of a team's server: who may sign in, and as what."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from coach.errors import AccountError
from coach.store.audit import COACH, THIS_MACHINE
from coach.store.tables import AccountRow, SessionRow, TokenRow

MAX_NAME_CHARACTERS = 200

RESERVED = frozenset((THIS_MACHINE, COACH, "coach accounts"))
"""What the audit trail calls those who need no account."""


class Role(StrEnum):
    """What somebody may do on a team's server; each may do what the former may."""

    ANALYST = "analyst"
    """Sees their own calls, and answers for them."""
    REVIEWER = "reviewer"
    """Sees every call, judges and reviews."""
    ADMIN = "admin"
    """Also deletes calls, keeps the accounts and reads the audit trail."""


def has_accounts(session: Session) -> bool:
    """Whether the store is a team's: somebody has an account."""
    return bool(session.scalar(select(exists(select(AccountRow.key)))))


def all_accounts(session: Session) -> Sequence[AccountRow]:
    """Return every account, by name."""
    return session.scalars(select(AccountRow).order_by(AccountRow.name)).all()


def find_account(session: Session, name: str) -> AccountRow | None:
    """Return the account of that name."""
    return session.scalar(select(AccountRow).where(AccountRow.name == name))


def account_named(session: Session, name: str) -> AccountRow:
    """Return the account of that name.

    Raises:
        AccountError: There is none.
    """
    account = find_account(session, name)
    if account is None:
        raise AccountError(name, "there is no such account")
    return account


def add_account(
    session: Session, *, name: str, role: Role, password: str | None, now: datetime
) -> AccountRow:
    """Add an account.

    Args:
        session: Of the store.
        name: What they sign in with; of an analyst, the name their calls bear.
        role: What they may do.
        password: In the form in which it is kept; see :mod:`coach.store.passwords`.
        now: The moment.

    Raises:
        AccountError: The name cannot be one, is taken, or the first account would not
            be an admin's.
    """
    if problem := name_problem(name):
        raise AccountError(name, problem)
    if find_account(session, name) is not None:
        raise AccountError(name, "has an account already")
    if role is not Role.ADMIN and not has_accounts(session):
        raise AccountError(name, "the first account has to be an admin's")
    account = AccountRow(
        name=name, role=role.value, password=password, is_disabled=False, created_at=now
    )
    session.add(account)
    session.flush()
    return account


def name_problem(name: str) -> str | None:
    """Return why a name cannot be an account's; None where it can."""
    if not name or len(name) > MAX_NAME_CHARACTERS:
        return f"a name has 1 to {MAX_NAME_CHARACTERS} characters"
    if not name.isprintable() or name != name.strip():
        return "a name has only characters that can be seen, and no space round it"
    if name.casefold() in RESERVED:
        return "is what the audit trail calls the program itself"
    return None


def set_role(session: Session, account: AccountRow, role: Role) -> None:
    """Change what somebody may do; they have to sign in again.

    Raises:
        AccountError: Nobody would be admin any more.
    """
    if role is not Role.ADMIN:
        _keep_an_admin(session, account)
    account.role = role.value
    end_sessions(session, account)


def set_password(session: Session, account: AccountRow, password: str) -> None:
    """Change a password, given in its kept form; every session of it ends."""
    account.password = password
    end_sessions(session, account)


def disable(session: Session, account: AccountRow) -> None:
    """Let somebody in no longer: sessions end, and their token is no good.

    Raises:
        AccountError: Nobody would be admin any more.
    """
    _keep_an_admin(session, account)
    account.is_disabled = True
    end_sessions(session, account)
    session.execute(delete(TokenRow).where(TokenRow.account_key == account.key))


def enable(account: AccountRow) -> None:
    """Let somebody in again, with the password they had."""
    account.is_disabled = False


def end_sessions(session: Session, account: AccountRow) -> None:
    """Sign somebody out everywhere."""
    session.execute(delete(SessionRow).where(SessionRow.account_key == account.key))


def _keep_an_admin(session: Session, account: AccountRow) -> None:
    if account.role != Role.ADMIN or account.is_disabled:
        return
    others = session.scalar(
        select(func.count())
        .select_from(AccountRow)
        .where(
            AccountRow.role == Role.ADMIN.value,
            AccountRow.is_disabled.is_(False),
            AccountRow.key != account.key,
        )
    )
    if not others:
        raise AccountError(account.name, "is the only admin")
