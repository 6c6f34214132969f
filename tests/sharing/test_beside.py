import asyncio
from pathlib import Path

import pytest

from coach.errors import StoreError
from coach.policy.policy import Policy
from coach.preferences import Preferences
from coach.scoring.report import CallInfo
from coach.sharing import beside
from coach.sharing.address import server_address
from coach.sharing.beside import SharingStore, sharing_beside
from coach.sharing.ledger import shares
from coach.sharing.outbox import Outbox
from coach.sharing.settings import SharingSettings
from coach.sharing.tokens import VARIABLE
from coach.store.calls import add_call
from coach.store.database import Database
from coach.store.kept import KeptCall
from tests.store.samples import NAMES, kept

URL = "https://calls.example.org"
DESK = Policy(detectors={}, sharing=SharingSettings(server=URL, automatic=True))
AGREED = Preferences(share_server=URL, share_automatically_with=URL)


class Here:
    """The machine's store."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, call: KeptCall) -> str:
        """Add a call."""
        return add_call(self._db, call).uid

    def has(self, call: CallInfo) -> bool:
        """Nothing is asked for."""
        return False

    def open(self) -> Database:
        """It is open."""
        return self._db


class Kicked(Outbox):
    """An outbox that sends nothing."""

    def __init__(self) -> None:
        self.kicks = 0
        self.address = server_address(URL)

    def kick(self) -> None:
        """Count."""
        self.kicks += 1


@pytest.fixture
def prefers(monkeypatch: pytest.MonkeyPatch) -> list[Preferences]:
    """What the analyst prefers: the last of them."""
    chosen = [AGREED]
    monkeypatch.setattr(beside, "load_preferences", lambda: chosen[-1])
    return chosen


def store_of(db: Database, policy: Policy = DESK) -> tuple[SharingStore, Kicked]:
    """A store with an outbox."""
    store, outbox = SharingStore(Here(db), policy), Kicked()
    store.outbox = outbox
    return store, outbox


def states(db: Database) -> list[tuple[str, str]]:
    """What is to be shared."""
    with db.reading() as session:
        return [(one.uid, one.state) for one in shares(session)]


def test_a_call_kept_for_a_reason_is_shared(
    db: Database, prefers: list[Preferences]
) -> None:
    """And the outbox is told at once."""
    store, outbox = store_of(db)
    uid = store.add(kept(NAMES[2], flags=("threat",)))
    assert states(db) == [(uid, "waiting")]
    assert outbox.kicks == 1


def test_one_kept_because_all_are_is_not(
    db: Database, prefers: list[Preferences]
) -> None:
    """Nobody has a reason to look at it yet."""
    store, outbox = store_of(db)
    store.add(kept(NAMES[2]))
    assert states(db) == []
    assert outbox.kicks == 0


@pytest.mark.parametrize(
    ("policy", "preferences"),
    [
        (DESK, Preferences(share_server=URL)),
        (Policy(detectors={}, sharing=SharingSettings(server=URL)), AGREED),
        (Policy(detectors={}), AGREED),
    ],
)
def test_one_half_alone_shares_nothing(
    db: Database,
    prefers: list[Preferences],
    policy: Policy,
    preferences: Preferences,
) -> None:
    """Neither the desk's nor the analyst's."""
    prefers.append(preferences)
    store, _ = store_of(db, policy)
    store.add(kept(NAMES[2], flags=("threat",)))
    assert states(db) == []


def test_the_analyst_may_change_their_mind_in_a_shift(
    db: Database, prefers: list[Preferences]
) -> None:
    """From the next call on."""
    store, _ = store_of(db)
    prefers.append(Preferences(share_server=URL))
    store.add(kept(NAMES[2], flags=("threat",)))
    assert states(db) == []


def test_a_call_that_cannot_be_shared_is_kept_all_the_same(
    db: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing of it is in the log."""

    def fail() -> Preferences:
        raise OSError("what they said")

    monkeypatch.setattr(beside, "load_preferences", fail)
    store, _ = store_of(db)
    assert store.add(kept(NAMES[2], flags=("threat",)))
    assert "what they said" not in caplog.text


class TestBeside:
    async def run(self, store: SharingStore, policy: Policy = DESK) -> list[str]:
        """Have a shift that is over at once; return what was said."""
        said: list[str] = []
        async with sharing_beside(store, policy, say=said.append, is_busy=lambda: True):
            await asyncio.sleep(0)
        return said

    async def test_without_a_server_the_store_is_not_even_opened(
        self, prefers: list[Preferences]
    ) -> None:
        """Nothing is to be paid for what is not used."""

        class Closed(Here):
            def __init__(self) -> None:
                pass

            def open(self) -> Database:
                raise AssertionError("opened")

        prefers.append(Preferences())
        store = SharingStore(Closed(), Policy(detectors={}))
        assert await self.run(store, Policy(detectors={})) == []
        assert store.outbox is None

    async def test_with_a_server_and_a_token_there_is_an_outbox(
        self,
        db: Database,
        prefers: list[Preferences],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Whether or not calls are shared by themselves: some may be left to send."""
        monkeypatch.setenv(VARIABLE, "token")
        monkeypatch.setattr("coach.sharing.outbox.load_preferences", lambda: AGREED)
        store = SharingStore(Here(db), DESK)
        assert await self.run(store) == []
        assert store.outbox is not None
        assert store.outbox.address.url == URL
        await asyncio.to_thread(store.outbox.join, 5)

    async def test_a_store_that_cannot_be_opened_is_a_line(
        self, db: Database, prefers: list[Preferences], tmp_path: Path
    ) -> None:
        """The shift goes on."""

        class Broken(Here):
            def open(self) -> Database:
                raise StoreError("store.sqlite", "is damaged")

        store = SharingStore(Broken(db), DESK)
        assert await self.run(store) == ["nothing is shared: store.sqlite: is damaged"]
