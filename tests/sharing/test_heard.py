import json
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from coach.sharing.heard import HeardForm
from coach.store.record_form import record_json
from tests.store.samples import NAMES, record


def form(name: str = NAMES[0]) -> dict[str, Any]:
    """The record of a sample call."""
    loaded: dict[str, Any] = json.loads(json.dumps(record_json(record(name))))
    return loaded


@pytest.mark.parametrize("name", NAMES)
def test_every_record_of_ours_is_one(name: str) -> None:
    """Of each sample call."""
    HeardForm.model_validate_json(json.dumps(form(name)))


def _utterance(heard: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(
        event["utterance"] for event in heard["events"] if "utterance" in event
    )
    return found


@pytest.mark.parametrize(
    "change",
    [
        lambda heard: heard.update(schema="coach.record/2"),
        lambda heard: heard.update(more=1),
        lambda heard: heard["events"].append({"type": "door-opened"}),
        lambda heard: heard["events"].append({"type": "call-ended", "at": 0}),
        lambda heard: heard["events"][0].update(known_at="0"),
        lambda heard: heard["events"][0].update(known_at=-1),
        lambda heard: heard["events"][0].update(known_at=2**60),
        lambda heard: _utterance(heard).update(text="words"),
        lambda heard: _utterance(heard).update(words=[[0]]),
        lambda heard: _utterance(heard).update(speaker="user"),
        lambda heard: _utterance(heard).update(confidence=2),
        lambda heard: _utterance(heard).update(voice={"loudness_db": 1}),
    ],
)
def test_anything_else_is_refused(
    change: Callable[[dict[str, Any]], object],
) -> None:
    """Most of all words, which do not belong here."""
    heard = form()
    change(heard)
    with pytest.raises(ValidationError):
        HeardForm.model_validate_json(json.dumps(heard))
