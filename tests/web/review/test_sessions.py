"""Whose session a cookie is."""

from datetime import UTC, datetime

from coach.store.accounts import Role, add_account
from coach.store.database import Database
from coach.store.sign_ins import MAX_SESSIONS, begin_session, digest, new_token
from coach.web.review.sessions import (
    THIS_PERSON,
    Sessions,
    actor_of,
    actor_of_token,
    wall_clock,
)

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_a_personal_session_is_this_person_s(db: Database) -> None:
    """What is kept of it is not what the cookie holds."""
    sessions = Sessions(token="x", clock=lambda: NOW)
    new = sessions.begin_personal()
    with db.reading() as session:
        found = sessions.find(session, new.cookie)
    assert found is not None
    assert found.actor == THIS_PERSON
    assert found.id == digest(new.cookie)
    assert found.csrf == new.csrf
    assert new.cookie not in repr(new)
    assert new.csrf not in repr(found)


def test_no_cookie_is_nobody_s(db: Database) -> None:
    """Nor one that was made up."""
    sessions = Sessions(token="x", clock=lambda: NOW)
    with db.reading() as session:
        assert sessions.find(session, None) is None
        assert sessions.find(session, "") is None
        assert sessions.find(session, "\ud800") is None


def test_personal_sessions_are_bounded(db: Database) -> None:
    """The oldest ends."""
    sessions = Sessions(token="x", clock=lambda: NOW)
    cookies = [sessions.begin_personal().cookie for _ in range(MAX_SESSIONS + 1)]
    with db.reading() as session:
        assert sessions.find(session, cookies[0]) is None
        assert sessions.find(session, cookies[1]) is not None


def test_use_is_written_down_once_a_minute(db: Database) -> None:
    """Not with each of the requests of a page."""
    moment = NOW
    sessions = Sessions(token="x", clock=lambda: moment)
    with db.session() as session:
        adam = add_account(
            session, name="Adam", role=Role.ADMIN, password=None, now=NOW
        )
        cookie = begin_session(session, adam, NOW).cookie
        session.flush()
        found = sessions.find(session, cookie)
        assert found is not None
        assert found.actor == actor_of(adam)
        assert not found.is_to_be_seen
        moment = NOW.replace(minute=31)
        found = sessions.find(session, cookie)
        assert found is not None
        assert found.is_to_be_seen


def test_a_program_is_its_account_s(db: Database) -> None:
    """By its token."""
    with db.session() as session:
        adam = add_account(
            session, name="Adam", role=Role.ADMIN, password=None, now=NOW
        )
        token = new_token(session, adam, NOW)
        session.flush()
        assert actor_of_token(session, token) == actor_of(adam)
        assert actor_of_token(session, "another") is None


def test_the_clock_tells_its_zone() -> None:
    """The store takes no other moment."""
    assert wall_clock().tzinfo is UTC
