"""``coach accounts``."""

import pytest
from typer.testing import CliRunner

from coach.cli import app
from coach.store import passwords
from coach.store.accounts import account_named
from coach.store.database import open_database
from coach.store.passwords import verify_password
from coach.store.sign_ins import account_of_token
from coach.store.tables import AuditRow
from tests.web.review.team import QUICK

PASSWORD = "a password of theirs"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id as weak as it can be."""
    hashing = passwords.hash_password
    monkeypatch.setattr(passwords, "hash_password", lambda text: hashing(text, QUICK))


def run(*words: str, said: str = f"{PASSWORD}\n", status: int = 0) -> str:
    """Run a command; return what it prints."""
    result = CliRunner().invoke(app, ["accounts", *words], input=said)
    assert result.exit_code == status, result.output
    return result.output


def hire() -> None:
    """Add an admin and an analyst."""
    run("add", "Adam", "--role", "admin", "--password-stdin")
    run("add", "Nora", "--password-stdin")


def test_accounts_are_added_and_listed() -> None:
    """The password is nowhere in what is printed."""
    assert "there is none" in run("list")
    hire()
    listed = run("list")
    assert [line.split() for line in listed.splitlines()] == [
        ["admin", "Adam"],
        ["analyst", "Nora"],
    ]
    with open_database() as db, db.reading() as session:
        nora = account_named(session, "Nora")
        assert verify_password(nora.password, PASSWORD, QUICK).is_right


def test_a_password_is_asked_for_twice_without_an_echo() -> None:
    """Typed on a terminal."""
    shown = run("add", "Adam", "--role", "admin", said=f"{PASSWORD}\n{PASSWORD}\n")
    assert PASSWORD not in shown
    with open_database() as db, db.reading() as session:
        kept = account_named(session, "Adam").password
    assert verify_password(kept, PASSWORD, QUICK).is_right


@pytest.mark.parametrize(
    ("words", "said", "told"),
    [
        (["add", "Nora", "--password-stdin"], PASSWORD, "already"),
        (["add", "coach", "--password-stdin"], PASSWORD, "audit trail"),
        (["add", "Max", "--password-stdin"], "short", "12 characters"),
        (["password", "Nora", "--password-stdin"], "short", "12 characters"),
        (["password", "Max", "--password-stdin"], PASSWORD, "no such account"),
        (["set-role", "Max", "admin"], "", "no such account"),
        (["set-role", "Adam", "analyst"], "", "only admin"),
        (["disable", "Adam"], "", "only admin"),
        (["enable", "Max"], "", "no such account"),
        (["token", "Max"], "", "no such account"),
    ],
)
def test_what_cannot_be_done_is_a_line(words: list[str], said: str, told: str) -> None:
    """With exit status 2."""
    hire()
    assert told in run(*words, said=said, status=2)


def test_the_first_is_an_admin_s() -> None:
    """It says so."""
    assert "admin" in run("add", "Nora", "--password-stdin", status=2)


def test_changes_are_kept_and_noted() -> None:
    """By whom is known: whoever can open the store."""
    hire()
    run("set-role", "Nora", "reviewer")
    run("password", "Nora", "--password-stdin", said="another password\n")
    run("disable", "Nora")
    assert "disabled" in run("list")
    assert "is disabled" in run("token", "Nora", status=2)
    run("enable", "Nora")
    with open_database() as db, db.reading() as session:
        nora = account_named(session, "Nora")
        assert nora.role == "reviewer"
        assert verify_password(nora.password, "another password", QUICK).is_right
        trail = session.query(AuditRow).order_by(AuditRow.key).all()
        assert {row.actor for row in trail} == {"coach accounts"}
        assert [row.action for row in trail if row.about == "Nora"] == [
            "add-account",
            "set-role",
            "set-password",
            "disable-account",
            "enable-account",
        ]


def test_a_token_is_printed_alone() -> None:
    """For a pipe; and it can be taken back."""
    hire()
    token = run("token", "Nora").strip()
    with open_database() as db, db.reading() as session:
        found = account_of_token(session, token)
        assert found is not None
        assert found.name == "Nora"
    assert "has no token" in run("token", "Nora", "--drop")
    with open_database() as db, db.reading() as session:
        assert account_of_token(session, token) is None
