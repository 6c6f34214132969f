"""A small call that can be shared, by itself and as its form."""

from dataclasses import replace
from typing import Any

from coach.events import HeardEvent, Utterance, UtteranceFinalised, Word
from coach.policy.policy import Policy, effective_id
from coach.sharing.form import SharedCall, SharedPolicy, SharedSound
from tests.scoring.test_report import eventful, report

SOUND = bytes(range(256)) * 10
POLICY = Policy(detectors={})


def a_report(**changes: object) -> dict[str, Any]:
    """Return a call's report, followed by :data:`POLICY`."""
    form = report(*eventful())
    form["engine"]["policy"] = effective_id(POLICY)
    form["call"] |= changes
    return form


def a_call(*, sound: SharedSound | None = None, **changes: object) -> SharedCall:
    """Return a call as it travels."""
    form = a_report(**changes)
    first = form["utterances"][0]["id"]
    return SharedCall(
        report=form,
        words={first: [[0, 400, "It"], [400, 700, "is"], [700, 1_000, "broken."]]},
        record={"schema": "coach.record/1", "events": []},
        policy=SharedPolicy(
            id=effective_id(POLICY), content=POLICY.model_dump(mode="json")
        ),
        flags=("dead-air",),
        sound=sound,
    )


def with_words(record: tuple[HeardEvent, ...]) -> tuple[HeardEvent, ...]:
    """Return a record in which every word has its time."""
    return tuple(
        replace(event, utterance=_timed(event.utterance))
        if isinstance(event, UtteranceFinalised)
        else event
        for event in record
    )


def _timed(said: Utterance) -> Utterance:
    texts = said.text.split()
    step = max((said.end - said.start) // max(len(texts), 1), 1)
    words = [
        Word(
            start=said.start + number * step,
            end=said.start + (number + 1) * step,
            text=text,
        )
        for number, text in enumerate(texts)
    ]
    return replace(said, words=tuple(words))
