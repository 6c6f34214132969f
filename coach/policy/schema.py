"""Say in words what a key of the policy may be, from the JSON Schema of its section."""

from collections.abc import Mapping, Sequence
from typing import Any

from coach.policy.toml_text import toml_value

Schema = Mapping[str, Any]


def part_at(schema: Schema, path: Sequence[str | int]) -> Schema | None:
    """Return the part of a schema that a path leads to, if it leads anywhere.

    Args:
        schema: The schema of a section, with its ``$defs``.
        path: Keys and positions.

    Returns:
        A schema that needs no ``$defs`` of its own at its first level.
    """
    return _walk(schema, path, schema.get("$defs", {}))


def keys_of(schema: Schema) -> tuple[str, ...]:
    """Return the keys that a table of this schema may have."""
    return tuple(schema.get("properties", ()))


def allowed(schema: Schema, definitions: Schema | None = None) -> str:
    """Return what a value of this schema may be: ``a whole number of at least 0``."""
    defs = schema.get("$defs", {}) if definitions is None else definitions
    schema = _resolved(schema, defs)
    if "const" in schema:
        return toml_value(schema["const"])
    if "enum" in schema:
        return _either([toml_value(value) for value in schema["enum"]])
    if "anyOf" in schema:
        parts = [allowed(option, defs) for option in schema["anyOf"]]
        return _either(list(dict.fromkeys(parts)))
    match schema.get("type"):
        case "integer":
            return "a whole number" + _range(schema)
        case "number":
            return "a number" + _range(schema)
        case "boolean":
            return "true or false"
        case "string":
            return "a text" + _length(schema)
        case "array" if "prefixItems" in schema:
            parts = [allowed(item, defs) for item in schema["prefixItems"]]
            return f"a list of {len(parts)}: {', '.join(parts)}"
        case "array":
            return f"a list{_size(schema)}, each {allowed(schema['items'], defs)}"
        case "null":
            return "nothing"
        case _:
            return "a table"


def _walk(schema: Schema, path: Sequence[str | int], defs: Schema) -> Schema | None:
    schema = _resolved(schema, defs)
    if not path:
        return {**schema, "$defs": defs}
    key, rest = path[0], path[1:]
    for option in schema.get("anyOf", ()):
        if (found := _walk(option, path, defs)) is not None:
            return found
    if isinstance(key, int):
        row = schema.get("prefixItems", ())
        inner = row[key] if key < len(row) else schema.get("items")
    else:
        inner = schema.get("properties", {}).get(key)
        if inner is None:
            inner = schema.get("additionalProperties")
    return _walk(inner, rest, defs) if isinstance(inner, Mapping) else None


def _resolved(schema: Schema, defs: Schema) -> Schema:
    while "$ref" in schema:
        schema = defs[schema["$ref"].rpartition("/")[2]]
    return schema


def _range(schema: Schema) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    over, under = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    if low is not None and high is not None:
        return f" from {_number(low)} to {_number(high)}"
    limits = (
        (low, "of at least"),
        (over, "over"),
        (high, "of at most"),
        (under, "under"),
    )
    words = [f"{word} {_number(limit)}" for limit, word in limits if limit is not None]
    return f" {' and '.join(words)}" if words else ""


def _length(schema: Schema) -> str:
    words = []
    if schema.get("minLength"):
        words.append("that is not empty")
    if "maxLength" in schema:
        words.append(f"of at most {schema['maxLength']} characters")
    if "pattern" in schema:
        words.append(f"that matches {schema['pattern']}")
    return f" {', '.join(words)}" if words else ""


def _size(schema: Schema) -> str:
    low, high = schema.get("minItems", 0), schema.get("maxItems")
    if low and high is not None:
        return f" of {low} to {high}" if low != high else f" of {low}"
    if high is not None:
        return f" of at most {high}"
    return f" of at least {low}" if low else ""


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _either(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} or {parts[-1]}"
