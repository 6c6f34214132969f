"""The columns of a manifest."""

from collections.abc import Sequence

from coach.errors import InputError

COLUMNS = ("path", "customer", "agent", "started_at", "id")
"""Those that mean something, in any case; others are metadata of the call."""


def column_name(text: str) -> str:
    """Return a column's name; one of :data:`COLUMNS` in small letters."""
    name = text.strip()
    return name.lower() if name.lower() in COLUMNS else name


def check_columns(names: Sequence[str], source: str) -> None:
    """Find out whether columns can be a manifest's.

    Args:
        names: As :func:`column_name` returns them; an empty one is none.
        source: The manifest.

    Raises:
        InputError: None is ``path``, or two are the same.
    """
    if "path" not in names:
        found = ", ".join(name[:30] for name in names[:8] if name)
        raise InputError(source, f"has no column path (its columns: {found})")
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice is not None:
        raise InputError(source, f"has the column {twice} twice")
