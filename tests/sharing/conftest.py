"""A store of each test's own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.store.database import Database, open_database
from coach.store.places import DATABASE


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store with its tables; to make them anew takes a while."""
    path = tmp_path_factory.mktemp("store") / DATABASE
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_store: Path) -> Path:
    """A data folder of the test's own, with an empty store in it."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    shutil.copyfile(empty_store, folder / DATABASE)
    monkeypatch.setenv("COACH_DATA", str(folder))
    monkeypatch.delenv("COACH_DATABASE_URL", raising=False)
    return folder


@pytest.fixture
def db(data: Path) -> Iterator[Database]:
    """An empty store."""
    with open_database() as db:
        yield db
