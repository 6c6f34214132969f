"""The store behind a counter."""

import asyncio
import logging
import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from coach.store.audit import note
from coach.store.database import Database
from coach.store.tables import AuditRow
from coach.web.review import store_desk
from coach.web.review.answers import RefusedError
from coach.web.review.sessions import wall_clock
from coach.web.review.store_desk import READERS, StoreDesk

SECRET = "words that somebody said"


@pytest.fixture
def desk(db: Database) -> Iterator[StoreDesk]:
    """A desk before an empty store."""
    desk = StoreDesk(db)
    yield desk
    desk.close()


def add(session: Session) -> None:
    """Change something."""
    note(session, at=wall_clock(), actor="x", action="y")


async def test_a_change_is_kept(desk: StoreDesk) -> None:
    """And read afterwards."""
    await desk.change(add)
    rows = await desk.read(lambda session: len(session.scalars(select(AuditRow)).all()))
    assert rows == 1


async def test_a_change_that_fails_is_undone(desk: StoreDesk) -> None:
    """Whatever it raised comes to who asked."""

    def fail(session: Session) -> None:
        add(session)
        raise RefusedError(409, "conflict", "x")

    with pytest.raises(RefusedError):
        await desk.change(fail)
    assert not await desk.read(lambda s: s.scalars(select(AuditRow)).all())


async def test_few_read_at_once(desk: StoreDesk) -> None:
    """The others wait for their turn, and the loop for none of them."""
    now, most, lock = 0, 0, threading.Lock()
    gate = threading.Barrier(READERS)

    def look(session: Session) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        gate.wait(10)
        with lock:
            now -= 1

    await asyncio.gather(*(desk.read(look) for _ in range(3 * READERS)))
    assert most == READERS


async def test_too_many_that_wait_are_refused(
    desk: StoreDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once, with the advice to come again."""
    monkeypatch.setattr(store_desk, "MAX_WAITING", 1)
    held = threading.Event()
    first = asyncio.create_task(desk.work(lambda: held.wait(10)))
    await asyncio.sleep(0)
    with pytest.raises(RefusedError) as refused:
        await desk.work(lambda: None)
    held.set()
    await first
    assert refused.value.status == 503
    assert refused.value.headers == {"Retry-After": "2"}


async def test_a_store_that_is_locked_is_a_line_without_words(
    desk: StoreDesk, caplog: pytest.LogCaptureFixture
) -> None:
    """The database's message would quote what was to be written."""

    def locked(session: Session) -> None:
        raise OperationalError(SECRET, {"text": SECRET}, Exception("locked"))

    with caplog.at_level(logging.INFO), pytest.raises(RefusedError) as refused:
        await desk.change(locked)
    assert refused.value.code == "busy"
    (record,) = caplog.records
    assert record.getMessage().startswith("the store did not answer: Exception after")
    assert SECRET not in caplog.text
    await desk.change(add)


async def test_what_somebody_else_did_at_the_same_moment_is_a_conflict(
    desk: StoreDesk,
) -> None:
    """Two reviewers may press the same button."""

    def twice(session: Session) -> None:
        raise IntegrityError(SECRET, {}, Exception("unique"))

    with pytest.raises(RefusedError) as refused:
        await desk.change(twice)
    assert refused.value.status == 409


async def test_reading_goes_on_while_somebody_writes(
    db: Database, desk: StoreDesk
) -> None:
    """On SQLite thanks to its log that is written ahead."""
    held, begun = threading.Event(), threading.Event()

    def slow(session: Session) -> None:
        session.execute(text("SELECT 1"))
        begun.set()
        held.wait(10)

    writing = asyncio.create_task(desk.change(slow))
    while not begun.is_set():
        await asyncio.sleep(0)
    assert await desk.read(lambda session: session.scalar(text("SELECT 1"))) == 1
    held.set()
    await writing
