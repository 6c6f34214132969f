"""The first store has the tables that the program knows."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from coach.store.database import Database
from coach.store.tables import Base


def _is_ours(item: object, name: str | None, kind: str, *_: object) -> bool:
    """Pass over the index of words, which differs from database to database."""
    del item, kind
    return not (name or "").startswith(("call_words", "ix_call_words"))


def test_the_migrations_make_exactly_the_tables(db: Database) -> None:
    """No column, index or constraint more or less than the program's own."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": _is_ours, "compare_type": True}
        )
        assert compare_metadata(context, Base.metadata) == []
