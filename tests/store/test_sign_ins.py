"""Sessions and tokens of a team's server."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from coach.store.accounts import Role, account_named, add_account
from coach.store.database import Database
from coach.store.sign_ins import (
    IDLE,
    LONGEST,
    MAX_SESSIONS,
    account_of_token,
    begin_session,
    digest,
    drop_tokens,
    end_session,
    has_token,
    new_token,
    see_session,
    session_of,
)
from coach.store.tables import SessionRow, TokenRow

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def team(db: Database) -> Database:
    """A store with one account."""
    with db.session() as session:
        add_account(session, name="Adam", role=Role.ADMIN, password=None, now=NOW)
    return db


def sign_in(db: Database, now: datetime = NOW) -> str:
    """Return what the cookie of a new session holds."""
    with db.session() as session:
        return begin_session(session, account_named(session, "Adam"), now).cookie


def is_over(db: Database, cookie: str, now: datetime) -> bool:
    """Whether a cookie is good no longer."""
    with db.reading() as session:
        return session_of(session, cookie, now) is None


def test_a_session_is_its_account_s(team: Database) -> None:
    """Its id in the store is not what the cookie holds."""
    cookie = sign_in(team)
    with team.reading() as session:
        found = session_of(session, cookie, NOW)
        assert found is not None
        row, account = found
        assert account.name == "Adam"
        assert row.id == digest(cookie)
        assert cookie not in (row.id, row.csrf)


def test_every_session_is_another(team: Database) -> None:
    """256 bits each."""
    cookies = {sign_in(team) for _ in range(5)}
    assert len(cookies) == 5
    assert all(len(cookie) == 43 for cookie in cookies)


def test_a_session_ends_when_it_is_idle(team: Database) -> None:
    """The last moment still counts, one later does not."""
    cookie = sign_in(team)
    assert not is_over(team, cookie, NOW + IDLE)
    assert is_over(team, cookie, NOW + IDLE + MOMENT)


def test_a_session_that_is_used_lasts_a_shift(team: Database) -> None:
    """And no longer, however much it is used."""
    cookie, now = sign_in(team), NOW
    while now + IDLE <= NOW + LONGEST:
        now += IDLE
        assert not is_over(team, cookie, now)
        with team.session() as session:
            see_session(session, digest(cookie), now)
    assert is_over(team, cookie, NOW + LONGEST + MOMENT)


def test_signing_out_ends_this_session_only(team: Database) -> None:
    """Another browser of the same person goes on."""
    one, other = sign_in(team), sign_in(team)
    with team.session() as session:
        end_session(session, digest(one))
    assert is_over(team, one, NOW)
    assert not is_over(team, other, NOW)


def test_sessions_of_an_account_are_bounded(team: Database) -> None:
    """A new one ends the oldest."""
    cookies = [
        sign_in(team, NOW + timedelta(seconds=i)) for i in range(MAX_SESSIONS + 1)
    ]
    now = NOW + timedelta(minutes=1)
    assert is_over(team, cookies[0], now)
    assert not any(is_over(team, cookie, now) for cookie in cookies[1:])


def test_what_is_over_is_swept_out(team: Database) -> None:
    """By the next who signs in."""
    sign_in(team)
    sign_in(team, NOW + IDLE + MOMENT)
    with team.reading() as session:
        assert len(session.scalars(select(SessionRow)).all()) == 1


def test_a_token_is_its_account_s(team: Database) -> None:
    """The store has its digest only."""
    with team.session() as session:
        token = new_token(session, account_named(session, "Adam"), NOW)
    with team.reading() as session:
        found = account_of_token(session, token)
        assert found is not None
        assert found.name == "Adam"
        assert session.scalars(select(TokenRow.id)).all() == [digest(token)]
        assert account_of_token(session, digest(token)) is None


def test_a_new_token_takes_the_place_of_the_old(team: Database) -> None:
    """One that was lost is no good any more."""
    with team.session() as session:
        adam = account_named(session, "Adam")
        old, new = (new_token(session, adam, NOW) for _ in range(2))
        session.flush()
        assert account_of_token(session, old) is None
        assert account_of_token(session, new) is not None


def test_a_token_can_be_taken_back(team: Database) -> None:
    """Once."""
    with team.session() as session:
        adam = account_named(session, "Adam")
        token = new_token(session, adam, NOW)
        session.flush()
        assert has_token(session, adam)
        assert drop_tokens(session, adam)
        assert not drop_tokens(session, adam)
        assert not has_token(session, adam)
        assert account_of_token(session, token) is None
