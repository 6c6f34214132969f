import json
from dataclasses import replace

from coach.evaluation.comparison import Comparison
from coach.evaluation.form import outcome_json
from coach.evaluation.outcome import LeftOut, Outcome
from coach.evaluation.slip import Slip, SlipType
from coach.evaluation.tally import NOTHING, ROWS, Counts, Share

from .making import CUSTOMER

SLIP = Slip(
    type=SlipType.FALSE, kind="profanity", at=65.3204, speaker=CUSTOMER, words="damn"
)
TALLY = replace(
    NOTHING,
    rows={**NOTHING.rows, "hold": Counts(tp=2, fp=1)},
    level=Share(2, 3),
)
OUTCOME = Outcome(
    policy="default@0123456789ab",
    source="audio",
    comparisons=[
        Comparison(
            call="one", duration=60.0, nudges_shown=2, tally=TALLY, slips=(SLIP,)
        )
    ],
    left_out=[LeftOut(call="two", reason="no such file")],
)
FORM = outcome_json(OUTCOME)


def test_form_has_the_documented_keys() -> None:
    """Other programs rely on them; the docstring names each."""
    assert outcome_json.__doc__ is not None
    assert all(f"\n        {key} " in outcome_json.__doc__ for key in FORM)
    assert list(FORM["detectors"]) == list(ROWS)


def test_form_goes_through_json() -> None:
    """There is no NaN in it, and nothing but JSON's own types."""
    assert json.loads(json.dumps(FORM, allow_nan=False)) == FORM


def test_numbers_are_rounded() -> None:
    """To three places, and a share of nothing is null."""
    assert FORM["detectors"]["hold"] == {
        "tp": 2,
        "fp": 1,
        "fn": 0,
        "precision": 0.667,
        "recall": 1.0,
        "f1": 0.8,
        "precision_interval": [0.208, 0.939],
        "recall_interval": [0.342, 1.0],
        "f1_interval": [0.344, 0.968],
    }
    assert FORM["level"] == {"part": 2, "whole": 3, "share": 0.667}
    assert FORM["greeting"] == {"part": 0, "whole": 0, "share": None}
    assert FORM["nudges"] == {"shown": 2, "calls": 1, "per_call": 2.0}


def test_slips_are_in_milliseconds() -> None:
    """As times are on the wire."""
    assert FORM["calls"]["one"]["slips"] == [
        {
            "type": "false",
            "kind": "profanity",
            "at_ms": 65_320,
            "speaker": "customer",
            "words": "damn",
            "recognised": None,
            "explanation": "",
        }
    ]


def test_calls_left_out_are_named() -> None:
    """With why."""
    assert FORM["left_out"] == [{"call": "two", "reason": "no such file"}]
