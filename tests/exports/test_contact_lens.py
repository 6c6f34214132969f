"""A call in Contact Lens's shape."""

import json
from typing import Any

from coach.exports.contact_lens import contact_lens
from coach.scoring.forms import Form
from tests.scoring.reports import found, hold


def said(
    speaker: str, start: int, end: int, sentiment: float | None = None
) -> dict[str, Any]:
    """Something said."""
    return {
        "id": f"{speaker}-{start}",
        "speaker": speaker,
        "start_ms": start,
        "end_ms": end,
        "text": "Words.",
        "confidence": None,
        "sentiment": sentiment,
    }


def told(**parts: Any) -> Form:  # noqa: ANN401 (parts of a report)
    """A report of a call of 40 s."""
    return {
        "call": {"id": "call-1", "duration_ms": 40_000, "language": "en-GB"},
        "utterances": [],
        "findings": [],
        "holds": [],
        "metrics": {
            "words_per_minute": {"agent": 150, "customer": None},
            "talk_ms": {"agent": 9_000, "customer": 4_000},
        },
        **parts,
    }


def characteristics(report: Form) -> Form:
    """The figures of a call."""
    form: Form = contact_lens(report)["ConversationCharacteristics"]
    return form


def test_the_head_says_what_it_is() -> None:
    """A voice contact, redacted, of two; and nothing that is not known."""
    form = contact_lens(told())

    assert form["Version"] == "1.1.0"
    assert (form["Channel"], form["JobStatus"]) == ("VOICE", "COMPLETED")
    assert form["ContentMetadata"]["Output"] == "Redacted"
    assert form["LanguageCode"] == "en-GB"
    assert {one["ParticipantRole"] for one in form["Participants"]} == {
        "AGENT",
        "CUSTOMER",
    }
    assert "AccountId" not in form
    assert json.loads(json.dumps(form, allow_nan=False)) == form


def test_turns_have_their_words_and_times() -> None:
    """The customer's with how they sound; the agent's never."""
    agent, customer = contact_lens(
        told(utterances=[said("agent", 0, 900), said("customer", 1_000, 2_000, -0.4)])
    )["Transcript"]

    assert agent == {
        "Id": "agent-0",
        "ParticipantId": "AGENT",
        "Content": "Words.",
        "BeginOffsetMillis": 0,
        "EndOffsetMillis": 900,
    }
    assert customer["Sentiment"] == "NEGATIVE"


def test_near_zero_is_neutral() -> None:
    """By the scores' own convention, 0.05 on either side."""
    scores = (-0.05, -0.049, 0.0, 0.049, 0.05)
    turns = contact_lens(
        told(utterances=[said("customer", n, n + 1, s) for n, s in enumerate(scores)])
    )["Transcript"]
    assert [turn["Sentiment"] for turn in turns] == [
        "NEGATIVE",
        "NEUTRAL",
        "NEUTRAL",
        "NEUTRAL",
        "POSITIVE",
    ]


def test_sentiment_is_the_customer_s_by_quarter() -> None:
    """From −5 to 5; a quarter without a score is missing."""
    form = characteristics(
        told(
            utterances=[
                said("customer", 0, 900, 0.2),
                said("customer", 9_999, 10_500, -1.0),
                said("customer", 39_000, 40_000, 1.0),
            ]
        )
    )["Sentiment"]

    assert form["OverallSentiment"] == {"CUSTOMER": 0.3}
    assert form["SentimentByPeriod"] == {
        "QUARTER": {
            "CUSTOMER": [
                {
                    "BeginOffsetMillis": 0,
                    "EndOffsetMillis": 10_000,
                    "Score": -2.0,
                },
                {
                    "BeginOffsetMillis": 30_000,
                    "EndOffsetMillis": 40_000,
                    "Score": 5.0,
                },
            ]
        }
    }


def test_nothing_scored_is_no_sentiment() -> None:
    """Not neutral."""
    form = characteristics(told(utterances=[said("agent", 0, 900)]))["Sentiment"]
    assert form == {"OverallSentiment": {}, "SentimentByPeriod": {"QUARTER": {}}}


def test_interruptions_are_by_who_interrupts() -> None:
    """With their number and length."""
    findings = [
        found("interruption", speaker="agent", start_ms=1_000, end_ms=1_800),
        found("interruption", speaker="customer", start_ms=5_000, end_ms=6_000),
        found("dead-air", start_ms=7_000),
    ]
    form = characteristics(told(findings=findings))["Interruptions"]

    assert form["TotalCount"] == 2
    assert form["TotalTimeMillis"] == 1_800
    assert form["InterruptionsByInterrupter"]["AGENT"] == [
        {"BeginOffsetMillis": 1_000, "DurationMillis": 800, "EndOffsetMillis": 1_800}
    ]


def test_non_talk_time_is_holds_and_silence_over_3_s() -> None:
    """Whatever is heard in a hold."""
    report = told(
        utterances=[
            said("agent", 0, 10_000),
            said("customer", 13_000, 20_000),
            said("agent", 23_001, 40_000),
        ],
        holds=[hold(30_000, 35_000)],
    )
    form = characteristics(report)["NonTalkTime"]

    spans = [
        (one["BeginOffsetMillis"], one["EndOffsetMillis"]) for one in form["Instances"]
    ]
    assert spans == [(20_000, 23_001), (30_000, 35_000)]
    assert form["TotalTimeMillis"] == 8_001


def test_voice_activity_tells_silence_better_than_utterances() -> None:
    """Where it is known."""
    report = told(utterances=[said("agent", 0, 40_000)])
    form = contact_lens(report, segments={"agent": [(0, 30_000)], "customer": []})
    assert (
        form["ConversationCharacteristics"]["NonTalkTime"]["TotalTimeMillis"] == 10_000
    )


def test_pace_and_talk_time_are_the_report_s() -> None:
    """Who said nothing has no pace."""
    form = characteristics(told())

    assert form["TalkSpeed"] == {
        "DetailsByParticipant": {"AGENT": {"AverageWordsPerMinute": 150}}
    }
    assert form["TalkTime"] == {
        "DetailsByParticipant": {
            "CUSTOMER": {"TotalTimeMillis": 4_000},
            "AGENT": {"TotalTimeMillis": 9_000},
        },
        "TotalTimeMillis": 13_000,
    }
    assert form["TotalConversationDurationMillis"] == 40_000


def test_findings_are_categories() -> None:
    """With the points where each was found."""
    findings = [found("threat", start_ms=1_000), found("dead-air", start_ms=9_000)]
    form = contact_lens(told(findings=findings))["Categories"]

    assert form["MatchedCategories"] == ["dead-air", "threat"]
    assert form["MatchedDetails"]["threat"] == {
        "PointsOfInterest": [{"BeginOffsetMillis": 1_000, "EndOffsetMillis": 2_000}]
    }


def test_what_was_masked_is_in_its_turn() -> None:
    """With its times."""
    masked = [{"speaker": "customer", "start_ms": 1_200, "end_ms": 1_900, "kind": "x"}]
    agent, customer = contact_lens(
        told(utterances=[said("agent", 1_000, 2_000), said("customer", 1_000, 2_000)]),
        redactions=masked,
    )["Transcript"]

    assert "Redaction" not in agent
    assert customer["Redaction"] == {
        "RedactedTimestamps": [{"BeginOffsetMillis": 1_200, "EndOffsetMillis": 1_900}]
    }
