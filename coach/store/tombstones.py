"""What stays of the shares of calls that are deleted: enough to withdraw them, too."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from coach.store.tables import CallRow, ShareRow, TombstoneRow

_THERE = ("sending", "shared", "withdrawing")
"""States of a share in which the server may have something of the call."""


def bury(
    session: Session, call_keys: Sequence[int], *, now: datetime, withdraws: bool
) -> int:
    """Leave a tombstone of each share of calls that are about to be deleted.

    In the transaction that deletes them: at no moment is a call on a server that nobody
    here knows of.

    Args:
        session: Of the store.
        call_keys: The calls.
        now: The moment.
        withdraws: Whether they are to go from the server as well: they are where a
            person deletes them, and are not where their days here are over.

    Returns:
        How many there are.
    """
    rows = session.execute(
        select(ShareRow, CallRow.uid, CallRow.digest)
        .join(CallRow, CallRow.key == ShareRow.call_key)
        .where(ShareRow.call_key.in_(call_keys), ShareRow.state.in_(_THERE))
    ).all()
    for share, uid, digest in rows:
        is_over = withdraws or share.state == "withdrawing"
        state = "withdrawing" if is_over else "shared"
        there = session.scalar(
            select(TombstoneRow).where(
                TombstoneRow.digest == digest, TombstoneRow.server == share.server
            )
        )
        if there is None:
            there = TombstoneRow(digest=digest, server=share.server)
            session.add(there)
        # Otherwise the call was here before, and came in again.
        there.uid, there.state, there.changed_at = uid, state, now
    return len(rows)
