"""One utterance as a transcript's JSON has it, checked by hand.

Every error says in one line which utterance it is, which key, and what is wrong; it
never quotes what was said.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from coach.audio_time import samples
from coach.errors import TranscriptError
from coach.events import Speaker, Utterance, Word

MAX_CALL_MS = 24 * 3_600_000
"""Latest time an utterance may have, in milliseconds: a day.  What is later is no time
of a call but a date, in milliseconds since 1970 as often as not."""

MAX_TEXT = 10_000
"""Longest text of an utterance or word, in characters: ten minutes without a breath.
Detectors read an utterance anew whenever it grows, so that it cannot be endless."""

_TAG = re.compile(r"\[[A-Za-z][A-Za-z _/-]{0,30}\]|<[A-Za-z][A-Za-z _/-]{0,30}>")
"""“[noise]”, “<unk>”: what a transcriber heard that was no word."""


def load_json(data: bytes | str, *, source: str, name: str = "") -> Any:  # noqa: ANN401
    """Return what JSON text stands for.

    Args:
        data: UTF-8, UTF-16 or UTF-32, with or without a byte order mark.
        source: What to call it in an error.
        name: Which part of the source it is, such as ``line 3``, if not all of it.

    Raises:
        TranscriptError: It is not JSON.
    """
    part = f"{name}: " if name else ""
    try:
        if isinstance(data, bytes):
            data = data.decode(json.detect_encoding(data))
        return json.loads(data.removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        reason = f"{part}no text in UTF-8, UTF-16 or UTF-32"
        raise TranscriptError(source, reason) from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise TranscriptError(source, f"{part}not JSON ({where})") from error
    except (ValueError, RecursionError) as error:
        raise TranscriptError(source, f"{part}not JSON that can be read") from error


def utterance_of(item: object, *, source: str, name: str) -> Utterance:
    """Check one utterance, and return it.

    Its id is made of its speaker and start.  Words that stand out of it are drawn in.

    Args:
        item: As JSON has it.
        source: What to call the transcript in an error.
        name: What to call the utterance in an error: ``utterance 3``.

    Raises:
        TranscriptError: A key is missing or its value is wrong.
    """
    if not isinstance(item, dict):
        raise TranscriptError(source, f"{name}: not a JSON object")
    spoken_by = item.get("speaker")
    if not isinstance(spoken_by, str) or spoken_by not in list(Speaker):
        raise TranscriptError(
            source,
            f"{name}: speaker is {shown(spoken_by)}, not 'agent' or 'customer'",
        )
    start, end = _span(item, source, name)
    return Utterance(
        id=f"{spoken_by}-{start}",
        speaker=Speaker(spoken_by),
        start=samples(start),
        end=samples(end),
        text=_text(item, source, name),
        words=_words(item, samples(start), samples(end), source, name),
    )


def _words(
    item: Mapping[str, Any], start: int, end: int, source: str, name: str
) -> tuple[Word, ...]:
    """Return the words, none of them outside the utterance."""
    listed = item.get("words")
    if listed is None:
        return ()
    if not isinstance(listed, list):
        raise TranscriptError(source, f"{name}: words is not a list")
    words: list[Word] = []
    for number, word in enumerate(listed, 1):
        called = f"{name}, word {number}"
        if not isinstance(word, dict):
            raise TranscriptError(source, f"{called}: not a JSON object")
        first, last = (
            min(max(samples(ms), start), end) for ms in _span(word, source, called)
        )
        words.append(Word(start=first, end=last, text=_text(word, source, called)))
    return tuple(sorted(words, key=lambda word: (word.start, word.end)))


def _span(item: Mapping[str, Any], source: str, name: str) -> tuple[int, int]:
    start = _time(item, "start_ms", source, name)
    end = _time(item, "end_ms", source, name)
    if end < start:
        raise TranscriptError(
            source, f"{name}: end_ms {end} is before start_ms {start}"
        )
    return start, end


def _time(item: Mapping[str, Any], key: str, source: str, name: str) -> int:
    value = item.get(key)
    if key not in item:
        raise TranscriptError(source, f"{name}: {key} is missing")
    if isinstance(value, bool) or not isinstance(value, int | float):
        reason = f"{key} is {shown(value)}, not a number"
    elif value != value:  # NaN, the one number that differs from itself
        reason = f"{key} is not a number"
    elif value < 0:
        reason = f"{key} {shown(value)} is negative"
    elif value > MAX_CALL_MS:
        reason = f"{key} {shown(value)} is more than 24 hours into the call"
    elif value != int(value):
        reason = f"{key} {shown(value)} is not a whole number of milliseconds"
    else:
        return int(value)
    raise TranscriptError(source, f"{name}: {reason}")


def _text(item: Mapping[str, Any], source: str, name: str) -> str:
    """Return the words on one line, without noise tags or what no file can hold."""
    if "text" not in item:
        raise TranscriptError(source, f"{name}: text is missing")
    text = item["text"]
    if not isinstance(text, str):
        raise TranscriptError(source, f"{name}: text is {shown(text)}, not a string")
    if len(text) > MAX_TEXT:
        reason = f"text has {len(text)} characters, more than {MAX_TEXT}"
        raise TranscriptError(source, f"{name}: {reason}")
    encodable = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(_TAG.sub(" ", encodable.replace("\0", " ")).split())


def shown(value: object) -> str:
    """Return a value as an error shows it: in a few characters."""
    if value is None:
        return "null"
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}…"
