import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.web.call_log import CallLog, encode
from coach.web.messages import MAX_MESSAGE_BYTES, Message


def words(utterance: str, text: str = "hello") -> Message:
    """Return a transcript of an utterance."""
    return {"type": "transcript", "utterance": utterance, "text": text}


def everything(log: CallLog, *, after: int = 0) -> list[dict[str, Any]]:
    """Return the messages kept, read one by one as a browser does."""
    messages = []
    while (entry := log.after(after)) is not None:
        messages.append(json.loads(entry.text))
        after = entry.seq
    return messages


class TestCallLog:
    def test_numbers_from_one(self) -> None:
        """Each message bears its type, the call and a number that grows."""
        log = CallLog("call-1")
        log.append(words("a"))
        log.append(words("b"))

        assert [(m["call"], m["seq"], m["utterance"]) for m in everything(log)] == [
            ("call-1", 1, "a"),
            ("call-1", 2, "b"),
        ]

    @given(st.integers(0, 12), st.integers(0, 14))
    def test_returns_all_that_is_later(self, count: int, after: int) -> None:
        """Whatever number a browser comes back with, it misses nothing."""
        log = CallLog("c")
        for index in range(count):
            log.append(words(str(index)))

        numbers = [message["seq"] for message in everything(log, after=after)]
        assert numbers == list(range(after + 1, count + 1))

    def test_superseded_messages_go_first(self) -> None:
        """Past its size, partials and states go; finals and nudges stay."""
        log = CallLog("c", max_entries=8)
        log.append({"type": "call-started", "wall_ms": 0})
        log.append({"type": "nudge", "id": "n"})
        for index in range(6):
            log.append(words("a", f"{index}"))
        assert len(log) == 8
        log.append({"type": "state", "at_ms": 1})

        kept = [(m["type"], m.get("text")) for m in everything(log)]
        assert kept == [
            ("call-started", None),
            ("nudge", None),
            ("transcript", "5"),
            ("state", None),
        ]

    def test_never_grows_past_its_size(self) -> None:
        """A call without end keeps its opening and its latest messages."""
        log = CallLog("c", max_entries=8)
        log.append({"type": "call-started", "wall_ms": 0})
        for index in range(100):
            log.append(words(str(index)))
            assert len(log) <= 8

        kept = everything(log)
        assert kept[0]["type"] == "call-started"
        assert kept[-1]["utterance"] == "99"
        assert kept[-1]["seq"] == log.seq == 101

    def test_what_is_taken_back_is_forgotten(self) -> None:
        """Words that were not to be shown are not kept for a later browser."""
        log = CallLog("c")
        log.append(words("a", "private"))
        log.append(words("b"))
        log.append(words("a", ""))

        assert [(m["utterance"], m["text"]) for m in everything(log)] == [
            ("b", "hello"),
            ("a", ""),
        ]

    @pytest.mark.parametrize("letter", ["a", "é", "😀"])
    def test_a_report_that_is_too_large_is_left_out(self, letter: str) -> None:
        """The call still ends for everybody."""
        log = CallLog("c")
        room = MAX_MESSAGE_BYTES // len(letter.encode())
        log.append({"type": "call-ended", "report": {"text": letter * room}})
        log.append({"type": "call-ended", "report": {"text": letter * (room - 200)}})

        first, second = everything(log)
        assert first["report"] is None
        assert second["report"] is not None

    def test_anything_else_too_large_becomes_an_error(self) -> None:
        """A message the socket cannot carry does not break the call."""
        log = CallLog("c")
        log.append({"type": "nudge", "id": "n", "body": "x" * MAX_MESSAGE_BYTES})

        (message,) = everything(log)
        assert (message["type"], message["code"]) == ("error", "message-too-large")
        assert message["seq"] == 1


class TestEncode:
    def test_half_a_surrogate_pair_can_be_sent(self) -> None:
        """Text from a careless transcript still has a form in UTF-8."""
        text = encode(words("a", "\ud83d ✓"), call="c", seq=1)

        assert text.encode()
        assert json.loads(text)["text"] == "\ud83d ✓"

    def test_numbers_that_json_lacks_are_refused(self) -> None:
        """NaN is a mistake of ours, found where it is made."""
        with pytest.raises(ValueError, match="JSON"):
            encode({"type": "state", "at_ms": float("nan")}, call="c", seq=1)
