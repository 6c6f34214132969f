"""The store on a terminal."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from coach.cli import app
from coach.scoring.writing import write_report
from coach.store import calls as store_calls
from coach.store import commands, database
from coach.store.calls import add_call, find_calls
from coach.store.database import Database, open_database
from coach.store.places import DATABASE, data_folder
from tests.store import samples


def coach(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _add(name: str = "angry-upgrade", days: float = 0, **call: object) -> str:
    """Add a sample call that came in so many days ago."""
    with open_database() as db:
        now = datetime.now(UTC) - timedelta(days=days)
        return add_call(db, samples.kept(name, call=call), now=now).uid


def _count() -> int:
    with open_database() as db:
        return find_calls(db).total


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with two reports."""
    for name in ("angry-upgrade", "interrupting-vpn"):
        write_report(samples.report(name), tmp_path / f"{name}.report.json")
    return tmp_path


class TestImport:
    def test_reports_are_kept_once(self, reports: Path) -> None:
        """A second time they are there already."""
        assert coach("import", reports).output == "calls imported: 2\n"
        again = coach("import", reports)
        assert again.exit_code == 0
        assert again.output == "calls imported: 0, there already: 2\n"
        assert _count() == 2

    def test_a_bad_one_is_named_and_the_others_go_on(self, reports: Path) -> None:
        """Status 1 tells that not all went in."""
        bad = reports / "bad.report.json"
        bad.write_text("{}")
        result = coach("import", reports)
        assert result.exit_code == 1
        assert result.stderr == f"error: {bad}: is no report (coach.report/1)\n"
        assert result.stdout == "calls imported: 2, failed: 1\n"

    def test_without_a_report_nothing_is_kept(self, tmp_path: Path) -> None:
        """The folder may be another than was meant."""
        assert coach("import", tmp_path).exit_code == 1

    def test_a_wrong_policy_is_wrong_use(self, reports: Path) -> None:
        """Nothing is kept by another than was meant."""
        result = coach("import", reports, "--policy", reports / "missing.toml")
        assert result.exit_code == 2


class TestCalls:
    def test_calls_are_listed(self) -> None:
        """Newest first, with how many there are."""
        older = _add("angry-upgrade", 2)
        newer = _add("interrupting-vpn", 1)
        _, first, second, last = coach("calls").output.splitlines()
        assert first.startswith(newer[:8])
        assert second.startswith(older[:8])
        assert last == "calls: 2"

    @pytest.mark.parametrize(
        "options",
        [
            ["--analyst", "Nora"],
            ["--kind", "profanity"],
            ["--words", '"service desk" iris'],
            ["--from", "2026-03-02", "--to", "2026-03-02"],
            ["--score-max", "100", "--severity", "alert", "--analyst", "Nora"],
        ],
    )
    def test_a_list_may_be_filtered(self, options: list[str]) -> None:
        """By each thing a call has."""
        at = datetime(2026, 3, 2, 12).astimezone().isoformat()
        uid = _add("angry-upgrade", agent="Nora", started_at=at)
        _add("interrupting-vpn")
        lines = coach("calls", *options).output.splitlines()
        assert lines[1].startswith(uid[:8])
        assert lines[-1] == "calls: 1"

    def test_listing_loads_nothing_that_it_does_not_need(self) -> None:
        """Neither what hears, nor what changes tables, nor the detectors' policy."""
        _add("angry-upgrade")
        check = (
            "import sys; from coach.cli import app; "
            "app(['calls'], standalone_mode=False); print(*sys.modules)"
        )
        run = subprocess.run(
            [sys.executable, "-c", check], check=True, capture_output=True, text=True
        )
        loaded = set(run.stdout.splitlines()[-1].split())
        assert "coach.store.listing" in loaded
        heavy = {"faster_whisper", "av", "numpy", "alembic", "coach.policy.policy"}
        assert not loaded & heavy

    def test_what_is_left_out_is_counted(self) -> None:
        """A list has an end."""
        _add("angry-upgrade")
        _add("interrupting-vpn")
        assert coach("calls", "--limit", 1).output.endswith("… and 1 more\n")

    def test_a_store_that_cannot_be_opened_is_a_line(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And status 2."""
        monkeypatch.setenv("COACH_DATABASE_URL", "nonsense")
        result = coach("calls")
        assert result.exit_code == 2
        assert result.stderr.startswith("error: COACH_DATABASE_URL: is no address")


class TestDelete:
    def test_a_call_is_deleted(self) -> None:
        """By the beginning of its name."""
        uid = _add()
        result = coach("delete", uid[:8], "--reason", "asked for", "--yes")
        assert result.output == f"deleted: {uid}\n"
        assert _count() == 0

    @pytest.mark.parametrize(
        ("answer", "left"), [("y", 0), ("Yes", 0), ("", 1), ("yep", 1)]
    )
    def test_on_a_terminal_it_asks(
        self, answer: str, left: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each call, by its name, its analyst and when it was; no is the default."""
        at = datetime(2026, 3, 2, 9, 30).astimezone()
        uid = _add(agent="Nora", started_at=at.isoformat())
        monkeypatch.setattr(commands, "_can_ask", lambda: True)
        result = CliRunner().invoke(app, ["delete", uid[:8]], input=f"{answer}\n")
        question = f"Delete {uid[:8]} (Nora, 2026-03-02 09:30) for good? [y/N] "
        assert result.stderr == question
        assert result.stdout == (f"kept: {uid}\n" if left else f"deleted: {uid}\n")
        assert (result.exit_code, _count()) == (0, left)

    def test_where_nobody_can_be_asked_nothing_is_deleted(self) -> None:
        """A script says that it means it."""
        uid = _add()
        result = coach("delete", uid)
        assert result.exit_code == 2
        assert result.stderr == (
            "error: delete: nobody can be asked here; --yes deletes for good without "
            "asking\n"
        )
        assert _count() == 1

    def test_one_that_is_not_there_is_named(self) -> None:
        """The others are deleted all the same."""
        uid = _add()
        result = coach("delete", "--yes", "nonsense", uid)
        assert result.exit_code == 1
        assert result.stderr == "error: nonsense: there is no such call\n"
        assert _count() == 0


class TestPurge:
    def test_what_is_old_goes(self) -> None:
        """By the days that are asked for, or else the policy's."""
        _add("angry-upgrade", 31)
        _add("interrupting-vpn", 20)
        result = coach("purge")
        assert result.output.endswith("calls deleted: 1\n")
        assert coach("purge", "--days", 10).output.endswith("calls deleted: 1\n")
        assert _count() == 0

    def test_a_dry_run_deletes_nothing(self) -> None:
        """It says what would go."""
        uid = _add("angry-upgrade", 31)
        result = coach("purge", "--dry-run")
        assert result.output.splitlines() == [
            f"would be deleted: {uid}",
            "calls would be deleted: 1",
        ]
        assert _count() == 1

    def test_a_policy_may_keep_for_ever(self, tmp_path: Path) -> None:
        """Then only the days that are asked for count."""
        policy = tmp_path / "policy.toml"
        policy.write_text("version = 1\n[keeping]\ndays = 0\n")
        _add("angry-upgrade", 9_999)
        result = coach("purge", "--policy", policy)
        assert result.output == "the policy keeps calls for ever: nothing is deleted\n"
        assert _count() == 1


class TestTrouble:
    """Each is a line and status 2, and the store is as it was."""

    def test_a_full_disk(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A deletion takes room before it gives some."""
        uid = _add()

        def full(db: Database, *_: object) -> None:
            with db.session() as session:
                session.execute(text("PRAGMA max_page_count = 1"))  # as many as it has
                session.execute(text("CREATE TABLE more AS SELECT zeroblob(1000000)"))

        monkeypatch.setattr(store_calls, "delete_call", full)
        result = coach("delete", "--yes", uid)
        assert result.exit_code == 2
        path = data_folder() / DATABASE
        assert result.stderr == f"error: {path}: database or disk is full\n"
        assert _count() == 1

    def test_a_store_that_another_has(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """One waits for a while, and then says so."""
        uid = _add()
        monkeypatch.setattr(database, "BUSY_MS", 50)
        with closing(sqlite3.connect(data_folder() / DATABASE)) as other:
            other.execute("BEGIN IMMEDIATE")
            result = coach("delete", "--yes", uid)
        assert result.exit_code == 2
        assert result.stderr.endswith(": database is locked\n")
        assert _count() == 1

    @pytest.mark.parametrize("command", ["calls", "purge", "delete --yes last"])
    def test_a_damaged_file(self, command: str) -> None:
        """That can still be opened: what it cannot read is said, not shown."""
        _add()
        path = data_folder() / DATABASE
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            ask = "SELECT rootpage FROM sqlite_master WHERE name = 'calls'"
            page, size = db.execute(ask).fetchone()[0], 4096
        with path.open("r+b") as file:
            file.seek((page - 1) * size)
            file.write(b"Z" * size)
        result = coach(*command.split())
        assert result.exit_code == 2
        assert result.stderr == f"error: {path}: database disk image is malformed\n"
