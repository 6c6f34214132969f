"""JSON and text as they are written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.store.json_text import compact_json, digest_of, storable, storable_text


def test_json_is_short_and_keeps_its_order() -> None:
    """No spaces, no escapes where none are needed."""
    assert compact_json({"b": ["é", 1.5], "a": None}) == '{"b":["é",1.5],"a":null}'


def test_what_json_does_not_have_is_refused() -> None:
    """A database would not take it either."""
    with pytest.raises(ValueError, match="JSON"):
        compact_json(float("nan"))


def test_the_digest_does_not_depend_on_the_order_of_keys() -> None:
    """Another program may have written the report."""
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})
    assert digest_of({"a": 1}) != digest_of({"a": 2})


def test_the_digest_of_what_is_no_text() -> None:
    """The name of a file may be none."""
    assert len(digest_of({"a": "\udcff"})) == 64


@given(st.text())
def test_every_text_can_be_stored(text: str) -> None:
    """As UTF-8 without NUL, and as it was where it is one already."""
    stored = storable_text(text)
    assert "\0" not in stored
    stored.encode()
    assert len(stored) == len(text)


def test_the_text_in_a_value_is_stored_too() -> None:
    """Wherever it is; numbers stay what they are."""
    value = {"a\0": ["\ud800", 1, 1.5, None, True]}
    assert storable(value) == {"a�": ["�", 1, 1.5, None, True]}


def test_what_can_be_stored_stays() -> None:
    """Letter for letter."""
    value = {"a": [{"b": "é 😀"}]}
    assert json.dumps(storable(value)) == json.dumps(value)
