import time
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import bench.redaction as bench
from coach.events import PartialRecognised, UtteranceFinalised, Word
from coach.redaction import RedactionSettings, redact, redact_text, redact_value
from coach.transcript import record_of
from tests.redaction.talk import redacted_texts, texts, utterances, with_words

SETTINGS = RedactionSettings()
TALK = utterances(
    ("a", "Can I take the card number, please?"),
    ("c", "It's 4111 1111 1111 1111."),
    ("a", "Thank you."),
)


def test_what_is_secret_is_masked_in_the_record() -> None:
    """The other events stay as they are, and in their order."""
    record = record_of(TALK)
    redacted = redact(record, SETTINGS)

    assert texts(redacted.record)[1] == "It's [card number]."
    assert [type(event) for event in redacted.record] == [type(e) for e in record]
    assert [one.kind for one in redacted.redactions] == ["card"]


def test_an_utterance_stays_the_same_one() -> None:
    """Its id, its times and its voice are kept."""
    before = TALK[1]
    [after] = [
        event.utterance
        for event in redact(record_of(TALK), SETTINGS).record
        if isinstance(event, UtteranceFinalised) and event.utterance.id == before.id
    ]
    assert replace(after, text=before.text) == before


def test_redacting_twice_changes_nothing() -> None:
    """A mask is no secret."""
    once = redact(record_of([with_words(one) for one in TALK]), SETTINGS)
    twice = redact(once.record, SETTINGS)

    assert twice.record == once.record
    assert twice.redactions == ()


def test_a_desk_may_keep_a_kind() -> None:
    """What is switched off stays as it was said."""
    said = ("c", "I am nora@example.com")
    assert redacted_texts(said) == ["I am [e-mail address]"]
    assert redacted_texts(said, settings=RedactionSettings(emails=False)) == [said[1]]


def test_a_partial_is_masked_too() -> None:
    """A record has none, but nothing would be worse than one that slips through."""
    partial = PartialRecognised(utterance=TALK[1], stable=24, known_at=0)
    [event] = redact([partial], SETTINGS).record

    assert isinstance(event, PartialRecognised)
    assert event.utterance.text == "It's [card number]."
    assert event.stable == len(event.utterance.text)


def test_words_that_say_more_than_the_text_are_dropped() -> None:
    """They would keep what nobody reads."""
    words = (Word(start=0, end=9, text="4111 1111 1111 1111"),)
    [said] = utterances(("c", "Hello."))
    [event, *_] = [
        event
        for event in redact(record_of([replace(said, words=words)]), SETTINGS).record
        if isinstance(event, UtteranceFinalised)
    ]
    assert event.utterance.words == ()


def test_a_text_alone_is_masked() -> None:
    """Such as a reviewer's note."""
    note = "She read 4111-1111-1111-1111 aloud."
    assert redact_text(note, SETTINGS) == "She read [card number] aloud."


def test_the_texts_of_a_value_are_masked() -> None:
    """However deep they are; numbers and names of keys stay."""
    value = {"note": ["nora@example.com", 3, None], "in": {"a": ("x", True)}}
    assert redact_value(value, SETTINGS) == {
        "note": ["[e-mail address]", 3, None],
        "in": {"a": ["x", True]},
    }


WORDS = st.sampled_from(
    [
        "4",
        "four",
        "4111",
        "oh",
        "double",
        "card",
        "code",
        "PIN",
        "is",
        "my",
        "password",
        "it's",
        "at",
        "dot",
        "com",
        ".",
        ",",
        "-",
        "@",
        "uh",
        "mm-hm",
        "born",
        "maiden",
        "name",
        "Kowalski",
        "capital",
        "P",
        "12/03",
        "90",
        "days",
        "IBAN",
        "DE89",
        "[code]",
        "’",
        "é",
        "𝟜",
        "x7",
    ]
)


@settings(max_examples=25, deadline=None)
@example([("a", "born 4"), ("c", "0"), ("c", "0"), ("c", "0"), ("c", "4")])
@given(
    st.lists(
        st.tuples(
            st.sampled_from("ac"),
            st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=20),
        ),
        max_size=8,
    )
)
def test_any_conversation_is_redacted_and_stays_so(
    lines: list[tuple[str, str]],
) -> None:
    """Nothing raises, times stay, the second time changes nothing."""
    said = [with_words(one) for one in utterances(*lines)]
    record = record_of(said)
    once = redact(record, SETTINGS)

    assert redact(once.record, SETTINGS).record == once.record
    assert [event.known_at for event in once.record] == [e.known_at for e in record]
    for span in once.redactions:
        assert any(
            one.speaker is span.speaker
            and one.start <= span.start < span.end <= one.end
            for one in said
        )


@pytest.mark.parametrize(
    "piece",
    [
        "a@b.", "my password is x7, ", "code 4821 ",
    ],
)  # fmt: skip
def test_time_is_in_proportion_to_the_words(piece: str) -> None:
    """No text makes it slow, not even one of the longest utterances there are.

    It takes about 0.2 s; what grows with the square of the words takes many times that.
    """
    said = utterances(("c", piece * (10_000 // len(piece))))
    started = time.process_time()
    redact(record_of(said), SETTINGS)
    assert time.process_time() - started < 1


def test_a_long_call_takes_no_time_that_anybody_notices() -> None:
    """An hour of talk: 800 utterances."""
    lines = [
        ("a", "Which number is it?"),
        ("c", "It is on the box, I think, four one."),
    ]
    said = utterances(*(lines * 400))
    started = time.process_time()
    redact(record_of(said), SETTINGS)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("name", "recall"),
    [
        ("development", 0.95),
        ("held-out", 0.95),
        ("blind", 0.9),
        ("fresh", 0.95),
        ("typical", 0.95),
    ],
)
def test_it_finds_what_was_asked_for_and_little_else(name: str, recall: float) -> None:
    """False alarms are at most 3 %, on each set of examples."""
    secrets, innocents = bench.secrets_of_set(name), bench.innocents_of_set(name)

    assert sum(one.is_found for one in secrets) >= recall * len(secrets)
    assert sum(one.is_found for one in innocents) <= 0.03 * len(innocents)
