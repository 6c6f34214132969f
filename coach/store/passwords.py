"""Passwords: what one must be, and the Argon2id form in which it is kept."""

from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_CHARACTERS = 12
"""Of a password.  Source: NIST SP 800-63B asks for 8 at least, OWASP for 12 where
there is no second factor; neither wants any other rule."""

MAX_CHARACTERS = 1_000
"""Of a password: a long sentence is fine, a document is not."""

HASHER = PasswordHasher()
"""Argon2id with the parameters of RFC 9106 for little memory: 64 MiB, three passes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What came of looking at a password."""

    is_right: bool
    renewed: str | None = None
    """The right password in today's form, where it was kept in an older one."""


def password_problem(password: str, name: str) -> str | None:
    """Return why a password cannot be used; None where it can."""
    if len(password) < MIN_CHARACTERS:
        return f"a password has at least {MIN_CHARACTERS} characters"
    if len(password) > MAX_CHARACTERS:
        return f"a password has at most {MAX_CHARACTERS:,} characters"
    if password.casefold() == name.casefold():
        return "a password is not one's own name"
    return None


def hash_password(password: str, hasher: PasswordHasher = HASHER) -> str:
    """Return the form in which a password is kept.  Takes some 50 ms, and memory."""
    # Half a surrogate pair has no form in UTF-8, and may be in a password all the same.
    return hasher.hash(password.encode("utf-8", "surrogatepass"))


def verify_password(
    kept: str | None, password: str, hasher: PasswordHasher = HASHER
) -> Verified:
    """Return whether a password is the one that is kept.

    Where none is kept the work is the same, so that the time tells nothing.
    """
    nobody = _nobody(hasher)  # always, or the first name that is unknown shows
    try:
        hasher.verify(
            nobody if kept is None else kept,
            password.encode("utf-8", "surrogatepass"),
        )
    except (VerificationError, InvalidHashError):
        return Verified(is_right=False)
    if kept is None:
        return Verified(is_right=False)
    is_old = hasher.check_needs_rehash(kept)
    return Verified(
        is_right=True, renewed=hash_password(password, hasher) if is_old else None
    )


@cache
def _nobody(hasher: PasswordHasher) -> str:
    """Return the form of a password that nobody has."""
    return hasher.hash("the password of nobody")
