"""Which call somebody means: by its uid, how that begins, its own id, or ``last``."""

from sqlalchemy import or_, select

from coach.errors import StoreError
from coach.store.database import Database
from coach.store.listing import find_calls
from coach.store.tables import CallRow

MOST_SHOWN = 5
"""Calls that are named where a name is several calls'."""

LAST = "last"
"""The name of the newest call."""

SHOWN_DIGITS = 8
"""Of a uid, where calls are listed: enough for the calls of a desk."""


def find_uid(db: Database, name: str) -> str:
    """Return the uid of the call that a name stands for.

    Args:
        db: The store.
        name: A uid, a unique beginning of one, a call's id where only one has it, or
            ``last``.

    Raises:
        StoreError: It is no call's, or several calls'.
    """
    if name == LAST and (newest := find_calls(db, limit=1).calls):
        return newest[0].uid
    begins = CallRow.uid.startswith(name.lower(), autoescape=True)
    with db.reading() as session:
        rows = session.execute(
            select(CallRow.uid, CallRow.call_id)
            .where(or_(begins, CallRow.call_id == name))
            .order_by(CallRow.happened_at.desc())
            .limit(MOST_SHOWN + 1)
        ).all()
    exact = [row.uid for row in rows if row.uid == name.lower()]
    uids = exact or [row.uid for row in rows]
    if not name or not uids:
        raise StoreError(name or "call", "there is no such call")
    if len(uids) > 1:
        listed = ", ".join(uid[:SHOWN_DIGITS] for uid in uids[:MOST_SHOWN])
        more = " …" if len(uids) > MOST_SHOWN else ""
        raise StoreError(name, f"is the name of several calls: {listed}{more}")
    return str(uids[0])


def name_of(db: Database, uid: str) -> str:
    """Return what to call a call where one is asked about it: with whose and when.

    Args:
        db: The store.
        uid: The call's.

    Raises:
        StoreError: There is no such call.
    """
    with db.reading() as session:
        row = session.execute(
            select(CallRow.analyst, CallRow.happened_at).where(CallRow.uid == uid)
        ).one_or_none()
    if row is None:
        raise StoreError(uid, "there is no such call")
    when = row.happened_at.astimezone().strftime("%Y-%m-%d %H:%M")
    about = ", ".join(filter(None, (row.analyst, when)))
    return f"{uid[:SHOWN_DIGITS]} ({about})"
