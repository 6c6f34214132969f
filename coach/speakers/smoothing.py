"""Who speaks when, of what each moment seems: a change must be worth its cost."""

import numpy as np
from numpy.typing import NDArray


def likeliest(
    leanings: NDArray[np.float64], costs: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return the likeliest course of two states (Viterbi).

    ::

        leaning   −5 −4 +1 −6 │ +1 +5
        cost          4  4  4 │  1  4
        state      0  0  0  0 │  1  1

    Args:
        leanings: Log-odds that each moment is state 1, shape (n,).
        costs: Of a change just before each moment, in the same measure, shape (n,).

    Returns:
        0 or 1, shape (n,).
    """
    came_from = np.zeros((len(leanings), 2), np.int64)
    best = (0.0, 0.0)
    for index, (leaning, cost) in enumerate(
        zip(leanings.tolist(), costs.tolist(), strict=True)
    ):
        zero, one = best
        came_from[index] = (one - cost > zero, one >= zero - cost)
        best = (
            max(zero, one - cost) - leaning / 2,
            max(one, zero - cost) + leaning / 2,
        )
    states = np.zeros(len(leanings), np.int64)
    state = int(best[1] > best[0])
    for index in range(len(leanings) - 1, -1, -1):
        states[index] = state
        state = int(came_from[index, state])
    return states
