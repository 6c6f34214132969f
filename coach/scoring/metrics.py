"""The figures of a call: who spoke how much, how fast, and how long nobody did.

Exact arithmetic on samples; only the results are rounded, times down to milliseconds
and shares to three digits.  Speech is what voice activity heard, not what was
recognised, except where words or turns are counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from coach.audio_time import SAMPLE_RATE, milliseconds
from coach.events import Finding, Speaker, Utterance
from coach.language.text import words
from coach.scoring.forms import Form
from coach.scoring.spans import (
    Span,
    complement,
    difference,
    intersection,
    longest,
    merged,
    total,
    touches,
)
from coach.scoring.turns import Turn, turns_of

SHARE_DIGITS = 3
"""Decimal places of a share: a tenth of a percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts:
    """What the figures of a call are made of."""

    duration: int
    """Samples."""
    speech: Mapping[Speaker, Sequence[Span]]
    """When voice activity heard each speaker."""
    holds: Sequence[Span] = ()
    """When the agent was away."""
    lost: Sequence[Span] = ()
    """When a channel's capture was broken, and nothing is known about it."""
    paused: Mapping[Speaker, Sequence[Span]] = field(default_factory=dict)
    """When the analyst had paused listening to each channel."""
    utterances: Sequence[Utterance] = ()
    findings: Sequence[Finding] = ()
    sentiment: Mapping[str, float] = field(default_factory=dict)
    """−1..1 by the id of a customer's utterance."""
    discovery: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Ids of the utterances by the element of the discovery that they said."""


def metrics_of(facts: CallFacts) -> Form:
    """Return the ``metrics`` of a report.

    While the agent is away, what their microphone hears is not talk, and silence is
    waiting::

        agent     ███████        (hold)   ▒▒     ██████
        customer         ████         ██               ███████
        talk      agent ─ customer ── cu ────────agent─customer
        silence                                        (outside holds only)

    ==========================  ========================================================
    ``talk_ms``                 speech of each speaker; the agent's outside holds
    ``talk_share_of_speech``    the agent's talk in the talk of both, 0..1; null without
    ``talk_share_of_call``      the agent's talk in the length of the call, 0..1
    ``overtalk_ms``             both talk
    ``silence_ms``              nobody talks, outside holds, gaps of the capture and
                                pauses of listening
    ``longest_silence_ms``      the longest such silence
    ``dead_air_ms``             the part of it that was reported as dead air
    ``hold_ms``                 the agent is away
    ``paused_ms``               the analyst had paused listening, to both channels
    ``words``                   words recognised of each speaker
    ``words_per_minute``        those, by the length of the utterances; null of none
    ``turns``                   turns of each speaker (:mod:`coach.scoring.turns`)
    ``longest_turn_ms``         most that each said in one turn, without the pauses
    ``response_ms``             median pause before each speaker takes the floor, those
                                with a hold, a gap or a pause of listening in them left
                                out; 0 where they overlap; null when they never did
    ``interruptions``           findings of that kind, by who interrupted
    ``discovery``               ids of the utterances, by element of it that was said
    ``customer_sentiment``      mean, lowest and last score, −1..1; null without any
    ==========================  ========================================================
    """
    call = [(0, facts.duration)]
    holds = intersection(facts.holds, call)
    talk = {who: intersection(facts.speech.get(who, ()), call) for who in Speaker}
    talk[Speaker.AGENT] = difference(talk[Speaker.AGENT], holds)
    lengths = {speaker: total(spans) for speaker, spans in talk.items()}
    agent, both = lengths[Speaker.AGENT], sum(lengths.values())
    paused = {who: intersection(facts.paused.get(who, ()), call) for who in Speaker}
    unheard = [*facts.lost, *paused[Speaker.AGENT], *paused[Speaker.CUSTOMER]]
    known = [*talk[Speaker.AGENT], *talk[Speaker.CUSTOMER], *holds, *unheard]
    silences = complement(known, 0, facts.duration)
    return {
        "talk_ms": _both({who: milliseconds(n) for who, n in lengths.items()}),
        "talk_share_of_speech": _share(agent, both),
        "talk_share_of_call": _share(agent, facts.duration),
        "overtalk_ms": milliseconds(total(intersection(*talk.values()))),
        "silence_ms": milliseconds(total(silences)),
        "longest_silence_ms": milliseconds(longest(silences)),
        "dead_air_ms": milliseconds(total(_dead_air(facts))),
        "hold_ms": milliseconds(total(holds)),
        "paused_ms": milliseconds(total(intersection(*paused.values()))),
        **_word_metrics(facts.utterances),
        **_turn_metrics(turns_of(facts.utterances), [*holds, *unheard]),
        "interruptions": _both(_interruptions(facts.findings)),
        "discovery": {name: list(ids) for name, ids in facts.discovery.items()},
        "customer_sentiment": _sentiment(facts),
    }


def _word_metrics(utterances: Sequence[Utterance]) -> Form:
    counts = dict.fromkeys(Speaker, 0)
    lengths = dict.fromkeys(Speaker, 0)
    for utterance in utterances:
        counts[utterance.speaker] += len(words(utterance.text))
        lengths[utterance.speaker] += utterance.end - utterance.start
    minute = 60 * SAMPLE_RATE
    pace = {
        who: round(counts[who] * minute / lengths[who]) if lengths[who] else None
        for who in Speaker
    }
    return {"words": _both(counts), "words_per_minute": _both(pace)}


def _turn_metrics(turns: Sequence[Turn], apart: Sequence[Span]) -> Form:
    counts = dict.fromkeys(Speaker, 0)
    most = dict.fromkeys(Speaker, 0)
    pauses: dict[Speaker, list[int]] = {who: [] for who in Speaker}
    apart = merged(apart)
    for index, turn in enumerate(turns):
        counts[turn.speaker] += 1
        most[turn.speaker] = max(most[turn.speaker], turn.spoken)
        before = turns[index - 1] if index else None
        if before is None or before.speaker is turn.speaker:
            continue
        if not touches((before.end, turn.start), apart):
            pauses[turn.speaker].append(max(0, turn.start - before.end))
    return {
        "turns": _both(counts),
        "longest_turn_ms": _both({who: milliseconds(n) for who, n in most.items()}),
        "response_ms": _both(
            {
                who: milliseconds(int(median(found))) if found else None
                for who, found in pauses.items()
            }
        ),
    }


def _dead_air(facts: CallFacts) -> list[Span]:
    return [
        (finding.start, facts.duration if finding.end is None else finding.end)
        for finding in facts.findings
        if finding.kind == "dead-air"
    ]


def _interruptions(findings: Sequence[Finding]) -> dict[Speaker, int]:
    counts = dict.fromkeys(Speaker, 0)
    for finding in findings:
        if finding.kind == "interruption" and finding.speaker is not None:
            counts[finding.speaker] += 1
    return counts


def _sentiment(facts: CallFacts) -> Form | None:
    ordered = sorted(facts.utterances, key=lambda u: (u.start, u.end, u.id))
    scores = [facts.sentiment[u.id] for u in ordered if u.id in facts.sentiment]
    if not scores:
        return None
    return {
        "mean": round(sum(scores) / len(scores), SHARE_DIGITS) + 0.0,
        "lowest": round(min(scores), SHARE_DIGITS) + 0.0,
        "last": round(scores[-1], SHARE_DIGITS) + 0.0,
    }


def _both(values: Mapping[Speaker, int | None]) -> Form:
    return {str(who): values[who] for who in Speaker}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, SHARE_DIGITS) if whole else None
