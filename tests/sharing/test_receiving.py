import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from coach.errors import StoreError
from coach.redaction import RedactionSettings
from coach.sharing.form import SharedCall, SharedSound, parse_shared_call, unpack
from coach.sharing.incoming import KEPT
from coach.sharing.preparing import prepare, sha256_of
from coach.sharing.receiving import (
    DamagedSoundError,
    NoSuchUploadError,
    Standing,
    TooMuchSoundError,
    WrongOffsetError,
    digest_here,
    look_at,
    remove_leftovers,
    standing_of,
    take_call,
    take_piece,
    withdraw,
)
from coach.store.calls import add_call, call_of, policy_of
from coach.store.database import Database, open_database
from coach.store.places import audio_folder, incoming_folder
from coach.store.tables import AuditRow, UploadRow
from tests.sharing.calls import with_words
from tests.store.samples import NAMES, kept, policy, record
from tests.store.sounds import write_sound

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SETTINGS = RedactionSettings()
NORA, MAX = "Nora Berg", "Max Stein"
DIGEST, OTHER = "ab" * 32, "cd" * 32


@pytest.fixture(scope="module")
def travelling(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A call as it travels."""
    folder = tmp_path_factory.mktemp("analyst")
    with open_database(f"sqlite:///{folder / 'store.sqlite'}") as db:
        heard = with_words(record(NAMES[2]))
        call = kept(NAMES[2], call={"agent": "somebody else"}, record=heard)
        uid = add_call(db, call).uid
        return unpack(prepare(db, uid, SETTINGS).form)


@pytest.fixture
def sound(tmp_path: Path) -> bytes:
    """The sound of a call."""
    return write_sound(tmp_path / "a.flac", seconds=0.5).read_bytes()


@pytest.fixture
def call(travelling: bytes) -> SharedCall:
    """A call that has come, without sound."""
    return parse_shared_call(travelling)


def announced(call: SharedCall, sound: bytes, folder: Path) -> SharedCall:
    """The same call with this sound announced."""
    path = folder / "announced"
    path.write_bytes(sound)
    about = SharedSound(bytes=len(sound), sha256=sha256_of(path), type="audio/flac")
    return replace(call, sound=about)


def take(db: Database, call: SharedCall, account: str = NORA) -> Standing:
    """Keep a call."""
    received = look_at(call, account, SETTINGS)
    return take_call(db, account, DIGEST, received, policy=policy(), now=NOW)


def piece(db: Database, data: bytes, at: int, account: str = NORA) -> Standing:
    """Take a piece."""
    return take_piece(db, account, DIGEST, data, at=at, now=NOW)


def actions(db: Database) -> list[tuple[str, str, str | None]]:
    """The audit trail."""
    with db.reading() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.key)).all()
    return [(row.actor, row.action, row.call) for row in rows]


def test_a_call_is_its_account_s_whatever_it_says(
    db: Database, call: SharedCall
) -> None:
    """All else of it is as it was sent."""
    standing = take(db, call)
    stored = call_of(db, standing.uid)
    assert standing == Standing(
        uid=stored.uid, state="shared", offset=None, is_new=True
    )
    assert stored.analyst == NORA
    assert stored.summary.origin == "shared"
    sent = json.loads(json.dumps(call.report))
    assert stored.report == {**sent, "call": {**sent["call"], "agent": NORA}}
    assert stored.record == call.record
    assert policy_of(db, stored.report["engine"]["policy"]) is not None
    assert actions(db) == [(NORA, "share-call", stored.uid)]


def test_the_same_call_comes_in_once(db: Database, call: SharedCall) -> None:
    """However often it is sent."""
    first, second = take(db, call), take(db, call)
    assert (second.uid, second.is_new) == (first.uid, False)
    assert len(actions(db)) == 1


def test_two_accounts_with_one_digest_have_two_calls(
    db: Database, call: SharedCall
) -> None:
    """Nobody gets at somebody else's by knowing its digest."""
    first, second = take(db, call, NORA), take(db, call, MAX)
    assert first.uid != second.uid
    assert standing_of(db, MAX, DIGEST).uid == second.uid
    assert withdraw(db, MAX, DIGEST, now=NOW)
    assert standing_of(db, NORA, DIGEST).uid == first.uid


def test_what_was_not_masked_is_masked_here(
    db: Database, call: SharedCall, sound: bytes, tmp_path: Path
) -> None:
    """And the sound, which says it, is not taken."""
    said = call.report["utterances"]
    secret = {**said[0], "speaker": "customer", "text": "card 4111 1111 1111 1111"}
    report = {**call.report, "utterances": [{**secret, "sentiment": None}, *said[1:]]}
    other = replace(call, report=report, words={})
    assert call.record is not None
    standing = take(db, announced(replace(other, record=None), sound, tmp_path))
    assert standing.state == "shared"
    assert standing.offset is None
    assert "4111" not in json.dumps(call_of(db, standing.uid).report)
    with pytest.raises(NoSuchUploadError):
        piece(db, sound, 0)


def test_words_that_are_not_the_text_s_do_not_come_in(
    db: Database, call: SharedCall
) -> None:
    """They could say what the text does not."""
    name = max(call.words, key=lambda one: len(call.words[one]))
    digits = ["4111", "1111", "1111", "1111", *["okay"] * len(call.words[name])]
    words = [
        [start, end, digit]
        for (start, end, _), digit in zip(call.words[name], digits, strict=False)
    ]
    uid = take(db, replace(call, words={**call.words, name: words})).uid
    stored = call_of(db, uid)
    assert "4111" not in "".join(str(word[2]) for word in stored.words.get(name, ()))


def test_words_for_which_the_record_has_no_time_are_refused(call: SharedCall) -> None:
    """They belong to another call."""
    name = next(iter(call.words))
    with pytest.raises(StoreError, match="damaged"):
        look_at(replace(call, words={**call.words, name: []}), NORA, SETTINGS)


class TestSound:
    def test_comes_in_pieces_and_is_the_call_s_when_it_is_whole(
        self, db: Database, call: SharedCall, sound: bytes, tmp_path: Path
    ) -> None:
        """Not before."""
        standing = take(db, announced(call, sound, tmp_path))
        assert (standing.state, standing.offset) == ("sending", 0)
        standing = piece(db, sound[:100], 0)
        assert (standing.state, standing.offset) == ("sending", 100)
        assert call_of(db, standing.uid).audio is None
        standing = piece(db, sound[100:], 100)
        assert (standing.state, standing.offset) == ("shared", len(sound))
        path = call_of(db, standing.uid).audio
        assert path is not None
        assert path.read_bytes() == sound
        assert call_of(db, standing.uid).has_peaks
        assert list(incoming_folder().iterdir()) == []
        with db.reading() as session:
            assert session.scalars(select(UploadRow)).all() == []

    def test_repeats_change_nothing(
        self, db: Database, call: SharedCall, sound: bytes, tmp_path: Path
    ) -> None:
        """Of the form, of a piece, of the last piece."""
        with_sound = announced(call, sound, tmp_path)
        take(db, with_sound)
        piece(db, sound[:100], 0)
        assert take(db, with_sound).offset == 100
        with pytest.raises(WrongOffsetError) as wrong:
            piece(db, sound[:100], 0)
        assert wrong.value.offset == 100
        piece(db, sound[100:], 100)
        assert piece(db, sound[100:], 100).state == "shared"
        assert take(db, with_sound).state == "shared"
        assert standing_of(db, NORA, DIGEST).offset == len(sound)

    def test_other_bytes_than_announced_are_thrown_away(
        self, db: Database, call: SharedCall, sound: bytes, tmp_path: Path
    ) -> None:
        """And may be sent again."""
        take(db, announced(call, sound, tmp_path))
        with pytest.raises(DamagedSoundError):
            piece(db, bytes(len(sound)), 0)
        assert standing_of(db, NORA, DIGEST).offset == 0
        assert piece(db, sound, 0).state == "shared"

    def test_more_bytes_than_announced_are_not_taken(
        self, db: Database, call: SharedCall, sound: bytes, tmp_path: Path
    ) -> None:
        """Nor is any of that piece."""
        take(db, announced(call, sound, tmp_path))
        with pytest.raises(TooMuchSoundError):
            piece(db, sound + b"x", 0)
        assert standing_of(db, NORA, DIGEST).offset == 0

    def test_a_machine_that_stopped_before_the_check_checks_then(
        self, db: Database, call: SharedCall, sound: bytes, tmp_path: Path
    ) -> None:
        """An empty piece is enough."""
        take(db, announced(call, sound, tmp_path))
        piece(db, sound[:10], 0)
        (path,) = incoming_folder().iterdir()
        path.write_bytes(sound)
        assert standing_of(db, NORA, DIGEST).state == "sending"
        assert piece(db, b"", len(sound)).state == "shared"

    def test_what_is_no_sound_is_refused(
        self, db: Database, call: SharedCall, tmp_path: Path
    ) -> None:
        """Though it came whole: nobody could hear it."""
        take(db, announced(call, b"no flac at all", tmp_path))
        with pytest.raises(DamagedSoundError):
            piece(db, b"no flac at all", 0)
        assert standing_of(db, NORA, DIGEST).offset == 0
        assert list(audio_folder().glob("*.flac")) == []

    def test_new_sound_of_the_same_call_begins_anew(
        self, db: Database, call: SharedCall, sound: bytes, tmp_path: Path
    ) -> None:
        """What has come of the old is of no use."""
        take(db, announced(call, b"x" * 500, tmp_path))
        piece(db, b"x" * 100, 0)
        assert take(db, announced(call, sound, tmp_path)).offset == 0
        assert piece(db, sound, 0).state == "shared"

    def test_is_nobody_else_s_to_send(
        self, db: Database, call: SharedCall, sound: bytes, tmp_path: Path
    ) -> None:
        """Or to ask about."""
        take(db, announced(call, sound, tmp_path))
        with pytest.raises(NoSuchUploadError):
            piece(db, sound, 0, MAX)
        with pytest.raises(NoSuchUploadError):
            standing_of(db, MAX, DIGEST)


class TestWithdraw:
    def test_deletes_everything_of_it(
        self, db: Database, call: SharedCall, sound: bytes, tmp_path: Path
    ) -> None:
        """What had come of its sound as well; the trail says that it was."""
        uid = take(db, announced(call, sound, tmp_path)).uid
        piece(db, sound[:10], 0)
        assert withdraw(db, NORA, DIGEST, now=NOW)
        assert not withdraw(db, NORA, DIGEST, now=NOW)
        assert list(incoming_folder().iterdir()) == []
        with pytest.raises(StoreError):
            call_of(db, uid)
        assert actions(db)[-1] == (NORA, "delete-call", uid)

    def test_leaves_other_people_s_calls_alone(
        self, db: Database, call: SharedCall
    ) -> None:
        """Whatever digest is named."""
        take(db, call)
        for account, digest in ((MAX, DIGEST), (NORA, OTHER)):
            assert not withdraw(db, account, digest, now=NOW)
        assert standing_of(db, NORA, DIGEST).state == "shared"

    def test_a_withdrawn_call_may_come_again(
        self, db: Database, call: SharedCall
    ) -> None:
        """It is another one then."""
        first = take(db, call).uid
        withdraw(db, NORA, DIGEST, now=NOW)
        assert take(db, call).uid != first


def test_sound_that_comes_no_further_is_removed(
    db: Database, call: SharedCall, sound: bytes, tmp_path: Path
) -> None:
    """The call stays, and may be sent it again."""
    with_sound = announced(call, sound, tmp_path)
    take(db, with_sound)
    piece(db, sound[:10], 0)
    soon = datetime.now(UTC)
    assert remove_leftovers(db, now=soon) == 0
    assert remove_leftovers(db, now=soon + KEPT + timedelta(minutes=1)) == 1
    assert standing_of(db, NORA, DIGEST).offset is None
    assert take(db, with_sound).offset == 0
    assert piece(db, sound, 0).state == "shared"


def test_digests_of_accounts_cannot_be_made_to_meet() -> None:
    """Not by a name that ends like a digest begins either."""
    names: list[tuple[Any, str]] = [
        ("a", "b" * 64),
        ("a\nb", "b" * 63),
        ("ab", "b" * 63),
    ]
    assert len({digest_here(account, digest) for account, digest in names}) == 3
