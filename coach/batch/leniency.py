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


def filled(form: object, fields: Mapping[str, Any], place: str = "") -> Form:
    """Return an object with every field that is asked for.

    Args:
        form: What JSON held.
        fields: By name a type, a mapping of fields, or a list with the fields of its
            rows; a name ends with :data:`NEEDED` where it must be there.
        place: Where the object stands, for messages.

    Raises:
        ValueError: Something is not of its type; the message names the place and
            repeats no value.
    """
    if form is None:
        form = {}
    if not isinstance(form, dict):
        raise ValueError(f"{place or 'the whole'} is no object")
    whole: Form = dict(form)
    for field, type_ in fields.items():
        name = field.removesuffix(NEEDED)
        at = f"{place}.{name}" if place else name
        value = whole.get(name)
        if value is None and field != name:
            raise ValueError(f"{at} is missing")
        whole[name] = _value(value, type_, at)
    return whole


def _value(value: object, type_: Any, at: str) -> object:  # noqa: ANN401 – see filled
    if isinstance(type_, dict):
        return filled(value, type_, at)
    if isinstance(type_, list):
        return _list(value, type_[0], at)
    if value is None:
        return {} if type_ is dict else None
    if type_ is float and type(value) is int and abs(value) < _LIMIT:
        value = float(value)
    is_huge = isinstance(value, int) and abs(value) >= _LIMIT
    if type(value) is not type_ or is_huge:
        raise ValueError(f"{at} is no {_NAMES[type_]}")
    return value


def _list(value: object, fields: Mapping[str, Any], at: str) -> list[Form]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise ValueError(f"{at} is no list")
    return [filled(row, fields, f"{at}.{index}") for index, row in enumerate(value)]


_NAMES = {str: "text", int: "whole number", float: "number", bool: "yes or no"} | {
    dict: "object"
}
