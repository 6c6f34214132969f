import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.marks import MOST_MARKS, Mark, joined, marks_from, tags_of
from coach.events import Speaker

AGENT, CUSTOMER = Speaker


def mark(speaker: Speaker, start: int, end: int, kind: str = "silenced") -> Mark:
    """Return a mark, its kind as a plain text."""
    return Mark(speaker=speaker, start=start, end=end, kind=kind)  # type: ignore[arg-type]


MARKS = st.builds(
    lambda speaker, start, length, kind: mark(speaker, start, start + length, kind),
    st.sampled_from(Speaker),
    st.integers(0, 10**9),
    st.integers(1, 10**9),
    st.sampled_from(["silenced", "lost", "paused"]),
)


@given(st.lists(MARKS))
def test_tags_give_the_marks_again(marks: list[Mark]) -> None:
    """Whatever their order was."""
    key = lambda one: (one.start, one.end, one.speaker, one.kind)  # noqa: E731
    assert sorted(marks_from(tags_of(marks)), key=key) == sorted(marks, key=key)


def test_tags_can_be_read_by_people() -> None:
    """A player shows them."""
    marks = [mark(CUSTOMER, 16_000, 32_000), mark(AGENT, 0, 8_000, "paused")]

    assert tags_of(marks) == {
        "COACH_SILENCED": "customer 16000-32000",
        "COACH_PAUSED": "agent 0-8000",
    }


@pytest.mark.parametrize(
    "text", ["", "nonsense", "customer 5-5", "customer 9-3", "nobody 1-2", "agent -3-4"]
)
def test_what_is_no_mark_is_passed_over(text: str) -> None:
    """A file's tags may be anybody's."""
    assert marks_from({"coach_silenced": text, "title": "agent 1-2"}) == ()


def test_a_crafted_tag_costs_no_more_than_a_long_call() -> None:
    """The rest of it is not read."""
    text = ", ".join("agent 1-2" for _ in range(MOST_MARKS + 5))
    assert len(marks_from({"COACH_LOST": text})) == MOST_MARKS


def test_marks_that_touch_are_one() -> None:
    """Of one channel and one kind only."""
    marks = [
        mark(AGENT, 10, 20),
        mark(CUSTOMER, 12, 15),
        mark(AGENT, 20, 30),
        mark(AGENT, 30, 40, "lost"),
        mark(AGENT, 50, 60),
    ]

    assert joined(marks) == [
        mark(AGENT, 10, 30),
        mark(CUSTOMER, 12, 15),
        mark(AGENT, 30, 40, "lost"),
        mark(AGENT, 50, 60),
    ]
