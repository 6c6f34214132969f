"""Turn what is wrong with a section into lines that a person can act on.

Each line says which key, what was given, and what is allowed::

    nudges.per_call: got "six"; allowed: a whole number from 0 to 1000
    detectors.hold.limt_ms: unknown key; nearest: limit_ms
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from coach.policy.nearest import nearest
from coach.policy.schema import Schema, allowed, keys_of, part_at
from coach.policy.toml_text import toml_key, toml_value
from coach.settings import Settings

SHOWN_CHARACTERS = 60
"""Longest given value that a line repeats in full."""

Path = tuple[str, ...]


def section_problems(
    error: ValidationError, model: type[Settings], given: Mapping[str, Any], path: Path
) -> tuple[str, ...]:
    """Return one line for each thing wrong with a section.

    Args:
        error: From the validation of ``given``.
        model: The section's model.
        given: What was validated.
        path: Where the section stands in the policy.
    """
    schema = model.model_json_schema()
    lines = (
        _line(detail, schema, given, path) for detail in error.errors(include_url=False)
    )
    return tuple(dict.fromkeys(lines))


def foreign_values(data: object, path: Path = ()) -> Iterator[str]:
    """Yield a line for each value that TOML has and the policy has not.

    Dates, and numbers that are none (``nan``, ``inf``).
    """
    match data:
        case Mapping():
            for key, value in data.items():
                yield from foreign_values(value, (*path, key))
        case list():
            for value in data:
                yield from foreign_values(value, path)
        case bool() | int() | str():
            pass
        case float():
            if not math.isfinite(data):
                yield f"{toml_key(path)}: got {data}; allowed: a number that is finite"
        case _:
            yield f"{toml_key(path)}: got {data}; dates and times have no use here"


def unknown_key(path: Path, known: Sequence[str]) -> str:
    """Return the line for a key that does not exist."""
    return f"{toml_key(path)}: unknown key" + nearest(path[-1], known)


def wrong_value(path: Path, value: object, what: str) -> str:
    """Return the line for a value that is not allowed."""
    return f"{toml_key(path)}: got {_shown(value)}; allowed: {what}"


def _line(
    detail: ErrorDetails, schema: Schema, given: Mapping[str, Any], path: Path
) -> str:
    within = _location(detail, given)
    where = (*path, *(str(part) for part in within if isinstance(part, str)))
    match detail["type"]:
        case "extra_forbidden":
            table = part_at(schema, within[:-1])
            return unknown_key(where, keys_of(table or {}))
        case "missing" if within == detail["loc"]:
            what = _allowed_at(schema, within)
            return f"{toml_key(where)}: is missing; allowed: {what}"
        case "wording":
            return f"{toml_key(where)}: {detail['msg']}"
        case "value_error" | "assertion_error":
            reason = detail.get("ctx", {}).get("error", detail["msg"])
            return f"{toml_key(where)}: {reason}"
    return wrong_value(where, _value_at(given, within), _allowed_at(schema, within))


def _location(detail: ErrorDetails, given: Mapping[str, Any]) -> tuple[str | int, ...]:
    """Return where the error is, without the names of alternatives in a union."""
    found: list[str | int] = []
    value: Any = given
    for part in detail["loc"]:
        try:
            value = value[part]
        except (LookupError, TypeError):
            if detail["type"] == "missing" and isinstance(value, Mapping):
                found.append(part)
            break
        found.append(part)
    return tuple(found)


def _value_at(given: object, path: Sequence[str | int]) -> object:
    for part in path:
        given = given[part]  # type: ignore[index]
    return given


def _allowed_at(schema: Schema, path: Sequence[str | int]) -> str:
    part = part_at(schema, path)
    if part is None:
        return "see the documentation"
    what = allowed(part)
    if what.startswith("a list") and "prefixItems" not in part:
        return what + "; or { add = [...], remove = [...] }"
    return what


def _shown(value: object) -> str:
    text = toml_value(value)
    if len(text) <= SHOWN_CHARACTERS:
        return text
    return text[: SHOWN_CHARACTERS - 1] + "…"
