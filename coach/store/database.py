"""Opening the store: SQLite in the data folder, or PostgreSQL for a team.

Whoever opens it brings its tables up to date, under a lock, so that two processes that
start together do not do it both.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.orm import Session

from coach.errors import StoreError
from coach.store import migrations
from coach.store.json_text import compact_json
from coach.store.places import DATABASE, data_folder

BUSY_MS = 30_000
"""How long one waits for another who writes, in milliseconds: longer than a purge of
thousands of calls takes."""

CACHE_KIB = 32_768
"""Of the database in memory, for each connection: lists of ten thousand calls."""

LOCK = 0x636F_6163
"""The advisory lock of PostgreSQL under which the tables are changed (“coac”)."""

AUDIO_LOCK = LOCK + 1
"""The one of :func:`hold_audio`."""

WRITES = "coach_writes"
"""The execution option of a connection that is going to write."""


class Database:
    """An open store.  May be used by several threads.

    Args:
        engine: Of a store whose tables are up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writing = engine.execution_options(**{WRITES: True})

    def __enter__(self) -> Self:
        """Return itself: it is open already."""
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it; what the database had to say is told in a line from here on.

        Raises:
            StoreError: The database could not do what was asked: its disk is full, its
                file is damaged, somebody else has it.
        """
        self.close()
        if isinstance(exc, DBAPIError):
            raise StoreError(_name(self.engine.url), _told(exc)) from exc

    @property
    def is_postgresql(self) -> bool:
        """Whether it is a team's; otherwise it is SQLite."""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a transaction that may write; it is kept when the block ends well.

        On SQLite there is one at a time: where nothing is written use :meth:`reading`.
        """
        with Session(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a transaction that only reads, at any time."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def hold_audio(session: Session, *, alone: bool) -> None:
    """Keep the files of sound and their rows together until the transaction ends.

    Args:
        session: One that writes; on SQLite there is no other.
        alone: Whether to wait for those who bring a file in, and to keep them waiting;
            those do not wait for one another.
    """
    if session.get_bind().dialect.name == "postgresql":
        kind = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        session.execute(text(f"SELECT {kind}(:lock)"), {"lock": AUDIO_LOCK})


def open_database(url: str | None = None) -> Database:
    """Open the store, and bring its tables up to date.

    Args:
        url: ``sqlite:///FILE`` or ``postgresql://…``; by default what
            ``COACH_DATABASE_URL`` says,
            or else the file in the data folder.

    Raises:
        StoreError: It cannot be opened, or a newer version of the program has written
            it.  The message never has a password in it.
    """
    place = _url(url or os.environ.get("COACH_DATABASE_URL", "").strip())
    name = _name(place)
    engine = _sqlite(place) if place.get_backend_name() == "sqlite" else _server(place)
    try:
        _migrate(engine, name)
    except SQLAlchemyError as error:
        engine.dispose()
        raise StoreError(name, f"cannot be opened: {_reason(error)}") from None
    except BaseException:
        engine.dispose()
        raise
    return Database(engine)


# -------------------------------------------------------------------------------------


def _url(given: str) -> URL:
    if not given:
        return URL.create("sqlite", database=str(data_folder() / DATABASE))
    try:
        url = make_url(given)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        # The message would have the address in it, and that a password.
        reason = "is no address of a database, such as postgresql://HOST/NAME"
        raise StoreError("COACH_DATABASE_URL", reason) from None
    if backend == "sqlite" and url.database and url.database != ":memory:":
        return url
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    reason = "calls are kept in PostgreSQL or in a file of SQLite"
    raise StoreError("COACH_DATABASE_URL", reason)


def _name(url: URL) -> str:
    """Return what to call a database in messages: never its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    host = url.host or "localhost"
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{host}{port}/{url.database or ''}"


def _told(error: DBAPIError) -> str:
    """Return in a line what went wrong, and nothing that was to be written."""
    if isinstance(error, OperationalError) or type(error) is DatabaseError:
        return _reason(error)
    return f"could not do it ({type(error.orig).__name__})"


def _reason(error: SQLAlchemyError) -> str:
    """Return in a line what the database said."""
    said = str(getattr(error, "orig", None) or error).strip()
    return said.splitlines()[0] if said else type(error).__name__


def _sqlite(url: URL) -> Engine:
    path = Path(str(url.database))
    _touch(path)
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"),
        connect_args={"timeout": BUSY_MS / 1000},
        json_serializer=compact_json,
        hide_parameters=True,  # an error would quote what was said
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _touch(path: Path) -> None:
    """Make the file before SQLite does, closed to others; its logs follow its mode."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        reason = f"cannot be made: {error.strerror or type(error).__name__}"
        raise StoreError(str(path), reason) from error


def _set_up(connection: Any, record: object) -> None:  # noqa: ANN401 (the driver's)
    """Set up a new connection to SQLite."""
    del record
    # SQLAlchemy's own way to leave the beginning of transactions to us.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        # What is deleted is overwritten, and no copy of it goes to a temporary file.
        "secure_delete = ON",
        "temp_store = MEMORY",
        f"cache_size = -{CACHE_KIB}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Begin a transaction; one that writes waits for its turn here.

    A transaction that reads first and then wants to write fails at once where another
    has written meanwhile: it would have read what is no longer true.
    """
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _server(url: URL) -> Engine:
    try:
        return create_engine(
            url,
            json_serializer=compact_json,
            pool_pre_ping=True,
            # A plan for any question would be a bad one for most: how frequent the
            # words are makes all the difference.
            connect_args={"prepare_threshold": None},
            hide_parameters=True,  # an error would quote what was said
        )
    except ModuleNotFoundError:
        reason = "PostgreSQL needs psycopg: pip install 'call-coach[postgres]'"
        raise StoreError(_name(url), reason) from None


def _migrate(engine: Engine, name: str) -> None:
    """Bring the tables up to date, if they are not."""
    with engine.begin() as connection:
        if _revision(connection) == migrations.HEAD:
            return
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(
                text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK}
            )
        _upgrade(connection, name)


def _revision(connection: Connection) -> str | None:
    """Return what the tables are at: None where there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(
        text("SELECT version_num FROM alembic_version")
    )
    return found


def _upgrade(connection: Connection, name: str) -> None:
    """Run the migrations that are missing, in the transaction that goes on."""
    # Half a second that only the first opening of a new version has to pay.
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    folder = str(Path(migrations.__file__).parent)
    scripts = ScriptDirectory(folder, version_locations=[folder])
    revision = _revision(connection)  # again, now that nobody else can change it
    known = {script.revision for script in scripts.walk_revisions()}
    if revision is not None and revision not in known:
        reason = f"was written by a newer version of the coach (form {revision})"
        raise StoreError(name, reason)
    context = MigrationContext.configure(
        connection,
        opts={"fn": lambda now, _: scripts._upgrade_revs("head", now)},
    )
    with Operations.context(context):
        context.run_migrations()
