"""What was heard, as JSON without words."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from coach.store.record_form import (
    Said,
    record_from_json,
    record_json,
    said_in,
    segments_in,
    words_json,
)
from tests.schemas import RECORD, violations
from tests.store import samples

AT = st.integers(0, 2**40)
SPEAKER = st.sampled_from(Speaker)
LEVEL = st.floats(-120, 0)
MOMENT = {"speaker": SPEAKER, "at": AT, "known_at": AT}


def _utterances(text: st.SearchStrategy[str], words: int) -> Any:  # noqa: ANN401
    word = st.builds(Word, start=AT, end=AT, text=text)
    return st.builds(
        Utterance,
        id=st.uuids().map(str),
        speaker=SPEAKER,
        start=AT,
        end=AT,
        text=text,
        confidence=st.none() | st.floats(0, 1),
        words=st.lists(word, max_size=words).map(tuple),
        voice=st.none()
        | st.builds(Voice, loudness_db=LEVEL, pitch_hz=st.none() | st.floats(50, 500)),
    )


EVENTS: st.SearchStrategy[HeardEvent] = st.one_of(
    st.builds(SpeechStarted, **MOMENT),
    st.builds(SpeechStopped, **MOMENT),
    st.builds(MusicStarted, **MOMENT),
    st.builds(MusicStopped, **MOMENT),
    st.builds(CaptureLost, is_pause=st.booleans(), **MOMENT),
    st.builds(CaptureRestored, **MOMENT),
    st.builds(UtteranceFinalised, utterance=_utterances(st.text(), 3), known_at=AT),
    st.builds(
        UtteranceFailed,
        utterance=_utterances(st.just(""), 0),
        reason=st.just("phantom"),
        known_at=AT,
    ),
    st.builds(CallEnded, at=AT, known_at=AT),
)


@settings(max_examples=40)
@given(st.lists(EVENTS, max_size=8))
def test_nothing_of_a_record_is_lost(record: list[HeardEvent]) -> None:
    """Through JSON and back, with its words, to the sample."""
    form = json.loads(json.dumps(record_json(record)))
    assert record_from_json(form, said_in(record)) == tuple(record)
    assert violations(form, RECORD) == []


@pytest.mark.parametrize("name", samples.NAMES)
def test_no_word_is_in_the_form(name: str) -> None:
    """They are kept in one place, and deleted in one place."""
    record = samples.record(name)
    text = json.dumps(record_json(record))
    for said in said_in(record).values():
        assert said.text not in text


def test_an_utterance_of_which_no_words_are_kept_has_its_times() -> None:
    """It was disregarded, or not recognised."""
    word = Word(start=1, end=2, text="secret")
    utterance = Utterance(
        id="agent-0",
        speaker=Speaker.AGENT,
        start=0,
        end=9,
        text="secret",
        words=(word,),
    )
    record = [UtteranceFinalised(utterance=utterance, known_at=12)]
    (found,) = record_from_json(record_json(record), {})
    assert isinstance(found, UtteranceFinalised)
    assert (found.utterance.text, found.utterance.words) == ("", ())
    assert (found.utterance.start, found.utterance.end) == (0, 9)


def test_a_partial_is_no_part_of_a_record() -> None:
    """Which of them there were depends on the machine."""
    utterance = Utterance(id="a", speaker=Speaker.AGENT, start=0, end=1, text="a")
    partial = PartialRecognised(utterance=utterance, stable=0, known_at=1)
    with pytest.raises(ValueError, match="partial"):
        record_json([partial])


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"schema": "coach.record/2", "events": []},
        {"schema": "coach.record/1"},
        {"schema": "coach.record/1", "events": [{}]},
        {"schema": "coach.record/1", "events": [{"type": "shout", "known_at": 1}]},
    ],
)
def test_what_is_no_record_is_told(form: dict[str, Any]) -> None:
    """It is damaged, or of another version."""
    with pytest.raises(StoreError, match="record"):
        record_from_json(form, {})


def test_words_that_do_not_belong_are_told() -> None:
    """Each word with a time needs its text."""
    form = record_json(samples.record(samples.NAMES[0]))
    ids = said_in(samples.record(samples.NAMES[0]))
    with pytest.raises(StoreError, match="damaged"):
        record_from_json(form, dict.fromkeys(ids, Said(text="a", words=("a", "b"))))


def test_words_are_given_in_milliseconds() -> None:
    """As a page wants them."""
    utterance = Utterance(
        id="a",
        speaker=Speaker.AGENT,
        start=0,
        end=64,
        text="Hi there",
        words=(Word(start=16, end=47, text="Hi"),),
    )
    assert words_json(utterance) == [[1, 2, "Hi"]]


def test_segments_are_read_out_of_the_form() -> None:
    """Also one that goes on until the end."""
    record: list[HeardEvent] = [
        SpeechStarted(speaker=Speaker.AGENT, at=1, known_at=2),
        SpeechStarted(speaker=Speaker.CUSTOMER, at=3, known_at=4),
        SpeechStopped(speaker=Speaker.AGENT, at=5, known_at=8),
        CallEnded(at=9, known_at=9),
    ]
    assert segments_in(record_json(record)) == {
        Speaker.AGENT: [(1, 5)],
        Speaker.CUSTOMER: [(3, 9)],
    }
