import json
from datetime import UTC, datetime
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio_time import samples
from coach.events import (
    CallEnded,
    CaptureLost,
    CaptureRestored,
    ClosingReached,
    ElementHeard,
    Event,
    FindingWithdrawn,
    HoldWithdrawn,
    NudgeHeldBack,
    NudgeIssued,
    SentimentScored,
    Speaker,
    UtteranceDisregarded,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.quality import Problem
from coach.scoring.report import (
    MIN_SPEECH_MS,
    CallInfo,
    EngineInfo,
    is_spoken,
    report_of,
)
from tests.schemas import MESSAGES, REPORT, violations
from tests.scoring.calls import (
    AGENT,
    CUSTOMER,
    advice,
    away,
    found,
    hold_events,
    raised,
    said,
    speech,
    told,
)

CALL = CallInfo(id="printer", source="printer.flac", input="stereo")
ENGINE = EngineInfo(version="1.0", model="tiny.en", policy="default@0123456789ab")
END = CallEnded(at=samples(60_000), known_at=samples(60_000))


def report(*events: Event, call: CallInfo = CALL, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the report of a ledger that was fed these events."""
    return report_of(told(*events), call=call, engine=ENGINE, **more)


def eventful() -> tuple[Event, ...]:
    """Return a call in which a little of everything happens."""
    agent, customer = said(AGENT, 0, 8_000), said(CUSTOMER, 9_000, 15_000)
    return (
        *speech(AGENT, 0, 8_000),
        *speech(CUSTOMER, 9_000, 15_000),
        UtteranceFinalised(utterance=customer, known_at=customer.end),
        UtteranceFinalised(utterance=agent, known_at=agent.end),
        SentimentScored(utterance_id=customer.id, score=-0.8, known_at=customer.end),
        raised(found("sentiment-spike", 9_000, 15_000, speaker=CUSTOMER)),
        raised(found("dead-air", 40_000, None)),
        *hold_events(away(16_000, 30_000, music="agent")),
        *hold_events(away(50_000)),
        ElementHeard(
            part="greeting",
            element="welcomed",
            utterance_ids=(agent.id, "gone-1"),
            known_at=agent.end,
        ),
        ElementHeard(
            part="discovery",
            element="impact_asked",
            utterance_ids=(agent.id, "gone-1"),
            known_at=agent.end,
            words="Is anybody else affected?",
        ),
        raised(
            found(
                "commitment",
                1_000,
                2_000,
                speaker=AGENT,
                evidence={
                    "text": "I'll call you.",
                    "due": None,
                    "utterance": agent.id,
                    "start_ms": 1_000,
                    "end_ms": 2_000,
                },
            )
        ),
        ElementHeard(
            part="closing",
            element="thanks",
            utterance_ids=(customer.id,),
            known_at=customer.end,
        ),
        ClosingReached(at=samples(45_000), known_at=samples(45_000)),
        NudgeHeldBack(nudge=advice("b", 41_000), reason="budget", known_at=1),
        NudgeIssued(nudge=advice("a", 12_000), known_at=1),
        END,
    )


class TestReportOf:
    def test_the_discovery_is_among_the_figures(self) -> None:
        """By element the utterances that count; elements not heard are left out."""
        metrics = report(*eventful())["metrics"]

        assert metrics["discovery"] == {"impact_asked": ["agent-0"]}

    @pytest.mark.parametrize("missing", ["text", "due", "utterance", "start_ms"])
    def test_a_commitment_has_all_its_evidence(self, missing: str) -> None:
        """The schema holds whoever writes one to it."""
        result = report(*eventful())
        kept = [f for f in result["findings"] if f["kind"] == "commitment"]
        assert len(kept) == 1

        del kept[0]["evidence"][missing]

        assert violations(result, REPORT) != []

    def test_is_valid_by_the_schema(self) -> None:
        """A call in which everything happens has a valid report."""
        result = report(
            *eventful(),
            call=CallInfo(
                id="one",
                source="a.flac",
                input="stereo",
                agent="Ann",
                started_at=datetime(2026, 11, 2, 9, 30, tzinfo=UTC),
                language="en-GB",
                metadata={"queue": "print", "tags": ("a", "b")},
            ),
            problems=[Problem(code="clipping", detail="2.1 % of samples")],
            delivered=[{"nudge": "a", "sent_ms": 12_040, "outcome": "dismissed"}],
        )

        assert violations(result, REPORT) == []
        assert result["call"]["started_at"] == "2026-11-02T09:30:00+00:00"
        assert result["call"]["metadata"] == {"queue": "print", "tags": ["a", "b"]}

    def test_of_a_call_in_which_nothing_happened(self) -> None:
        """A call without a sound has a report, too."""
        result = report(CallEnded(at=0, known_at=0))

        assert violations(result, REPORT) == []
        assert result["utterances"] == result["findings"] == result["holds"] == []
        assert result["closing"]["reached"] is False

    def test_is_in_order_and_the_same_each_time(self) -> None:
        """Everything comes by time, and the same call gives the same text."""
        result = report(*eventful())

        assert [u["id"] for u in result["utterances"]] == ["agent-0", "customer-9000"]
        assert [f["start_ms"] for f in result["findings"]] == [1_000, 9_000, 40_000]
        assert [n["id"] for n in result["nudges"]] == ["a", "b"]
        assert json.dumps(result) == json.dumps(report(*eventful()))

    def test_what_goes_on_ends_with_the_call(self) -> None:
        """No end is left open in a report."""
        result = report(*eventful())

        assert result["findings"][-1]["end_ms"] == 60_000
        assert result["holds"][-1]["end_ms"] == 60_000
        assert result["call"]["duration_ms"] == 60_000

    def test_sentiment_stands_by_its_utterance(self) -> None:
        """The customer's words carry their score, the agent's none."""
        result = report(*eventful())

        assert [u["sentiment"] for u in result["utterances"]] == [None, -0.8]

    def test_checklists_say_where(self) -> None:
        """Elements name utterances that are in the report, and no others."""
        result = report(*eventful())

        assert result["greeting"] == {
            "welcomed": True,
            "gave_name": False,
            "offered_help": False,
            "evidence": {"welcomed": ["agent-0"]},
        }
        assert result["closing"]["reached"] is True
        assert result["closing"]["thanks"] is True
        assert result["closing"]["evidence"] == {"thanks": ["customer-9000"]}

    def test_a_transcript_needs_no_model(self) -> None:
        """Where nothing had to be recognised, the report says so in so many words."""
        made_by = EngineInfo(version="1.0", model=None, policy=ENGINE.policy)

        result = report_of(told(*eventful()), call=CALL, engine=made_by)

        assert result["engine"]["model"] == "none"
        assert violations(result, REPORT) == []

    def test_decisions_say_why(self) -> None:
        """What was shown and what was held back, with the reason."""
        result = report(*eventful())

        assert [(n["shown"], n["suppressed_by"]) for n in result["nudges"]] == [
            (True, None),
            (False, "budget"),
        ]

    def test_delivered_is_no_part_of_a_comparison(self) -> None:
        """What reached the screen changes nothing else in the report."""
        live = report(
            *eventful(),
            delivered=[{"nudge": "a", "sent_ms": 12_040, "outcome": "shown"}],
        )

        assert {**live, "delivered": []} == report(*eventful())


@st.composite
def streams(draw: st.DrawFn) -> list[Event]:
    """Draw what a ledger may be told of a call, in any order, much of it at odds."""
    time = st.integers(0, 30_000)
    events: list[Event] = []
    for _ in range(draw(st.integers(0, 12))):
        start, length = draw(time), draw(st.integers(0, 5_000))
        speaker = draw(st.sampled_from(Speaker))
        utterance = said(speaker, start, start + length)
        finding = found("dead-air", start, draw(st.sampled_from([None, start + 5])))
        hold = away(start, draw(st.sampled_from([None, start, start + length])))
        events += draw(
            st.sampled_from(
                [
                    tuple(speech(speaker, start, start + length)),
                    (UtteranceFinalised(utterance=utterance, known_at=start),),
                    (UtteranceDisregarded(utterance_id=utterance.id, known_at=start),),
                    (raised(finding),),
                    (FindingWithdrawn(finding_id=finding.id, known_at=start),),
                    tuple(hold_events(hold)),
                    (HoldWithdrawn(hold_id=hold.id, known_at=start),),
                    (NudgeIssued(nudge=advice(at_ms=start), known_at=start),),
                    (CallEnded(at=samples(start), known_at=samples(start)),),
                ]
            )
        )
    return events


class TestAnyCall:
    @given(streams())
    def test_report_is_valid(self, events: list[Event]) -> None:
        """Whatever the ears and the detectors come up with, the form holds."""
        assert violations(report(*events), REPORT) == []

    @given(streams())
    def test_state_is_valid(self, events: list[Event]) -> None:
        """And so does the screen's, at any moment."""
        ledger = told(*events)
        state = ledger.state(ledger.duration)

        message = {"type": "state", "call": "one", "seq": 1, **state}
        assert violations(message, MESSAGES) == []


class TestQuality:
    def test_a_good_call_has_no_problems(self) -> None:
        """Enough speech in a known language is all it takes."""
        assert report(*eventful())["quality"] == {"scored": True, "problems": []}

    @pytest.mark.parametrize(
        ("speech_ms", "codes"),
        [
            (0, ["too-short"]),
            (MIN_SPEECH_MS - 1, ["too-short"]),
            (MIN_SPEECH_MS, []),
        ],
    )
    def test_too_little_speech(self, speech_ms: int, codes: list[str]) -> None:
        """Both speakers together have to say something."""
        half = speech_ms // 2
        result = report(
            *speech(AGENT, 0, half), *speech(CUSTOMER, 0, speech_ms - half), END
        )

        assert [p["code"] for p in result["quality"]["problems"]] == codes

    @pytest.mark.parametrize("speaker", [AGENT, CUSTOMER])
    @pytest.mark.parametrize("input_", ["stereo", "mono", "transcript"])
    def test_a_channel_without_speech_is_told(
        self, speaker: Speaker, input_: Literal["stereo", "mono", "transcript"]
    ) -> None:
        """Half the call may be missing; where there are no two channels, none is."""
        call = CallInfo(id="x", source="x", input=input_)
        quality = report(*speech(speaker, 0, MIN_SPEECH_MS), END, call=call)["quality"]
        other = CUSTOMER if speaker is AGENT else AGENT
        detail = f"no speech on the {other}'s channel in the whole call"
        told = [{"code": "silent-channel", "detail": detail}]
        assert quality == {
            "scored": True,
            "problems": told if input_ == "stereo" else [],
        }

    def test_speakers_that_are_unsure_are_not_scored(self) -> None:
        """Any finding might be about the wrong one."""
        problem = Problem(code="mono-speakers-unsure", detail="Alike.")
        quality = report(END, problems=[problem])["quality"]
        assert quality["scored"] is False

    def test_unknown_language(self) -> None:
        """Findings in a language that the detectors do not know mean nothing."""
        call = CallInfo(id="x", source="x.wav", input="stereo", language="de")

        quality = report(*eventful(), call=call)["quality"]

        assert quality == {
            "scored": False,
            "problems": [
                {
                    "code": "language",
                    "detail": "the detectors know the words of en, not de",
                }
            ],
        }

    def test_failed_utterances_are_named(self) -> None:
        """Only trouble of the recogniser is a problem: a phantom left out is none."""
        failed = [
            UtteranceFailed(
                utterance=said(AGENT, at, at + 500, ""), reason=reason, known_at=at
            )
            for at, reason in ((1_000, "recognition-error"), (3_000, "phantom"))
        ]

        assert report(*eventful(), *failed)["quality"]["problems"] == [
            {
                "code": "utterance-failed",
                "detail": "the recogniser failed on 1 utterance: agent at 1000 ms",
            }
        ]

    def test_gaps_are_counted_by_channel(self) -> None:
        """What was lost of a channel is said with its length."""
        gaps: list[Event] = []
        for start_ms in (20_000, 30_000):
            start, end = samples(start_ms), samples(start_ms + 700)
            gaps.append(CaptureLost(speaker=AGENT, at=start, known_at=start))
            gaps.append(CaptureRestored(speaker=AGENT, at=end, known_at=end))

        assert report(*gaps, *eventful())["quality"]["problems"] == [
            {
                "code": "capture-gap",
                "detail": "2 gaps in the agent's channel, 1.4 s in all",
            }
        ]

    def test_a_pause_is_told_and_is_no_silence(self) -> None:
        """A reader knows why there are no words, and nobody is blamed for it."""
        events = list(eventful())
        for who in (AGENT, CUSTOMER):
            start, end = samples(16_000), samples(19_000)
            lost = CaptureLost(speaker=who, at=start, known_at=start, is_pause=True)
            events.append(lost)
            events.append(CaptureRestored(speaker=who, at=end, known_at=end))
        made = report(*events)

        assert made["quality"]["problems"] == [
            {"code": "paused", "detail": "listening was paused for 3 s, from 0:16"}
        ]
        assert made["metrics"]["paused_ms"] == 3_000

    def test_problems_are_sorted_and_said_once(self) -> None:
        """The order in which problems were met does not show."""
        clipping = Problem(code="clipping", detail="2.1 % of samples")
        bleed = Problem(code="echo-bleed", detail="31 dB down")

        first = report(*eventful(), problems=[bleed, clipping, bleed])
        second = report(*eventful(), problems=[clipping, bleed])

        assert first == second
        codes = [p["code"] for p in first["quality"]["problems"]]
        assert codes == ["clipping", "echo-bleed"]

    @pytest.mark.parametrize(
        ("language", "known"),
        [
            ("en", True),
            ("EN", True),
            ("en-GB", True),
            ("en_US", True),
            ("de", False),
            ("enm", False),
            ("", False),
        ],
    )
    def test_language_tags(self, language: str, known: bool) -> None:
        """A region makes no other language, a longer name does."""
        assert is_spoken(language) is known


def test_a_reader_finds_what_it_counts() -> None:
    """Spans can be matched with labels: every one has a start, an end and a kind."""
    result = report(*eventful())

    spans = [*result["findings"], *result["holds"], *result["utterances"]]
    assert all(
        isinstance(span["start_ms"], int)
        and isinstance(span["end_ms"], int)
        and 0 <= span["start_ms"] <= span["end_ms"] <= result["call"]["duration_ms"]
        for span in spans
    )
    assert {finding["kind"] for finding in result["findings"]} == {
        "commitment",
        "sentiment-spike",
        "dead-air",
    }
    assert sum(nudge["shown"] for nudge in result["nudges"]) == 1
