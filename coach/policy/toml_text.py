"""Write values as TOML; the standard library only reads it."""

import json
import re
from collections.abc import Mapping

WIDTH = 88
"""Characters in a line before a list is written over several."""

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def toml_key(path: tuple[str, ...]) -> str:
    """Return a dotted key, with quotes where a part needs them."""
    return ".".join(part if _BARE_KEY.fullmatch(part) else _text(part) for part in path)


def toml_value(value: object) -> str:
    """Return a value in one line of TOML.

    Args:
        value: What JSON can hold, without null.

    Raises:
        TypeError: There is no such value in TOML.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return _text(value)
        case list() | tuple():
            return f"[{', '.join(toml_value(item) for item in value)}]"
        case Mapping():
            pairs = (f"{toml_key((k,))} = {toml_value(v)}" for k, v in value.items())
            inside = ", ".join(pairs)
            return f"{{ {inside} }}" if inside else "{}"
        case _:
            raise TypeError(f"TOML has no {type(value).__name__}")


def toml_lines(key: str, value: object) -> list[str]:
    """Return ``key = value``; a long list over several lines."""
    line = f"{key} = {toml_value(value)}"
    if len(line) <= WIDTH or not isinstance(value, list | tuple):
        return [line]
    lines = [f"{key} = ["]
    row = "   "
    for item in value:
        piece = f" {toml_value(item)},"
        if len(row) + len(piece) > WIDTH and row.strip():
            lines.append(row)
            row = "   "
        row += piece
    return [*lines, row, "]"]


def _text(value: str) -> str:
    # JSON's escapes are TOML's, but JSON leaves the delete character as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
