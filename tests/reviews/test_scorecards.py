"""Scorecards: drafts, submitting, reopening."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from coach.errors import NotThereError, ReviewConflictError, UnfitReviewError
from coach.reviews.calibration import answers_in, begin
from coach.reviews.reviewed import call_of
from coach.reviews.scorecards import (
    prefilled_of,
    reopen,
    reviews_of,
    save_draft,
    submit,
)
from coach.store.tables import ReviewRow
from tests.reviews.making import UID, minute, policy


def draft(
    session: Session, answers: dict[str, Any], *, by: str = "rob", comment: str = ""
) -> ReviewRow:
    """Save a draft."""
    return save_draft(
        session,
        UID,
        reviewer=by,
        answers=answers,
        comment=comment,
        policy=policy(),
        at=minute(1),
    )


def send(session: Session, *, by: str = "rob", at: int = 2) -> ReviewRow:
    """Submit."""
    return submit(session, UID, reviewer=by, policy=policy(), at=minute(at))


def state(session: Session) -> tuple[str, float | None]:
    """What the list shows of the call."""
    call = call_of(session, UID)
    return call.review, call.score


def test_the_findings_answer_what_they_can(session: Session) -> None:
    """As the report of the stored call has them."""
    prefilled = prefilled_of(session, UID, policy())

    assert prefilled["let-finish"].answer == "yes"
    assert prefilled["let-finish"].findings == ("interruption-9000",)
    assert prefilled["plain-language"].answer is None


def test_a_draft_is_kept_and_the_call_is_open(session: Session) -> None:
    """Its score is still the findings'."""
    before = state(session)[1]
    row = draft(session, {"thanks": {"answer": "no", "comment": " none "}}, comment="?")

    assert row.answers == {"thanks": {"answer": "no", "comment": "none"}}
    assert state(session) == ("open", before)


def test_saving_again_replaces_the_draft(session: Session) -> None:
    """One row a reviewer; what was taken back is gone."""
    draft(session, {"thanks": {"answer": "no"}})
    row = draft(session, {"welcomed": {"comment": "late"}, "thanks": {"answer": None}})

    assert row.answers == {"welcomed": {"answer": None, "comment": "late"}}
    assert len(reviews_of(session, UID, viewer="rob")) == 1


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"smile": {"answer": "yes"}}, "no question smile"),
        ({"thanks": {"answer": "maybe"}}, "thanks: the answer is none of yes"),
        ({"thanks": "yes"}, "thanks: needs an answer"),
        ({"thanks": {"answer": "yes", "weight": 9}}, "thanks: needs an answer"),
        ({"thanks": {"comment": 3}}, "thanks: the comment is no text"),
        ({"thanks": {"comment": "x" * 4_001}}, "thanks.comment: has 4001"),
    ],
)
def test_what_is_no_answer_is_refused(
    session: Session, answers: dict[str, Any], problem: str
) -> None:
    """And nothing is begun by it."""
    with pytest.raises(UnfitReviewError, match=problem):
        draft(session, answers)
    assert reviews_of(session, UID, viewer="rob") == []


def test_submitting_freezes_the_card_with_its_answers(session: Session) -> None:
    """The reviewer's own, and the findings' where they have none."""
    draft(session, {"thanks": {"answer": "no"}, "plain-language": {"answer": "yes"}})
    row = send(session)

    assert row.scorecard is not None
    answers = dict(answers_in(row.scorecard))
    assert answers["thanks"] == "no"
    assert answers["welcomed"] == "yes"
    assert answers["impact-asked"] is None
    questions = {
        question["id"]: question
        for section in row.scorecard["sections"]
        for question in section["questions"]
    }
    assert questions["thanks"]["by"] == "reviewer"
    assert questions["welcomed"]["by"] == "findings"
    assert questions["welcomed"]["filled_from"] == "greeting.welcomed"


def test_the_call_has_the_score_that_was_submitted(session: Session) -> None:
    """In the place of the findings'."""
    before = state(session)[1]
    draft(session, {"thanks": {"answer": "no"}})
    row = send(session)

    assert row.score is not None
    assert before is not None
    assert row.score < before
    assert state(session) == ("submitted", row.score)


def test_a_review_can_be_submitted_without_a_draft(session: Session) -> None:
    """Everything was as the findings have it."""
    before = state(session)[1]
    assert send(session).score == before


def test_of_two_reviews_the_last_submitted_counts(session: Session) -> None:
    """Until it is opened again; then the other one."""
    draft(session, {"thanks": {"answer": "no"}})
    draft(session, {"welcomed": {"answer": "no"}, "thanks": {"answer": "no"}}, by="ria")
    last = send(session, by="ria", at=3).score
    first = send(session, at=2).score
    assert state(session) == ("submitted", last)

    reopen(session, UID, reviewer="ria", policy=policy())
    assert state(session) == ("submitted", first)


def test_what_is_submitted_cannot_be_changed_until_reopened(session: Session) -> None:
    """Neither saved nor submitted again."""
    send(session)
    with pytest.raises(ReviewConflictError, match="reopen it first"):
        draft(session, {})
    with pytest.raises(ReviewConflictError, match="already"):
        send(session)


def test_reopening_keeps_the_answers_and_gives_the_score_back(session: Session) -> None:
    """As if it had not been submitted."""
    before = state(session)[1]
    draft(session, {"thanks": {"answer": "no"}})
    send(session)
    row = reopen(session, UID, reviewer="rob", policy=policy())

    assert row.answers == {"thanks": {"answer": "no", "comment": ""}}
    assert (row.score, row.scorecard, row.submitted_at) == (None, None, None)
    assert state(session) == ("open", before)


def test_only_what_was_submitted_can_be_reopened(session: Session) -> None:
    """A draft is open."""
    draft(session, {})
    with pytest.raises(ReviewConflictError, match="no review of yours"):
        reopen(session, UID, reviewer="rob", policy=policy())


def test_a_call_that_is_not_there_cannot_be_reviewed(session: Session) -> None:
    """Nor is anything made of it."""
    with pytest.raises(NotThereError):
        submit(session, "f" * 32, reviewer="rob", policy=policy(), at=minute(1))


class TestReviewsOf:
    def test_others_drafts_are_not_seen(self, session: Session) -> None:
        """What is submitted is."""
        draft(session, {})
        assert reviews_of(session, UID, viewer="ria") == []
        send(session)
        assert len(reviews_of(session, UID, viewer="ria")) == 1

    def test_the_analyst_sees_what_was_submitted_as_a_review(
        self, session: Session
    ) -> None:
        """No draft and no calibration."""
        draft(session, {}, by="sam")
        send(session)
        begin(session, UID, reviewers=["rob", "ria"], by="rob", at=minute(3))
        send(session, at=4)
        send(session, by="ria", at=5)

        seen = reviews_of(session, UID, viewer="nora", sees_own_draft=False)
        assert [row.reviewer for row in seen] == ["rob"]
