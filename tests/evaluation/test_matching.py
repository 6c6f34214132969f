from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from coach.evaluation.matching import Matched, match

Scores = Mapping[tuple[int, int], int]
LABELS, FOUNDS = range(6), range(6)
PAIRS = [(i, j) for i in LABELS for j in FOUNDS]

any_scores = st.dictionaries(st.sampled_from(PAIRS), st.integers(-2, 3))
unequal_scores = st.permutations(range(len(PAIRS))).flatmap(
    lambda order: st.sets(st.sampled_from(PAIRS)).map(
        lambda pairs: {pair: order[PAIRS.index(pair)] for pair in pairs}
    )
)


def matched(scores: Scores, labels: list[int], founds: list[int]) -> Matched[int, int]:
    """Match numbers by a table of scores; what is not in it does not go together."""
    return match(labels, founds, lambda i, j: scores.get((i, j), 0))


@given(any_scores)
def test_nobody_has_two_partners(scores: Scores) -> None:
    """One to one, whatever the scores."""
    pairs = matched(scores, list(LABELS), list(FOUNDS)).pairs

    assert len({label for label, _ in pairs}) == len(pairs)
    assert len({found for _, found in pairs}) == len(pairs)


@given(any_scores)
def test_everybody_is_accounted_for(scores: Scores) -> None:
    """Paired, or missed, or false."""
    result = matched(scores, list(LABELS), list(FOUNDS))

    assert sorted([*result.missed, *(i for i, _ in result.pairs)]) == list(LABELS)
    assert sorted([*result.false, *(j for _, j in result.pairs)]) == list(FOUNDS)


@given(any_scores)
def test_only_what_goes_together_is_paired(scores: Scores) -> None:
    """And nobody is left alone who could have been paired with another such."""
    result = matched(scores, list(LABELS), list(FOUNDS))

    assert all(scores.get(pair, 0) > 0 for pair in result.pairs)
    assert not any(
        scores.get((i, j), 0) > 0 for i in result.missed for j in result.false
    )


@given(unequal_scores, st.permutations(list(LABELS)), st.permutations(list(FOUNDS)))
def test_order_does_not_matter(
    scores: Scores, labels: list[int], founds: list[int]
) -> None:
    """Where no two scores are equal."""
    shuffled = matched(scores, labels, founds)
    straight = matched(scores, list(LABELS), list(FOUNDS))

    assert shuffled.pairs == straight.pairs
    assert set(shuffled.missed) == set(straight.missed)
    assert set(shuffled.false) == set(straight.false)


def test_the_best_pair_goes_first() -> None:
    """Though another choice would make two pairs."""
    result = matched({(0, 0): 3, (0, 1): 2, (1, 0): 1}, [0, 1], [0, 1])

    assert result == Matched(pairs=((0, 0),), missed=(1,), false=(1,))


def test_of_equal_pairs_the_later_goes_first() -> None:
    """So that the same input has the same outcome."""
    result = matched({(0, 0): 1, (0, 1): 1}, [0], [0, 1])

    assert result == Matched(pairs=((0, 1),), missed=(), false=(0,))
