"""Figures and times as people read them."""

from datetime import datetime

import pytest

from coach.batch.summary import words


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (0, 0, "–"),
        (0, 10, "0 %"),
        (1, 1_000, "< 1 %"),
        (5, 1_000, "0 %"),
        (1, 3, "33 %"),
        (999, 1_000, "> 99 %"),
        (10, 10, "100 %"),
    ],
)
def test_shares(part: int, whole: int, told: str) -> None:
    """What is not all is not rounded to it."""
    assert words.percent(part, whole).replace(words.NBSP, " ") == told


@pytest.mark.parametrize(
    ("ms", "told"),
    [(0, "0:00"), (65_999, "1:05"), (3_600_000, "1:00:00"), (-5, "0:00")],
)
def test_times_of_a_call(ms: int, told: str) -> None:
    """Minutes and seconds; hours where there are any."""
    assert words.clock(ms) == told


@pytest.mark.parametrize(
    ("ms", "told"),
    [
        (0, "0 s"),
        (45_400, "45 s"),
        (90_000, "1 min 30 s"),
        (120_000, "2 min"),
        (3_600_000 * 1_234 + 300_000, "1,234 h 5 min"),
    ],
)
def test_lengths(ms: int, told: str) -> None:
    """Seconds no longer matter where there are hours."""
    assert words.length(ms).replace(words.NBSP, " ") == told


def test_counts_and_days() -> None:
    """As one writes them."""
    first, last = datetime(2025, 12, 30), datetime(2026, 1, 2)  # noqa: DTZ001 – the clock on the wall
    assert words.calls(1) == "1 call"
    assert words.calls(1_200) == "1,200 calls"
    told = [words.days(first, last), words.days(last, last), words.month(last)]
    assert [one.replace(words.NBSP, " ") for one in told] == [
        "30 Dec 2025 to 2 Jan 2026",
        "2 Jan 2026",
        "Jan 2026",
    ]
