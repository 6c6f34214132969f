import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio_time import samples
from coach.errors import TranscriptError
from coach.events import Speaker, Word
from coach.transcript_form import MAX_CALL_MS, MAX_TEXT, load_json, utterance_of
from tests.schemas import TRANSCRIPT, violations

GOOD = {"speaker": "agent", "start_ms": 1_500, "end_ms": 2_500, "text": "Hello there."}


def problem(**changes: object) -> str:
    """Return what is said of a good utterance with these changes for the worse."""
    with pytest.raises(TranscriptError) as caught:
        utterance_of({**GOOD, **changes}, source="call.json", name="utterance 3")
    return str(caught.value)


class TestUtteranceOf:
    def test_times_become_samples(self) -> None:
        """Milliseconds become samples; the id is made of speaker and start."""
        said = utterance_of(GOOD, source="call.json", name="utterance 1")

        assert said.speaker is Speaker.AGENT
        assert (said.start, said.end) == (samples(1_500), samples(2_500))
        assert said.id == "agent-1500"
        assert said.confidence is None

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"end_ms": 1_200}, "end_ms 1200 is before start_ms 1500"),
            ({"start_ms": -1}, "start_ms -1 is negative"),
            ({"start_ms": "0"}, "start_ms is '0', not a number"),
            ({"start_ms": True}, "start_ms is True, not a number"),
            ({"end_ms": None}, "end_ms is null, not a number"),
            ({"end_ms": [1]}, "end_ms is a list, not a number"),
            ({"end_ms": float("nan")}, "end_ms is not a number"),
            (
                {"end_ms": float("inf")},
                "end_ms inf is more than 24 hours into the call",
            ),
            (
                {"end_ms": 1_700_000_000_000},
                "end_ms 1700000000000 is more than 24 hours into the call",
            ),
            (
                {"end_ms": 2_500.5},
                "end_ms 2500.5 is not a whole number of milliseconds",
            ),
            ({"speaker": "bot"}, "speaker is 'bot', not 'agent' or 'customer'"),
            ({"speaker": ["agent"]}, "speaker is a list, not 'agent' or 'customer'"),
            ({"text": None}, "text is null, not a string"),
            ({"words": "hello"}, "words is not a list"),
        ],
    )
    def test_errors_name_the_utterance(
        self, changes: dict[str, object], reason: str
    ) -> None:
        """One line says which utterance, which key and what is wrong."""
        assert problem(**changes) == f"call.json: utterance 3: {reason}"

    @pytest.mark.parametrize("key", ["start_ms", "end_ms", "text"])
    def test_missing_keys_are_named(self, key: str) -> None:
        """Every key but the words is needed."""
        item = {name: value for name, value in GOOD.items() if name != key}

        with pytest.raises(TranscriptError, match=f"utterance 3: {key} is missing"):
            utterance_of(item, source="call.json", name="utterance 3")

    def test_not_an_object(self) -> None:
        """A bare string is no utterance."""
        with pytest.raises(TranscriptError, match="utterance 3: not a JSON object"):
            utterance_of("hello", source="call.json", name="utterance 3")

    @pytest.mark.parametrize("length_ms", [0, 1])
    def test_shortest_utterances(self, length_ms: int) -> None:
        """An utterance may be as short as nothing, but not shorter."""
        item = {**GOOD, "end_ms": 1_500 + length_ms}

        said = utterance_of(item, source="call.json", name="utterance 1")

        assert said.end - said.start == samples(length_ms)

    def test_latest_time(self) -> None:
        """A day is the limit, one millisecond more is too much."""
        item = {**GOOD, "end_ms": MAX_CALL_MS}
        assert utterance_of(item, source="c", name="u").end == samples(MAX_CALL_MS)

        assert "more than 24 hours" in problem(end_ms=MAX_CALL_MS + 1)

    def test_longest_text(self) -> None:
        """Ten thousand characters are read, one more is refused, by the schema too."""
        longest = {**GOOD, "text": "a" * MAX_TEXT}
        assert utterance_of(longest, source="c", name="u").text == "a" * MAX_TEXT
        assert violations(longest, f"{TRANSCRIPT}#/$defs/utterance") == []

        longer = {**GOOD, "text": "a" * (MAX_TEXT + 1)}
        assert problem(**longer) == (
            "call.json: utterance 3: text has 10001 characters, more than 10000"
        )
        assert violations(longer, f"{TRANSCRIPT}#/$defs/utterance")

    def test_whole_floats_are_numbers_too(self) -> None:
        """JSON knows no integers: 1500.0 is 1500."""
        item = {**GOOD, "start_ms": 1_500.0}

        assert utterance_of(item, source="c", name="u").start == samples(1_500)

    def test_words_stay_in_their_utterance(self) -> None:
        """Words that stand out are drawn in, and come in order."""
        words = [
            {"start_ms": 2_000, "end_ms": 2_700, "text": "there."},
            {"start_ms": 1_400, "end_ms": 1_900, "text": "Hello"},
        ]

        said = utterance_of({**GOOD, "words": words}, source="c", name="u")

        assert said.words == (
            Word(start=samples(1_500), end=samples(1_900), text="Hello"),
            Word(start=samples(2_000), end=samples(2_500), text="there."),
        )

    @pytest.mark.parametrize(
        ("word", "reason"),
        [
            ("Hello", "not a JSON object"),
            (
                {"start_ms": 5, "end_ms": 4, "text": "x"},
                "end_ms 4 is before start_ms 5",
            ),
            ({"start_ms": 5, "end_ms": 6}, "text is missing"),
        ],
    )
    def test_errors_name_the_word(self, word: object, reason: str) -> None:
        """A wrong word is named within its utterance."""
        assert problem(words=[word]) == f"call.json: utterance 3, word 1: {reason}"

    @pytest.mark.parametrize(
        ("text", "clean"),
        [
            ("[noise] okay one [cough] moment <unk>", "okay one moment"),
            ("[laughter]", ""),
            ("press [1] or <5", "press [1] or <5"),
            ("  two\nlines\t", "two lines"),
            ("nul\0byte", "nul byte"),
            ("half \ud83d pair", "half \ufffd pair"),
            ("whole 😀 pair", "whole 😀 pair"),
        ],
    )
    def test_text_is_one_writable_line(self, text: str, clean: str) -> None:
        """What no text file can hold does not get in."""
        assert utterance_of({**GOOD, "text": text}, source="c", name="u").text == clean

    def test_long_values_are_shortened(self) -> None:
        """An error stays one short line."""
        assert len(problem(start_ms="x" * 1_000)) < 120

    @given(
        st.fixed_dictionaries(
            {},
            optional={
                "speaker": st.sampled_from(["agent", "customer", "bot", 1, None]),
                "start_ms": st.integers(-1, 9) | st.floats() | st.text() | st.none(),
                "end_ms": st.integers(-1, 9) | st.floats(0, 9) | st.booleans(),
                "text": st.text() | st.none() | st.integers(),
                "words": st.sampled_from([None, "x", "", 0, False, {}, [], [{}]]),
            },
        )
    )
    def test_agrees_with_the_schema(self, item: dict[str, object]) -> None:
        """What is accepted is valid by the schema, the rest is refused in one line."""
        try:
            utterance_of(item, source="call.json", name="utterance 1")
            message = ""
        except TranscriptError as error:
            message = str(error)

        if message:
            assert message.startswith("call.json: utterance 1")
            assert "\n" not in message
        else:
            assert violations(item, f"{TRANSCRIPT}#/$defs/utterance") == []


class TestLoadJson:
    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "not JSON (line 1, column 1)"),
            (b'{"a":\n nothing}', "not JSON (line 2, column 2)"),
            (b"\xff\xfe\x00", "no text in UTF-8, UTF-16 or UTF-32"),
            (b"[" * 200_000, "not JSON that can be read"),
            (b"9" * 10_000, "not JSON that can be read"),
        ],
        ids=["empty", "broken", "binary", "deep", "huge"],
    )
    def test_bad_input_is_one_clear_line(self, data: bytes, reason: str) -> None:
        """Anything that is no JSON says so, and where."""
        with pytest.raises(TranscriptError) as caught:
            load_json(data, source="call.json")

        assert str(caught.value) == f"call.json: {reason}"

    def test_part_is_named(self) -> None:
        """An error in a line names the line."""
        with pytest.raises(TranscriptError, match=r"^stdin: line 4: not JSON"):
            load_json("{", source="stdin", name="line 4")

    def test_byte_order_mark_is_passed_over(self) -> None:
        """Text that other systems mark as UTF-8 is read."""
        data = json.dumps(GOOD)

        assert load_json(b"\xef\xbb\xbf" + data.encode(), source="c") == GOOD
        assert load_json("\ufeff" + data, source="c") == GOOD

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_other_encodings_of_unicode_are_read(self, encoding: str) -> None:
        """As Windows programs write them, with or without a mark."""
        data = json.dumps(GOOD).encode(encoding)

        assert load_json(data, source="c") == GOOD
