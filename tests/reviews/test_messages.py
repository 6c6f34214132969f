"""Messages between the analyst and those who review."""

import pytest
from sqlalchemy.orm import Session

from coach.errors import NotThereError, ReviewConflictError, UnfitReviewError
from coach.reviews import messages
from coach.reviews.calibration import begin
from coach.reviews.messages import messages_of, say
from coach.reviews.reviewed import call_of
from coach.reviews.scorecards import submit
from tests.reviews.making import UID, minute, policy

SPIKE = "sentiment-spike-5000"
CUT_IN = "interruption-9000"


def write(
    session: Session,
    kind: str,
    finding: str | None = SPIKE,
    *,
    text: str = "That was a joke.",
    by: str = "nora",
) -> None:
    """Write a message."""
    say(
        session,
        UID,
        author=by,
        kind=kind,
        finding=finding,
        text=text,
        policy=policy(),
        at=minute(5),
    )


def is_disputed(session: Session) -> bool:
    """Whether the list shows the call as disputed."""
    return call_of(session, UID).is_disputed


def test_a_message_is_kept(session: Session) -> None:
    """Oldest first, without the blanks round it."""
    write(session, "reply", text=" Thanks. ")
    write(session, "reply", text="One more thing.")

    said = messages_of(session, UID, viewer="nora")
    assert [(one.text, one.finding) for one in said] == [
        ("Thanks.", SPIKE),
        ("One more thing.", SPIKE),
    ]


def test_a_dispute_is_open_until_it_is_answered(session: Session) -> None:
    """A reply disputes nothing."""
    write(session, "reply")
    assert not is_disputed(session)
    write(session, "dispute")
    assert is_disputed(session)
    write(session, "reply")
    assert is_disputed(session)
    write(session, "answer", by="rob")
    assert not is_disputed(session)


def test_a_second_dispute_opens_it_again(session: Session) -> None:
    """Until that is answered too."""
    for kind in ("dispute", "answer", "dispute"):
        write(session, kind)
    assert is_disputed(session)


def test_an_answer_is_to_its_own_matter(session: Session) -> None:
    """Another finding's dispute stays open."""
    write(session, "dispute", SPIKE)
    write(session, "dispute", CUT_IN)
    write(session, "answer", CUT_IN)
    assert is_disputed(session)
    write(session, "answer", SPIKE)
    assert not is_disputed(session)


def test_a_review_can_be_disputed_once_there_is_one(session: Session) -> None:
    """Not before."""
    with pytest.raises(ReviewConflictError, match="no review"):
        write(session, "dispute", None)
    submit(session, UID, reviewer="rob", policy=policy(), at=minute(2))
    write(session, "dispute", None)

    assert is_disputed(session)


def test_there_must_be_something_to_answer(session: Session) -> None:
    """A reply is enough; one on another finding is not."""
    write(session, "reply", CUT_IN)
    with pytest.raises(ReviewConflictError, match="nothing to answer"):
        write(session, "answer", SPIKE)
    write(session, "answer", CUT_IN)


def test_what_cannot_be_said_is_refused(session: Session) -> None:
    """Nothing, too much, another kind, about what is not there."""
    with pytest.raises(UnfitReviewError, match="text: is empty"):
        write(session, "reply", text=" \n ")
    with pytest.raises(UnfitReviewError, match="at most 4000"):
        write(session, "reply", text="x" * 4_001)
    with pytest.raises(UnfitReviewError, match="kind"):
        write(session, "shout")
    with pytest.raises(NotThereError, match="no finding nothing"):
        write(session, "reply", "nothing")


def test_a_call_has_only_so_many(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that cannot stop does not fill the disk."""
    monkeypatch.setattr(messages, "MOST", 1)
    write(session, "reply")
    with pytest.raises(ReviewConflictError, match="1 messages"):
        write(session, "reply")


def test_who_is_to_score_the_call_blind_sees_their_own(session: Session) -> None:
    """What is said of the review would tell how others answered."""
    write(session, "reply")
    write(session, "reply", by="ria")
    begin(session, UID, reviewers=["ria", "sam"], by="rob", at=minute(3))

    assert len(messages_of(session, UID, viewer="ria")) == 1
    assert len(messages_of(session, UID, viewer="nora")) == 2
