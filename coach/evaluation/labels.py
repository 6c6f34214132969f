"""Reading labels: JSON of one call, checked by hand.

Every error says in one line which file it is, which label, which key, and what is
wrong.  The form is in docs/evaluation.md; keys that are no part of it are passed over.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from coach.errors import InputError, TranscriptError, TruthError
from coach.evaluation.truth import (
    LEVELS,
    LabelledHold,
    LabelledOath,
    Line,
    Stretch,
    TalkOver,
    Truth,
)
from coach.events import Speaker
from coach.plain_file import read_plain_file
from coach.transcript_form import MAX_CALL_MS, load_json, shown

MAX_BYTES = 16 << 20
"""Of a file of labels: a day's talk is a tenth of it."""

CLOSING = {
    "resolution": "resolution",
    "next_steps": "next_steps",
    "questions": "questions",
}
"""Keys of ``recap`` by the element of the closing that each is about."""

GREETING = {
    "welcomed": "thanks_or_hello",
    "gave_name": "gave_name",
    "offered_help": "offered_help",
}
"""Keys of ``greeting`` by the element of the greeting that each is about."""

OURS = "coach."
"""How ``schema`` begins in this package's own forms: none of them is labels, though
transcripts and reports have utterances too."""


def find_truths(path: Path) -> tuple[list[Truth], list[InputError]]:
    """Return the labels that a file or a folder holds, and what is wrong with others.

    A folder stands for the labels in it, by name; JSON files that are no labels are
    passed over.

    Args:
        path: A file of labels, or a folder of such.

    Returns:
        The labels, and an error for each file of labels that cannot be used.

    Raises:
        InputError: The folder cannot be read, or holds no labels; or the file is none.
    """
    try:
        is_folder = path.is_dir()
    except OSError as error:
        reason = f"cannot be read ({error.strerror})"
        raise TruthError(str(path), reason) from error
    if not is_folder:
        return [read_truth(path)], []
    truths: list[Truth] = []
    errors: list[InputError] = []
    for file in _json_files(path):
        try:
            data = _load(file)
            if _what_else(data) is None:
                truths.append(truth_of(data, path=file))
        except InputError as error:
            errors.append(error)
    if not truths and not errors:
        raise TruthError(str(path), "holds no labelled call")
    return truths, errors


def read_truth(path: Path) -> Truth:
    """Read the labels of one call.

    Raises:
        TruthError: The file is missing, unreadable or no labels, or a label is wrong.
    """
    data = _load(path)
    if (why := _what_else(data)) is not None:
        raise TruthError(str(path), f"not the labels of a call: {why}")
    return truth_of(data, path=path)


def truth_of(data: Mapping[str, Any], *, path: Path) -> Truth:
    """Check the labels of one call, and return them.

    Args:
        data: As JSON has it.
        path: The file it is from.

    Raises:
        TruthError: A key is missing or its value is wrong.
    """
    form = _Form(data, source=str(path))
    return Truth(
        call=path.stem,
        path=path,
        duration=form.seconds("duration"),
        agent_channel=_agent_channel(form),
        lines=tuple(_line(item) for item in form.items("utterances")),
        interruptions=tuple(_talk_over(item) for item in form.items("interruptions")),
        backchannels=tuple(_talk_over(item) for item in form.items("backchannels")),
        holds=tuple(
            _hold(item)
            for item in form.items("holds")
            if item.value("end") is not None  # no label, as in the published matching
        ),
        dead_air=tuple(_stretch(item) for item in form.items("dead_air")),
        spikes=tuple(_stretch(item) for item in form.items("sentiment_spikes")),
        profanity=tuple(_oath(item) for item in form.items("profanity")),
        closing=_elements(form, "recap", CLOSING),
        greeting=_elements(form, "greeting", GREETING),
    )


# -------------------------------------------------------------------------------------


def _json_files(folder: Path) -> list[Path]:
    try:
        files = [path for path in folder.iterdir() if path.is_file()]
    except OSError as error:
        reason = f"folder cannot be read ({error.strerror})"
        raise InputError(str(folder), reason) from error
    return sorted(path for path in files if path.suffix == ".json")


def _load(path: Path) -> Any:  # noqa: ANN401 – whatever the JSON is
    try:
        data = read_plain_file(path, most_bytes=MAX_BYTES)
        return load_json(data, source=str(path))
    except FileNotFoundError as error:
        raise TruthError(str(path), "no such file") from error
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise TruthError(str(path), reason.lower()) from error
    except TranscriptError as error:
        raise TruthError(error.source, error.reason) from error


def _what_else(data: object) -> str | None:
    """Return what speaks against JSON being labels, if anything."""
    if not isinstance(data, dict):
        return "no JSON object"
    schema = data.get("schema")
    if isinstance(schema, str) and schema.startswith(OURS):
        return f"schema is {shown(schema)}"
    return None if "utterances" in data else "utterances is missing"


class _Form:
    """A JSON object and the name to blame it by."""

    def __init__(self, data: Mapping[str, Any], *, source: str, name: str = "") -> None:
        self._data = data
        self._source = source
        self._name = name

    def value(self, key: str) -> Any:  # noqa: ANN401 – whatever the JSON has there
        """Return what the key stands for; it must be there."""
        if key not in self._data:
            raise self.error(f"{key} is missing")
        return self._data[key]

    def error(self, reason: str) -> TruthError:
        part = f"{self._name}: " if self._name else ""
        return TruthError(self._source, part + reason)

    def items(self, key: str) -> list["_Form"]:
        """Return the objects of a list, each with its number as name."""
        listed = self.value(key)
        if not isinstance(listed, list):
            raise self.error(f"{key} is {shown(listed)}, not a list")
        forms = []
        for number, item in enumerate(listed, 1):
            name = f"{key} {number}"
            if not isinstance(item, dict):
                raise self.error(f"{name} is {shown(item)}, not an object")
            forms.append(_Form(item, source=self._source, name=name))
        return forms

    def optional(self, key: str) -> "_Form | None":
        """Return an object; None where it is missing, null or empty."""
        value = self._data.get(key)
        if value is not None and not isinstance(value, dict):
            raise self.error(f"{key} is {shown(value)}, not an object")
        return _Form(value, source=self._source, name=key) if value else None

    def seconds(self, key: str) -> float:
        """Return a time or a length of at most a day."""
        value = self.value(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(f"{key} is {shown(value)}, not a number of seconds")
        if not 0 <= value <= MAX_CALL_MS / 1000:  # nor is NaN
            raise self.error(f"{key} is {shown(value)}, not from 0 to 86400 seconds")
        return value

    def span(self) -> tuple[float, float]:
        start, end = self.seconds("start"), self.seconds("end")
        if end < start:
            raise self.error(f"end {end} is before start {start}")
        return start, end

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        value = self.value(key)
        if not isinstance(value, str) or value not in allowed:
            either = " or ".join(repr(str(one)) for one in allowed)
            raise self.error(f"{key} is {shown(value)}, not {either}")
        return value

    def speaker(self, key: str) -> Speaker:
        return Speaker(self.choice(key, tuple(Speaker)))

    def text(self, key: str) -> str:
        value = self.value(key)
        if not isinstance(value, str):
            raise self.error(f"{key} is {shown(value)}, not a string")
        return value

    def flag(self, key: str) -> bool:
        value = self.value(key)
        if not isinstance(value, bool):
            raise self.error(f"{key} is {shown(value)}, not true or false")
        return value


def _line(form: _Form) -> Line:
    start, end = form.span()
    return Line(
        speaker=form.speaker("who"), start=start, end=end, text=form.text("text")
    )


def _talk_over(form: _Form) -> TalkOver:
    return TalkOver(at=form.seconds("at"), by=form.speaker("by"))


def _stretch(form: _Form) -> Stretch:
    start, end = form.span()
    return Stretch(start=start, end=end)


def _hold(form: _Form) -> LabelledHold:
    start, end = form.span()
    is_promised = form.value("promised_s") is not None
    promised = form.seconds("promised_s") if is_promised else None
    return LabelledHold(start=start, end=end, promised=promised)


def _oath(form: _Form) -> LabelledOath:
    start, end = form.span()
    return LabelledOath(
        start=start,
        end=end,
        by=form.speaker("by"),
        level=form.choice("severity", LEVELS),
    )


def _elements(form: _Form, key: str, names: Mapping[str, str]) -> frozenset[str] | None:
    """Return the elements that are there, by the report's names."""
    part = form.optional(key)
    if part is None:
        return None
    return frozenset(name for name, label in names.items() if part.flag(label))


def _agent_channel(form: _Form) -> int:
    channels = form.optional("channels")
    if channels is None:
        return 0
    channel = channels.value("agent")
    if isinstance(channel, bool) or channel not in (0, 1):
        raise channels.error(f"agent is {shown(channel)}, not 0 or 1")
    return int(channel)
