import pytest

from coach.detectors.hold.announcement import (
    Announcement,
    after_sentence,
    by_time_alone,
)
from coach.detectors.hold.language import HoldLanguage, Strength
from coach.detectors.hold.settings import HoldSettings

LANGUAGE = HoldLanguage(HoldSettings())


def after(*said: str) -> Announcement | None:
    """Return the announcement that stands after what the agent said."""
    announcement: Announcement | None = None
    estimate: float | None = None
    for text in said:
        reading = LANGUAGE.read(text)
        announcement = after_sentence(announcement, reading, estimate)
        estimate = reading.estimate
    return announcement


def test_it_grows() -> None:
    """Strength, time and permission may come in different sentences."""
    made = after("Bear with me.", "Is that okay?", "It'll be about two minutes.")

    assert made is not None
    assert made.asks
    assert made.has_permission
    assert made.seconds == 120


def test_clear_words_make_it_clear() -> None:
    """The clearest of its sentences counts."""
    made = after("One moment.", "I'll put you on hold.")

    assert made is not None
    assert made.strength is Strength.CLEAR


def test_courtesies_change_nothing() -> None:
    """Thanks between announcement and absence are part of it."""
    assert after("Can I put you on hold?", "Thank you.", "Great.") is not None


def test_seeing_it_ends_it() -> None:
    """Seeing it now takes a request for patience back."""
    assert after("One moment.", "There it is.") is None


def test_talk_ends_it() -> None:
    """When the agent goes on talking there is no hold to come."""
    talk = "So the server that your mail lives on was moved to another building."
    assert after("One moment.", talk, talk) is None


def test_nothing_comes_of_nothing() -> None:
    """Without an announcement nothing stands."""
    assert after("Is that okay?", "Two minutes ago it worked.") is None


def test_refusal_takes_the_permission() -> None:
    """Whoever was refused has no permission."""
    made = after("Can I put you on hold?")
    assert made is not None
    made.is_refused = True

    assert not made.has_permission


def test_how_long_it_takes_may_come_first() -> None:
    """A time said just before the announcement is its promise; an older one is not."""
    made = after("That should take about ninety seconds.", "Can I put you on hold?")
    assert made is not None
    assert made.seconds == 90

    outage = after("The restart takes two hours.", "Can I put you on hold?")
    assert outage is not None
    assert outage.seconds is None

    late = after("It takes ten minutes.", "Which floor is it?", "Please hold the line.")
    assert late is not None
    assert late.seconds is None


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (["I'll ring him.", "Not even a minute, okay?"], 60),
        (["That is three hours of work."], None),
        (["I see."], None),
    ],
)
def test_a_time_announces_if_an_absence_follows(
    said: list[str], seconds: float | None
) -> None:
    """A time that one could hold for is the promise."""
    made = by_time_alone([LANGUAGE.read(text) for text in said])

    assert (made.seconds if made else None) == seconds
    assert made is None or made.has_permission
