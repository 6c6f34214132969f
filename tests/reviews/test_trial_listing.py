"""A trial as text."""

from dataclasses import replace

from coach.reviews.trial_listing import WIDTH, listing_of
from tests.reviews.making import UID
from tests.reviews.trials import trial


def test_the_calls_to_look_at_come_first() -> None:
    """Each difference with its time, its verdict and its explanation."""
    lines = listing_of(trial())

    assert lines[0] == f"call-one  {UID}  2026-03-02"
    assert "0:05.0  vanishes  interruption      judged wrong A interrup" in lines[1]
    assert "1:05.3  appears   dead-air          was missed" in lines[2]
    assert not any("call-two" in line for line in lines)
    assert all(len(line) <= WIDTH for line in lines)


def test_then_the_figures() -> None:
    """By kind and together, with the precision before and after."""
    text = "\n".join(listing_of(trial()))

    assert "interruption                  3      2       1       0   0.50" in text
    assert "dead-air                      0      1       0       1   – → 1.00" in text
    assert "vanish: 1 judged wrong" in text
    assert "appear: 1 was missed" in text
    assert "calls that differ: 1 of 2" in text


def test_what_was_not_tried_is_said() -> None:
    """Nobody takes silence for sameness."""
    text = "\n".join(listing_of(trial()))

    assert "not tried: 3 calls that came as a bare report" in text
    assert "left out: call-three: is damaged" in text
    assert "note: [speech] differs" in text


def test_a_name_cannot_steer_the_terminal() -> None:
    """A call's id comes from a file's name."""
    one = trial()
    call = replace(one.calls[0], call_id="a\x1b[2Jb")
    assert listing_of(replace(one, calls=[call]))[0].startswith("a [2Jb  ")
