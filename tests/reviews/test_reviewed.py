"""The call that is reviewed."""

import pytest
from sqlalchemy.orm import Session

from coach.errors import NotThereError
from coach.reviews.reviewed import call_of, check_finding, locked_call, scored_report
from coach.scoring.scorecard import score_of
from tests.reviews.making import UID, good_report, policy


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
