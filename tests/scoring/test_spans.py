from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from coach.scoring.spans import (
    Span,
    complement,
    difference,
    intersection,
    longest,
    merged,
    total,
    touches,
)

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8)


def inside(some: Iterable[Span]) -> set[int]:
    """Return the samples of spans, one by one."""
    return {sample for start, end in some for sample in range(start, end)}


def is_tidy(some: list[Span]) -> bool:
    """Return whether spans are sorted, apart and not empty."""
    edges = [edge for span in some for edge in span]
    return edges == sorted(set(edges))


class TestSpans:
    def test_touching_spans_become_one(self) -> None:
        """A span ends before its end: the next may begin there."""
        assert merged([(5, 9), (0, 5)]) == [(0, 9)]
        assert merged([(6, 9), (0, 5)]) == [(0, 5), (6, 9)]

    def test_touching_spans_share_nothing(self) -> None:
        """One sample of overlap is one sample."""
        assert intersection([(0, 5)], [(5, 9)]) == []
        assert intersection([(0, 6)], [(5, 9)]) == [(5, 6)]

    @given(spans)
    def test_merged(self, some: list[Span]) -> None:
        """The same samples, each in one span."""
        assert inside(merged(some)) == inside(some)
        assert is_tidy(merged(some))

    @given(spans)
    def test_total(self, some: list[Span]) -> None:
        """Every sample is counted once."""
        assert total(some) == len(inside(some))

    @given(spans, spans)
    def test_intersection(self, some: list[Span], others: list[Span]) -> None:
        """The samples of both, whichever is named first."""
        assert inside(intersection(some, others)) == inside(some) & inside(others)
        assert intersection(some, others) == intersection(others, some)
        assert is_tidy(intersection(some, others))

    @given(spans, spans)
    def test_difference(self, some: list[Span], others: list[Span]) -> None:
        """The samples of the one without those of the other."""
        assert inside(difference(some, others)) == inside(some) - inside(others)
        assert is_tidy(difference(some, others))

    @given(spans, st.integers(0, 30), st.integers(0, 30))
    def test_complement(self, some: list[Span], start: int, end: int) -> None:
        """The samples between two places that are in no span."""
        rest = complement(some, start, end)

        assert inside(rest) == set(range(start, end)) - inside(some)
        assert is_tidy(rest)

    @given(st.tuples(st.integers(0, 30), st.integers(0, 30)), spans)
    def test_touches(self, one: Span, others: list[Span]) -> None:
        """Whether there is a sample in both."""
        shares = bool(inside([one]) & inside(others))

        assert touches(one, merged(others)) == shares

    def test_longest(self) -> None:
        """The longest as they are, and nothing of nothing."""
        assert longest([(0, 5), (7, 14)]) == 7
        assert longest([]) == 0
