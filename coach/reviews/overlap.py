"""The same thing heard by several people, or found by several policies."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot(Generic[K]):
    """A stretch of a call of which something is said."""

    of: K
    """What is said, and of whom: only spots of the same can be one."""
    start_ms: int
    end_ms: int


def shared_ms(start: int, end: int, other_start: int, other_end: int) -> int:
    """Return for how long two stretches are both there; 0 if they are not.

    One without length counts as one millisecond, so that it can lie in another.
    """
    end, other_end = max(end, start + 1), max(other_end, other_start + 1)
    return max(0, min(end, other_end) - max(start, other_start))


def merged(spots: Iterable[Spot[K]]) -> list[Spot[K]]:
    """Return spots with those of the same that overlap made into one, by start."""
    done: list[Spot[K]] = []
    last: dict[K, int] = {}
    for spot in sorted(spots, key=lambda one: (one.start_ms, one.end_ms)):
        index = last.get(spot.of)
        if index is not None:
            before = done[index]
            if shared_ms(before.start_ms, before.end_ms, spot.start_ms, spot.end_ms):
                end = max(before.end_ms, spot.end_ms)
                done[index] = replace(before, end_ms=end)
                continue
        last[spot.of] = len(done)
        done.append(spot)
    return done
