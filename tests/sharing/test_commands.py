import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from coach.cli import app
from coach.preferences import Preferences, load_preferences
from coach.redaction import RedactionSettings
from coach.sharing.address import ServerAddress
from coach.sharing.ledger import shares
from coach.sharing.preparing import mask_again
from coach.sharing.protocol import Request, Response
from coach.sharing.tokens import VARIABLE
from coach.store.accounts import Role, account_named, add_account
from coach.store.calls import add_call, call_of
from coach.store.database import Database, open_database
from coach.store.deleting import delete_call
from coach.store.places import DATABASE
from coach.store.sign_ins import new_token
from coach.store.tables import CallRow
from tests.sharing.calls import with_words
from tests.sharing.https import own_certificate
from tests.sharing.team_server import ADDRESS, TeamServer
from tests.store.samples import NAMES, kept, record, report
from tests.store.sounds import write_sound

NAME = NAMES[2]
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration of the test's own, and no token of the environment."""
    folder = tmp_path / "configuration"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    for name in ("preferences.preferences_file", "sharing.tokens.tokens_file"):
        path = folder / "call-coach" / name
        monkeypatch.setattr(f"coach.{name}", lambda path=path: path)
    monkeypatch.delenv(VARIABLE, raising=False)
    return folder


@pytest.fixture
def server(
    tmp_path: Path, empty_store: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TeamServer]:
    """A team's server, which every address leads to."""
    folder = tmp_path / "team"
    folder.mkdir(mode=0o700)
    shutil.copyfile(empty_store, folder / DATABASE)
    with TeamServer(folder) as server:

        class Door:
            def __init__(
                self, address: ServerAddress, token: str, *, ca: Path | None = None
            ) -> None:
                server.token = token

            def __enter__(self) -> "Door":
                return self

            def __exit__(self, *_: object) -> None:
                pass

            def ask(self, request: Request, sound: BinaryIO | None = None) -> Response:
                return server.ask(request, sound)

        monkeypatch.setattr("coach.sharing.client.TeamServer", Door)
        yield server


def add(db: Database, folder: Path) -> str:
    """Keep a call with sound."""
    masked = mask_again(report(NAME), with_words(record(NAME)), RedactionSettings())
    audio = write_sound(folder / "call.flac", seconds=0.5)
    call = kept(NAME, report=masked.report, record=masked.record, audio=audio)
    return add_call(db, call, now=NOW).uid


@pytest.fixture
def uid(db: Database, tmp_path: Path) -> str:
    """A call on the analyst's machine."""
    return add(db, tmp_path)


def share(*arguments: str, token: str | None = None) -> Result:
    """Run ``coach share``."""
    environment = {VARIABLE: token} if token is not None else {}
    return CliRunner().invoke(app, ["share", *arguments], env=environment)


def states(db: Database) -> list[str]:
    """Where the shares are."""
    with db.reading() as session:
        return [one.state for one in shares(session)]


def test_a_call_is_shared_listed_and_withdrawn(
    db: Database, server: TeamServer, uid: str
) -> None:
    """The server is named once."""
    result = share("last", "--server", ADDRESS.url, token=server.token)
    assert (result.exit_code, result.stdout) == (
        0,
        f"{uid}: shared with {ADDRESS.host}\n",
    )
    listed = share("--list")
    assert f"{uid}  shared" in listed.stdout
    assert ADDRESS.host in listed.stdout
    result = share("--withdraw", uid[:8], token=server.token)
    assert (result.exit_code, result.stdout) == (
        0,
        f"{uid}: withdrawn from {ADDRESS.host}\n",
    )
    assert states(db) == ["withdrawn"]


def test_a_deleted_call_is_withdrawn_by_its_uid(
    db: Database, server: TeamServer, uid: str
) -> None:
    """What is left of it is listed until then."""
    share(uid, "--server", ADDRESS.url, token=server.token)
    delete_call(db, uid, "this machine", "by-hand")
    assert "withdrawing" in share("--list").stdout
    assert "no longer here" in share("--list").stdout
    assert share("--withdraw", uid, token=server.token).exit_code == 0
    assert share("--list").stdout == "nothing is shared\n"


def test_one_that_fails_costs_the_others_nothing(
    db: Database, server: TeamServer, uid: str
) -> None:
    """Each is named, with why."""
    result = share("nothing", uid, "--server", ADDRESS.url, token=server.token)
    assert result.exit_code == 1
    assert "error: nothing: there is no such call" in result.stderr
    assert "shared with" in result.stdout


def test_a_wrong_token_is_one_line(db: Database, server: TeamServer, uid: str) -> None:
    """Of the server's own words; the call goes on when it is right."""
    result = share(uid, "--server", ADDRESS.url, token="wrong")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert f"error: {ADDRESS.host}: " in result.stderr
    assert states(db) == ["sending"]
    assert share(uid, token=server.token_of("Nora Berg")).exit_code == 0
    assert states(db) == ["shared"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name a call"),
        (["--withdraw"], "name the calls"),
        (["--automatically", "perhaps"], "on or off"),
        (["last"], "--server"),
        (["last", "--server", "http://calls.example.org"], "in the clear"),
        (["--ca", "ca.pem"], "goes with a server"),
        (["last", "--server", "https://calls.example.org"], VARIABLE),
        (["--automatically", "on"], "--server"),
    ],
)
def test_wrong_use_is_said_before_anything_is_sent(
    arguments: list[str], message: str
) -> None:
    """With status 2."""
    result = share(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


class TestAutomatically:
    @pytest.fixture
    def policy(self, tmp_path: Path) -> Path:
        """A desk that shares."""
        path = tmp_path / "desk.toml"
        path.write_text(f'[sharing]\nserver = "{ADDRESS.url}"\nautomatic = true\n')
        return path

    def test_both_halves_are_said(self, server: TeamServer, policy: Path) -> None:
        """The analyst's alone is remembered."""
        alone = share("--automatically", "on", "--server", ADDRESS.url, token="t")
        assert "once the desk's policy says so too" in alone.stdout
        both = share("--automatically", "on", "--policy", str(policy), token="t")
        assert both.stdout == f"calls kept for review are shared with {ADDRESS.host}\n"
        assert load_preferences() == Preferences(
            share_server=ADDRESS.url, share_automatically_with=ADDRESS.url
        )

    def test_it_can_be_taken_back(self, server: TeamServer, policy: Path) -> None:
        """At any time, without a server."""
        share("--automatically", "on", "--policy", str(policy), token="t")
        assert share("--automatically", "off").stdout == "no call is shared by itself\n"
        assert load_preferences().share_automatically_with is None


def test_a_call_travels_over_https(
    db: Database, tmp_path: Path, empty_store: Path, configuration: Path, uid: str
) -> None:
    """With a company's own certificate, from program to program."""
    team = tmp_path / "team"
    team.mkdir(mode=0o700)
    shutil.copyfile(empty_store, team / DATABASE)
    with open_database(f"sqlite:///{team / DATABASE}") as theirs:
        with theirs.session() as session:
            for name, role in (("Adam", Role.ADMIN), ("Nora", Role.ANALYST)):
                add_account(session, name=name, role=role, password=None, now=NOW)
            token = new_token(session, account_named(session, "Nora"), NOW)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        url, mine = f"https://127.0.0.1:{port}", own_certificate()
        serving = subprocess.Popen(
            [
                *(sys.executable, "-m", "coach", "review", "--no-browser"),
                *("--port", str(port), "--address", url),
                *("--certificate", str(mine.certificate), "--key", str(mine.key)),
            ],
            env={**os.environ, "COACH_DATA": str(team)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert serving.stdout is not None
        try:
            assert serving.stdout.readline().startswith("review: https://")
            told = subprocess.run(
                [
                    *(sys.executable, "-m", "coach", "share", uid),
                    *("--server", url, "--ca", str(mine.ca)),
                ],
                env={
                    **os.environ,
                    VARIABLE: token,
                    "HTTPS_PROXY": "http://127.0.0.1:1",
                },
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
        finally:
            serving.terminate()
            serving.wait(10)
            serving.stdout.close()
        assert (told.returncode, told.stderr) == (0, "")
        assert told.stdout == f"{uid}: shared with 127.0.0.1:{port}\n"
        with theirs.reading() as session:
            row = session.scalars(select(CallRow)).one()
        assert (row.analyst, row.origin) == ("Nora", "shared")
        assert row.audio is not None
        ours = call_of(db, uid).audio
        assert ours is not None
        assert (team / "audio" / row.audio).read_bytes() == ours.read_bytes()
