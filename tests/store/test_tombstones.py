from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from coach.store.calls import add_call
from coach.store.database import Database
from coach.store.tables import CallRow, ShareRow, TombstoneRow
from coach.store.tombstones import bury
from tests.store.samples import kept

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
URL = "https://calls.example.org"


def buried(db: Database, state: str, *, withdraws: bool) -> list[str]:
    """The states of what is left of a call whose share was in a state."""
    uid = add_call(db, kept(), now=NOW).uid
    with db.session() as session:
        key = session.scalars(select(CallRow.key).where(CallRow.uid == uid)).one()
        session.add(
            ShareRow(
                call_key=key, server=URL, state=state, remote_uid=None, changed_at=NOW
            )
        )
        session.flush()
        bury(session, [key], now=NOW, withdraws=withdraws)
        bury(session, [key], now=NOW, withdraws=withdraws)
    with db.reading() as session:
        return list(session.scalars(select(TombstoneRow.state)))


@pytest.mark.parametrize("state", ["sending", "shared", "withdrawing"])
def test_what_a_server_may_have_is_remembered_once(db: Database, state: str) -> None:
    """A person who deletes a call means all of it."""
    assert buried(db, state, withdraws=True) == ["withdrawing"]


@pytest.mark.parametrize("state", ["waiting", "withdrawn"])
def test_what_no_server_has_is_forgotten(db: Database, state: str) -> None:
    """Nothing of it stays."""
    assert buried(db, state, withdraws=True) == []


def test_a_call_that_grew_old_is_not_withdrawn(db: Database) -> None:
    """How long a team keeps it is the team's to say."""
    assert buried(db, "shared", withdraws=False) == ["shared"]


def test_unless_that_was_asked_for_before(db: Database) -> None:
    """The server could not be reached then."""
    assert buried(db, "withdrawing", withdraws=False) == ["withdrawing"]
