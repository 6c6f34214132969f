"""Nothing is left of what was deleted."""

from pathlib import Path

import pytest

from coach.store.adding import add_call
from coach.store.database import open_database
from coach.store.scrubbing import scrub
from tests.store import samples


def test_the_log_is_cut_off(data: Path) -> None:
    """It keeps what was written until then."""
    with open_database() as db:
        add_call(db, samples.kept())
        log = data / "store.sqlite-wal"
        assert log.stat().st_size > 0
        assert scrub(db)
        assert log.stat().st_size == 0


def test_while_somebody_reads_it_is_put_off(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They read what was there when they began."""
    monkeypatch.setattr("coach.store.database.BUSY_MS", 10)
    with open_database() as db:
        add_call(db, samples.kept())
        with db.reading() as session:
            session.connection().exec_driver_sql("SELECT count(*) FROM calls")
            assert not scrub(db)
        assert scrub(db)
