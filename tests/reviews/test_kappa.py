"""Cohen's kappa, against examples worked by hand."""

import pytest

from coach.reviews.kappa import Pair, agreement, mean_agreement


def pairs(table: dict[Pair, int]) -> list[Pair]:
    """So many of each pair."""
    return [pair for pair, count in table.items() for _ in range(count)]


def test_two_readers_of_fifty_proposals() -> None:
    """20 + 15 of 50 alike: 0.7; by chance 0.5 × 0.6 + 0.5 × 0.4 = 0.5; so 0.4."""
    found = agreement(
        pairs({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15})
    )

    assert found.share == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)
    assert found.pairs == 50


def test_three_answers() -> None:
    """6 of 10 alike; by chance 0.5 × 0.4 + 0.3 × 0.4 + 0.2 × 0.2 = 0.36; so 3/8."""
    found = agreement(
        pairs(
            {
                ("yes", "yes"): 3,
                ("yes", "no"): 1,
                ("yes", "not-applicable"): 1,
                ("no", "no"): 2,
                ("no", "yes"): 1,
                ("not-applicable", "no"): 1,
                ("not-applicable", "not-applicable"): 1,
            }
        )
    )

    assert found.share == pytest.approx(0.6)
    assert found.kappa == pytest.approx(0.375)


def test_perfect_agreement_is_one() -> None:
    """Where there is something to disagree about."""
    assert agreement([("y", "y"), ("n", "n")]).kappa == pytest.approx(1.0)


def test_perfect_disagreement_is_below_zero() -> None:
    """Worse than chance: by chance half would be alike."""
    assert agreement([("y", "n"), ("n", "y")]).kappa == pytest.approx(-1.0)


def test_what_chance_would_give_is_zero() -> None:
    """Each of the four pairs once."""
    every = [("y", "y"), ("y", "n"), ("n", "y"), ("n", "n")]
    assert agreement(every).kappa == pytest.approx(0.0)


def test_one_who_never_varies_agrees_by_chance_alone() -> None:
    """Whatever the other says: observed is what was expected."""
    assert agreement([("y", "y"), ("y", "y"), ("y", "n")]).kappa == pytest.approx(0.0)


@pytest.mark.parametrize("count", [1, 3, 49])
def test_always_the_same_answer_says_nothing(count: int) -> None:
    """Chance alone explains it; the share says that they agreed."""
    found = agreement([("y", "y")] * count)

    assert found.kappa is None
    assert found.share == 1.0
    assert found.pairs == count


def test_no_pair_says_nothing() -> None:
    """Not zero, which would be what chance gives."""
    found = agreement([])
    assert (found.kappa, found.share, found.pairs) == (None, None, 0)


def test_of_two_people_the_mean_is_their_kappa() -> None:
    """Cases that only one of them answered do not count."""
    cases = [{"a": "y", "b": "y"}, {"a": "n", "b": "n"}, {"a": "y"}, {"b": "n"}]
    assert mean_agreement(cases) == agreement([("y", "y"), ("n", "n")])


def test_of_three_people_it_is_the_mean_over_every_two() -> None:
    """A and b agree wholly; c with each of them as chance would."""
    cases = [
        {"a": "y", "b": "y", "c": "y"},
        {"a": "y", "b": "y", "c": "n"},
        {"a": "n", "b": "n", "c": "y"},
        {"a": "n", "b": "n", "c": "n"},
    ]
    found = mean_agreement(cases)

    assert found.kappa == pytest.approx((1 + 0 + 0) / 3)
    assert found.share == pytest.approx((4 + 2 + 2) / 12)
    assert found.pairs == 12


def test_a_pair_that_says_nothing_is_left_out_of_the_mean() -> None:
    """A and b always say yes; c differs from them as chance would."""
    cases = [{"a": "y", "b": "y", "c": "y"}, {"a": "y", "b": "y", "c": "n"}]
    assert mean_agreement(cases).kappa == pytest.approx(0.0)
