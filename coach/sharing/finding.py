"""Finding the call that a person names in a command."""

from datetime import datetime

from sqlalchemy import select

from coach.errors import StoreError
from coach.store.database import Database
from coach.store.tables import CallRow

MIN_PREFIX = 4
"""Characters of a uid that may stand for it."""


def find_uid(db: Database, name: str) -> tuple[int, str, datetime]:
    """Return the key, the uid and the moment of the call that a name stands for.

    Args:
        db: The store.
        name: A uid, the beginning of one, a report's ``call.id``, or ``last`` for the
            latest call.

    Raises:
        StoreError: There is none, or more than one.
    """
    query = select(CallRow.key, CallRow.uid, CallRow.happened_at)
    with db.reading() as session:
        if name == "last":
            newest = query.order_by(CallRow.happened_at.desc(), CallRow.key.desc())
            found = session.execute(newest.limit(1)).all()
        else:
            found = session.execute(query.where(CallRow.uid == name)).all()
            if not found:
                found = session.execute(
                    query.where(CallRow.call_id == name).limit(2)
                ).all()
            if not found and len(name) >= MIN_PREFIX and name.isalnum():
                found = session.execute(
                    query.where(CallRow.uid.startswith(name)).limit(2)
                ).all()
    if len(found) > 1:
        raise StoreError(name, "stands for more than one call: use its uid")
    if not found:
        raise StoreError(name, "there is no such call")
    key, uid, moment = found[0]
    return key, uid, moment
