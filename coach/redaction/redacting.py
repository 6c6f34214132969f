"""Masking what must not last: in a call's record, and in single texts."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from coach.events import (
    HeardEvent,
    PartialRecognised,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.redaction.finding import Reading, find_spots, read
from coach.redaction.kinds import Kind, wanted
from coach.redaction.lines import line_of
from coach.redaction.masking import (
    Redaction,
    Spot,
    masked,
    masked_text,
    tidy,
    word_places,
)
from coach.redaction.settings import RedactionSettings

_Said = UtteranceFinalised | UtteranceFailed

MOST_ROUNDS = 16
"""How often a conversation is read again after something in it was masked.  What one
reading leaves is as a rule nothing: a mask tells as much as the secret did.  Where
several lines may answer one question each reading finds the next.  Source: eight were
the most in 6,600 made and random conversations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """A record in which what must not last is masked."""

    record: tuple[HeardEvent, ...]
    """The same events in the same order."""
    redactions: tuple[Redaction, ...]
    """When what is masked was said, by start."""


def redact(record: Sequence[HeardEvent], settings: RedactionSettings) -> Redacted:
    """Mask what must not last in what was heard of a call.

    An utterance stays the same one, with its id and times.  Redacting again changes
    nothing.  Takes time in proportion to the words.

    Args:
        record: A call's, in canonical order; it is not changed.
        settings: What is to be masked.
    """
    events = list(record)
    said = [
        (place, event)
        for place, event in enumerate(events)
        if isinstance(event, UtteranceFinalised | UtteranceFailed)
    ]
    said.sort(key=lambda item: item[1].utterance.start)
    kinds = wanted(settings)
    redactions: list[Redaction] = []
    readings = [
        read(number, line_of(event.utterance.text, event.utterance.speaker))
        for number, (_, event) in enumerate(said)
    ]
    for _ in range(MOST_ROUNDS):
        found = _find(readings, kinds)
        if not any(found):
            break
        for number, ((place, event), spots) in enumerate(zip(said, found, strict=True)):
            if spots:
                changed, when = masked(event.utterance, spots)
                redactions += when
                said[number] = place, replace(event, utterance=changed)
                line = line_of(changed.text, changed.speaker)
                readings[number] = read(number, line)
    for place, event in said:
        events[place] = _without_strange_words(event, kinds)
    for place, other in enumerate(events):
        if isinstance(other, PartialRecognised):
            events[place] = _partial(other, kinds)
    redactions.sort(key=lambda one: (one.start, one.end, one.speaker, one.kind))
    return Redacted(record=tuple(events), redactions=tuple(redactions))


def redact_text(text: str, settings: RedactionSettings) -> str:
    """Mask what must not last in a text that stands alone.

    Args:
        text: Such as a reviewer's note, or a value of a call's metadata.
        settings: What is to be masked.
    """
    return _masked_alone(text, wanted(settings))


def redact_value(value: object, settings: RedactionSettings) -> Any:  # noqa: ANN401 – JSON has no narrower type
    """Mask every text of a value that is ready for JSON; the names of keys stay."""
    match value:
        case str():
            return redact_text(value, settings)
        case Mapping():
            return {key: redact_value(one, settings) for key, one in value.items()}
        case list() | tuple():
            return [redact_value(one, settings) for one in value]
        case AbstractSet():
            return {redact_value(one, settings) for one in value}
    return value


def _find(readings: Sequence[Reading], kinds: AbstractSet[Kind]) -> list[list[Spot]]:
    """Return the spots that are wanted of each line, tidy."""
    return [
        tidy(reading.line.text, [spot for spot in spots if spot.kind in kinds])
        for reading, spots in zip(readings, find_spots(readings), strict=True)
    ]


def _masked_alone(text: str, kinds: AbstractSet[Kind]) -> str:
    for _ in range(MOST_ROUNDS):
        [spots] = _find([read(0, line_of(text))], kinds)
        if not spots:
            break
        text = masked_text(text, spots)
    return text


def _without_strange_words(event: _Said, kinds: AbstractSet[Kind]) -> _Said:
    """Drop words that are not the text's and hide something themselves."""
    said = event.utterance
    if not said.words or word_places(said) is not None:
        return event
    told = " ".join(word.text for word in said.words)
    if _masked_alone(told, kinds) == told:
        return event
    return replace(event, utterance=replace(said, words=()))


def _partial(event: PartialRecognised, kinds: AbstractSet[Kind]) -> PartialRecognised:
    """Mask a partial by itself; a record has none."""
    text = _masked_alone(event.utterance.text, kinds)
    if text == event.utterance.text:
        return event
    return replace(
        event,
        utterance=replace(event.utterance, text=text, words=()),
        stable=min(event.stable, len(text)),
    )
