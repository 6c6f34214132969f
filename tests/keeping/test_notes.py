from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from coach.audio.marks import Mark
from coach.events import Speaker
from coach.keeping.notes import (
    About,
    Notes,
    about_line,
    ended_line,
    mark_line,
    read_notes,
)
from coach.scoring.report import CallInfo

ABOUT = About(
    call=CallInfo(
        id="call-20261128-101500",
        source="Headset",
        input="stereo",
        agent="Nora",
        started_at=datetime(2026, 11, 28, 10, 15, tzinfo=UTC),
        language="en",
        metadata={"ticket": 4711},
    ),
    is_asked=True,
)
MARK = Mark(speaker=Speaker.CUSTOMER, start=10, end=20, kind="paused")
LINES = about_line(ABOUT) + mark_line(MARK) + ended_line(480_000)


def test_what_is_noted_is_read_again() -> None:
    """All of it."""
    found = read_notes(LINES.splitlines())

    assert found == Notes(about=ABOUT, marks=(MARK,), ended=480_000)


def test_what_was_said_last_about_a_call_counts() -> None:
    """A telephone may say more when it has begun."""
    bare = About(call=CallInfo(id="a", source="b", input="stereo"))

    assert read_notes([about_line(bare), about_line(ABOUT)]).about == ABOUT


@given(st.integers(0, len(LINES)))
def test_notes_that_break_off_are_read_as_far_as_they_go(length: int) -> None:
    """A process may die in the middle of a line."""
    found = read_notes(LINES[:length].splitlines())

    assert found.about in (None, ABOUT)
    assert found.marks in ((), (MARK,))


@given(st.lists(st.text()))
def test_what_is_no_note_is_passed_over(lines: list[str]) -> None:
    """Whatever a damaged disk gives back."""
    assert read_notes([*lines, *LINES.splitlines()]).about == ABOUT


def test_what_was_silenced_is_nothing_to_be_noted() -> None:
    """Only capture is; and what names nobody is no mark."""
    lines = [
        '{"mark": {"speaker": "agent", "start": 1, "end": 2, "kind": "silenced"}}',
        '{"mark": {"speaker": "nobody", "start": 1, "end": 2, "kind": "lost"}}',
        "[1, 2]",
        "5",
    ]
    assert read_notes(lines) == Notes()
