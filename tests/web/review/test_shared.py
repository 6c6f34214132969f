import errno
import gzip
import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from coach.errors import StoreError
from coach.redaction import RedactionSettings
from coach.sharing.form import SharedCall, SharedSound, pack
from coach.sharing.incoming import DiskFullError
from coach.sharing.preparing import mask_again, sha256_of
from coach.sharing.protocol import MAX_PACKED_BYTES, PIECE_BYTES
from coach.store.accounts import account_named
from coach.store.calls import call_of
from coach.store.record_form import record_json
from coach.store.sign_ins import new_token
from coach.store.tables import CallRow
from coach.web.review import shared
from coach.web.review.app import review_app
from coach.web.review.audio_file import AudioFiles
from coach.web.review.shared import SharedApi, ShareLimits
from tests.store.samples import record, report
from tests.store.sounds import write_sound
from tests.web.review.team import ADAM, MAX, NORA, ORIGIN, PAGE, Team

DIGEST = "ab" * 32
CALL = f"/share/api/calls/{DIGEST}"
NAME = "clean-password-reset"


class Program:
    """An analyst's program.

    Args:
        team: Whose server it asks.
        name: Whose it is.
    """

    def __init__(self, team: Team, name: str = NORA) -> None:
        with team.db.session() as session:
            account = account_named(session, name)
            self.token = new_token(session, account, team.now)
        self._client = TestClient(team.app, base_url=ORIGIN, follow_redirects=False)
        self._client.portal = team.portal

    def ask(
        self,
        method: str,
        path: str = CALL,
        body: bytes = b"",
        **headers: str,
    ) -> Any:  # noqa: ANN401 (the client's answer)
        """Ask something."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named.setdefault("authorization", f"Bearer {self.token}")
        return self._client.request(method, path, content=body, headers=named)

    def put(self, call: SharedCall) -> Any:  # noqa: ANN401 (the client's answer)
        """Send a call."""
        return self.ask("PUT", CALL, pack(call), content_encoding="gzip")

    def patch(self, piece: bytes, at: object) -> Any:  # noqa: ANN401 (as above)
        """Send a piece of its sound."""
        return self.ask("PATCH", f"{CALL}/sound", piece, upload_offset=str(at))


@pytest.fixture(scope="module")
def words() -> SharedCall:
    """A call without its sound."""
    masked = mask_again(report(NAME), record(NAME), RedactionSettings())
    assert masked.record is not None
    return SharedCall(report=masked.report, words={}, record=record_json(masked.record))


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Its sound."""
    return write_sound(tmp_path / "call.flac", seconds=0.5)


@pytest.fixture
def call(words: SharedCall, sound: Path) -> SharedCall:
    """A call whose sound is announced."""
    about = SharedSound(
        bytes=sound.stat().st_size, sha256=sha256_of(sound), type="audio/flac"
    )
    return replace(words, sound=about)


def code_of(answer: Any) -> tuple[int, str]:  # noqa: ANN401 (the client's answer)
    """The status and the code of a refusal."""
    return answer.status_code, answer.json()["code"]


class TestWhose:
    def test_the_token_s_account_is_told(self, team: Team) -> None:
        """And what the server speaks."""
        assert Program(team).ask("GET", "/share/api").json() == {
            "account": NORA,
            "role": "analyst",
            "form": "coach.shared-call/1",
            "piece_bytes": PIECE_BYTES,
        }

    @pytest.mark.parametrize(
        "given", ["", "Bearer", "Bearer wrong", "Basic abc", "Bearer é", "bearer  "]
    )
    def test_nobody_else_is_told_anything(self, team: Team, given: str) -> None:
        """Whatever they show in a token's place."""
        program = Program(team)
        answer = program.ask("GET", "/share/api", authorization=given.encode())  # type: ignore[arg-type]
        assert code_of(answer) == (401, "unauthorised")

    def test_a_disabled_account_s_token_is_no_good(self, team: Team) -> None:
        """From that moment on."""
        program = Program(team)
        adam = team.browser(ADAM)
        path = f"accounts/{NORA}"
        assert adam.ask("PATCH", path, json={"is_disabled": True}).status_code == 200
        assert program.ask("GET", "/share/api").status_code == 401

    def test_a_browser_s_session_is_no_token(self, team: Team) -> None:
        """These paths are not for pages."""
        assert team.browser(ADAM).get("/share/api").status_code == 401


class TestCall:
    def test_comes_in_with_its_sound(
        self, team: Team, call: SharedCall, sound: Path
    ) -> None:
        """And is then seen by its analyst and by reviewers."""
        program, data = Program(team), sound.read_bytes()
        first = program.put(call)
        assert first.status_code == 201
        uid = first.json()["uid"]
        assert first.json() == {"uid": uid, "sound_offset": 0, "state": "sending"}
        half = len(data) // 2
        assert program.patch(data[:half], 0).json()["sound_offset"] == half
        asked = program.ask("HEAD", f"{CALL}/sound")
        assert asked.headers["upload-offset"] == str(half)
        assert asked.headers["upload-length"] == str(len(data))
        assert asked.content == b""
        last = program.patch(data[half:], half)
        assert last.json() == {
            "uid": uid,
            "sound_offset": len(data),
            "state": "shared",
        }
        again = program.put(call)
        assert (again.status_code, again.json()["state"]) == (200, "shared")
        heard = team.browser(NORA).get(f"calls/{uid}/audio")
        assert heard.content == data
        assert team.browser(MAX).get(f"calls/{uid}").status_code == 404

    def test_may_come_unpacked(self, team: Team, words: SharedCall) -> None:
        """Gzip is no duty."""
        body = json.dumps(words.to_json()).encode()
        assert Program(team).ask("PUT", CALL, body).status_code == 201

    def test_is_withdrawn_by_its_analyst_only(
        self, team: Team, words: SharedCall
    ) -> None:
        """Twice is no harm; of another's nothing is told."""
        program, other = Program(team), Program(team, MAX)
        program.put(words)
        assert other.ask("DELETE").json() == {"state": "withdrawn"}
        assert other.ask("HEAD", f"{CALL}/sound").status_code == 404
        with team.db.reading() as session:
            assert len(session.scalars(select(CallRow)).all()) == 1
        for _ in range(2):
            assert program.ask("DELETE").json() == {"state": "withdrawn"}
        with team.db.reading() as session:
            assert session.scalars(select(CallRow)).all() == []
        assert [one[:2] for one in team.trail()][-2:] == [
            (NORA, "share-call"),
            (NORA, "delete-call"),
        ]

    @pytest.mark.parametrize(
        ("body", "encoding", "expected"),
        [
            (b"{}", "identity", (400, "malformed")),
            (b"{}", "gzip", (400, "malformed")),
            (gzip.compress(bytes(40 << 20)), "gzip", (400, "malformed")),
            (b"{}", "br", (415, "no-such-encoding")),
            (bytes(MAX_PACKED_BYTES + 1), "identity", (413, "too-large")),
        ],
    )
    def test_anything_else_is_refused(
        self, team: Team, body: bytes, encoding: str, expected: tuple[int, str]
    ) -> None:
        """With a line that says what is wrong."""
        answer = Program(team).ask("PUT", CALL, body, content_encoding=encoding)
        assert code_of(answer) == expected

    def test_a_record_that_is_none_is_refused(
        self, team: Team, words: SharedCall
    ) -> None:
        """Before anything of it is kept."""
        wrong = {"schema": "coach.record/1", "events": [{"type": "x"}]}
        answer = Program(team).put(replace(words, record=wrong))
        assert code_of(answer) == (400, "malformed")

    @pytest.mark.parametrize("digest", ["ab", "AB" * 32, "a.b", "ab" * 33, "zz" * 32])
    def test_a_digest_is_a_digest(self, team: Team, digest: str) -> None:
        """No other name leads anywhere."""
        answer = Program(team).ask("DELETE", f"/share/api/calls/{digest}")
        assert answer.status_code == 404


class TestSound:
    def test_a_wrong_offset_tells_the_right_one(
        self, team: Team, call: SharedCall, sound: Path
    ) -> None:
        """In a header, as in the protocol's answers."""
        program, data = Program(team), sound.read_bytes()
        program.put(call)
        program.patch(data[:10], 0)
        answer = program.patch(data[:10], 0)
        assert code_of(answer) == (409, "wrong-offset")
        assert answer.headers["upload-offset"] == "10"

    @pytest.mark.parametrize("at", ["", "-1", "1.0", "x", "9" * 16])
    def test_an_offset_is_a_number(self, team: Team, at: str) -> None:
        """Or there is no knowing where a piece belongs."""
        assert code_of(Program(team).patch(b"x", at)) == (400, "malformed")

    def test_damaged_sound_is_to_be_sent_again(
        self, team: Team, call: SharedCall, sound: Path
    ) -> None:
        """From its beginning."""
        program, data = Program(team), sound.read_bytes()
        program.put(call)
        answer = program.patch(bytes(len(data)), 0)
        assert code_of(answer) == (422, "sound-damaged")
        assert program.patch(data, 0).json()["state"] == "shared"

    def test_too_much_is_not_read(
        self, team: Team, call: SharedCall, sound: Path
    ) -> None:
        """Neither of a piece nor of the whole."""
        program = Program(team)
        program.put(call)
        whole = sound.read_bytes() + b"x"
        assert code_of(program.patch(bytes(PIECE_BYTES + 1), 0)) == (413, "too-large")
        assert code_of(program.patch(whole, 0)) == (413, "too-large")

    def test_of_no_call_there_is_none(self, team: Team, words: SharedCall) -> None:
        """Nor of one that came without."""
        program = Program(team)
        assert code_of(program.patch(b"x", 0)) == (404, "not-found")
        program.put(words)
        assert program.ask("HEAD", f"{CALL}/sound").status_code == 404
        assert code_of(program.patch(b"x", 0)) == (404, "not-found")


class TestFullDisk:
    def test_is_said_before_the_sound_is_sent(
        self, team: Team, call: SharedCall, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nothing of the call is kept; it may come later."""
        monkeypatch.setattr(shared, "RESERVE_BYTES", 1 << 62)
        answer = Program(team).put(call)
        assert code_of(answer) == (507, "disk-full")
        assert answer.headers["retry-after"] == "600"

    def test_is_said_in_the_middle_of_it(
        self,
        team: Team,
        call: SharedCall,
        sound: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """What has come stays."""
        program = Program(team)
        program.put(call)

        def full(*_: object, **__: object) -> None:
            raise DiskFullError

        with monkeypatch.context() as patch:
            patch.setattr(shared, "take_piece", full)
            assert code_of(program.patch(b"x", 0)) == (507, "disk-full")
        assert program.patch(sound.read_bytes(), 0).json()["state"] == "shared"

    @pytest.mark.parametrize("kind", ["os", "sqlite", "postgresql", "other"])
    def test_is_known_whoever_says_it(
        self,
        team: Team,
        words: SharedCall,
        monkeypatch: pytest.MonkeyPatch,
        kind: str,
    ) -> None:
        """The file system, or the database."""

        class PostgresError(Exception):
            sqlstate = "53100"

        full = sqlite3.OperationalError("database or disk is full")
        full.sqlite_errorcode = sqlite3.SQLITE_FULL
        causes: dict[str, Exception] = {
            "os": OSError(errno.ENOSPC, "no room"),
            "sqlite": OperationalError("insert", {}, full),
            "postgresql": OperationalError("insert", {}, PostgresError()),
            "other": OperationalError("insert", {}, Exception()),
        }

        def fail(*_: object, **__: object) -> None:
            raise StoreError("call", "cannot be kept") from causes[kind]

        monkeypatch.setattr(shared, "take_call", fail)
        expected = (422, "unfit") if kind == "other" else (507, "disk-full")
        assert code_of(Program(team).put(words)) == expected


def limited(team: Team, limits: ShareLimits) -> Team:
    """The same server, with other limits."""
    services, files = team.services, AudioFiles(team.services.audio_folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coach.web.review.app.SharedApi", lambda s: SharedApi(s, limits))
        team.app = review_app(services, files=files, page=PAGE)
    files.close()
    return team


def test_an_account_may_not_ask_without_end(team: Team) -> None:
    """Its own count: others go on."""
    limited(team, ShareLimits(pieces=(2, 0.001)))
    nora, max_ = Program(team), Program(team, MAX)
    statuses = [nora.ask("GET", "/share/api").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert max_.ask("GET", "/share/api").status_code == 200


def test_two_programs_that_send_one_call_at_once_do_no_harm(
    team: Team, call: SharedCall, sound: Path
) -> None:
    """It is there once, and whole."""
    from concurrent.futures import ThreadPoolExecutor

    first, second = Program(team), Program(team)
    first.token = second.token
    data = sound.read_bytes()

    def send(program: Program) -> str:
        answer = program.put(call).json()
        while answer["state"] != "shared":
            at = answer["sound_offset"]
            answer = program.patch(data[at : at + 1_000], at)
            if answer.status_code == 409:
                at = int(answer.headers["upload-offset"])
                answer = {"state": "sending", "sound_offset": at}
            else:
                answer = answer.json()
        return str(program.put(call).json()["uid"])

    with ThreadPoolExecutor(2) as pool:
        uids = set(pool.map(send, (first, second)))
    (uid,) = uids
    path = call_of(team.db, uid).audio
    assert path is not None
    assert path.read_bytes() == data
    with team.db.reading() as session:
        assert len(session.scalars(select(CallRow)).all()) == 1
