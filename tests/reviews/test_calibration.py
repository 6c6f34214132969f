"""Calibration: several reviewers score one call blind."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from coach.errors import NotThereError, ReviewConflictError, UnfitReviewError
from coach.reviews.calibration import (
    begin,
    calibration,
    calibration_of,
    calibrations,
    is_blind,
)
from coach.reviews.reviewed import call_of
from coach.reviews.scorecards import reopen, reviews_of, save_draft, submit
from coach.store.tables import CalibrationRow
from tests.reviews.making import UID, add_call, minute, policy

OTHER = "1" * 32
THIRD = "2" * 32


def start(session: Session, *names: str, uid: str = UID) -> CalibrationRow:
    """Begin a calibration."""
    reviewers = names or ("rob", "ria")
    return begin(session, uid, reviewers=reviewers, by="rob", at=minute(0))


def score_it(session: Session, by: str, uid: str = UID, **answers: str) -> None:
    """Submit a card with these answers."""
    given: dict[str, Any] = {
        name.replace("_", "-"): {"answer": answer} for name, answer in answers.items()
    }
    save_draft(session, uid, reviewer=by, answers=given, policy=policy(), at=minute(1))
    submit(session, uid, reviewer=by, policy=policy(), at=minute(2))


def seen_by(session: Session, viewer: str) -> list[str]:
    """Whose reviews of the call somebody sees."""
    return [row.reviewer for row in reviews_of(session, UID, viewer=viewer)]


def test_nobody_sees_another_s_answers_until_all_have_submitted(
    session: Session,
) -> None:
    """Neither those who take part nor anybody else."""
    key = start(session).key
    score_it(session, "rob", thanks="no")

    assert seen_by(session, "ria") == []
    assert seen_by(session, "sam") == []
    assert seen_by(session, "rob") == ["rob"]
    view = calibration(session, key)
    assert view.submitted == ("rob",)
    assert (view.reviews, view.questions, view.overall) == ((), {}, None)


def test_the_last_to_submit_closes_it_and_opens_it_to_all(session: Session) -> None:
    """At the moment of submitting."""
    row = start(session)
    score_it(session, "rob", thanks="no")
    assert row.closed_at is None
    score_it(session, "ria", thanks="yes")

    assert row.closed_at == minute(2)
    assert seen_by(session, "sam") == ["rob", "ria"]
    assert [r.reviewer for r in calibration(session, row.key).reviews] == [
        "ria",
        "rob",
    ]


def test_a_review_from_before_is_hidden_and_stays(session: Session) -> None:
    """The card of the calibration is another one."""
    score_it(session, "sam")
    start(session)
    score_it(session, "rob")

    assert seen_by(session, "ria") == []
    assert seen_by(session, "nora") == ["sam"]


def test_a_calibration_does_not_touch_the_call_s_score(session: Session) -> None:
    """It is about the reviewers."""
    before = call_of(session, UID).score
    start(session)
    score_it(session, "rob", thanks="no")
    score_it(session, "ria", thanks="no")

    call = call_of(session, UID)
    assert (call.review, call.score) == ("none", before)


def test_it_can_be_reopened_while_another_is_missing(session: Session) -> None:
    """Once it is closed, what was said stays."""
    start(session)
    score_it(session, "rob")
    reopen(session, UID, reviewer="rob", policy=policy())
    score_it(session, "rob")
    score_it(session, "ria")

    with pytest.raises(ReviewConflictError):
        reopen(session, UID, reviewer="rob", policy=policy())


def test_agreement_is_by_question_over_all_their_calibrations(
    session: Session,
) -> None:
    """On two calls alike, on the third not: 2 of 3; by chance 4 of 9, so 0.4."""
    key = 0
    for uid, rob, ria in (
        (UID, "yes", "yes"),
        (OTHER, "no", "no"),
        (THIRD, "yes", "no"),
    ):
        if uid != UID:
            add_call(session, uid=uid)
        key = start(session, uid=uid).key
        score_it(session, "rob", uid, plain_language=rob)
        score_it(session, "ria", uid, plain_language=ria)

    found = calibration(session, key)
    plain = found.questions["plain-language"]
    assert plain.share == pytest.approx(2 / 3)
    assert plain.kappa == pytest.approx((2 / 3 - 4 / 9) / (1 - 4 / 9))
    assert plain.pairs == 3
    assert found.questions["welcomed"].kappa is None
    assert found.questions["welcomed"].share == 1.0
    assert found.overall is not None
    assert found.overall.pairs > 3


def test_a_question_left_open_is_no_pair(session: Session) -> None:
    """Not having answered is no answer."""
    key = start(session).key
    score_it(session, "rob", plain_language="yes")
    score_it(session, "ria")

    assert calibration(session, key).questions["plain-language"].pairs == 0


def test_more_than_two_may_take_part(session: Session) -> None:
    """It closes with the last of them."""
    row = start(session, "rob", "ria", "sam")
    for name in ("rob", "ria", "sam"):
        assert row.closed_at is None
        score_it(session, name)

    assert calibration(session, row.key).questions["welcomed"].pairs == 3


@pytest.mark.parametrize(
    "names", [("rob", "rob"), ("rob",), ("rob", " "), tuple("abcdefghijklm")]
)
def test_it_takes_two_or_more_people(session: Session, names: tuple[str, ...]) -> None:
    """And not a whole department."""
    with pytest.raises(UnfitReviewError, match="reviewers"):
        start(session, *names)


def test_one_at_a_time(session: Session) -> None:
    """A second one waits for the first."""
    start(session)
    with pytest.raises(ReviewConflictError, match="going on already"):
        start(session, "sam", "tom")


def test_who_takes_part_is_blind_until_it_is_closed(session: Session) -> None:
    """Also after submitting."""
    start(session)
    score_it(session, "rob")
    call = call_of(session, UID)

    assert is_blind(session, call, "rob")
    assert not is_blind(session, call, "sam")
    score_it(session, "ria")
    assert not is_blind(session, call, "rob")


def test_calibrations_are_listed_newest_first(session: Session) -> None:
    """Without what was answered."""
    add_call(session, uid=OTHER)
    first, second = start(session), start(session, uid=OTHER)

    assert [one.row.key for one in calibrations(session)] == [second.key, first.key]
    newest = calibration_of(session, OTHER)
    assert newest is not None
    assert newest.key == second.key


def test_one_that_is_not_there_is_said_so(session: Session) -> None:
    """By its number."""
    with pytest.raises(NotThereError, match="no calibration 9"):
        calibration(session, 9)
