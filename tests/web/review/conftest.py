"""A review server in the test's own process, over a store of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.store.database import Database, open_database
from coach.store.places import DATABASE
from tests.web.review.team import Team


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own."""
    folder = tmp_path / "data"
    monkeypatch.setenv("COACH_DATA", str(folder))
    monkeypatch.delenv("COACH_DATABASE_URL", raising=False)
    return folder


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty store; to make one takes half a second."""
    path = tmp_path_factory.mktemp("empty") / DATABASE
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def db(data: Path, empty: Path) -> Iterator[Database]:
    """An empty store."""
    data.mkdir(mode=0o700)
    shutil.copy(empty, data / DATABASE)
    with open_database() as db:
        yield db


@pytest.fixture
def alone(db: Database) -> Iterator[Team]:
    """A personal install's server."""
    with Team(db) as team:
        yield team


@pytest.fixture
def team(db: Database) -> Iterator[Team]:
    """A team's server, with somebody of each role and an analyst more."""
    with Team(db) as team:
        team.hire()
        yield team
