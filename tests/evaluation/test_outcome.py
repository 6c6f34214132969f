from coach.evaluation.comparison import Comparison
from coach.evaluation.outcome import Outcome
from coach.evaluation.tally import NOTHING


def comparison(call: str, nudges: int) -> Comparison:
    """Return the comparison of a call in which nothing is labelled."""
    return Comparison(
        call=call, duration=60.0, nudges_shown=nudges, tally=NOTHING, slips=()
    )


def test_nudges_are_counted_and_so_are_the_calls_with_any() -> None:
    """Two calls of three."""
    calls = [comparison("a", 3), comparison("b", 0), comparison("c", 1)]

    outcome = Outcome(policy="p", source="audio", comparisons=calls)

    assert (outcome.nudges_shown, outcome.calls_nudged) == (4, 2)
    assert outcome.tally == NOTHING
