"""A review server in the test's own process, over a store of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.store.database import Database, open_database
from tests.web.review.team import Team


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own."""
    folder = tmp_path / "data"
    monkeypatch.setenv("COACH_DATA", str(folder))
    monkeypatch.delenv("COACH_DATABASE_URL", raising=False)
    return folder


@pytest.fixture
def db(data: Path) -> Iterator[Database]:
    """An empty store."""
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
