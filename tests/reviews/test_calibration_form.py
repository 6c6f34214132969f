"""Calibrations as the pages have them."""

import json

from sqlalchemy.orm import Session

from coach.reviews.calibration import begin, calibration
from coach.reviews.calibration_form import agreement_json, calibration_json
from coach.reviews.kappa import Agreement
from coach.reviews.scorecards import submit
from tests.reviews.making import UID, minute, policy


def test_an_open_one_tells_who_has_submitted_and_no_answer(session: Session) -> None:
    """Not even in a corner of its JSON."""
    row = begin(session, UID, reviewers=["rob", "ria"], by="rob", at=minute(0))
    submit(session, UID, reviewer="rob", policy=policy(), at=minute(1))
    form = calibration_json(calibration(session, row.key))

    assert form["submitted"] == ["rob"]
    assert (form["reviews"], form["agreement"], form["overall"]) == ([], {}, None)
    assert form["closed_at"] is None
    assert "answer" not in json.dumps(form)


def test_a_closed_one_has_each_card(session: Session) -> None:
    """And is ready for JSON."""
    row = begin(session, UID, reviewers=["rob", "ria"], by="rob", at=minute(0))
    for name in ("rob", "ria"):
        submit(session, UID, reviewer=name, policy=policy(), at=minute(1))
    form = json.loads(json.dumps(calibration_json(calibration(session, row.key))))

    assert [review["reviewer"] for review in form["reviews"]] == ["ria", "rob"]
    assert form["agreement"]["welcomed"] == {"kappa": None, "share": 1.0, "pairs": 1}
    assert form["call"]["uid"] == UID


def test_figures_have_three_places() -> None:
    """And no minus before a zero."""
    found = Agreement(kappa=-0.00001, share=2 / 3, pairs=3)
    assert str(agreement_json(found)) == "{'kappa': 0.0, 'share': 0.667, 'pairs': 3}"
