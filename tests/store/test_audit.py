"""The audit trail."""

from datetime import UTC, datetime, timedelta

import pytest

from coach.store.audit import MAX_ABOUT, entries, note
from coach.store.database import Database

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def fill(db: Database, count: int) -> None:
    """Note some views, a second apart."""
    with db.session() as session:
        for i in range(count):
            at = NOW + timedelta(seconds=i)
            note(session, at=at, actor="Rita", action="view-call", call=str(i))


def test_an_entry_says_who_did_what_to_what(db: Database) -> None:
    """And when, with its zone."""
    with db.session() as session:
        note(session, at=NOW, actor="Rita", action="hear-call", call="a1", about="x")
    with db.reading() as session:
        assert entries(session, cursor=None, limit=10).entries == [
            {
                "at": "2026-03-02T09:30:00.000+00:00",
                "actor": "Rita",
                "action": "hear-call",
                "call": "a1",
                "about": "x",
            }
        ]


def test_pages_hold_every_entry_once_newest_first(db: Database) -> None:
    """With entries that come in meanwhile, too."""
    fill(db, 5)
    found: list[str] = []
    cursor = None
    while True:
        with db.reading() as session:
            page = entries(session, cursor=cursor, limit=2)
        found += [entry["call"] for entry in page.entries]
        if page.next is None:
            break
        cursor = page.next
        fill(db, 1)
    assert found == ["4", "3", "2", "1", "0"]


def test_a_full_last_page_has_no_next(db: Database) -> None:
    """There is nothing on it."""
    fill(db, 2)
    with db.reading() as session:
        assert entries(session, cursor=None, limit=2).next is None


@pytest.mark.parametrize("cursor", ["", "x", "-1", "²", "1" * 19])
def test_what_is_no_cursor(db: Database, cursor: str) -> None:
    """It is refused, not guessed at."""
    with db.reading() as session, pytest.raises(ValueError, match="cursor"):
        entries(session, cursor=cursor, limit=2)


def test_what_it_is_about_is_cut(db: Database) -> None:
    """A database that counts characters takes it."""
    with db.session() as session:
        note(session, at=NOW, actor="Rita", action="x", about="é" * 500)
    with db.reading() as session:
        (entry,) = entries(session, cursor=None, limit=1).entries
    assert len(entry["about"]) == MAX_ABOUT
