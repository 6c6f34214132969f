"""Where the voice encoder looks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.speakers.glimpses import GLIMPSE, HOP, columns_of, glimpses_of
from coach.speech.voice_activity import WINDOW


@given(st.integers(0, 10**9), st.integers(1, 400))
def test_all_of_the_speech_is_seen(start: int, windows: int) -> None:
    """From its first sample to its last, never more than a hop apart."""
    end = start + windows * WINDOW

    found = glimpses_of(start, end)

    assert found[0][0] == start
    assert found[-1][1] == end
    assert all(last - first <= GLIMPSE for first, last in found)
    steps = np.diff([first for first, _ in found])
    assert ((steps > 0) & (steps <= HOP + WINDOW)).all()


@pytest.mark.parametrize(("spare", "count"), [(0, 1), (WINDOW, 2), (HOP, 2)])
def test_one_is_enough_for_its_own_length(spare: int, count: int) -> None:
    """A window more takes a second one."""
    assert len(glimpses_of(0, GLIMPSE + spare)) == count


def test_a_short_one_is_repeated() -> None:
    """Half a second three times and a bit."""
    mels = np.arange(300, dtype=np.float32)[:, None] * np.ones(40, np.float32)

    found = columns_of(mels, 16_000, 24_000)

    assert found.shape == (160, 40)
    assert found[:50, 0].tolist() == found[50:100, 0].tolist() == [*range(100, 150)]


def test_the_shortest_speech_has_a_column() -> None:
    """A window at the very end of a piece."""
    assert columns_of(np.ones((4, 40), np.float32), 480, 500).shape == (160, 40)
