import inspect
import re

import pytest

from coach import errors

CLASSES = [
    value
    for value in vars(errors).values()
    if inspect.isclass(value) and issubclass(value, errors.CoachError)
]


def test_tree_in_the_docstring_is_the_tree_of_the_classes() -> None:
    """The printed tree names each class at the depth that it has."""
    assert errors.__doc__ is not None
    printed = {
        match.group(2): len(match.group(1)) // 4
        for match in re.finditer(r"^( *)\* :exc:`(\w+)`", errors.__doc__, re.MULTILINE)
    }
    depth = {cls.__name__: len(cls.__mro__) - 4 for cls in CLASSES}
    assert printed == depth


@pytest.mark.parametrize("cls", CLASSES)
def test_codes_are_kebab_case_and_unique(cls: type[errors.CoachError]) -> None:
    """A code is stable, lower case, and belongs to one class."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", cls.code)
    assert [other.code for other in CLASSES].count(cls.code) == 1


def test_input_error_names_the_input() -> None:
    """One line: which input, and what is wrong with it."""
    assert str(errors.InputError("a.wav", "is empty")) == "a.wav: is empty"


def test_policy_error_has_a_line_for_each_problem() -> None:
    """Each line can be read on its own."""
    error = errors.PolicyError("desk.toml", ("a: wrong", "b: unknown"))
    assert str(error).splitlines() == ["desk.toml: a: wrong", "desk.toml: b: unknown"]
