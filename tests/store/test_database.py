"""Opening the store."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from coach.errors import StoreError
from coach.store import migrations
from coach.store.database import Database, open_database
from coach.store.tables import PolicyRow
from tests.store import samples

OPEN = "from coach.store.database import open_database; open_database()"


def test_only_the_owner_may_read_the_database(data: Path) -> None:
    """Nor may anybody else read its logs."""
    with open_database() as db, db.session() as session:
        session.add(PolicyRow(id="a", content={}, stored_at=samples.STARTED))
        session.flush()
        modes = {stat.S_IMODE(path.stat().st_mode) for path in data.iterdir()}
    assert modes == {0o600}


def test_what_is_deleted_is_overwritten_and_references_hold(db: Database) -> None:
    """Every connection to SQLite is set up for that."""
    if db.is_postgresql:
        pytest.skip("SQLite's own")
    with db.reading() as session:
        found = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "foreign_keys", "secure_delete", "synchronous")
        }
    assert found == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "secure_delete": 1,
        "synchronous": 1,
    }


def test_a_session_that_fails_leaves_nothing(db: Database) -> None:
    """It is kept whole or not at all."""

    def fail() -> None:
        with db.session() as session:
            session.add(PolicyRow(id="a", content={}, stored_at=samples.STARTED))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with db.reading() as session:
        assert session.scalars(select(PolicyRow)).all() == []


def test_an_error_does_not_quote_what_was_to_be_written(db: Database) -> None:
    """It may come into a log."""

    def fail() -> None:
        with db.session() as session:
            session.execute(text("SELECT nonsense(:said)"), {"said": "secret"})

    with pytest.raises(DBAPIError) as caught:
        fail()
    assert "secret" not in str(caught.value)


def test_a_store_is_opened_again(url: str | None) -> None:
    """What was kept is there."""
    with open_database(url) as db, db.session() as session:
        session.add(PolicyRow(id="a", content={"b": 1}, stored_at=samples.STARTED))
    with open_database(url) as db, db.reading() as session:
        assert session.scalars(select(PolicyRow.content)).all() == [{"b": 1}]


def test_processes_that_start_together_do_not_collide(
    url: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One makes the tables, the others wait for it."""
    if url is not None:
        monkeypatch.setenv("COACH_DATABASE_URL", url)
    started = [
        subprocess.Popen([sys.executable, "-c", OPEN], stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [process.communicate()[1].decode() for process in started]
    assert said == ["", ""]
    with open_database(url) as db, db.reading() as session:
        found = session.scalars(text("SELECT version_num FROM alembic_version")).all()
    assert found == [migrations.HEAD]


def test_a_newer_store_is_not_touched(url: str | None) -> None:
    """An older program would not know what it does."""
    with open_database(url) as db, db.session() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version of the coach"):
        open_database(url)


def test_the_last_migration_is_known_without_alembic() -> None:
    """Opening a store that is up to date does not have to import it."""
    from alembic.script import ScriptDirectory

    folder = str(Path(migrations.__file__).parent)
    scripts = ScriptDirectory(folder, version_locations=[folder])
    assert scripts.get_current_head() == migrations.HEAD


def test_opening_a_store_again_does_not_import_alembic(data: Path) -> None:
    """It would cost half a second each time."""
    open_database().close()
    check = f"{OPEN}; import sys; sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


@pytest.mark.parametrize(
    "address",
    [
        "mysql://nora:hunter2@host/calls",
        "postgresql://nora:hunter2@host:port/calls",
        "hunter2",
        "sqlite://",
        "oddity+hunter2://a",
    ],
)
def test_what_is_no_address_is_told_without_it(address: str) -> None:
    """An address may hold a password."""
    with pytest.raises(StoreError) as caught:
        open_database(address)
    assert "hunter2" not in str(caught.value)
    assert "COACH_DATABASE_URL" in str(caught.value)


def test_a_server_that_does_not_answer_is_told_without_the_password(
    tmp_path: Path,
) -> None:
    """The message names the server, and what was wrong."""
    address = f"postgresql://nora:hunter2@/calls?host={tmp_path}&password=hunter2"
    with pytest.raises(StoreError, match="cannot be opened") as caught:
        open_database(address)
    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_without_psycopg_it_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """PostgreSQL is an extra."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"call-coach\[postgres\]"):
        open_database("postgres://nora:hunter2@host/calls")


def test_a_damaged_file_is_told(data: Path) -> None:
    """It is not SQLite's."""
    data.mkdir()
    (data / "store.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match="not a database"):
        open_database()
