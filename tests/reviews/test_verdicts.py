"""Verdicts on findings."""

import pytest
from sqlalchemy.orm import Session

from coach.errors import NotThereError, UnfitReviewError
from coach.reviews.calibration import begin
from coach.reviews.verdicts import judge, verdicts_of, withdraw
from tests.reviews.making import UID, minute, policy

SPIKE = "sentiment-spike-5000"


def say(
    session: Session,
    verdict: str = "right",
    *,
    by: str = "rob",
    finding: str = SPIKE,
    note: str = "",
    uid: str = UID,
    at: int = 1,
) -> None:
    """Judge a finding."""
    judge(
        session,
        uid,
        finding,
        reviewer=by,
        verdict=verdict,
        note=note,
        policy=policy(),
        at=minute(at),
    )


def seen(session: Session, viewer: str = "rob") -> list[tuple[str, str, str]]:
    """What somebody sees of the verdicts."""
    return [
        (row.finding, row.reviewer, row.verdict)
        for row in verdicts_of(session, UID, viewer=viewer)
    ]


def test_a_verdict_is_kept_with_its_note(session: Session) -> None:
    """Whose it is, what it is and when."""
    say(session, "wrong", note="  They laughed. ")

    (row,) = verdicts_of(session, UID, viewer="rob")
    assert (row.verdict, row.note, row.at) == ("wrong", "They laughed.", minute(1))


def test_judging_again_changes_the_verdict(session: Session) -> None:
    """One for each finding and reviewer."""
    say(session, "wrong")
    say(session, "right", at=2)

    assert seen(session) == [(SPIKE, "rob", "right")]


def test_every_reviewer_has_one_of_their_own(session: Session) -> None:
    """They may differ."""
    say(session, "wrong")
    say(session, "right", by="ria", at=2)

    assert seen(session) == [(SPIKE, "rob", "wrong"), (SPIKE, "ria", "right")]


def test_a_verdict_can_be_withdrawn(session: Session) -> None:
    """One's own only."""
    say(session)
    with pytest.raises(NotThereError):
        withdraw(session, UID, SPIKE, reviewer="ria")
    withdraw(session, UID, SPIKE, reviewer="rob")

    assert seen(session) == []


def test_what_is_not_there_cannot_be_judged(session: Session) -> None:
    """Neither a finding nor a call."""
    with pytest.raises(NotThereError, match="no finding dead-air-1"):
        say(session, finding="dead-air-1")
    with pytest.raises(NotThereError, match="no call ffff"):
        say(session, uid="f" * 32)


def test_a_verdict_is_one_of_three(session: Session) -> None:
    """Anything else is refused."""
    with pytest.raises(UnfitReviewError, match="verdict: is none of right"):
        say(session, "maybe")


def test_who_is_to_score_the_call_blind_sees_their_own(session: Session) -> None:
    """What the others hold of a finding would tell how they answer."""
    say(session)
    say(session, by="ria", at=2)
    begin(session, UID, reviewers=["ria", "sam"], by="rob", at=minute(3))

    assert seen(session, "ria") == [(SPIKE, "ria", "right")]
    assert seen(session, "sam") == []
    assert len(seen(session, "rob")) == 2
