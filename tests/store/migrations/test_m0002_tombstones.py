from sqlalchemy import inspect

from coach.store.database import Database


def test_makes_the_table(db: Database) -> None:
    """Of its own: a tombstone belongs to no call that is here."""
    found = inspect(db.engine)
    columns = {column["name"] for column in found.get_columns("tombstones")}
    assert columns == {"key", "digest", "uid", "server", "state", "changed_at"}
    assert found.get_foreign_keys("tombstones") == []
