"""Passwords and how they are kept."""

import pytest
from argon2 import PasswordHasher

from coach.store.passwords import (
    HASHER,
    MAX_CHARACTERS,
    hash_password,
    password_problem,
    verify_password,
)

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
OTHER = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)


@pytest.mark.parametrize(
    "password", ["eleven char", "NORA BERG OF", "x" * (MAX_CHARACTERS + 1)]
)
def test_what_cannot_be_one(password: str) -> None:
    """Too short, one's own name, or a document."""
    assert password_problem(password, "Nora Berg of")


@pytest.mark.parametrize("password", ["twelve chars", "aaaaaaaaaaaa", "пароль из слов"])
def test_there_are_no_other_rules(password: str) -> None:
    """Rules about digits and signs make passwords worse."""
    assert password_problem(password, "Nora Berg") is None


def test_the_right_one_is_known_by_its_kept_form() -> None:
    """Which does not hold it, and is Argon2id."""
    kept = hash_password("a long password", QUICK)
    assert kept.startswith("$argon2id$")
    assert "password" not in kept
    assert verify_password(kept, "a long password", QUICK).is_right
    assert not verify_password(kept, "a long passwore", QUICK).is_right


def test_the_same_password_has_another_form_each_time() -> None:
    """Who sees both cannot tell that they are the same."""
    assert hash_password("the same", QUICK) != hash_password("the same", QUICK)


def test_where_none_is_kept_nothing_is_right() -> None:
    """Not even what the work is done with instead."""
    for password in ("", "the password of nobody"):
        assert not verify_password(None, password, QUICK).is_right


def test_what_is_damaged_is_never_right() -> None:
    """It is no error either: others can sign in."""
    assert not verify_password("$argon2id$nonsense", "x", QUICK).is_right


def test_older_parameters_are_renewed_when_it_was_right() -> None:
    """So that a stronger form is there after the next sign-in."""
    kept = hash_password("a long password", QUICK)
    found = verify_password(kept, "a long password", OTHER)
    assert found.is_right
    assert found.renewed is not None
    assert verify_password(found.renewed, "a long password", OTHER).renewed is None
    assert verify_password(kept, "another one", OTHER).renewed is None


def test_any_text_can_be_a_password() -> None:
    """Half a surrogate pair too, which JSON may hold."""
    kept = hash_password("\ud800 and some more", QUICK)
    assert verify_password(kept, "\ud800 and some more", QUICK).is_right


def test_parameters_are_those_of_the_standard() -> None:
    """RFC 9106 for little memory: three passes over 64 MiB."""
    assert (HASHER.time_cost, HASHER.memory_cost) == (3, 64 * 1024)
