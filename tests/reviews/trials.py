"""Trials to look at."""

from coach.reviews.held import Held
from coach.reviews.overlap import Spot
from coach.reviews.trial import LeftOut, Trial, TriedCall
from coach.reviews.trying import compared
from tests.reviews.making import START, UID
from tests.scoring.reports import found

GOOD = found("interruption", speaker="agent", start_ms=1_000)
BAD = found("interruption", speaker="agent", start_ms=5_000)
UNSEEN = found("dead-air", start_ms=65_300, end_ms=79_000)
HELD = Held(
    verdicts={"interruption-1000": "right", "interruption-5000": "wrong"},
    missed=(Spot(of=("dead-air", None), start_ms=65_000, end_ms=78_000),),
)


def trial() -> Trial:
    """A call in which a wrong one vanishes and a missed one appears, and another."""
    changed = compared([GOOD, BAD], [GOOD, BAD], [GOOD, UNSEEN], HELD)
    as_before = compared([GOOD], [GOOD], [GOOD], Held(verdicts={}, missed=()))
    calls = [
        TriedCall(uid=uid, call_id=name, happened_at=START, tried=tried)
        for uid, name, tried in (
            (UID, "call-one", changed),
            ("1" * 32, "call-two", as_before),
        )
    ]
    return Trial(
        old=None,
        new="desk@0123456789ab",
        calls=calls,
        left_out=[LeftOut(uid="2" * 32, call_id="call-three", reason="is damaged")],
        without_record=3,
        notes=["[speech] differs"],
    )
