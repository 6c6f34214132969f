import pytest

from coach.language.spoken_times import spoken_times, with_times_marked
from coach.language.text import words


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("a minute", 60),
        ("one minute", 60),
        ("1 minute", 60),
        ("a minute or so", 60),
        ("a minute or two", 120),
        ("a minute and a half", 90),
        ("half a minute", 30),
        ("two and a half minutes", 150),
        ("a couple minutes", 120),
        ("a couple of more minutes", 120),
        ("a few minutes", 180),
        ("five to ten minutes", 600),
        ("5-10 minutes", 600),
        ("thirty, forty seconds", 40),
        ("forty-five seconds", 45),
        ("45 secs", 45),
        ("30s", 30),
        ("another two minutes", 120),
        ("thirty seconds more", 30),
        ("half an hour", 1800),
        ("a quarter of an hour", 900),
        ("three quarters of a minute", 45),
        ("quarter of an hour", 900),
        ("two secs", 2),
        ("a minute, two at the outside", 120),
        ("a minute, three tops", 180),
        ("a quick second", 1),
        ("a moment", None),
        ("a little bit longer", None),
        ("give me five", 300),
        ("i'll be back in two", 120),
    ],
)
def test_times(text: str, seconds: float | None) -> None:
    """The longest that was said counts, in either spelling."""
    (time,) = spoken_times(words(text))

    assert time.seconds == seconds


@pytest.mark.parametrize(
    "text", ["", "five digits", "give me five digits", "in two", "a cup", "half of it"]
)
def test_no_times(text: str) -> None:
    """Numbers of other things are no times."""
    assert not spoken_times(words(text))


def test_times_are_marked() -> None:
    """Each time becomes one word."""
    spoken = words("Give me a minute or two, then thirty seconds.")

    assert with_times_marked(spoken, spoken_times(spoken)) == [
        "give",
        "me",
        "TIME",
        "then",
        "TIME",
    ]
