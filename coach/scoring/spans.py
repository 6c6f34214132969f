"""Exact arithmetic on spans of samples ``[start, end)``.

Functions take spans in any order, overlapping or empty, unless they say otherwise, and
return them sorted, apart and not empty.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import itemgetter

Span = tuple[int, int]
"""First sample, and first sample after."""


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the samples that are in at least one of the spans."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


def intersection(first: Iterable[Span], second: Iterable[Span]) -> list[Span]:
    """Return the samples that are in both."""
    ours, theirs = merged(first), merged(second)
    result: list[Span] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        start, end = max(ours[i][0], theirs[j][0]), min(ours[i][1], theirs[j][1])
        if start < end:
            result.append((start, end))
        if ours[i][1] <= theirs[j][1]:
            i += 1
        else:
            j += 1
    return result


def difference(first: Iterable[Span], second: Iterable[Span]) -> list[Span]:
    """Return the samples that are in the first but not in the second."""
    kept = merged(first)
    if not kept:
        return []
    return intersection(kept, complement(second, kept[0][0], kept[-1][1]))


def complement(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """Return the samples of ``[start, end)`` that are in none of the spans."""
    result: list[Span] = []
    reached = start
    for first, last in merged(spans):
        if first > reached:
            result.append((reached, min(first, end)))
        reached = max(reached, last)
        if reached >= end:
            break
    result.append((reached, end))
    return [(first, last) for first, last in result if first < last]


def touches(span: Span, spans: Sequence[Span]) -> bool:
    """Return whether a span shares a sample with others.

    Args:
        span: First sample, and first sample after.
        spans: As :func:`merged` returns them: it is asked of many spans.
    """
    start, end = span
    place = bisect_left(spans, end, key=itemgetter(0))
    return start < end and place > 0 and spans[place - 1][1] > start


def total(spans: Iterable[Span]) -> int:
    """Return the number of samples in the spans, each counted once."""
    return sum(end - start for start, end in merged(spans))


def longest(spans: Sequence[Span]) -> int:
    """Return the length of the longest of the spans as they are; 0 of none."""
    return max((end - start for start, end in spans), default=0)
