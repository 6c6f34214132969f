import json

import pytest
from jsonschema import Draft202012Validator

from tests.schemas import (
    FOLDER,
    MESSAGES,
    RECORD,
    REPORT,
    SHARED_CALL,
    TRANSCRIPT,
    violations,
)

PATHS = sorted(FOLDER.glob("*.json"))
ENVELOPE = {"call": "one", "seq": 3}
NUDGE = {"id": "n", "at_ms": 5, "kind": "dead-air", "severity": "notice"}
WORDS = {"title": "Say what you are doing", "body": "Twelve seconds of silence."}


def test_every_contract_has_its_schema() -> None:
    """Report, transcript, record and messages, each under its own name."""
    ids = {json.loads(path.read_text())["$id"] for path in PATHS}

    assert ids == {REPORT, TRANSCRIPT, MESSAGES, RECORD, SHARED_CALL}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_schemas_are_valid_themselves(path: object) -> None:
    """Each file is a JSON Schema of draft 2020-12."""
    assert path in PATHS
    form = json.loads(PATHS[PATHS.index(path)].read_text())

    Draft202012Validator.check_schema(form)
    assert form["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize(
    "message",
    [
        {"type": "call-started", "wall_ms": 1_700_000_000_000},
        {"type": "call-started", "wall_ms": 0, "notice": None},
        {"type": "call-started", "wall_ms": 0, "notice": "This call is coached."},
        {"type": "nudge", **NUDGE, **WORDS, "lifetime_ms": 8_000},
        {"type": "nudge-withdrawn", "id": "n"},
        {"type": "finding-withdrawn", "id": "f"},
        {"type": "call-ended", "report": None},
        {"type": "error", "code": "recording-error", "message": "a.wav: no such file"},
    ],
    ids=lambda message: str(message["type"]),
)
class TestServerMessages:
    def test_message_is_valid(self, message: dict[str, object]) -> None:
        """The server's messages are valid with their envelope."""
        assert violations({**message, **ENVELOPE}, MESSAGES) == []

    def test_message_needs_its_envelope(self, message: dict[str, object]) -> None:
        """Without a call and a number, no message of the server is valid."""
        assert violations(message, MESSAGES)

    def test_message_is_closed(self, message: dict[str, object]) -> None:
        """A key that the contract does not know is an error."""
        assert violations({**message, **ENVELOPE, "more": 1}, MESSAGES)


@pytest.mark.parametrize(
    ("message", "is_valid"),
    [
        ({"type": "hello", "token": "t"}, True),
        ({"type": "hello", "token": "t", "call": "one", "after": 7}, True),
        ({"type": "hello"}, False),
        ({"type": "acknowledge", "nudge": "n"}, True),
        ({"type": "dismiss", "nudge": ""}, False),
        ({"type": "snooze", "kind": "dead-air", "minutes": 5}, True),
        ({"type": "snooze", "kind": "dead-air", "minutes": 0}, False),
        ({"type": "snooze", "kind": "Dead Air", "minutes": 5}, False),
        ({"type": "begin-call"}, True),
        ({"type": "begin-call", "agent": "Zoë"}, False),
        ({"type": "end-call"}, True),
        ({"type": "pause"}, True),
        ({"type": "resume"}, True),
        ({"type": "resume", "nudge": "n"}, False),
        ({"type": "shout"}, False),
    ],
)
def test_client_messages(message: dict[str, object], is_valid: bool) -> None:
    """The client's messages are held to the contract as well."""
    assert (violations(message, MESSAGES) == []) is is_valid
