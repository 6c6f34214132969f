"""What a user chose once and need not say again, in their own configuration."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import platformdirs
import typer

from coach.plain_file import read_plain_file, write_private_file
from coach.policy.toml_text import toml_value

MOST_BYTES = 64 << 10
"""Size of a preferences file beyond which it is none, in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What is remembered; None for what is not."""

    agent_device: str | None = None
    """The agent's device, by its id."""
    customer_device: str | None = None
    """The customer's."""
    analyst: str | None = None
    """Who takes the calls."""
    share_server: str | None = None
    """The team's server that calls are shared with."""
    share_ca: str | None = None
    """The file with the certificates to trust for it, in place of the system's."""
    share_automatically_with: str | None = None
    """The server that the analyst has agreed to share calls with by themselves."""


NAMES = tuple(field.name for field in fields(Preferences))
"""The keys of the file; it may hold others, which are kept."""


def warn(message: str) -> None:
    """Print a warning: one line on standard error."""
    typer.echo(f"warning: {message}", err=True)


def preferences_file() -> Path:
    """Return where the preferences are: in the user's configuration."""
    return Path(platformdirs.user_config_dir("call-coach")) / "preferences.toml"


def load_preferences(
    path: Path | None = None, *, warn: Callable[[str], None] = warn
) -> Preferences:
    """Return what is remembered; nothing where there is no file, or a damaged one.

    Args:
        path: The file, by default the user's.
        warn: Told in one line what is wrong with the file.  It never raises.
    """
    path = path or preferences_file()
    try:
        values = tomllib.loads(_text(path))
    except FileNotFoundError:
        return Preferences()
    except (OSError, ValueError) as error:  # TOML and Unicode errors are ValueErrors
        warn(f"{path}: {_reason(error)}; going on without what it remembers")
        return Preferences()
    known: dict[str, str] = {}
    for name in NAMES:
        value = values.get(name)
        if isinstance(value, str):
            if value.strip():
                known[name] = value
        elif value is not None:
            warn(f"{path}: {name} must be a text; going on without it")
    return Preferences(**known)


def remember(changes: Mapping[str, str | None], path: Path | None = None) -> None:
    """Write changed preferences; everything else in the file stays as it is.

    A file that cannot be read is set aside, with ``.damaged`` after its name.

    Args:
        changes: New values by name; None forgets one.
        path: The file, by default the user's; only the user can read it.

    Raises:
        ValueError: There is no such preference.
        OSError: The file cannot be written; the old one is still there.
    """
    if unknown := set(changes) - set(NAMES):
        raise ValueError(f"no such preference: {', '.join(sorted(unknown))}")
    path = path or preferences_file()
    try:
        text = _text(path)
        values: dict[str, Any] = tomllib.loads(text)
    except FileNotFoundError:
        text, values = "", {}
    except ValueError:
        path.replace(path.with_name(f"{path.name}.damaged"))
        text, values = "", {}
    kept = {name: values[name] for name in NAMES if isinstance(values.get(name), str)}
    kept |= {name: value for name, value in changes.items() if value is not None}
    gone = [name for name, value in changes.items() if value is None]
    ours = [
        f"{n} = {toml_value(kept[n])}" for n in NAMES if n in kept and n not in gone
    ]
    write_private_file(path, "\n".join([*ours, *_others(text)]) + "\n")


def _others(text: str) -> list[str]:
    """The lines that are not ours: comments, unknown keys, tables."""
    own = re.compile(rf"""\s*["']?({"|".join(NAMES)})["']?\s*=""")
    lines = text.splitlines()
    first_table = next(
        (i for i, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines)
    )
    kept = [line for line in lines[:first_table] if not own.match(line)]
    kept += lines[first_table:]
    try:
        tomllib.loads("\n".join(kept))
    except tomllib.TOMLDecodeError:  # one of ours went over several lines
        return []
    return kept


def _text(path: Path) -> str:
    return read_plain_file(path, most_bytes=MOST_BYTES).decode("utf-8")


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError):
        return (error.strerror or type(error).__name__).lower()
    return f"is no TOML ({(str(error).splitlines() or ['damaged'])[0]})"
