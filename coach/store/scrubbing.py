"""Seeing to it that nothing is left of what was deleted.

SQLite overwrites what it deletes (``secure_delete``), but for two places: the index of
words only marks an entry as gone, until its parts are merged into one; and the log
keeps what was written until it is cut off.

On PostgreSQL a vacuum takes deleted rows off their pages, so that no query and no dump
has them; when the server writes over their bytes, and how long it keeps its own logs
and backups, is up to those who run it (docs/store.md).
"""

import logging

from sqlalchemy import text

from coach.store.database import Database
from coach.store.tables import Base

logger = logging.getLogger(__name__)


def scrub(db: Database) -> bool:
    """Remove what is left of deleted calls from the database's files.

    To be called outside of any transaction, once after all that was deleted.

    Returns:
        Whether it could be done; where somebody reads for a long time it cannot, and is
        done the next time.
    """
    return _vacuum(db) if db.is_postgresql else _scrub_sqlite(db)


def _scrub_sqlite(db: Database) -> bool:
    with db.session() as session:
        # Statistics of a store that has grown: which index is worth it.
        session.execute(text("PRAGMA analysis_limit = 400"))
        session.execute(text("PRAGMA optimize"))
        session.execute(text("INSERT INTO call_words (call_words) VALUES ('optimize')"))
    with db.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None, "a connection that is open has one"
        # Not in a transaction, in which there is nothing to be cut off.
        cursor = raw.cursor()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (is_busy, *_) = cursor.fetchone() or (True,)
        cursor.close()
    if is_busy:
        logger.warning("store not scrubbed", extra={"why": "busy"})
    return not is_busy


def _vacuum(db: Database) -> bool:
    tables = ", ".join([*Base.metadata.tables, "call_words"])
    with db.engine.connect() as connection:
        outside = connection.execution_options(isolation_level="AUTOCOMMIT")
        outside.execute(text(f"VACUUM {tables}"))
    return True
