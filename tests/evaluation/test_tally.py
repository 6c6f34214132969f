import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.evaluation.tally import NOTHING, ROWS, Counts, Share, Tally, total, wilson
from coach.events import Speaker

cases = st.integers(0, 50)
some_counts = st.builds(Counts, tp=cases, fp=cases, fn=cases)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (1, 1, 0.2065, 1.0),
        (81, 263, 0.2553, 0.3662),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilson_of_known_cases(part: int, whole: int, low: float, high: float) -> None:
    """81 of 263 is Newcombe's example (Statistics in Medicine 17, 1998)."""
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-5)


@given(some_counts)
def test_every_figure_lies_in_its_interval(counts: Counts) -> None:
    """And every interval in 0..1."""
    figures = [
        (counts.precision, counts.precision_interval),
        (counts.recall, counts.recall_interval),
        (counts.f1, counts.f1_interval),
    ]
    for value, (low, high) in figures:
        assert 0 <= low <= value + 1e-12
        assert value - 1e-12 <= high <= 1


def test_figures_of_known_counts() -> None:
    """Three found, one made up, two missed."""
    counts = Counts(tp=3, fp=1, fn=2)

    assert counts.precision == 0.75
    assert counts.recall == 0.6
    assert counts.f1 == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("counts", "figures"),
    [
        (Counts(), (1.0, 1.0, 1.0)),
        (Counts(fn=2), (1.0, 0.0, 0.0)),
        (Counts(fp=2), (0.0, 1.0, 0.0)),
        (Counts(fp=1, fn=1), (0.0, 0.0, 0.0)),
    ],
)
def test_figures_of_nothing(
    counts: Counts, figures: tuple[float, float, float]
) -> None:
    """Nothing found is nothing made up; nothing there is nothing missed."""
    assert (counts.precision, counts.recall, counts.f1) == figures


def test_a_share_of_nothing_has_no_value() -> None:
    """It is not 0."""
    assert Share().value is None
    assert Share(1, 4).value == 0.25


def test_tallies_add_up() -> None:
    """Row by row and speaker by speaker; none is the figures of no call."""
    one = Tally(
        rows={row: Counts(tp=1, fp=2, fn=3) for row in ROWS},
        level=Share(1, 2),
        greeting=Share(2, 3),
        backchannels=Share(0, 1),
        words={Speaker.AGENT: Share(1, 100), Speaker.CUSTOMER: Share(5, 50)},
    )

    both = total([one, one])

    assert total([]) == NOTHING
    assert both.rows["hold"] == Counts(tp=2, fp=4, fn=6)
    assert (both.level, both.greeting) == (Share(2, 4), Share(4, 6))
    assert both.backchannels == Share(0, 2)
    assert both.words[Speaker.CUSTOMER] == Share(10, 100)
