"""What this machine knows of its shares: the rows of ``shares``, and what is left.

    waiting ──▶ sending ──▶ shared ──▶ withdrawing ──▶ withdrawn
       ▲         │ ▲                      │  ▲             │
       │         │ └── shared again ──────┘  │             │
       │         └───────────────────────────┘             │
       └───────────────────── shared again ────────────────┘

Where a call is deleted its shares become tombstones (:mod:`coach.store.tombstones`), so
that it can still be withdrawn.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast, get_args

from sqlalchemy import CursorResult, delete, insert, select, update
from sqlalchemy.orm import Session

from coach.store.audit import THIS_MACHINE, note
from coach.store.tables import CallRow, ShareRow, TombstoneRow

SHARED, WITHDRAWN = "share-call", "withdraw-call"
"""The actions of the audit trail where somebody has a call shared, or withdrawn."""

State = Literal["waiting", "sending", "shared", "withdrawing", "withdrawn"]

STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A call that a server has, had, or is to have."""

    uid: str
    """What the call is called here, or was."""
    digest: str
    """What the server knows it by."""
    server: str
    state: State
    remote_uid: str | None
    changed_at: datetime
    is_gone: bool = False
    """Whether the call is no longer here."""


def shares(session: Session, server: str | None = None) -> list[Share]:
    """Return every share, those whose call is gone included, the latest first.

    Args:
        session: Of the store.
        server: Whose, where not all are wanted.
    """
    query = select(ShareRow, CallRow.uid, CallRow.digest).join(
        CallRow, CallRow.key == ShareRow.call_key
    )
    left = select(TombstoneRow)
    if server is not None:
        query = query.where(ShareRow.server == server)
        left = left.where(TombstoneRow.server == server)
    found = [
        Share(
            uid=uid,
            digest=digest,
            server=row.server,
            state=_state(row.state),
            remote_uid=row.remote_uid,
            changed_at=row.changed_at,
        )
        for row, uid, digest in session.execute(query)
    ]
    found += [
        Share(
            uid=row.uid,
            digest=row.digest,
            server=row.server,
            state=_state(row.state),
            remote_uid=None,
            changed_at=row.changed_at,
            is_gone=True,
        )
        for row in session.scalars(left)
    ]
    return sorted(found, key=lambda one: (one.changed_at, one.uid), reverse=True)


def share_of(session: Session, call_key: int) -> Share | None:
    """Return where a call is shared, the latest of several; None where it never was."""
    row = session.execute(
        select(ShareRow, CallRow.uid, CallRow.digest)
        .join(CallRow, CallRow.key == ShareRow.call_key)
        .where(ShareRow.call_key == call_key)
        .order_by(ShareRow.changed_at.desc(), ShareRow.key.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    share, uid, digest = row
    return Share(
        uid=uid,
        digest=digest,
        server=share.server,
        state=_state(share.state),
        remote_uid=share.remote_uid,
        changed_at=share.changed_at,
    )


def is_still(session: Session, share: Share) -> bool:
    """Whether a share is as it was read: nobody has withdrawn it since."""
    table = TombstoneRow if share.is_gone else ShareRow
    query = select(table.state).where(table.server == share.server)
    if share.is_gone:
        query = query.where(TombstoneRow.digest == share.digest)
    else:
        query = query.join(CallRow, CallRow.key == ShareRow.call_key).where(
            CallRow.digest == share.digest
        )
    return session.scalar(query) == share.state


def ask_to_share(
    session: Session,
    call_key: int,
    server: str,
    *,
    now: datetime,
    actor: str = THIS_MACHINE,
) -> State:
    """Have a call shared; return its state, which stays where it is shared already.

    Args:
        session: Of the store.
        call_key: The call's.
        server: Where to.
        now: The moment.
        actor: Who wants it, for the audit trail.
    """
    row = _row(session, call_key, server)
    if row is None or row.state in ("withdrawn", "withdrawing"):
        uid = _uid(session, call_key)
        note(session, at=now, actor=actor, action=SHARED, call=uid, about=server)
    session.execute(  # of the same call, when it was here before
        delete(TombstoneRow).where(
            TombstoneRow.server == server,
            TombstoneRow.digest
            == select(CallRow.digest).where(CallRow.key == call_key).scalar_subquery(),
        )
    )
    if row is None:
        session.execute(
            insert(ShareRow).values(
                call_key=call_key,
                server=server,
                state="waiting",
                remote_uid=None,
                changed_at=now,
            )
        )
        return "waiting"
    if row.state == "withdrawn":
        row.state, row.changed_at = "waiting", now
    elif row.state == "withdrawing":  # the server may have it still
        row.state, row.changed_at = "sending", now
    return _state(row.state)


def ask_to_withdraw(
    session: Session, call_key: int, server: str, *, now: datetime
) -> State | None:
    """Have a call withdrawn; return its state, None where it was never to be shared."""
    row = _row(session, call_key, server)
    if row is None:
        return None
    if row.state not in ("withdrawn", "withdrawing"):
        uid = _uid(session, call_key)
        note(
            session,
            at=now,
            actor=THIS_MACHINE,
            action=WITHDRAWN,
            call=uid,
            about=server,
        )
    if row.state == "waiting":  # nothing of it has left
        row.state, row.changed_at = "withdrawn", now
    elif row.state in ("sending", "shared"):
        row.state, row.changed_at = "withdrawing", now
    return _state(row.state)


def advance(
    session: Session,
    share: Share,
    state: State,
    *,
    now: datetime,
    remote_uid: str | None = None,
) -> bool:
    """Bring a share on, where nobody has changed it since it was read.

    Args:
        session: Of the store.
        share: As it was read.
        state: What it comes to.
        now: The moment.
        remote_uid: What the server calls the call, where that is known now.

    Returns:
        Whether it is so now.  Otherwise it is to be read again: the analyst may have
        withdrawn it meanwhile.
    """
    if share.is_gone:
        rows = session.execute(
            delete(TombstoneRow).where(
                TombstoneRow.digest == share.digest,
                TombstoneRow.server == share.server,
                TombstoneRow.state == share.state,
            )
        )
        return _count(rows) > 0
    values: dict[str, object] = {"state": state, "changed_at": now}
    if remote_uid is not None:
        values["remote_uid"] = remote_uid
    rows = session.execute(
        update(ShareRow)
        .where(
            ShareRow.call_key
            == select(CallRow.key)
            .where(CallRow.digest == share.digest)
            .scalar_subquery(),
            ShareRow.server == share.server,
            ShareRow.state == share.state,
        )
        .values(**values)
    )
    return _count(rows) > 0


def dig_up(
    session: Session, *, uid: str, server: str | None, now: datetime
) -> list[str]:
    """Have what is left of a call that is gone here withdrawn; return from where."""
    query = select(TombstoneRow).where(TombstoneRow.uid == uid)
    if server is not None:
        query = query.where(TombstoneRow.server == server)
    rows = session.scalars(query).all()
    for row in rows:
        row.state, row.changed_at = "withdrawing", now
    return [row.server for row in rows]


def _uid(session: Session, call_key: int) -> str:
    return session.scalars(select(CallRow.uid).where(CallRow.key == call_key)).one()


def _row(session: Session, call_key: int, server: str) -> ShareRow | None:
    return session.scalar(
        select(ShareRow).where(ShareRow.call_key == call_key, ShareRow.server == server)
    )


def _state(text: str) -> State:
    for state in STATES:
        if state == text:
            return state
    raise AssertionError("the store holds no other states")


def _count(result: object) -> int:
    return cast("CursorResult[object]", result).rowcount
