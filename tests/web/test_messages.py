import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio_time import samples
from coach.events import (
    Finding,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    Nudge,
    NudgeIssued,
    NudgeWithdrawn,
    PartialRecognised,
    Severity,
    Speaker,
    SpeechStarted,
    Utterance,
    UtteranceDisregarded,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.scoring.forms import finding_json
from coach.web.messages import (
    MAX_MESSAGE_BYTES,
    MAX_NOTICE_CHARACTERS,
    MAX_TEXT_CHARACTERS,
    Acknowledge,
    BeginCall,
    Dismiss,
    EndCall,
    Hello,
    Narrator,
    Pause,
    Resume,
    Snooze,
    call_ended,
    call_started,
    parse_client,
)


class TestParseClient:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('{"type":"hello","token":"t"}', Hello(token="t")),
            (
                '{"type":"hello","token":"t","call":"c","after":3}',
                Hello(token="t", call="c", after=3),
            ),
            ('{"type":"acknowledge","nudge":"n"}', Acknowledge(nudge="n")),
            ('{"type":"dismiss","nudge":"n"}', Dismiss(nudge="n")),
            (
                '{"type":"snooze","kind":"dead-air","minutes":10}',
                Snooze(kind="dead-air", minutes=10),
            ),
            ('{"type":"begin-call"}', BeginCall()),
            ('{"type":"end-call"}', EndCall()),
            ('{"type":"pause"}', Pause()),
            ('{"type":"resume"}', Resume()),
        ],
    )
    def test_takes_what_the_contract_allows(self, text: str, message: object) -> None:
        """Each of the client's messages is understood."""
        assert parse_client(text) == message

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "hello",
            "[]",
            "null",
            "{}",
            '{"type":"sing"}',
            '{"type":["hello"],"token":"t"}',
            '{"type":"hello"}',
            '{"type":"hello","token":7}',
            '{"type":"hello","token":"t","after":-1}',
            '{"type":"hello","token":"t","after":"3"}',
            '{"type":"hello","token":"t","after":1.5}',
            '{"type":"hello","token":"t","extra":1}',
            '{"type":"dismiss"}',
            '{"type":"dismiss","nudge":""}',
            '{"type":"dismiss","nudge":"' + "n" * 257 + '"}',
            '{"type":"snooze","kind":"Dead Air","minutes":10}',
            '{"type":"snooze","kind":"dead-air","minutes":0}',
            '{"type":"snooze","kind":"dead-air","minutes":1441}',
            '{"type":"snooze","kind":"dead-air","minutes":NaN}',
            '{"type":"dismiss","nudge":"\\ud800"}',
            '{"type":"begin-call","agent":"Zoe"}',
            '{"type":"begin-call","metadata":{}}',
            '{"type":"end-call","call":"c"}',
            '{"type":"pause","minutes":1}',
            '{"type":"resume","extra":null}',
            "[" * 100_000,
        ],
    )
    def test_refuses_everything_else(self, text: str) -> None:
        """What is malformed is refused in one line."""
        with pytest.raises(ValueError, match=r"^[^\n]+$"):
            parse_client(text)

    def test_a_refusal_repeats_nothing(self) -> None:
        """A token in a malformed message goes no further."""
        with pytest.raises(ValueError, match=r"hello\.after") as caught:
            parse_client('{"type":"hello","token":"geheim","after":"geheim"}')

        assert "geheim" not in str(caught.value)

    @given(st.text())
    def test_no_text_does_anything_but_parse_or_fail(self, text: str) -> None:
        """Whatever comes in, only ValueError comes out."""
        try:
            parse_client(text)
        except ValueError:
            assert True


def test_a_call_is_opened_and_closed() -> None:
    """The messages of the hub's own are as the contract has them."""
    assert call_started(17) == {"type": "call-started", "wall_ms": 17, "notice": None}
    assert call_ended(None) == {"type": "call-ended", "report": None}
    assert call_ended({"schema": "coach.report/1"})["report"] == {
        "schema": "coach.report/1"
    }


@pytest.mark.parametrize(
    ("notice", "told"),
    [
        (None, None),
        ("", None),
        ("This call is coached.", "This call is coached."),
        ("x" * (MAX_NOTICE_CHARACTERS + 1), "x" * MAX_NOTICE_CHARACTERS),
    ],
    ids=["none", "empty", "short", "long"],
)
def test_a_call_opens_with_the_desks_notice(
    notice: str | None, told: str | None
) -> None:
    """An empty one is none, and the longest fits into a message."""
    assert call_started(0, notice)["notice"] == told


def utterance(text: str = "hello there", *, end_ms: int = 1_500) -> Utterance:
    """Return one of the agent's."""
    return Utterance(
        id="agent-500",
        speaker=Speaker.AGENT,
        start=samples(500),
        end=samples(end_ms),
        text=text,
    )


def partial(text: str, *, stable: int = 0) -> PartialRecognised:
    """Return a partial of that utterance."""
    return PartialRecognised(
        utterance=utterance(text, end_ms=900), stable=stable, known_at=samples(1_000)
    )


def final(text: str = "hello there") -> UtteranceFinalised:
    """Return the final of that utterance."""
    return UtteranceFinalised(utterance=utterance(text), known_at=samples(1_900))


FINDING = Finding(
    id="dead-air-9000",
    kind="dead-air",
    speaker=None,
    start=samples(9_000),
    end=None,
    at=samples(19_000),
    severity=Severity.NOTICE,
    definition="dead-air/1",
    evidence={"silence_ms": 10_000},
    explanation="Nobody spoke for 10 s.",
)
DISREGARDED = UtteranceDisregarded(utterance_id="agent-500", known_at=samples(1_900))


class TestNarrator:
    def test_tells_partials_and_finals(self) -> None:
        """A partial carries how much of it is stable; a final is all stable."""
        narrator = Narrator()

        (first,) = narrator.tell([partial("hello the", stable=5)])
        (second,) = narrator.tell([final()])

        assert first == {
            "type": "transcript",
            "utterance": "agent-500",
            "speaker": "agent",
            "start_ms": 500,
            "end_ms": 900,
            "text": "hello the",
            "stable": 5,
            "final": False,
        }
        assert second["final"] is True
        assert (second["stable"], second["end_ms"]) == (len("hello there"), 1_500)

    def test_tells_findings_as_the_report_has_them(self) -> None:
        """Raised and changed findings are sent whole, withdrawn ones by id."""
        told = Narrator().tell(
            [
                FindingRaised(finding=FINDING, known_at=1),
                FindingChanged(finding=FINDING, known_at=2),
                FindingWithdrawn(finding_id=FINDING.id, known_at=3),
            ]
        )

        whole = {"type": "finding", "finding": finding_json(FINDING)}
        assert told == [
            whole,
            whole,
            {"type": "finding-withdrawn", "id": "dead-air-9000"},
        ]
        assert whole["finding"]["end_ms"] is None  # type: ignore[index]

    def test_tells_nudges_flat(self) -> None:
        """A nudge carries its fields beside its type."""
        nudge = Nudge(
            id="n",
            at=samples(2_000),
            kind="dead-air",
            finding_id=FINDING.id,
            severity=Severity.NOTICE,
            title="Say what you are doing",
            body="Tell them what you are waiting for.",
            lifetime=samples(12_000),
        )

        told = Narrator().tell(
            [
                NudgeIssued(nudge=nudge, known_at=1),
                NudgeWithdrawn(nudge_id="n", known_at=2),
            ]
        )

        assert told == [
            {
                "type": "nudge",
                "id": "n",
                "at_ms": 2_000,
                "kind": "dead-air",
                "severity": "notice",
                "title": "Say what you are doing",
                "body": "Tell them what you are waiting for.",
                "lifetime_ms": 12_000,
            },
            {"type": "nudge-withdrawn", "id": "n"},
        ]

    def test_says_nothing_of_other_events(self) -> None:
        """What reaches the screen through the state makes no message of its own."""
        event = SpeechStarted(speaker=Speaker.AGENT, at=0, known_at=1)
        assert Narrator().tell([event]) == []

    def test_disregarded_words_are_not_told(self) -> None:
        """Words found to be none of ours in the same breath are never shown."""
        assert Narrator().tell([final(), DISREGARDED]) == []

    @pytest.mark.parametrize(
        "end",
        [
            DISREGARDED,
            UtteranceFailed(
                utterance=utterance(""), reason="phantom", known_at=samples(1_900)
            ),
        ],
        ids=["disregarded", "failed"],
    )
    def test_words_already_shown_are_taken_back(
        self, end: UtteranceDisregarded | UtteranceFailed
    ) -> None:
        """A partial that came to nothing leaves the screen, once."""
        narrator = Narrator()
        narrator.tell([partial("hello")])

        (taken_back,) = narrator.tell([end])

        assert (taken_back["text"], taken_back["final"]) == ("", True)
        assert taken_back["utterance"] == "agent-500"
        assert narrator.tell([end]) == []

    def test_what_comes_after_is_not_told_either(self) -> None:
        """Once disregarded, an utterance stays so."""
        narrator = Narrator()
        narrator.tell([partial("hello"), DISREGARDED])

        assert narrator.tell([final()]) == []

    def test_very_long_words_are_cut(self) -> None:
        """Even the longest utterance fits into a message."""
        (told,) = Narrator().tell([final("\x01" * 20_000)])

        assert len(told["text"]) == told["stable"] == MAX_TEXT_CHARACTERS
        assert len(json.dumps(told)) < MAX_MESSAGE_BYTES
