import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from coach.errors import ShareError, StoreError
from coach.redaction import RedactionSettings
from coach.sharing.ledger import Share, ask_to_share, ask_to_withdraw, shares
from coach.sharing.preparing import MaskedAgain, mask_again
from coach.sharing.protocol import Request
from coach.sharing.sender import Done, Manners, Sender
from coach.store.calls import add_call, call_of, find_calls
from coach.store.database import Database
from coach.store.deleting import delete_call
from coach.store.places import DATABASE
from coach.store.tables import CallRow
from tests.sharing.calls import with_words
from tests.sharing.team_server import ADDRESS, TeamServer
from tests.store.samples import NAMES, kept, record, report
from tests.store.sounds import write_sound
from tests.web.review.team import MAX, NORA

SETTINGS = RedactionSettings()
NAME = NAMES[2]


@pytest.fixture
def server(tmp_path: Path, empty_store: Path, data: Path) -> Iterator[TeamServer]:
    """A team's server."""
    folder = tmp_path / "team"
    folder.mkdir(mode=0o700)
    shutil.copyfile(empty_store, folder / DATABASE)
    with TeamServer(folder) as server:
        yield server


@pytest.fixture
def uid(db: Database, tmp_path: Path) -> str:
    """A call with sound on the analyst's machine."""
    return add(db, tmp_path)


def add(db: Database, folder: Path, **call: str) -> str:
    """Keep a call with sound."""
    masked = mask_again(report(NAME, **call), with_words(record(NAME)), SETTINGS)
    audio = write_sound(folder / "call.flac", seconds=0.5)
    return add_call(
        db, kept(NAME, report=masked.report, record=masked.record, audio=audio)
    ).uid


def sender(
    db: Database, server: TeamServer, *, piece_bytes: int = 4_000, **manners: object
) -> Sender:
    """The analyst's sender, which gives up at the first failure."""
    polite: dict[str, object] = {"pause": lambda _: False, **manners}
    return Sender(
        db,
        server,
        ADDRESS,
        redaction=SETTINGS,
        manners=Manners(piece_bytes=piece_bytes, **polite),  # type: ignore[arg-type]
    )


def wish(db: Database, uid: str, *, withdraws: bool = False) -> None:
    """Have a call shared, or withdrawn."""
    with db.session() as session:
        key = session.scalars(select(CallRow.key).where(CallRow.uid == uid)).one()
        ask = ask_to_withdraw if withdraws else ask_to_share
        ask(session, key, ADDRESS.url, now=find_calls(db).calls[0].happened_at)


def states(db: Database) -> list[str]:
    """Where the shares are."""
    with db.reading() as session:
        return [one.state for one in shares(session)]


def bring_all(db: Database, server: TeamServer) -> list[Done]:
    """Do all there is to do, once."""
    working = sender(db, server)
    return [working.bring(share) for share in working.waiting()]


def calls_there(server: TeamServer) -> list[str]:
    """The calls that the server has."""
    with server.there():
        return [one.uid for one in find_calls(server.db).calls]


def test_a_call_is_there_as_it_is_here(
    db: Database, server: TeamServer, uid: str
) -> None:
    """Its words, its findings, its record and its sound; and it is the analyst's."""
    wish(db, uid)
    (done,) = bring_all(db, server)
    assert done.state == "shared"
    (there,) = calls_there(server)
    with server.there():
        theirs = call_of(server.db, there)
        assert theirs.audio is not None
        sound = theirs.audio.read_bytes()
    ours = call_of(db, uid)
    assert ours.audio is not None
    assert sound == ours.audio.read_bytes()
    assert theirs.analyst == NORA
    assert {**theirs.report, "call": None} == {**ours.report, "call": None}
    assert (theirs.record, theirs.words) == (ours.record, ours.words)
    with db.reading() as session:
        (share,) = shares(session)
    assert (share.state, share.remote_uid) == ("shared", there)


def test_what_is_shared_costs_nothing_more(
    db: Database, server: TeamServer, uid: str
) -> None:
    """Asked for again it is not sent again."""
    wish(db, uid)
    bring_all(db, server)
    asked = len(server.asked)
    wish(db, uid)
    assert bring_all(db, server) == []
    assert len(server.asked) == asked


def test_sound_that_the_server_does_not_want_is_told(
    db: Database, server: TeamServer, uid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It masks what the analyst's machine does not."""

    def stricter(*given: Any) -> MaskedAgain:  # noqa: ANN401 (as the function has them)
        return replace(mask_again(*given), is_masked_anew=True)

    monkeypatch.setattr("coach.sharing.receiving.mask_again", stricter)
    wish(db, uid)
    (done,) = bring_all(db, server)
    assert (done.state, done.keeps_sound) == ("shared", True)
    assert server.asked == ["PUT"]


def test_progress_is_told(db: Database, server: TeamServer, uid: str) -> None:
    """In bytes, from nothing to all."""
    told: list[tuple[int, int]] = []

    def tell(share: Share, sent: int, total: int) -> None:
        assert share.uid == uid
        told.append((sent, total))

    wish(db, uid)
    working = sender(db, server, tell=tell)
    working.bring(working.waiting()[0])
    total = call_of(db, uid).audio.stat().st_size  # type: ignore[union-attr]
    assert told[0] == (0, total)
    assert told[-1] == (total, total)


def test_a_call_that_begins_leaves_it_where_it_is(
    db: Database, server: TeamServer, uid: str
) -> None:
    """And the next sender goes on from there."""
    wish(db, uid)
    may = iter([True, True, True, False])
    working = sender(db, server, go_on=lambda: next(may))
    assert working.bring(working.waiting()[0]).state == "sending"
    assert states(db) == ["sending"]
    before = server.asked.count("PATCH")
    bring_all(db, server)
    assert states(db) == ["shared"]
    size = call_of(db, uid).audio.stat().st_size  # type: ignore[union-attr]
    assert server.asked.count("PATCH") == -(-size // 4_000)
    assert before > 0


def test_a_call_withdrawn_while_it_is_sent_stops_and_goes(
    db: Database, server: TeamServer, uid: str
) -> None:
    """What had come of it is deleted there."""
    wish(db, uid)

    def withdraw(request: Request) -> None:
        if request.method == "PATCH" and server.asked.count("PATCH") == 1:
            wish(db, uid, withdraws=True)

    server.meanwhile = withdraw
    bring_all(db, server)
    assert states(db) == ["withdrawing"]
    assert server.asked.count("PATCH") == 1
    bring_all(db, server)
    assert states(db) == ["withdrawn"]
    assert calls_there(server) == []


def test_a_withdrawn_call_can_be_shared_again(
    db: Database, server: TeamServer, uid: str
) -> None:
    """As often as the analyst changes their mind."""
    for _ in range(2):
        wish(db, uid)
        bring_all(db, server)
        assert len(calls_there(server)) == 1
        wish(db, uid, withdraws=True)
        bring_all(db, server)
        assert calls_there(server) == []
    assert states(db) == ["withdrawn"]


def test_a_call_deleted_here_is_withdrawn_there(
    db: Database, server: TeamServer, uid: str
) -> None:
    """When the server can be reached again; then nothing is left of it anywhere."""
    wish(db, uid)
    bring_all(db, server)
    delete_call(db, uid, "this machine", "by-hand")
    server.deaths = ["before"]
    with pytest.raises(ShareError):
        bring_all(db, server)
    assert states(db) == ["withdrawing"]
    (done,) = bring_all(db, server)
    assert (done.state, done.share.is_gone) == ("withdrawn", True)
    assert states(db) == []
    assert calls_there(server) == []


def test_a_call_deleted_while_it_is_sent_is_withdrawn(
    db: Database, server: TeamServer, uid: str
) -> None:
    """The sender stops at the next piece."""
    wish(db, uid)

    def remove(request: Request) -> None:
        if request.method == "PATCH" and server.asked.count("PATCH") == 1:
            delete_call(db, uid, "this machine", "by-hand")

    server.meanwhile = remove
    bring_all(db, server)
    server.meanwhile = lambda _: None
    bring_all(db, server)
    assert states(db) == []
    assert calls_there(server) == []


def test_another_analyst_s_token_does_not_get_at_it(
    db: Database, server: TeamServer, uid: str
) -> None:
    """Their withdrawal of the same digest changes nothing."""
    wish(db, uid)
    bring_all(db, server)
    server.token = server.token_of(MAX)
    wish(db, uid, withdraws=True)
    bring_all(db, server)
    assert len(calls_there(server)) == 1


def test_a_refused_token_is_said_in_the_server_s_words(
    db: Database, server: TeamServer, uid: str
) -> None:
    """And nothing is lost."""
    wish(db, uid)
    server.token = "wrong"
    with pytest.raises(ShareError, match="Bearer TOKEN") as refused:
        bring_all(db, server)
    assert not refused.value.is_passing
    assert states(db) == ["sending"]


def test_a_call_that_is_gone_is_a_line(
    db: Database, server: TeamServer, uid: str
) -> None:
    """It was deleted a moment ago."""
    wish(db, uid)
    working = sender(db, server)
    (share,) = working.waiting()
    delete_call(db, uid, "this machine", "by-hand")
    with pytest.raises(StoreError, match="no such call"):
        working.bring(share)


def test_withdrawals_go_first(db: Database, server: TeamServer, tmp_path: Path) -> None:
    """They are what somebody waits for."""
    first = add(db, tmp_path, id="one")
    second = add(db, tmp_path, id="two")
    wish(db, first)
    bring_all(db, server)
    wish(db, second)
    wish(db, first, withdraws=True)
    assert [one.uid for one in sender(db, server).waiting()] == [first, second]


FAULTS = st.lists(
    st.sampled_from(["before", "after", "no", "no"]), min_size=1, max_size=12
)


@settings(
    max_examples=3,
    phases=(Phase.explicit, Phase.generate),  # an example is slow: not to be shrunk
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(deaths=["after", "before", "after", "after", "no"], withdraws=True)
@given(deaths=FAULTS, withdraws=st.booleans())
def test_whenever_the_server_dies_the_next_run_completes_it(
    db: Database,
    server: TeamServer,
    tmp_path_factory: pytest.TempPathFactory,
    deaths: list[str],
    withdraws: bool,
) -> None:
    """Before or after it has obeyed, at each step: one call there, or none."""
    folder = tmp_path_factory.mktemp("sound")
    uid = add(db, folder, id="one")
    for is_withdrawn in (False, True) if withdraws else (False,):
        wish(db, uid, withdraws=is_withdrawn)
        server.deaths = list(deaths)
        for _ in range(len(deaths) + 1):
            with contextlib.suppress(ShareError):
                bring_all(db, server)
    assert states(db) == (["withdrawn"] if withdraws else ["shared"])
    there = calls_there(server)
    assert len(there) == (0 if withdraws else 1)
    if not withdraws:
        ours = call_of(db, uid).audio
        with server.there():
            theirs = call_of(server.db, there[0]).audio
            assert theirs is not None
            heard = theirs.read_bytes()
        assert ours is not None
        assert heard == ours.read_bytes()
    # Each example begins with empty stores.
    delete_call(db, uid, "this machine", "by-hand")
    server.deaths = []
    bring_all(db, server)
    assert calls_there(server) == []
