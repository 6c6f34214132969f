"""The audit trail: who saw or changed what, and when.

It names calls, findings and accounts, and never holds words of people.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coach.store.json_text import storable_text
from coach.store.tables import AuditRow

THIS_MACHINE = "this machine"
"""Who acts on a personal install."""

COACH = "coach"
"""Who acts where the program does so by itself."""

MAX_ABOUT = 200
"""Characters of ``about``; what is longer is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """Some entries of the trail, newest first."""

    entries: list[dict[str, Any]]
    """``[{at, actor, action, call, about}]``, ready for JSON."""
    next: str | None
    """What to ask for the entries before these with; None where there are none."""


def note(
    session: Session,
    *,
    at: datetime,
    actor: str,
    action: str,
    call: str | None = None,
    about: str = "",
) -> None:
    """Add an entry, in the transaction that goes on.

    Args:
        session: Of the store.
        at: When it was done.
        actor: An account's name, :data:`THIS_MACHINE` or :data:`COACH`.
        action: Kebab-case: ``view-call``, ``hear-call``, ``sign-in`` …
        call: The uid of the call it was done to.
        about: A finding's id, an account's name, a form; never words of people.
    """
    about = storable_text(about)[:MAX_ABOUT]
    session.add(AuditRow(at=at, actor=actor, action=action, call=call, about=about))


def entries(session: Session, *, cursor: str | None, limit: int) -> AuditPage:
    """Return the newest entries, or those before a cursor.

    Raises:
        ValueError: The cursor is none of ours.
    """
    query = select(AuditRow).order_by(AuditRow.key.desc()).limit(limit + 1)
    if cursor is not None:
        if not (cursor.isascii() and cursor.isdecimal() and len(cursor) <= 18):
            raise ValueError("no such cursor")
        query = query.where(AuditRow.key < int(cursor))
    rows = session.scalars(query).all()
    return AuditPage(
        entries=[_entry(row) for row in rows[:limit]],
        next=str(rows[limit - 1].key) if len(rows) > limit else None,
    )


def _entry(row: AuditRow) -> dict[str, Any]:
    return {
        "at": row.at.isoformat(timespec="milliseconds"),
        "actor": row.actor,
        "action": row.action,
        "call": row.call,
        "about": row.about,
    }
