"""What was heard of a call as JSON, form ``coach.record/1``: times, and no words.

The words are in the utterances, where they can be searched, shown and deleted; with
them the record is whole again, to the sample.  An utterance that no text is kept of (it
was disregarded, or not recognised) is in the record with its times.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from coach.audio_time import milliseconds
from coach.errors import StoreError
from coach.events import (
    CallEnded,
    CaptureLost,
    CaptureRestored,
    HeardEvent,
    MusicStarted,
    MusicStopped,
    PartialRecognised,
    Speaker,
    SpeechStarted,
    SpeechStopped,
    Utterance,
    UtteranceFailed,
    UtteranceFinalised,
    Voice,
    Word,
)
from coach.scoring.forms import Form
from coach.scoring.speech_track import SpeechTrack

SCHEMA = "coach.record/1"

_SIMPLE: dict[str, Any] = {
    "speech-started": SpeechStarted,
    "speech-stopped": SpeechStopped,
    "music-started": MusicStarted,
    "music-stopped": MusicStopped,
    "capture-restored": CaptureRestored,
}
"""Events that are a speaker and a moment, by their ``type``."""

_TYPES = {cls: name for name, cls in _SIMPLE.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words of an utterance, as the store has them."""

    text: str
    words: Sequence[str] = ()
    """The text of each word that has its time."""


def record_json(record: Iterable[HeardEvent]) -> Form:
    """Return a record's form: all that was heard, but for the words.

    Args:
        record: In canonical order.

    Raises:
        ValueError: There is a partial in it, which is no part of a record.
    """
    return {"schema": SCHEMA, "events": [_event_json(event) for event in record]}


def said_in(record: Iterable[HeardEvent]) -> dict[str, Said]:
    """Return the words of a record, which its form leaves out, by utterance."""
    return {
        event.utterance.id: Said(
            text=event.utterance.text,
            words=tuple(word.text for word in event.utterance.words),
        )
        for event in record
        if isinstance(event, UtteranceFinalised)
    }


def words_json(utterance: Utterance) -> list[list[Any]]:
    """Return the words as a page wants them: ``[[start_ms, end_ms, text]]``."""
    return [
        [milliseconds(word.start), milliseconds(word.end), word.text]
        for word in utterance.words
    ]


def record_from_json(form: Form, said: Mapping[str, Said]) -> tuple[HeardEvent, ...]:
    """Return the record that a form and its words stand for.

    Args:
        form: ``coach.record/1``.
        said: The words by utterance; of those that are not in it none are known.

    Raises:
        StoreError: It is no such form, or the words do not belong to it.
    """
    if form.get("schema") != SCHEMA:
        raise StoreError("record", f"is not {SCHEMA}")
    try:
        return tuple(_event(event, said) for event in form["events"])
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError("record", f"is damaged ({type(error).__name__})") from error


def segments_in(form: Form) -> dict[Speaker, list[tuple[int, int]]]:
    """Return who spoke when, ``[start, end)`` in samples, out of a record's form."""
    tracks = {speaker: SpeechTrack() for speaker in Speaker}
    end = 0
    for event in form["events"]:
        end = max(end, event.get("at", 0))
        match event["type"]:
            case "speech-started":
                tracks[Speaker(event["speaker"])].start(event["at"])
            case "speech-stopped":
                tracks[Speaker(event["speaker"])].stop(event["at"])
    return {speaker: track.spans(end) for speaker, track in tracks.items()}


# -------------------------------------------------------------------------------------


def _event_json(event: HeardEvent) -> Form:
    match event:
        case (
            SpeechStarted()
            | SpeechStopped()
            | MusicStarted()
            | MusicStopped()
            | CaptureRestored()
        ):
            form = {"type": _TYPES[type(event)], "speaker": str(event.speaker)}
            return {**form, "at": event.at, "known_at": event.known_at}
        case CaptureLost():
            return {
                "type": "capture-lost",
                "speaker": str(event.speaker),
                "at": event.at,
                "known_at": event.known_at,
                "is_pause": event.is_pause,
            }
        case UtteranceFinalised():
            return {
                "type": "utterance-finalised",
                "utterance": _utterance_json(event.utterance),
                "known_at": event.known_at,
            }
        case UtteranceFailed():
            return {
                "type": "utterance-failed",
                "utterance": _utterance_json(event.utterance),
                "reason": event.reason,
                "known_at": event.known_at,
            }
        case CallEnded():
            return {"type": "call-ended", "at": event.at, "known_at": event.known_at}
        case PartialRecognised():
            raise ValueError("a partial is no part of a record")
        case _:
            assert_never(event)


def _utterance_json(utterance: Utterance) -> Form:
    voice = utterance.voice
    return {
        "id": utterance.id,
        "speaker": str(utterance.speaker),
        "start": utterance.start,
        "end": utterance.end,
        "confidence": utterance.confidence,
        "words": [[word.start, word.end] for word in utterance.words],
        "voice": voice
        and {"loudness_db": voice.loudness_db, "pitch_hz": voice.pitch_hz},
    }


def _event(form: Form, said: Mapping[str, Said]) -> HeardEvent:
    kind, known_at = form["type"], form["known_at"]
    match kind:
        case "utterance-finalised":
            utterance = _utterance(form["utterance"], said)
            return UtteranceFinalised(utterance=utterance, known_at=known_at)
        case "utterance-failed":
            return UtteranceFailed(
                utterance=_utterance(form["utterance"], said),
                reason=form["reason"],
                known_at=known_at,
            )
        case "call-ended":
            return CallEnded(at=form["at"], known_at=known_at)
    speaker, at = Speaker(form["speaker"]), form["at"]
    if kind == "capture-lost":
        return CaptureLost(
            speaker=speaker, at=at, known_at=known_at, is_pause=form["is_pause"]
        )
    event: HeardEvent = _SIMPLE[kind](speaker=speaker, at=at, known_at=known_at)
    return event


def _utterance(form: Form, said: Mapping[str, Said]) -> Utterance:
    words, text = said.get(form["id"]), ""
    timed: tuple[Word, ...] = ()
    if words is not None:
        text = words.text
        timed = tuple(
            Word(start=start, end=end, text=word)
            for (start, end), word in zip(form["words"], words.words, strict=True)
        )
    voice = form["voice"]
    return Utterance(
        id=form["id"],
        speaker=Speaker(form["speaker"]),
        start=form["start"],
        end=form["end"],
        text=text,
        confidence=form["confidence"],
        words=timed,
        voice=voice and Voice(**voice),
    )
