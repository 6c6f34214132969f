"""What reviewers together hold of a call."""

from sqlalchemy.orm import Session

from coach.reviews.held import held_of
from coach.reviews.missed import add_missed
from coach.reviews.overlap import Spot
from coach.reviews.reviewed import call_of
from coach.reviews.verdicts import judge
from tests.reviews.making import UID, minute, policy


def test_verdicts_of_several_are_one_and_what_was_missed_is_there_once(
    session: Session,
) -> None:
    """As the measured precision counts them."""
    for number, verdict in enumerate(("right", "right", "wrong")):
        judge(
            session,
            UID,
            "interruption-9000",
            reviewer=f"r{number}",
            verdict=verdict,
            policy=policy(),
            at=minute(1),
        )
        add_missed(
            session,
            UID,
            reviewer=f"r{number}",
            kind="dead-air",
            speaker=None,
            start_ms=20_000 + number,
            end_ms=30_000,
            policy=policy(),
            at=minute(1),
        )
    held = held_of(session, call_of(session, UID).key)

    assert held.verdicts == {"interruption-9000": "right"}
    assert held.missed == (Spot(of=("dead-air", None), start_ms=20_000, end_ms=30_000),)
