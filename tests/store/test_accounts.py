"""The accounts of a team's server."""

from datetime import UTC, datetime

import pytest

from coach.errors import AccountError
from coach.store.accounts import (
    Role,
    account_named,
    add_account,
    all_accounts,
    disable,
    enable,
    end_sessions,
    find_account,
    has_accounts,
    name_problem,
    set_password,
    set_role,
)
from coach.store.database import Database
from coach.store.sign_ins import account_of_token, begin_session, new_token, session_of

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def team(db: Database) -> Database:
    """A store with an admin and an analyst."""
    with db.session() as session:
        for name, role in (("Adam", Role.ADMIN), ("Nora", Role.ANALYST)):
            add_account(session, name=name, role=role, password="hash", now=NOW)
    return db


def test_a_store_becomes_a_team_s_with_its_first_account(db: Database) -> None:
    """Before that it is for one person and their machine."""
    with db.session() as session:
        assert not has_accounts(session)
        add_account(session, name="Adam", role=Role.ADMIN, password=None, now=NOW)
        assert has_accounts(session)


def test_the_first_account_is_an_admin_s(db: Database) -> None:
    """Otherwise nobody could make the second."""
    with db.session() as session, pytest.raises(AccountError, match="admin"):
        add_account(session, name="Nora", role=Role.ANALYST, password=None, now=NOW)


def test_a_name_is_there_once(team: Database) -> None:
    """Whose calls are whose hangs on it."""
    with team.session() as session, pytest.raises(AccountError, match="already"):
        add_account(session, name="Nora", role=Role.ADMIN, password=None, now=NOW)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " Nora",
        "Nora ",
        "No\nra",
        "x" * 201,
        "This Machine",
        "coach",
        "coach accounts",
    ],
)
def test_what_is_no_name(name: str) -> None:
    """Nothing that cannot be seen, and no name of the program's own."""
    assert name_problem(name)


def test_names_of_people_are_names() -> None:
    """In any script, with spaces within."""
    assert name_problem("Zoë Ångström-李") is None


def test_accounts_are_listed_by_name(team: Database) -> None:
    """Whatever the order they were made in."""
    with team.reading() as session:
        assert [one.name for one in all_accounts(session)] == ["Adam", "Nora"]


def test_who_has_none_is_told_apart(team: Database) -> None:
    """Finding gives nothing, naming is an error."""
    with team.reading() as session:
        assert find_account(session, "Max") is None
        with pytest.raises(AccountError, match="no such account"):
            account_named(session, "Max")


@pytest.mark.parametrize("change", ["role", "password", "disable", "end"])
def test_a_change_ends_every_session(team: Database, change: str) -> None:
    """Whoever had one has to sign in again, or cannot."""
    with team.session() as session:
        nora = account_named(session, "Nora")
        cookies = [begin_session(session, nora, NOW).cookie for _ in range(2)]
        session.flush()
        match change:
            case "role":
                set_role(session, nora, Role.REVIEWER)
            case "password":
                set_password(session, nora, "another hash")
            case "disable":
                disable(session, nora)
            case _:
                end_sessions(session, nora)
        session.flush()
        assert [session_of(session, cookie, NOW) for cookie in cookies] == [None, None]


def test_who_is_disabled_has_no_token_even_when_enabled_again(team: Database) -> None:
    """A token that may have been why is not good again by itself."""
    with team.session() as session:
        nora = account_named(session, "Nora")
        token = new_token(session, nora, NOW)
        session.flush()
        disable(session, nora)
        enable(nora)
        session.flush()
        assert account_of_token(session, token) is None


@pytest.mark.parametrize("change", ["role", "disable"])
def test_the_only_admin_stays_one(team: Database, change: str) -> None:
    """Otherwise nobody could change anything any more."""
    with team.session() as session:
        adam = account_named(session, "Adam")

        def go() -> None:
            if change == "role":
                set_role(session, adam, Role.REVIEWER)
            else:
                disable(session, adam)

        with pytest.raises(AccountError, match="only admin"):
            go()


def test_an_admin_may_go_where_there_is_another(team: Database) -> None:
    """A disabled one does not count as another."""
    with team.session() as session:
        adam, nora = account_named(session, "Adam"), account_named(session, "Nora")
        set_role(session, nora, Role.ADMIN)
        disable(session, adam)
        with pytest.raises(AccountError, match="only admin"):
            disable(session, nora)
