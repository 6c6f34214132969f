"""The analyst's tokens, each for the one server that gave it out."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from coach.errors import ShareError
from coach.plain_file import read_plain_file, write_private_file
from coach.sharing.address import ServerAddress

VARIABLE = "COACH_SHARE_TOKEN"
"""The environment variable that sets the token."""

MAX_CHARACTERS = 200
"""Of a token."""

_TOKEN = re.compile(r"[A-Za-z0-9._~-]+")
"""What a server gives out, and what fits into a header."""

MOST_BYTES = 64 << 10
"""Size of the file beyond which it is none, in bytes."""


def tokens_file() -> Path:
    """Return the file in the user's configuration that keeps their tokens."""
    return Path(platformdirs.user_config_dir("call-coach")) / "share-tokens.json"


def checked(token: str, server: ServerAddress) -> str:
    """Return a token without what surrounds it.

    Raises:
        ShareError: It is none that a server gives out.
    """
    token = token.strip()
    if len(token) > MAX_CHARACTERS or _TOKEN.fullmatch(token) is None:
        raise ShareError(server.host, "that is no token of a team's server")
    return token


def find_token(
    server: ServerAddress, environment: Mapping[str, str], path: Path | None = None
) -> str | None:
    """Return the token for a server: the environment's, or else the kept one.

    Args:
        server: Whose it must be.
        environment: Where :data:`VARIABLE` may be; empty sets none.
        path: The file, by default the user's.

    Raises:
        ShareError: The variable holds no token, or the file cannot be read.
    """
    if given := environment.get(VARIABLE, ""):
        return checked(given, server)
    path = path or tokens_file()
    token = _read(path, server).get(server.url)
    return None if token is None else checked(token, server)


def keep_token(server: ServerAddress, token: str, path: Path | None = None) -> None:
    """Keep a server's token where only the user can read it.

    Raises:
        ShareError: The file cannot be written.
    """
    path = path or tokens_file()
    _write(path, {**_read(path, server), server.url: token}, server)


def _read(path: Path, server: ServerAddress) -> dict[str, str]:
    try:
        content = json.loads(read_plain_file(path, most_bytes=MOST_BYTES))
        path.chmod(0o600)  # a file that was copied here may be open to others
    except FileNotFoundError:
        return {}
    except ValueError:
        return {}
    except OSError as error:
        raise ShareError(server.host, _reason(path, error)) from error
    if not isinstance(content, dict):
        return {}
    return {k: v for k, v in content.items() if isinstance(v, str)}


def _write(path: Path, tokens: Mapping[str, str], server: ServerAddress) -> None:
    try:
        write_private_file(path, json.dumps(tokens, indent=2) + "\n")
    except OSError as error:
        raise ShareError(server.host, _reason(path, error)) from error


def _reason(path: Path, error: OSError) -> str:
    why = (error.strerror or type(error).__name__).lower()
    return f"{path}: {why}; set {VARIABLE} to do without this file"
