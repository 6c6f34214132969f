"""Two clusters of voices."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from coach.speakers.clustering import silhouettes, split, unit
from tests.speakers.voices import voices_of


def _is_right(labels: list[int], people: list[int]) -> bool:
    crossed = [1 - one for one in people]
    return labels in (people, crossed)


@hypothesis_settings(max_examples=25)
@given(
    st.lists(st.sampled_from([0, 1]), min_size=12, max_size=120),
    st.floats(0.4, 0.75),
    st.integers(0, 50),
)
def test_two_people_are_told_apart(
    people: list[int], likeness: float, seed: int
) -> None:
    """However they take turns, unless one says next to nothing."""
    if min(people.count(0), people.count(1)) < max(3, len(people) // 8):
        people = [*people[: len(people) // 2], *[0, 1] * (len(people) // 2)]

    found = split(
        voices_of(people, likeness=likeness, within=0.9, seed=seed),
        np.ones(len(people)),
    )

    assert found is not None
    assert _is_right(found.labels.tolist(), people)


@given(st.permutations(range(20)))
@hypothesis_settings(max_examples=10)
def test_the_order_changes_nothing(order: list[int]) -> None:
    """The same voices are put together."""
    people = [0] * 12 + [1] * 8
    voices = voices_of(people)

    found = split(voices[order], np.ones(20))

    assert found is not None
    assert _is_right(found.labels.tolist(), [people[one] for one in order])


def test_it_is_the_same_every_time() -> None:
    """Nothing is left to chance."""
    voices = voices_of([0, 1, 0, 0, 1, 0, 1, 1] * 5, likeness=0.9)
    one, other = (split(voices, np.ones(40)) for _ in range(2))

    assert one is not None
    assert other is not None
    assert np.array_equal(one.labels, other.labels)
    assert np.array_equal(one.centres, other.centres)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_what_is_all_the_same_is_not_split(count: int) -> None:
    """Nor is what there is too little of."""
    voices = unit(np.ones((count, 256)))

    assert split(voices, np.ones(count)) is None


def test_silhouettes_are_those_of_the_book() -> None:
    """Worked out pair by pair."""
    voices = voices_of([0, 0, 0, 1, 1], likeness=0.7)
    labels = np.array([0, 0, 0, 1, 1])
    apart = 1 - (voices @ voices.T).astype(np.float64)
    own = [apart[0, [1, 2]].mean(), apart[3, 4]]
    other = [apart[0, [3, 4]].mean(), apart[3, [0, 1, 2]].mean()]

    found = silhouettes(voices, labels)

    for index, near, far in zip((0, 3), own, other, strict=True):
        assert found[index] == pytest.approx((far - near) / max(near, far), abs=1e-5)


def test_the_only_one_of_a_cluster_says_nothing() -> None:
    """As Rousseeuw has it."""
    assert silhouettes(voices_of([0, 0, 1]), np.array([0, 0, 1]))[2] == 0
