"""A store with a call to review: on SQLite, and on PostgreSQL where it is installed."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from coach.store.database import Database, open_database
from tests.reviews.making import add_call
from tests.store.conftest import server, team_store

__all__ = ["server", "team_store"]


@pytest.fixture(scope="session")
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A store on SQLite, for the whole run."""
    path = tmp_path_factory.mktemp("reviews") / "store.sqlite"
    with open_database(f"sqlite:///{path}") as database:
        yield database


@pytest.fixture(params=["own_store", "team_store"], ids=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest) -> Database:
    """An empty store, once of each kind."""
    return _emptied(request.getfixturevalue(request.param))


@pytest.fixture
def local(own_store: Database) -> Database:
    """An empty store on SQLite, for what does not ask the database much."""
    return _emptied(own_store)


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    """A store with one call in it."""
    with db.session() as session:
        add_call(session)
        yield session


def _emptied(database: Database) -> Database:
    with database.session() as session:
        for table in (
            "calls",
            "policies",
            "call_words",
        ):  # the rest goes with the calls
            session.execute(text(f"DELETE FROM {table}"))
    return database
