"""A list of calls on a terminal."""

from datetime import UTC, timedelta

from sqlalchemy import update

from coach.store.calls import add_call, find_calls
from coach.store.database import Database
from coach.store.table import table_of
from coach.store.tables import CallRow
from tests.store import samples


def test_a_call_is_a_line(db: Database) -> None:
    """Under a heading, its columns in line."""
    call = {
        "agent": "Nora\x1b[31m of the second desk",
        "started_at": samples.STARTED.isoformat(),
        "duration_ms": 247_400,
    }
    uid = add_call(db, samples.kept("interrupting-vpn", call=call)).uid
    with db.session() as session:
        session.execute(update(CallRow).values(is_disputed=True, score=82.4))
    heading, line = table_of(find_calls(db).calls, UTC)
    assert heading.index("ANALYST") == line.index("Nora")
    assert line.startswith(f"{uid[:8]}  2026-03-02 09:30  ")
    assert "\x1b" not in line
    assert "    4:07     82  " in line
    assert line.endswith(", disputed")


def test_what_is_not_known_is_a_dash(db: Database) -> None:
    """Nobody's call, without a score or a finding."""
    report = samples.report(samples.NAMES[0])
    report["findings"] = []
    add_call(db, samples.kept(report=report), now=samples.STARTED + timedelta(days=1))
    with db.session() as session:
        session.execute(update(CallRow).values(score=None))
    line = list(table_of(find_calls(db).calls, UTC))[1]
    assert line.split()[3] == line.split()[5] == line.split()[6] == "–"


def test_without_a_call_there_is_no_heading() -> None:
    """There is nothing below it."""
    assert list(table_of([])) == []


def test_a_shared_call_is_marked(db: Database) -> None:
    """And how far it is on its way."""
    uid = add_call(db, samples.kept()).uid
    page = find_calls(db)
    for state, mark in (
        ("shared", "shared"),
        ("sending", "to be shared"),
        ("withdrawing", "being withdrawn"),
    ):
        lines = list(table_of(page.calls, shared={uid: state}))
        assert lines[1].endswith(mark)
