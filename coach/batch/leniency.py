"""Forms that may lack something, as older versions wrote them: filled up, and checked.

What is missing or null becomes None, an empty list or an object of such; what is there
must be of its type.  Fields that are not asked for stay as they are.
"""

from collections.abc import Mapping
from typing import Any

from coach.scoring.forms import Form

NEEDED = "!"
"""After the name of a field that must be there."""

_LIMIT = 1 << 63
"""Whole numbers are smaller, as the columns of tables must be."""

_NAMES = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "yes or no",
    dict: "object",
    list: "list",
}


class Shape:
    """Which fields an object has.

    Args:
        fields: By name a type, a shape, or a list with the shape of its rows; a name
            ends with :data:`NEEDED` where it must be there.
    """

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._fields = tuple(
            (name.removesuffix(NEEDED), name.endswith(NEEDED), type_)
            for name, type_ in fields.items()
        )

    def fill(self, form: object) -> Form:
        """Return an object with all of its fields: itself, filled up.

        Args:
            form: What JSON held.

        Raises:
            ValueError: Something is not of its type.  The message begins with its
                place and repeats no value: it may be somebody's words.
        """
        if form is None:
            form = {}
        if not isinstance(form, dict):
            raise ValueError("is no object")
        for name, is_needed, type_ in self._fields:
            value: Any = form.get(name)
            kind = type(value)
            # Most values are just what they should be: no more is done with them.
            if kind is type_ and (kind is not int or abs(value) < _LIMIT):
                continue
            if value is None and is_needed:
                raise ValueError(f"{name} is missing")
            try:
                form[name] = _value(value, type_)
            except ValueError as error:
                between = " " if str(error).startswith("is no ") else "."
                raise ValueError(f"{name}{between}{error}") from None
        return form


def _value(value: object, type_: Any) -> object:  # noqa: ANN401 – see Shape
    if isinstance(type_, Shape):
        return type_.fill(value)
    if isinstance(type_, list):
        return _rows(value, type_[0])
    if value is None:
        return {} if type_ is dict else None
    if type_ is float and type(value) is int and abs(value) < _LIMIT:
        return float(value)
    raise ValueError(f"is no {_NAMES[type_]}")


def _rows(value: object, shape: Shape) -> list[Form]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise ValueError("is no list")
    for index, row in enumerate(value):
        try:
            value[index] = shape.fill(row)
        except ValueError as error:
            between = " " if str(error).startswith("is no ") else "."
            raise ValueError(f"{index}{between}{error}") from None
    return value
