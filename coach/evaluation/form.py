"""An evaluation as one JSON object, form ``coach.evaluation/1``."""

from collections.abc import Mapping

from coach.evaluation.comparison import Comparison
from coach.evaluation.outcome import Outcome
from coach.evaluation.slip import Slip
from coach.evaluation.tally import Counts, Interval, Share
from coach.scoring.forms import Form

SCHEMA = "coach.evaluation/1"

DIGITS = 3
"""Decimal places of a share: finer than any interval here."""


def outcome_json(outcome: Outcome) -> Form:
    """Return an evaluation, ready for JSON.

    ::

        schema       "coach.evaluation/1"
        policy       "<name>@<first 12 hex digits of its sha256>"
        from         "audio" | "transcripts"
        detectors    {row: {tp, fp, fn, precision, recall, f1,
                            precision_interval, recall_interval, f1_interval}}
        level        SHARE   of the strong language found, what has its level
        greeting     SHARE   of the greetings' elements, what is reported as it is
        backchannels SHARE   of the backchannels, what was called an interruption
        wer          {"agent": SHARE, "customer": SHARE}   wrong words of those said
        nudges       {shown, calls, per_call}   calls: in which at least one was shown
        calls        {call: {duration_s, nudges_shown, slips: [SLIP]}}
        left_out     [{call, reason}]

        SHARE        {part, whole, share}
        SLIP         {type, kind, at_ms, speaker, words, recognised, explanation}

    The rows are those of :data:`coach.evaluation.tally.ROWS`.  Shares are 0..1 (of
    wrong words, perhaps more) with :data:`DIGITS` decimal places, and null of nothing;
    precision and recall of nothing are 1.  Intervals are ``[low, high]``, 95 %.  A
    slip's ``type`` is a :class:`coach.evaluation.slip.SlipType`; ``speaker`` and
    ``recognised`` may be null, ``words`` and ``explanation`` empty; what they are is
    said in :class:`coach.evaluation.slip.Slip`.
    """
    tally = outcome.tally
    calls = len(outcome.comparisons)
    return {
        "schema": SCHEMA,
        "policy": outcome.policy,
        "from": outcome.source,
        "detectors": {row: _counts(counts) for row, counts in tally.rows.items()},
        "level": _share(tally.level),
        "greeting": _share(tally.greeting),
        "backchannels": _share(tally.backchannels),
        "wer": {str(speaker): _share(share) for speaker, share in tally.words.items()},
        "nudges": {
            "shown": outcome.nudges_shown,
            "calls": outcome.calls_nudged,
            "per_call": _rounded(Share(outcome.nudges_shown, calls).value),
        },
        "calls": {one.call: _call(one) for one in outcome.comparisons},
        "left_out": [
            {"call": one.call, "reason": one.reason} for one in outcome.left_out
        ],
    }


def _counts(counts: Counts) -> Mapping[str, object]:
    return {
        "tp": counts.tp,
        "fp": counts.fp,
        "fn": counts.fn,
        "precision": _rounded(counts.precision),
        "recall": _rounded(counts.recall),
        "f1": _rounded(counts.f1),
        "precision_interval": _interval(counts.precision_interval),
        "recall_interval": _interval(counts.recall_interval),
        "f1_interval": _interval(counts.f1_interval),
    }


def _share(share: Share) -> Mapping[str, object]:
    return {"part": share.part, "whole": share.whole, "share": _rounded(share.value)}


def _call(comparison: Comparison) -> Mapping[str, object]:
    return {
        "duration_s": _rounded(comparison.duration),
        "nudges_shown": comparison.nudges_shown,
        "slips": [_slip(slip) for slip in comparison.slips],
    }


def _slip(slip: Slip) -> Mapping[str, object]:
    return {
        "type": str(slip.type),
        "kind": slip.kind,
        "at_ms": round(slip.at * 1000),
        "speaker": None if slip.speaker is None else str(slip.speaker),
        "words": slip.words,
        "recognised": slip.recognised,
        "explanation": slip.explanation,
    }


def _interval(interval: Interval) -> list[float | None]:
    return [_rounded(bound) for bound in interval]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
