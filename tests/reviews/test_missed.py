"""What was missed."""

import pytest
from sqlalchemy.orm import Session

from coach.errors import NotThereError, ReviewConflictError, UnfitReviewError
from coach.reviews import missed
from coach.reviews.calibration import begin
from coach.reviews.missed import add_missed, known_kinds, missed_of, remove_missed
from coach.store.tables import MissedRow
from tests.reviews.making import UID, minute, policy


def miss(
    session: Session,
    start_ms: int = 1_000,
    end_ms: int = 2_000,
    *,
    kind: str = "interruption",
    speaker: str | None = "agent",
    by: str = "rob",
) -> MissedRow:
    """Say that something was missed."""
    return add_missed(
        session,
        UID,
        reviewer=by,
        kind=kind,
        speaker=speaker,
        start_ms=start_ms,
        end_ms=end_ms,
        note="talked over",
        policy=policy(),
        at=minute(1),
    )


def test_missed_ones_are_kept_in_the_order_of_the_call(session: Session) -> None:
    """Not in that of listening."""
    miss(session, 5_000, 6_000)
    miss(session, 1_000, 2_000)

    rows = missed_of(session, UID, viewer="rob")
    assert [(row.start_ms, row.note) for row in rows] == [
        (1_000, "talked over"),
        (5_000, "talked over"),
    ]


@pytest.mark.parametrize(("start", "end"), [(0, 60_000), (59_999, 60_000), (0, 1)])
def test_a_span_may_reach_both_ends_of_the_call(
    session: Session, start: int, end: int
) -> None:
    """The call is 60 s long."""
    assert miss(session, start, end).key


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 5), (5, 5), (6, 5), (0, 60_001), (60_000, 60_001)]
)
def test_a_span_lies_within_the_call_and_is_not_empty(
    session: Session, start: int, end: int
) -> None:
    """Anything else is refused."""
    with pytest.raises(UnfitReviewError, match="within the call's 60000 ms"):
        miss(session, start, end)


def test_the_kind_must_be_one_that_a_detector_raises(session: Session) -> None:
    """Otherwise it would count for none."""
    assert "dead-air" in known_kinds()
    with pytest.raises(UnfitReviewError, match="kind: no detector raises it"):
        miss(session, kind="smile")


def test_the_speaker_is_one_of_two_or_nobody(session: Session) -> None:
    """Dead air is nobody's."""
    assert miss(session, kind="dead-air", speaker=None).speaker is None
    with pytest.raises(UnfitReviewError, match="speaker"):
        miss(session, speaker="user")


def test_one_s_own_can_be_taken_back(session: Session) -> None:
    """Nobody else's."""
    row = miss(session)
    with pytest.raises(NotThereError):
        remove_missed(session, UID, row.key, reviewer="ria")
    remove_missed(session, UID, row.key, reviewer="rob")

    assert missed_of(session, UID, viewer="rob") == []


def test_a_call_has_only_so_many(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that cannot stop does not fill the disk."""
    monkeypatch.setattr(missed, "MOST", 1)
    miss(session)
    with pytest.raises(ReviewConflictError):
        miss(session)


def test_who_is_to_score_the_call_blind_sees_their_own(session: Session) -> None:
    """As with verdicts."""
    miss(session)
    begin(session, UID, reviewers=["ria", "sam"], by="rob", at=minute(3))

    assert missed_of(session, UID, viewer="ria") == []
    assert len(missed_of(session, UID, viewer="rob")) == 1
