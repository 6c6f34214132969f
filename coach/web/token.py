"""The token that lets a browser in: given, kept, or made for the run."""

import secrets
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from coach.errors import ServerError
from coach.plain_file import write_private_file

VARIABLE = "COACH_TOKEN"
"""The environment variable that sets the token."""

MAX_CHARACTERS = 200
"""Of a token that is given: far more than any needs, and less than a hello may hold."""


def given_token(environment: Mapping[str, str]) -> str | None:
    """Return the token that the environment sets; empty sets none.

    Raises:
        ServerError: It could not be part of an address.
    """
    token = environment.get(VARIABLE, "")
    if not token:
        return None
    if len(token) > MAX_CHARACTERS or not token.isprintable():
        raise ServerError(
            f"{VARIABLE} must be at most {MAX_CHARACTERS} printable characters"
        )
    return token


def new_token() -> str:
    """Return a token that nobody can guess: 192 random bits, fit for an address."""
    return secrets.token_urlsafe(24)


def kept_token(path: Path | None = None) -> str:
    """Return the user's own token; make it the first time.

    It stays the same from call to call, so that a page that is open goes on working.

    Args:
        path: The file it is in, by default in the user's configuration; only the user
            can read it.

    Raises:
        ServerError: The file can be neither read nor written.
    """
    path = path or token_file()
    try:
        return _read(path) or _write(path)
    except OSError as error:
        raise ServerError(
            f"{path}: {error.strerror}; set {VARIABLE} to do without this file"
        ) from error


def token_file() -> Path:
    """Return the file in the user's configuration that keeps their token."""
    return Path(platformdirs.user_config_dir("call-coach")) / "overlay-token"


def _read(path: Path) -> str | None:
    try:
        token = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        return None
    # A file that was copied here may be open to others.
    path.chmod(0o600)
    return token if token.isprintable() and 16 <= len(token) <= MAX_CHARACTERS else None


def _write(path: Path) -> str:
    token = new_token()
    write_private_file(path, f"{token}\n")
    return token
