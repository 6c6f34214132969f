import pytest
from pydantic import ValidationError

from coach.settings import Settings


class Section(Settings):
    """A section of a policy."""

    limit_ms: int = 30_000
    """How long it may take, in milliseconds."""

    names: tuple[str, ...] = ()
    """Names."""


def test_the_string_under_a_field_is_its_documentation() -> None:
    """The policy file and its docs are made of it."""
    field = Section.model_fields["limit_ms"]

    assert field.description == "How long it may take, in milliseconds."


def test_unknown_keys_are_refused() -> None:
    """A misspelt key must not be passed over."""
    with pytest.raises(ValidationError, match="limit"):
        Section.model_validate({"limit": 1})


def test_values_are_not_bent_to_their_types() -> None:
    """A number in quotes is a mistake, and said to be one."""
    with pytest.raises(ValidationError, match="limit_ms"):
        Section.model_validate_json('{"limit_ms": "30000"}')


def test_arrays_become_tuples() -> None:
    """TOML knows only arrays."""
    assert Section.model_validate_json('{"names": ["a"]}').names == ("a",)


def test_a_section_cannot_be_changed() -> None:
    """What a call began with, it ends with."""
    with pytest.raises(ValidationError, match="frozen"):
        Section().limit_ms = 1  # type: ignore[misc]
