"""The tables of the store."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from coach.store.tables import AuditRow, Base


def _audit(at: datetime) -> AuditRow:
    return AuditRow(at=at, actor="nora", action="view-call", about="")


def test_a_moment_keeps_its_zone() -> None:
    """SQLite keeps none, so every moment is turned to UTC and given back as such."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    at = datetime(2026, 3, 1, 10, tzinfo=timezone(timedelta(hours=2)))
    with Session(engine) as session:
        session.add(_audit(at))
        session.commit()
        kept = session.scalars(select(AuditRow.at)).one()
    assert kept == at
    assert kept.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused() -> None:
    """It could mean any hour of the day."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(_audit(datetime(2026, 3, 1, 10)))  # noqa: DTZ001 (meant)
        with pytest.raises(StatementError, match="zone"):
            session.commit()
