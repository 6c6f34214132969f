"""The call that is reviewed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.orm import Session

from coach.errors import NotThereError
from coach.reviews.reviewed import call_of, check_finding, locked_call, scored_report
from coach.reviews.scorecards import reviews_of, save_draft
from coach.scoring.scorecard import score_of
from coach.store.database import Database
from tests.reviews.making import UID, add_call, good_report, minute, policy


def test_a_locked_call_is_the_call(session: Session) -> None:
    """Taking the lock changes nothing."""
    before = call_of(session, UID).review
    assert locked_call(session, UID).review == before


def test_what_is_not_there_is_said_so(session: Session) -> None:
    """By the name it was asked for."""
    with pytest.raises(NotThereError, match="there is no call ffff"):
        locked_call(session, "f" * 32)
    with pytest.raises(NotThereError, match="there is no finding nothing"):
        check_finding(session, call_of(session, UID), "nothing")


def test_the_stored_call_scores_as_its_report_did(session: Session) -> None:
    """All that a scorecard looks at is kept."""
    stored = scored_report(session, call_of(session, UID))
    assert score_of(stored, policy()) == score_of(good_report(), policy())


def test_two_who_change_a_call_at_once_come_one_after_the_other(db: Database) -> None:
    """A page that saves twice begins one review, not two."""
    with db.session() as session:
        add_call(session)

    def save(number: int) -> None:
        with db.session() as session:
            save_draft(
                session,
                UID,
                reviewer="rob",
                answers={"thanks": {"answer": "no", "comment": str(number)}},
                policy=policy(),
                at=minute(number),
            )

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, range(8)))
    with db.reading() as session:
        assert len(reviews_of(session, UID, viewer="rob")) == 1
