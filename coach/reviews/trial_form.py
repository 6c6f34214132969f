"""A trial of a policy as JSON, form ``coach.policy-trial/1``."""

from coach.reviews.precision import DIGITS, Judged
from coach.reviews.trial import UNJUDGED, Difference, Trial, TriedCall
from coach.reviews.trying import Seen
from coach.scoring.forms import Form

SCHEMA = "coach.policy-trial/1"

HELD = ("right", "wrong", "unsure", UNJUDGED)
"""What reviewers may hold of a finding that vanishes."""

HELD_OF_NEW = ("missed", "right", "wrong", "unsure", UNJUDGED)
"""The same of one that appears: it may be what a reviewer said was missed."""


def trial_json(trial: Trial) -> Form:
    """Return a trial, ready for JSON.

    ::

        schema         "coach.policy-trial/1"
        old            the policy compared with; null: what each call was followed by
        new            the policy that was tried
        calls          {tried, differing, left_out, without_record}
        total          DIFFERENCE
        kinds          {kind: DIFFERENCE}
        nudges         {before, after}     shown, in all calls together
        look_at        [{uid, call_id, happened_at, vanished: [SEEN], appeared: [SEEN]}]
        left_out       [{uid, call_id, reason}]
        notes          [text]              what of the policy cannot be tried this way
        interrupted    whether Ctrl-C ended it

        DIFFERENCE     {before, after, vanished: {right, wrong, unsure, not-judged},
                        appeared: {missed, right, wrong, unsure, not-judged},
                        precision_before: PRECISION, precision_after: PRECISION}
        PRECISION      {right, wrong, precision | null, low, high}   Wilson's 95 %
        SEEN           {id, kind, speaker, start_ms, end_ms, explanation, held | null}
    """
    return {
        "schema": SCHEMA,
        "old": trial.old,
        "new": trial.new,
        "calls": {
            "tried": len(trial.calls),
            "differing": sum(call.differs for call in trial.calls),
            "left_out": len(trial.left_out),
            "without_record": trial.without_record,
        },
        "total": _difference(trial.total),
        "kinds": {kind: _difference(one) for kind, one in trial.kinds.items()},
        "nudges": {
            "before": sum(call.tried.nudges_before for call in trial.calls),
            "after": sum(call.tried.nudges_after for call in trial.calls),
        },
        "look_at": [_call(call) for call in trial.calls if call.differs],
        "left_out": [
            {"uid": one.uid, "call_id": one.call_id, "reason": one.reason}
            for one in trial.left_out
        ],
        "notes": list(trial.notes),
        "interrupted": trial.is_interrupted,
    }


def _difference(one: Difference) -> Form:
    return {
        "before": one.before,
        "after": one.after,
        "vanished": {held: one.vanished[held] for held in HELD},
        "appeared": {held: one.appeared[held] for held in HELD_OF_NEW},
        "precision_before": _precision(one.judged_before),
        "precision_after": _precision(one.judged_after),
    }


def _precision(judged: Judged) -> Form:
    low, high = judged.interval
    precision = judged.precision
    return {
        "right": judged.right,
        "wrong": judged.wrong,
        "precision": None if precision is None else round(precision, DIGITS),
        "low": round(low, DIGITS),
        "high": round(high, DIGITS),
    }


def _call(call: TriedCall) -> Form:
    return {
        "uid": call.uid,
        "call_id": call.call_id,
        "happened_at": call.happened_at.isoformat(),
        "vanished": [_seen(one) for one in call.tried.vanished],
        "appeared": [_seen(one) for one in call.tried.appeared],
    }


def _seen(one: Seen) -> Form:
    keys = ("id", "kind", "speaker", "start_ms", "end_ms", "explanation")
    return {**{key: one.finding[key] for key in keys}, "held": one.held}
