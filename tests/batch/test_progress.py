"""How a run goes on, told."""

import io
from pathlib import Path

import pytest

from coach.batch.progress import Pace, Progress, duration, weights_of
from tests.batch.calls import call, outcome

CALLS = [call(name) for name in "abcd"]
EVEN = {one.name: 1.0 for one in CALLS}


class Clock:
    """Says what it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    """What a person looks at."""

    def isatty(self) -> bool:
        return True


def test_the_pace_is_that_of_what_is_done() -> None:
    """Calls, their sound, and what the rest will take by its weight."""
    pace = Pace(10.0, now=0.0)
    assert pace.left_s(0.0) is None
    pace.add(4.0, audio_s=600.0, now=20.0)
    assert pace.calls_per_s(20.0) == pytest.approx(1 / 20)
    assert pace.audio_per_s(20.0) == pytest.approx(30.0)
    assert pace.left_s(20.0) == pytest.approx(30.0)


def test_the_pace_is_that_of_late() -> None:
    """A machine that has got slower, or faster, is believed."""
    pace = Pace(1_000.0, now=0.0)
    for second in range(1, 101):
        pace.add(1.0, 0.0, float(second))
    late = 100.0
    for _ in range(50):
        late += 10.0
        pace.add(1.0, 0.0, late)
    assert pace.calls_per_s(late) == pytest.approx(0.1, rel=0.1)
    assert pace.left_s(late) == pytest.approx(850 / 0.1, rel=0.1)


def test_elsewhere_a_line_is_said_now_and_then() -> None:
    """And a last one; nothing at all where it is over soon."""
    said, clock = io.StringIO(), Clock()
    with Progress(EVEN, done_before=0, to=said, clock=clock) as progress:
        progress.add(outcome(CALLS[0]))
        clock.now += 9
        progress.tick()
        assert said.getvalue() == ""
        clock.now += 1
        progress.tick()
        progress.tick()
        assert said.getvalue() == (
            "1 of 4 calls · 0.1 a second · 6 hours of calls an hour · 30 s left\n"
        )
        progress.add(outcome(CALLS[1]))
    assert len(said.getvalue().splitlines()) == 2

    said = io.StringIO()
    with Progress(EVEN, done_before=0, to=said, clock=clock) as progress:
        progress.add(outcome(CALLS[0]))
    assert said.getvalue() == ""


def test_while_nothing_is_done_less_is_said() -> None:
    """A long call is no news."""
    said, clock = io.StringIO(), Clock()
    with Progress(EVEN, done_before=0, to=said, clock=clock) as progress:
        for _ in range(6):
            assert said.getvalue() == ""
            clock.now += 10
            progress.tick()
        assert said.getvalue() == "0 of 4 calls\n"


def test_who_wants_an_end_is_told_what_is_waited_for() -> None:
    """If anything is."""
    said = io.StringIO()
    with Progress(EVEN, done_before=0, to=said) as progress:
        progress.finishing(0)
        progress.finishing(1)
    assert said.getvalue() == "finishing 1 call in hand; Ctrl-C again ends at once\n"


def test_what_fails_is_said_at_once() -> None:
    """A line, with nothing in it that steers a terminal."""
    said, clock = io.StringIO(), Clock()
    with Progress(EVEN, done_before=7, to=said, clock=clock) as progress:
        progress.add(outcome(CALLS[0], error="\x1b[2Ja: is empty"))
        assert said.getvalue() == "error: \\x1b[2Ja: is empty\n"
        clock.now += 10
        assert progress.text.endswith(" · failed: 1 · done before: 7")


def test_no_time_is_told_while_only_failed_calls_are_done() -> None:
    """They fail at once, and the others take as long as they take."""
    said, clock = io.StringIO(), Clock()
    with Progress(EVEN, done_before=0, to=said, clock=clock) as progress:
        progress.add(outcome(CALLS[0], error="a: is empty", has_report=False))
        progress.add(outcome(CALLS[1], error="b: is empty", has_report=False))
        clock.now += 10
        assert " left" not in progress.text
        progress.add(outcome(CALLS[2]))
        assert " · 3 s left" in progress.text


def test_on_a_terminal_there_is_a_bar() -> None:
    """What fails stands above it."""
    said = Terminal()
    with Progress(EVEN, done_before=0, to=said) as progress:
        for one in CALLS[:3]:
            progress.add(outcome(one))
        progress.add(outcome(CALLS[3], error="d: is [bold] and empty"))
        progress.tick()
    text = said.getvalue()
    assert "error: d: is [bold] and empty\n" in text
    assert "4 of 4 calls" in text
    assert "100%" in text


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.4, "0 s"),
        (89, "89 s"),
        (90, "2 min"),
        (3_600, "60 min"),
        (11_100, "3 h 05 min"),
    ],
)
def test_a_length_of_time_is_said_briefly(seconds: float, said: str) -> None:
    """As precisely as anybody wants to know."""
    assert duration(seconds) == said


def test_calls_weigh_what_their_files_do(tmp_path: Path) -> None:
    """Both of a pair; all the same where one is not known."""
    for name, size in (("one", 100), ("two", 50), ("none", 0)):
        (tmp_path / name).write_bytes(bytes(size))
    pair = call("pair", str(tmp_path / "one"), customer=str(tmp_path / "two"))
    empty = call("empty", str(tmp_path / "none"))
    assert weights_of([pair, empty]) == {"pair": 150.0, "empty": 1.0}
    far = call("far", "s3://bucket/call.wav")
    assert weights_of([pair, far]) == {"pair": 1.0, "far": 1.0}
