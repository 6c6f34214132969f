"""The figures of a trial."""

from coach.reviews.precision import Judged
from tests.reviews.trials import trial


def test_each_kind_has_its_figures() -> None:
    """How many before and after, and what reviewers hold of the difference."""
    kinds = trial().kinds

    assert list(kinds) == ["dead-air", "interruption"]
    cut_in = kinds["interruption"]
    assert (cut_in.before, cut_in.after) == (3, 2)
    assert cut_in.vanished == {"wrong": 1}
    assert cut_in.appeared == {}
    assert kinds["dead-air"].appeared == {"missed": 1}


def test_the_precision_is_estimated_from_verdicts() -> None:
    """A wrong one gone, a missed one found; what nobody judged does not count."""
    total = trial().total

    assert total.judged_before == Judged(right=1, wrong=1)
    assert total.judged_after == Judged(right=2)


def test_only_calls_that_differ_are_to_be_looked_at() -> None:
    """The other one is as before."""
    assert [call.differs for call in trial().calls] == [True, False]
