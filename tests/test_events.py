import dataclasses
import typing

import pytest

from coach import events

EVENT_CLASSES = typing.get_args(events.Event)
PARTS = {
    events.Voice,
    events.Word,
    events.Utterance,
    events.Finding,
    events.Hold,
    events.Nudge,
}


@pytest.mark.parametrize("cls", EVENT_CLASSES)
def test_events_are_frozen_and_documented(cls: type) -> None:
    """Every member of the union is immutable, slotted, documented and known in time."""
    assert dataclasses.is_dataclass(cls)
    assert cls.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in cls.__dict__
    assert cls.__doc__
    assert not cls.__doc__.startswith(cls.__name__)
    assert "known_at" in {field.name for field in dataclasses.fields(cls)}


def test_union_lists_every_event() -> None:
    """A new event class that is left out of the union fails here."""
    found = {
        value
        for value in vars(events).values()
        if isinstance(value, type) and dataclasses.is_dataclass(value)
    }
    assert found == set(EVENT_CLASSES) | PARTS


def test_the_other_of_the_other_is_oneself() -> None:
    """There are two people on the line."""
    for speaker in events.Speaker:
        assert speaker.other is not speaker
        assert speaker.other.other is speaker
