from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from coach.sharing.ledger import (
    Share,
    State,
    advance,
    ask_to_share,
    ask_to_withdraw,
    dig_up,
    is_still,
    share_of,
    shares,
)
from coach.store.audit import THIS_MACHINE, entries
from coach.store.calls import add_call
from coach.store.database import Database
from coach.store.deleting import delete_call
from coach.store.purging import purge
from coach.store.tables import CallRow, ShareRow
from tests.store.samples import kept

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
HERE, THERE = "https://calls.example.org", "https://other.example.org"


@pytest.fixture
def uid(db: Database) -> str:
    """A call that is kept."""
    return add_call(db, kept(), now=NOW).uid


def key_of(db: Database, uid: str) -> int:
    """The key of a call."""
    with db.reading() as session:
        return session.scalars(select(CallRow.key).where(CallRow.uid == uid)).one()


def share_it(db: Database, uid: str, server: str = HERE) -> State:
    """Have a call shared."""
    key = key_of(db, uid)
    with db.session() as session:
        return ask_to_share(session, key, server, now=NOW)


def withdraw_it(db: Database, uid: str, server: str = HERE) -> State | None:
    """Have a call withdrawn."""
    key = key_of(db, uid)
    with db.session() as session:
        return ask_to_withdraw(session, key, server, now=LATER)


def all_of(db: Database, server: str | None = None) -> list[Share]:
    """Every share."""
    with db.reading() as session:
        return shares(session, server)


def put(db: Database, state: State) -> None:
    """Bring the only share to a state."""
    with db.session() as session:
        row = session.scalars(select(ShareRow)).one()
        row.state = state


def test_a_call_waits_once_for_each_server(db: Database, uid: str) -> None:
    """Asked for twice it is the same share."""
    assert share_it(db, uid) == "waiting"
    assert share_it(db, uid) == "waiting"
    assert share_it(db, uid, THERE) == "waiting"
    assert {(one.uid, one.server) for one in all_of(db)} == {(uid, HERE), (uid, THERE)}
    (one,) = all_of(db, HERE)
    assert (one.state, one.is_gone, len(one.digest)) == ("waiting", False, 64)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("waiting", "waiting"),
        ("sending", "sending"),
        ("shared", "shared"),
        ("withdrawing", "sending"),
        ("withdrawn", "waiting"),
    ],
)
def test_sharing_goes_on_from_every_state(
    db: Database, uid: str, before: State, after: State
) -> None:
    """One that was being withdrawn may still be there: it is no longer untouched."""
    share_it(db, uid)
    put(db, before)
    assert share_it(db, uid) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("waiting", "withdrawn"),
        ("sending", "withdrawing"),
        ("shared", "withdrawing"),
        ("withdrawing", "withdrawing"),
        ("withdrawn", "withdrawn"),
    ],
)
def test_withdrawing_goes_on_from_every_state(
    db: Database, uid: str, before: State, after: State
) -> None:
    """What has not left need not be withdrawn anywhere."""
    share_it(db, uid)
    put(db, before)
    assert withdraw_it(db, uid) == after


def test_what_was_never_shared_cannot_be_withdrawn(db: Database, uid: str) -> None:
    """And it is said."""
    share_it(db, uid, THERE)
    assert withdraw_it(db, uid, HERE) is None


def test_a_share_is_brought_on_from_where_it_was_read(db: Database, uid: str) -> None:
    """With what the server calls it."""
    share_it(db, uid)
    (one,) = all_of(db)
    with db.session() as session:
        assert advance(session, one, "sending", now=LATER)
    (one,) = all_of(db)
    with db.session() as session:
        assert is_still(session, one)
        assert advance(session, one, "shared", now=LATER, remote_uid="ab" * 16)
    with db.reading() as session:
        found = share_of(session, key_of(db, uid))
    assert found is not None
    assert (found.state, found.remote_uid) == ("shared", "ab" * 16)


def test_one_that_was_withdrawn_meanwhile_is_not_brought_on(
    db: Database, uid: str
) -> None:
    """The sender must not undo what the analyst has just asked for."""
    share_it(db, uid)
    put(db, "sending")
    (one,) = all_of(db)
    withdraw_it(db, uid)
    with db.session() as session:
        assert not is_still(session, one)
        assert not advance(session, one, "shared", now=LATER)
    assert [one.state for one in all_of(db)] == ["withdrawing"]


def test_a_call_that_was_never_shared_has_no_share(db: Database, uid: str) -> None:
    """None."""
    with db.reading() as session:
        assert share_of(session, key_of(db, uid)) is None


def test_what_is_shared_and_withdrawn_is_in_the_audit_trail(
    db: Database, uid: str
) -> None:
    """Once each, with the server; asking again changes nothing."""
    for _ in range(2):
        share_it(db, uid)
    for _ in range(2):
        withdraw_it(db, uid)
    share_it(db, uid)
    with db.reading() as session:
        found = entries(session, cursor=None, limit=9).entries
    assert [(one["actor"], one["action"], one["call"]) for one in found] == [
        (THIS_MACHINE, "share-call", uid),
        (THIS_MACHINE, "withdraw-call", uid),
        (THIS_MACHINE, "share-call", uid),
    ]
    assert {one["about"] for one in found} == {HERE}


class TestTombstones:
    def test_a_deleted_call_is_still_withdrawn(self, db: Database, uid: str) -> None:
        """What is left says just enough for that, and goes when it is done."""
        share_it(db, uid)
        put(db, "shared")
        (before,) = all_of(db)
        delete_call(db, uid, "this machine", "by-hand", now=LATER)
        (left,) = all_of(db)
        assert left == Share(
            uid=uid,
            digest=before.digest,
            server=HERE,
            state="withdrawing",
            remote_uid=None,
            changed_at=LATER,
            is_gone=True,
        )
        with db.session() as session:
            assert is_still(session, left)
            assert advance(session, left, "withdrawn", now=LATER)
            assert not advance(session, left, "withdrawn", now=LATER)
        assert all_of(db) == []

    @pytest.mark.parametrize("state", ["waiting", "withdrawn"])
    def test_nothing_stays_of_what_is_nowhere(
        self, db: Database, uid: str, state: State
    ) -> None:
        """The server has nothing of it."""
        share_it(db, uid)
        put(db, state)
        delete_call(db, uid, "this machine", "by-hand", now=LATER)
        assert all_of(db) == []

    def test_the_same_call_that_comes_in_again_is_not_withdrawn_later(
        self, db: Database, uid: str
    ) -> None:
        """To share it anew is the later wish."""
        share_it(db, uid)
        put(db, "shared")
        delete_call(db, uid, "this machine", "by-hand", now=LATER)
        again = add_call(db, kept(), now=LATER).uid
        share_it(db, again)
        assert [(one.uid, one.state) for one in all_of(db)] == [(again, "waiting")]

    def test_one_that_only_grew_old_here_stays_there(
        self, db: Database, uid: str
    ) -> None:
        """Until somebody asks for its withdrawal, by the name it had here."""
        share_it(db, uid)
        put(db, "shared")
        purge(db, NOW + timedelta(days=31), 30, "coach")
        assert [(one.state, one.is_gone) for one in all_of(db)] == [("shared", True)]
        with db.session() as session:
            assert dig_up(session, uid=uid, server=THERE, now=LATER) == []
            assert dig_up(session, uid=uid, server=HERE, now=LATER) == [HERE]
        assert [one.state for one in all_of(db)] == ["withdrawing"]
