"""A trial as JSON."""

import json

from coach.evaluation.tally import wilson
from coach.reviews.trial_form import trial_json
from tests.reviews.making import UID
from tests.reviews.trials import trial


def test_a_trial_is_ready_for_json() -> None:
    """With its totals and the calls to look at."""
    form = trial_json(trial())

    assert json.loads(json.dumps(form, allow_nan=False)) == form
    assert form["schema"] == "coach.policy-trial/1"
    assert form["calls"] == {
        "tried": 2,
        "differing": 1,
        "left_out": 1,
        "without_record": 3,
    }
    (call,) = form["look_at"]
    assert call["uid"] == UID
    assert call["vanished"][0]["held"] == "wrong"
    assert call["appeared"][0] == {
        "id": "dead-air-65300",
        "kind": "dead-air",
        "speaker": None,
        "start_ms": 65_300,
        "end_ms": 79_000,
        "explanation": "A dead-air at 65300 ms.",
        "held": "missed",
    }


def test_every_answer_has_its_number() -> None:
    """Those of nobody are zero."""
    total = trial_json(trial())["total"]

    assert total["vanished"] == {"right": 0, "wrong": 1, "unsure": 0, "not-judged": 0}
    assert total["appeared"]["missed"] == 1
    assert total["precision_before"] == {
        "right": 1,
        "wrong": 1,
        "precision": 0.5,
        "low": round(wilson(1, 2)[0], 3),
        "high": round(wilson(1, 2)[1], 3),
    }
    assert trial_json(trial())["kinds"]["dead-air"]["precision_before"] == {
        "right": 0,
        "wrong": 0,
        "precision": None,
        "low": 0.0,
        "high": 1.0,
    }
