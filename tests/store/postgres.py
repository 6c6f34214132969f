"""A real PostgreSQL server for the tests, in a folder of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

ACCOUNT = "postgres"
"""Whom the server runs as where the tests run as root, which it refuses to."""

SETTINGS = {
    # What is lost when the machine stops does not matter here.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "''",
    "max_connections": "40",
    "shared_buffers": "64MB",
    "autovacuum": "off",
}

_numbers = count(1)


class PostgresServer:
    """A server that listens on a socket in its folder.

    Args:
        folder: Its own.
        programs: The folder of ``initdb`` and ``pg_ctl``.
    """

    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder = folder
        self._programs = programs
        self._data = folder / "data"

    def start(self) -> None:
        """Make the data folder and start the server; return when it answers."""
        self._run("initdb", "-A", "trust", "-U", ACCOUNT, "-E", "UTF8", "--no-sync")
        settings = {**SETTINGS, "unix_socket_directories": f"'{self._folder}'"}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        log = str(self._folder / "log")
        self._run("pg_ctl", "-o", options, "-l", log, "-w", "start")

    def stop(self) -> None:
        """Stop it at once."""
        self._run("pg_ctl", "-m", "immediate", "stop")

    @contextmanager
    def database(self) -> Iterator[str]:
        """Have an empty database; yields its address."""
        name = f"coach{next(_numbers)}"
        self._sql(f"CREATE DATABASE {name}")
        try:
            yield self.address(name)
        finally:
            self._sql(f"DROP DATABASE {name} WITH (FORCE)")

    def address(self, name: str) -> str:
        """Return the address of a database."""
        return f"postgresql://{ACCOUNT}@/{name}?host={self._folder}"

    def _sql(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), "-D", str(self._data), *arguments]
        if os.geteuid() == 0:
            command = ["setpriv", f"--reuid={ACCOUNT}", f"--regid={ACCOUNT}",
                       "--clear-groups", *command]  # fmt: skip
        # Not a pipe: the server would keep it open as long as it runs.
        with (self._folder / f"{program}.log").open("wb") as log:
            done = subprocess.run(command, stdout=log, stderr=log, cwd="/", check=False)
        if done.returncode:
            said = (self._folder / f"{program}.log").read_text()
            pytest.fail(f"{program} failed: {said}")


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """Have a server, or skip the test where there is none to be had."""
    programs = _programs()
    if programs is None:
        message = "PostgreSQL is not installed: make system"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    # A short path: that of a socket may be 107 bytes long.
    folder = Path(tempfile.mkdtemp(prefix="coach-pg-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, ACCOUNT, ACCOUNT)
        server = PostgresServer(folder, programs)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """Return where the newest server's programs are."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    folders.sort(key=lambda folder: int(folder.parent.name.split(".")[0]))
    if not folders and (found := shutil.which("initdb")):
        folders = [Path(found).resolve().parent]
    if not folders or (os.geteuid() == 0 and not _has_account()):
        return None
    return folders[-1]


def _has_account() -> bool:
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        return False
    return True
