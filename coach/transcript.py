"""Transcripts, form ``coach.transcript/1``: calls that somebody else has recognised.

A file holds a whole call; live, each line is one utterance.  Both are read with care:
what is wrong is said in one line that names the utterance.  Keys that are not part of
the form are passed over, so that other programs may add their own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from coach.audio_time import milliseconds
from coach.errors import TranscriptError
from coach.events import (
    CallEnded,
    HeardEvent,
    Speaker,
    SpeechStarted,
    SpeechStopped,
    Utterance,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.plain_file import read_plain_file
from coach.quality import Problem, counted, listed
from coach.record import Record
from coach.transcript_form import load_json, shown, utterance_of

SCHEMA = "coach.transcript/1"

MAX_BYTES = 64 << 20
"""Of a transcript: a day of talk with the times of all its words is half of it."""

BEGINNING_BYTES = 4_096
"""Of a file that cannot be read as JSON: what it is, it says here or not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """The utterances of a call, in order, with what had to be put right."""

    utterances: tuple[Utterance, ...]
    """By start; no speaker overlaps themselves; ids are unique."""
    problems: tuple[Problem, ...] = ()


def may_be_transcript(path: Path) -> bool:
    """Return whether a JSON file is to be tried as a transcript of this form.

    It calls itself one; or it is empty, no file at all, breaks off or is too large, and
    its beginning does not say that it is something else: then whoever reads it will say
    what is wrong, rather than nobody.  Nothing is raised.
    """
    try:
        data = _content(path)
        form = load_json(data, source=str(path)) if data else None
    except (OSError, TranscriptError):
        return not path.is_file() or SCHEMA.encode() in _beginning(path)
    return not data or (isinstance(form, dict) and form.get("schema") == SCHEMA)


def _beginning(path: Path) -> bytes:
    """Return what a file begins with; of UTF-16, what is of ASCII looks like it too."""
    try:
        with path.open("rb") as file:
            return file.read(BEGINNING_BYTES).replace(b"\0", b"")
    except OSError:
        return b""


def read_transcript(path: Path) -> Transcript:
    """Read a transcript file.

    Raises:
        TranscriptError: The file is missing, unreadable or no such transcript, or an
            utterance in it is wrong.
    """
    try:
        data = _content(path)
    except FileNotFoundError as error:
        raise TranscriptError(str(path), "no such file") from error
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise TranscriptError(str(path), reason[0].lower() + reason[1:]) from error
    return parse_transcript(data, source=str(path))


def parse_transcript(data: bytes | str, *, source: str) -> Transcript:
    """Read a transcript out of the text of a file.

    Args:
        data: JSON: UTF-8, UTF-16 or UTF-32.
        source: What to call it in an error.

    Raises:
        TranscriptError: It is no such transcript, or an utterance in it is wrong.
    """
    form = load_json(data, source=source)
    if not isinstance(form, dict):
        raise TranscriptError(source, "not a transcript: no JSON object")
    schema = form.get("schema")
    if _is_labels(form):
        reason = "these are labels for `coach evaluate`; to follow the call, name its"
        raise TranscriptError(source, f"{reason} recording or a transcript ({SCHEMA})")
    if schema != SCHEMA:
        raise TranscriptError(source, f"schema is {shown(schema)}, not {SCHEMA!r}")
    listed = form.get("utterances")
    if not isinstance(listed, list):
        raise TranscriptError(source, "utterances is not a list")
    return transcript_of(
        utterance_of(item, source=source, name=f"utterance {number}")
        for number, item in enumerate(listed, 1)
    )


def parse_line(
    line: bytes | str, *, source: str, number: int
) -> tuple[Utterance, bool]:
    """Read one line of a live transcript: an utterance, final unless it says not.

    A partial and its final have the same start, and so the same id.

    Args:
        line: A JSON object: an utterance, with ``"final": false`` for a partial.
        source: What to call the stream in an error.
        number: Of the line, from 1.

    Returns:
        The utterance, and whether it is final.

    Raises:
        TranscriptError: The line is no utterance, or it is wrong.
    """
    name = f"line {number}"
    item = load_json(line, source=source, name=name)
    utterance = utterance_of(item, source=source, name=name)
    final = item.get("final", True)
    if not isinstance(final, bool):
        reason = f"final is {shown(final)}, not true or false"
        raise TranscriptError(source, f"{name}: {reason}")
    return utterance, final


def transcript_of(utterances: Iterable[Utterance]) -> Transcript:
    """Put utterances in order, and cut short what overlaps the same speaker's next.

    ::

        agent  ├───────────────┤              agent  ├────────┤
        agent           ├──────────┤    →     agent           ├──────────┤

    Args:
        utterances: Final, in any order.
    """
    ordered = sorted(utterances, key=lambda u: (u.start, u.end, u.speaker, u.text))
    following: dict[Speaker, int] = {}
    tidy: list[Utterance] = []
    cut: list[Utterance] = []
    for utterance in reversed(ordered):
        speaker = utterance.speaker
        limit = following.get(speaker, utterance.end)
        if utterance.end > limit:
            cut.append(utterance)
            utterance = _cut(utterance, limit)
        following[speaker] = utterance.start
        tidy.append(utterance)
    return Transcript(
        utterances=_with_own_ids(reversed(tidy)),
        problems=(_self_overlap(cut[::-1]),) if cut else (),
    )


def record_of(
    utterances: Iterable[Utterance], *, ended_at: int | None = None
) -> list[HeardEvent]:
    """Return what was heard of a transcript, as a call's record in canonical order.

    Voice activity is as long as the utterances; utterances of one speaker that touch
    are one stretch of speech.  Every event is known at the time it is about.  An
    utterance without words was heard but not recognised::

        utterances   ├──"hello"──┤├──"it broke"──┤    ├──""──┤
        speech       started                stopped  started stopped
        words               finalised    finalised        failed  call ended

    Args:
        utterances: As :func:`transcript_of` returns them.
        ended_at: Length of the call in samples; it ends with the last utterance
            unless this is later.
    """
    record = Record()
    said = tuple(utterances)
    end = ended_at or 0
    for speaker in Speaker:
        own = sorted(
            (u for u in said if u.speaker is speaker),
            key=lambda u: (u.start, u.end),
        )
        for start, stop in _stretches(own):
            record.append(SpeechStarted(speaker=speaker, at=start, known_at=start))
            record.append(SpeechStopped(speaker=speaker, at=stop, known_at=stop))
        for utterance in own:
            record.append(_words_event(utterance))
            end = max(end, utterance.end)
    record.append(CallEnded(at=end, known_at=end))
    return list(record.in_order())


def _content(path: Path) -> bytes:
    return read_plain_file(path, most_bytes=MAX_BYTES)


def _is_labels(form: dict[str, Any]) -> bool:
    """Whether it is what :mod:`coach.evaluation.labels` reads, by its utterances."""
    listed = form.get("utterances")
    return (
        "schema" not in form
        and isinstance(listed, list)
        and any(isinstance(one, dict) and "who" in one for one in listed[:1])
    )


def _words_event(utterance: Utterance) -> HeardEvent:
    if utterance.text:
        return UtteranceFinalised(utterance=utterance, known_at=utterance.end)
    return UtteranceFailed(
        utterance=utterance, reason="no-words", known_at=utterance.end
    )


def _stretches(own: Iterable[Utterance]) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    for utterance in own:
        if stretches and utterance.start <= stretches[-1][1]:
            start, end = stretches.pop()
            stretches.append((start, max(end, utterance.end)))
        else:
            stretches.append((utterance.start, utterance.end))
    return stretches


def _cut(utterance: Utterance, end: int) -> Utterance:
    words = tuple(
        replace(word, start=min(word.start, end), end=min(word.end, end))
        for word in utterance.words
    )
    return replace(utterance, end=end, words=words)


def _self_overlap(cut: Sequence[Utterance]) -> Problem:
    places = listed(f"{u.speaker} at {milliseconds(u.start)} ms" for u in cut)
    return Problem(
        code="self-overlap",
        detail=f"{counted(len(cut), 'utterance')} cut short where the same speaker's "
        f"next begins: {places}",
    )


def _with_own_ids(utterances: Iterable[Utterance]) -> tuple[Utterance, ...]:
    """Tell utterances apart that one speaker began in the same millisecond."""
    seen: dict[str, int] = {}
    named: list[Utterance] = []
    for utterance in utterances:
        nth = seen[utterance.id] = seen.get(utterance.id, 0) + 1
        named.append(
            utterance if nth == 1 else replace(utterance, id=f"{utterance.id}-{nth}")
        )
    return tuple(named)
