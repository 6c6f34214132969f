"""``coach accounts``: who may sign in at a team's review server."""

# What takes long to import is imported when a command runs.

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from coach.complaint import complain
from coach.errors import AccountError, CoachError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WRONG_USE = 2
"""Exit status when something cannot be done."""

ACTOR = "coach accounts"
"""Who acts in the audit trail: whoever can open the store needs no account."""

app = typer.Typer(
    help="Make and change the accounts of a team's review server.",
    no_args_is_help=True,
)


class RoleName(StrEnum):
    """A role, as the command line knows it; see :class:`coach.store.accounts.Role`."""

    ANALYST = "analyst"
    REVIEWER = "reviewer"
    ADMIN = "admin"


Name = Annotated[
    str,
    typer.Argument(metavar="NAME", help="Of an analyst: the name their calls bear."),
]
FromStdin = Annotated[
    bool,
    typer.Option(
        "--password-stdin", help="Read the password from standard input, one line."
    ),
]


@app.command()
def add(
    name: Name,
    role: Annotated[
        RoleName, typer.Option("--role", help="What they may do.")
    ] = RoleName.ANALYST,
    password_stdin: FromStdin = False,
) -> None:
    """Add an account; the first is an admin's, and makes a team's server of it.

    Examples:  coach accounts add "Adam Frey" --role admin  ·
    coach accounts add "Nora Berg"
    """
    from coach.store.accounts import Role, add_account, find_account, name_problem

    with _store(None, name) as session:
        if problem := name_problem(name):
            raise AccountError(name, problem)
        if find_account(session, name) is not None:
            raise AccountError(name, "has an account already")
    hashed = _new_password(name, is_piped=password_stdin)
    with _store("add-account", name) as session:
        add_account(
            session, name=name, role=Role(role.value), password=hashed, now=_now()
        )
    typer.echo(f"{name}: added as {role.value}")


@app.command("list")
def show() -> None:
    """List the accounts."""
    from coach.store.accounts import all_accounts

    with _store(None, "") as session:
        rows = all_accounts(session)
        lines = [
            f"{row.role:<9} {'disabled ' if row.is_disabled else '':<9} {row.name}"
            for row in rows
        ]
    for line in lines:
        typer.echo(line)
    if not lines:
        typer.echo("there is none: the review pages are for this machine alone")


@app.command()
def set_role(
    name: Name, role: Annotated[RoleName, typer.Argument(help="What they may do.")]
) -> None:
    """Change what somebody may do; they have to sign in again.

    Example:  coach accounts set-role "Nora Berg" reviewer
    """
    from coach.store import accounts

    with _store("set-role", name) as session:
        account = accounts.account_named(session, name)
        accounts.set_role(session, account, accounts.Role(role.value))
    typer.echo(f"{name}: is {role.value}")


@app.command()
def password(name: Name, password_stdin: FromStdin = False) -> None:
    """Set somebody's password; they have to sign in again.

    Example:  coach accounts password "Nora Berg"
    """
    from coach.store import accounts

    with _store(None, name) as session:
        accounts.account_named(session, name)
    hashed = _new_password(name, is_piped=password_stdin)
    with _store("set-password", name) as session:
        accounts.set_password(session, accounts.account_named(session, name), hashed)
    typer.echo(f"{name}: has a new password")


@app.command()
def disable(name: Name) -> None:
    """Let somebody in no longer; what they said of calls stays."""
    from coach.store import accounts

    with _store("disable-account", name) as session:
        accounts.disable(session, accounts.account_named(session, name))
    typer.echo(f"{name}: is disabled")


@app.command()
def enable(name: Name) -> None:
    """Let somebody in again, with the password they had."""
    from coach.store import accounts

    with _store("enable-account", name) as session:
        accounts.enable(accounts.account_named(session, name))
    typer.echo(f"{name}: is enabled")


@app.command()
def token(
    name: Name,
    drop: Annotated[
        bool, typer.Option("--drop", help="Take back the one they have.")
    ] = False,
) -> None:
    """Print a new token with which somebody's machine may share calls.

    It is shown this once; one that they had is no good any more.
    """
    from coach.store import accounts
    from coach.store.sign_ins import drop_tokens, new_token

    with _store("take-token" if drop else "give-token", name) as session:
        account = accounts.account_named(session, name)
        if drop:
            said = "has no token" if drop_tokens(session, account) else "had no token"
        elif account.is_disabled:
            raise AccountError(name, "is disabled")
        else:
            said = new_token(session, account, _now())
    typer.echo(f"{name}: {said}" if drop else said)


@contextmanager
def _store(action: str | None, name: str) -> "Iterator[Session]":
    """Open the store for a change, which is noted; an error of ours is a line.

    Nobody is asked for a password meanwhile: others could change nothing.
    """
    try:
        from coach.store.audit import note
        from coach.store.database import open_database

        with open_database() as db, db.session() as session:
            yield session
            if action is not None:
                note(session, at=_now(), actor=ACTOR, action=action, about=name)
    except CoachError as error:
        complain(error)
        raise typer.Exit(WRONG_USE) from error


def _new_password(name: str, *, is_piped: bool) -> str:
    """Return a password in the form in which it is kept, as somebody typed it."""
    from coach.store.passwords import MAX_CHARACTERS, hash_password, password_problem

    if is_piped:
        given = sys.stdin.readline(MAX_CHARACTERS + 2).rstrip("\r\n")
    else:
        given = str(typer.prompt("password", hide_input=True, confirmation_prompt=True))
    if problem := password_problem(given, name):
        complain(AccountError(name, problem))
        raise typer.Exit(WRONG_USE)
    return hash_password(given)


def _now() -> datetime:
    return datetime.now(UTC)
