"""The likeliest course."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coach.speakers.smoothing import likeliest


def test_a_lone_doubt_is_overruled_and_a_turn_is_not() -> None:
    """A change costs less at a pause."""
    leanings = np.array([-5.0, -4, 1, -6, 1, 5])

    found = likeliest(leanings, np.array([4.0, 4, 4, 4, 1, 4]))

    assert found.tolist() == [0, 0, 0, 0, 1, 1]


@given(st.lists(st.tuples(st.floats(-8, 8), st.floats(0.1, 4)), min_size=1, max_size=7))
def test_no_other_course_is_likelier(moments: list[tuple[float, float]]) -> None:
    """Tried one by one."""
    leanings, costs = (np.array(one) for one in zip(*moments, strict=True))

    def worth(states: tuple[int, ...]) -> float:
        changes = [one != other for one, other in pairwise(states)]
        return float(
            (leanings * (np.array(states) - 0.5)).sum() - (costs[1:] * changes).sum()
        )

    found = tuple(likeliest(leanings, costs).tolist())

    best = max(map(worth, product((0, 1), repeat=len(moments))))
    assert worth(found) >= best - 1e-9


def test_nothing_has_no_course() -> None:
    """An empty call."""
    assert len(likeliest(np.zeros(0), np.zeros(0))) == 0
