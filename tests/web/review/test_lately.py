"""What was noted lately."""

from datetime import UTC, datetime, timedelta

from coach.web.review.lately import MAX_REMEMBERED, Lately

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_it_is_new_once_an_hour() -> None:
    """An hour of the clock: from half past nine to ten."""
    lately = Lately()
    assert lately.is_new("session", "call", NOW)
    lately.add("session", "call", NOW)
    assert not lately.is_new("session", "call", NOW + timedelta(minutes=29))
    assert lately.is_new("session", "call", NOW + timedelta(minutes=30))


def test_it_is_of_one_session_and_one_call() -> None:
    """Another of either is another hearing."""
    lately = Lately()
    lately.add("session", "call", NOW)
    assert lately.is_new("another", "call", NOW)
    assert lately.is_new("session", "another", NOW)


def test_what_is_remembered_is_bounded() -> None:
    """The oldest is forgotten."""
    lately = Lately()
    for i in range(MAX_REMEMBERED + 1):
        lately.add("session", str(i), NOW)
    assert lately.is_new("session", "0", NOW)
    assert not lately.is_new("session", "1", NOW)
