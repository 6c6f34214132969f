"""Lay a policy file over the defaults, key by key."""

from collections.abc import Mapping
from typing import Any

from coach.policy.nearest import nearest
from coach.policy.toml_text import toml_key, toml_value

LIST_CHANGES = frozenset({"add", "remove"})
"""Keys of a table that changes a list in place of being one."""

Table = Mapping[str, Any]


def overlay(
    defaults: Table, changes: Table, path: tuple[str, ...] = ()
) -> tuple[dict[str, Any], list[str]]:
    """Return the defaults with the changes made, and what was wrong with those.

    Tables are changed key by key, everything else is replaced.  A table in the place
    of a list, ``{ add = [...], remove = [...] }``, changes the list: added entries go
    to its end, unless they are there already.

    Args:
        defaults: As JSON has them.
        changes: As TOML has them.
        path: Where both stand in the policy, for the problems.

    Returns:
        The result, not checked yet, and one line for each problem.
    """
    result, problems = dict(defaults), list[str]()
    for key, value in changes.items():
        default, here = defaults.get(key), (*path, key)
        if isinstance(default, Mapping) and isinstance(value, Mapping):
            result[key], found = overlay(default, value, here)
            problems += found
        elif isinstance(default, list) and _is_list_change(value):
            result[key], found = _changed(default, value, here)
            problems += found
        else:
            result[key] = value
    return result, problems


def _is_list_change(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and bool(value)
        and set(value) <= LIST_CHANGES
        and all(isinstance(entries, list) for entries in value.values())
    )


def _changed(
    default: list[Any], change: Table, path: tuple[str, ...]
) -> tuple[list[Any], list[str]]:
    removed, added = change.get("remove", []), change.get("add", [])
    problems = [
        f"{toml_key(path)}.remove: got {toml_value(entry)}, which is not in the list"
        + nearest(entry, default)
        for entry in removed
        if entry not in default
    ]
    kept = [entry for entry in default if entry not in removed]
    return kept + [
        entry
        for number, entry in enumerate(added)
        if entry not in kept + added[:number]
    ], problems
