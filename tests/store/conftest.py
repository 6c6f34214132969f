"""A store for each test: on SQLite, and on PostgreSQL where it is installed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, text

from coach.store.database import Database, open_database
from coach.store.places import DATABASE
from coach.store.tables import Base
from tests.store.postgres import PostgresServer, running_server


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own."""
    folder = tmp_path / "data"
    monkeypatch.setenv("COACH_DATA", str(folder))
    monkeypatch.delenv("COACH_DATABASE_URL", raising=False)
    return folder


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    """A PostgreSQL server of our own, for the whole run."""
    with running_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """The address of an empty database, once of each kind; None is SQLite's own."""
    if request.param == "sqlite":
        yield None
        return
    server: PostgresServer = request.getfixturevalue("server")
    with server.database() as address:
        yield address


@pytest.fixture(scope="session")
def team_store(server: PostgresServer) -> Iterator[Database]:
    """A store on PostgreSQL, for the whole run."""
    with server.database() as address, open_database(address) as database:
        yield database


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store on SQLite with nothing in it, to be copied."""
    path = tmp_path_factory.mktemp("empty") / DATABASE
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, data: Path) -> Iterator[Database]:
    """An empty store, once of each kind."""
    if request.param == "sqlite":
        # Making the tables anew would take most of a test's time.
        data.mkdir(mode=0o700, exist_ok=True)
        shutil.copy(request.getfixturevalue("empty_store"), data / DATABASE)
        with open_database() as database:
            yield database
        return
    database = request.getfixturevalue("team_store")
    yield database
    with database.session() as session:
        # Faster than to truncate them: there is little in them.
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(delete(table))
        session.execute(text("ALTER SEQUENCE calls_key_seq RESTART"))
