"""The same thing heard twice."""

import pytest

from coach.reviews.overlap import Spot, merged, shared_ms


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        ((0, 10), 0),
        ((0, 11), 1),
        ((12, 15), 3),
        ((19, 30), 1),
        ((20, 30), 0),
        ((15, 15), 1),
        ((20, 20), 0),
    ],
)
def test_how_long_both_are_there(other: tuple[int, int], shared: int) -> None:
    """Of the stretch from 10 to 20; one without length may lie in it."""
    assert shared_ms(10, 20, *other) == shared
    assert shared_ms(*other, 10, 20) == shared


def test_what_overlaps_is_one() -> None:
    """Also by way of a third."""
    spots = [Spot(of="a", start_ms=s, end_ms=s + 10) for s in (0, 16, 8)]
    assert merged(spots) == [Spot(of="a", start_ms=0, end_ms=26)]


def test_what_is_said_of_another_is_another() -> None:
    """And so is what only touches."""
    spots = [
        Spot(of="a", start_ms=0, end_ms=10),
        Spot(of="b", start_ms=5, end_ms=8),
        Spot(of="a", start_ms=10, end_ms=20),
    ]
    assert merged(spots) == sorted(spots, key=lambda spot: spot.start_ms)
