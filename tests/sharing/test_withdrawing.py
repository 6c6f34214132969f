import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from coach.errors import ShareError
from coach.policy.policy import Policy
from coach.preferences import Preferences
from coach.sharing import withdrawing
from coach.sharing.address import server_address
from coach.sharing.ledger import Share, shares
from coach.sharing.sender import Manners
from coach.sharing.setup import SharingPlan
from coach.sharing.withdrawing import withdraw_deleted
from coach.store.database import Database
from coach.store.tables import TombstoneRow

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
HERE, THERE = "https://calls.example.org", "https://other.example.org"
POLICY = Policy(detectors={})
UID = "ab" * 16


def bury(db: Database, server: str, uid: str = UID) -> None:
    """Leave what stays of a deleted call."""
    with db.session() as session:
        session.add(
            TombstoneRow(
                digest="cd" * 32,
                uid=uid,
                server=server,
                state="withdrawing",
                changed_at=NOW,
            )
        )


@pytest.fixture
def brought(monkeypatch: pytest.MonkeyPatch) -> list[Share]:
    """What a sender to the server that is set up was asked to bring."""
    found: list[Share] = []

    class Sender:
        def bring(self, share: Share) -> None:
            found.append(share)

    @contextlib.contextmanager
    def open_sender(_: Manners) -> Iterator[Sender]:
        yield Sender()

    plan = SharingPlan(address=server_address(HERE), token="t")
    monkeypatch.setattr(withdrawing, "load_preferences", Preferences)
    monkeypatch.setattr(withdrawing, "plan_of", lambda *_: plan)
    monkeypatch.setattr(withdrawing, "opens_sender", lambda *_: open_sender)
    return found


def test_what_is_left_of_the_call_is_withdrawn(
    db: Database, brought: list[Share]
) -> None:
    """At once, and said; other calls are left alone."""
    bury(db, HERE)
    bury(db, THERE, uid="ef" * 16)
    assert list(withdraw_deleted(db, UID, POLICY)) == [
        "withdrawn from calls.example.org"
    ]
    assert [one.uid for one in brought] == [UID]


def test_a_call_that_was_never_shared_needs_no_server(
    db: Database, brought: list[Share], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is asked."""
    monkeypatch.setattr(withdrawing, "plan_of", None)
    assert list(withdraw_deleted(db, UID, POLICY)) == []


def test_a_server_that_cannot_be_reached_is_said(
    db: Database, brought: list[Share], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what is left stays, to be withdrawn later."""

    @contextlib.contextmanager
    def down(_: Manners) -> Iterator[None]:
        raise ShareError("calls.example.org", "cannot be reached", is_passing=True)
        yield

    monkeypatch.setattr(withdrawing, "opens_sender", lambda *_: down)
    bury(db, HERE)
    assert list(withdraw_deleted(db, UID, POLICY)) == [
        "still shared, and withdrawn later: calls.example.org: cannot be reached"
    ]
    with db.reading() as session:
        assert [one.state for one in shares(session)] == ["withdrawing"]


def test_another_server_than_the_one_set_up_is_named(
    db: Database, brought: list[Share]
) -> None:
    """It gets nobody's token but its own."""
    bury(db, THERE)
    (line,) = withdraw_deleted(db, UID, POLICY)
    assert "other.example.org" in line
    assert brought == []


def test_a_token_that_cannot_be_read_is_no_way(
    db: Database, brought: list[Share], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The call is deleted all the same."""

    def fail(*_: object) -> SharingPlan:
        raise ShareError("calls.example.org", "tokens cannot be read")

    monkeypatch.setattr(withdrawing, "plan_of", fail)
    bury(db, HERE)
    (line,) = withdraw_deleted(db, UID, POLICY)
    assert line.startswith("still shared with calls.example.org")
