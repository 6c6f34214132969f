"""When a promise is due."""

import pytest

from coach.detectors.commitments.times import LOOSE, MOMENT, PLAIN
from coach.language.phrases import searchable
from coach.language.text import words


def spoken(text: str) -> str:
    """Return a text as the patterns are searched in it."""
    return searchable(words(text))


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("call you in an hour", "in an hour"),
        ("send it by Friday", "by friday"),
        ("ring you at two o'clock to check", "at two o'clock"),
        ("ring you at ten to four", "at ten to four"),
        ("call tomorrow at nine", "tomorrow at nine"),
        ("fix it tonight", "tonight"),
        ("visit between ten and twelve", "between ten and twelve"),
        ("write within two working days", "within two working days"),
        ("come by the end of the day", "by the end of the day"),
        ("do it first thing tomorrow", "first thing tomorrow"),
        ("call you at 4", "at 4"),
        ("send it this afternoon", "this afternoon"),
        ("check it in half an hour", "in half an hour"),
        ("ring you before noon", "before noon"),
        ("look at it next week", "next week"),
        ("do it every month", "every month"),
    ],
)
def test_plain_times(text: str, time: str) -> None:
    """As they are said, with all that belongs to them."""
    match = PLAIN.search(spoken(text))

    assert match is not None
    assert match.group().strip() == time


@pytest.mark.parametrize(
    "text",
    [
        "put you on hold for a minute",
        "look at two of them",
        "at five percent",
        "check the one at the back",
        "count to ten",
    ],
)
def test_no_plain_times(text: str) -> None:
    """Numbers of things, and a wait on the line."""
    assert PLAIN.search(spoken(text)) is None


@pytest.mark.parametrize(
    "text", ["do it once it's done", "call shortly", "email you when they've fixed it"]
)
def test_loose_times(text: str) -> None:
    """They need a deed beside them."""
    assert LOOSE.search(spoken(text))


@pytest.mark.parametrize(
    "text", ["right now", "in a minute", "for thirty seconds", "straight away", "now"]
)
def test_moments_of_the_call(text: str) -> None:
    """What is done at once is no promise for later."""
    assert MOMENT.search(spoken(text))
