"""A call in the shape of Amazon Connect Contact Lens's output, version 1.1.0.

For tools that read that.  The shape follows the vendor's published example of an
analysed call; what is not known here is left out, never made up:

* ``AccountId``, ``LoudnessScore``, issues, outcomes and summaries are not there;
* an agent has no sentiment: it is never inferred;
* a quarter of the call in which no utterance of the customer was scored is missing.

What was masked is masked here too: the output is a *redacted* one.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from coach.scoring.forms import Form
from coach.scoring.spans import Span, complement, merged, total

VERSION = "1.1.0"

ROLES = {"customer": "CUSTOMER", "agent": "AGENT"}

SENTIMENT_SCALE = 5
"""Theirs is −5..5, ours −1..1."""

FELT = 0.05
"""From how far off zero a score is no longer neutral: the convention of VADER."""

SILENCE_MS = 3_000
"""Non-talk time is holds, and silence of both that is longer than this: theirs."""

QUARTERS = 4


def contact_lens(
    report: Mapping[str, Any],
    *,
    segments: Mapping[str, Sequence[Span]] | None = None,
    redactions: Iterable[Mapping[str, Any]] = (),
) -> Form:
    """Return a call in Contact Lens's shape, ready for JSON.

    Args:
        report: ``coach.report/1``.
        segments: Who spoke when, in milliseconds by speaker, where voice activity is
            known; otherwise the utterances tell.
        redactions: ``{speaker, start_ms, end_ms}`` of what was masked.
    """
    call, masked = report["call"], list(redactions)
    return {
        "Version": VERSION,
        "Channel": "VOICE",
        "ContentMetadata": {"Output": "Redacted", "RedactionTypes": ["PII"]},
        "CustomerMetadata": {"ContactId": call["id"]},
        "JobStatus": "COMPLETED",
        "LanguageCode": call["language"],
        "Participants": [
            {"ParticipantId": role, "ParticipantRole": role} for role in ROLES.values()
        ],
        "Categories": _categories(report["findings"]),
        "ConversationCharacteristics": {
            "TotalConversationDurationMillis": call["duration_ms"],
            "Sentiment": _sentiment(report),
            "Interruptions": _interruptions(report["findings"]),
            "NonTalkTime": _non_talk(report, segments or _utterance_spans(report)),
            "TalkSpeed": {
                "DetailsByParticipant": {
                    role: {"AverageWordsPerMinute": pace}
                    for speaker, role in ROLES.items()
                    if (pace := report["metrics"]["words_per_minute"][speaker])
                    is not None
                }
            },
            "TalkTime": _talk_time(report["metrics"]["talk_ms"]),
        },
        "Transcript": [_turn(row, masked) for row in report["utterances"]],
    }


def _categories(findings: Iterable[Mapping[str, Any]]) -> Form:
    """Return the kinds of finding as categories, with where each was found."""
    details: dict[str, list[Form]] = {}
    for row in findings:
        details.setdefault(row["kind"], []).append(
            {"BeginOffsetMillis": row["start_ms"], "EndOffsetMillis": row["end_ms"]}
        )
    return {
        "MatchedCategories": sorted(details),
        "MatchedDetails": {
            kind: {"PointsOfInterest": details[kind]} for kind in sorted(details)
        },
    }


def _sentiment(report: Mapping[str, Any]) -> Form:
    scored = [
        (row["start_ms"], row["sentiment"])
        for row in report["utterances"]
        if row["sentiment"] is not None
    ]
    if not scored:
        return {"OverallSentiment": {}, "SentimentByPeriod": {"QUARTER": {}}}
    length = report["call"]["duration_ms"]
    edges = [length * number // QUARTERS for number in range(QUARTERS + 1)]
    periods = []
    for start, end in pairwise(edges):
        is_last = end == length
        within = [s for at, s in scored if start <= at and (at < end or is_last)]
        if within:
            periods.append(
                {
                    "BeginOffsetMillis": start,
                    "EndOffsetMillis": end,
                    "Score": _scaled(within),
                }
            )
    return {
        "OverallSentiment": {"CUSTOMER": _scaled([score for _, score in scored])},
        "SentimentByPeriod": {"QUARTER": {"CUSTOMER": periods}},
    }


def _scaled(scores: Sequence[float]) -> float:
    return round(SENTIMENT_SCALE * sum(scores) / len(scores), 1) + 0.0


def _interruptions(findings: Iterable[Mapping[str, Any]]) -> Form:
    by: dict[str, list[Form]] = {}
    for row in findings:
        if row["kind"] == "interruption" and row["speaker"] in ROLES:
            by.setdefault(ROLES[row["speaker"]], []).append(
                _instance((row["start_ms"], row["end_ms"]))
            )
    every = [one for instances in by.values() for one in instances]
    return {
        "InterruptionsByInterrupter": by,
        "TotalCount": len(every),
        "TotalTimeMillis": sum(one["DurationMillis"] for one in every),
    }


def _non_talk(
    report: Mapping[str, Any], segments: Mapping[str, Sequence[Span]]
) -> Form:
    spoken = [span for spans in segments.values() for span in spans]
    silences = complement(spoken, 0, report["call"]["duration_ms"])
    holds = [(hold["start_ms"], hold["end_ms"]) for hold in report["holds"]]
    long = [(start, end) for start, end in silences if end - start > SILENCE_MS]
    spans = merged([*holds, *long])
    return {
        "Instances": [_instance(span) for span in spans],
        "TotalTimeMillis": total(spans),
    }


def _talk_time(talk_ms: Mapping[str, int]) -> Form:
    return {
        "DetailsByParticipant": {
            role: {"TotalTimeMillis": talk_ms[speaker]}
            for speaker, role in ROLES.items()
        },
        "TotalTimeMillis": sum(talk_ms[speaker] for speaker in ROLES),
    }


def _turn(row: Mapping[str, Any], masked: Sequence[Mapping[str, Any]]) -> Form:
    turn: Form = {
        "Id": row["id"],
        "ParticipantId": ROLES[row["speaker"]],
        "Content": row["text"],
        "BeginOffsetMillis": row["start_ms"],
        "EndOffsetMillis": row["end_ms"],
    }
    if row["sentiment"] is not None:
        turn["Sentiment"] = _feeling(row["sentiment"])
    inside = [
        {"BeginOffsetMillis": one["start_ms"], "EndOffsetMillis": one["end_ms"]}
        for one in masked
        if one["speaker"] == row["speaker"]
        and one["start_ms"] < row["end_ms"]
        and row["start_ms"] < one["end_ms"]
    ]
    if inside:
        turn["Redaction"] = {"RedactedTimestamps": inside}
    return turn


def _feeling(score: float) -> str:
    if score >= FELT:
        return "POSITIVE"
    return "NEGATIVE" if score <= -FELT else "NEUTRAL"


def _instance(span: Span) -> Form:
    start, end = span
    return {
        "BeginOffsetMillis": start,
        "DurationMillis": end - start,
        "EndOffsetMillis": end,
    }


def _utterance_spans(report: Mapping[str, Any]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {speaker: [] for speaker in ROLES}
    for row in report["utterances"]:
        spans[row["speaker"]].append((row["start_ms"], row["end_ms"]))
    return spans
