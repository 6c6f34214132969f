"""A store of each test's own, with a call in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.store.database import Database, open_database


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
