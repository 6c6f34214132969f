"""One-to-one matching of what is labelled with what was found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
F = TypeVar("F")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched(Generic[T, F]):
    """Labels and findings of one kind, put together."""

    pairs: tuple[tuple[T, F], ...]
    """The best first."""
    missed: tuple[T, ...]
    """Labels that nothing was found for, in their order."""
    false: tuple[F, ...]
    """Findings that no label speaks for, in their order."""


def match(
    labels: Sequence[T], founds: Sequence[F], score: Callable[[T, F], float]
) -> Matched[T, F]:
    """Pair labels with findings one to one, the best pair first.

    Greedy: the pair with the best score of all is taken, then the best of what is left.
    Of equal scores the later label goes first, then the later finding; where no two
    are equal, the order of labels and findings does not matter.

    Args:
        labels: What there is.
        founds: What was found.
        score: How well a label and a finding go together; 0 or less: not at all.
    """
    candidates = sorted(
        (
            (value, i, j)
            for i, label in enumerate(labels)
            for j, found in enumerate(founds)
            if (value := score(label, found)) > 0
        ),
        reverse=True,
    )
    of_label: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in candidates:
        if i not in of_label and j not in taken:
            of_label[i] = j
            taken.add(j)
    return Matched(
        pairs=tuple((labels[i], founds[j]) for i, j in of_label.items()),
        missed=tuple(one for i, one in enumerate(labels) if i not in of_label),
        false=tuple(one for j, one in enumerate(founds) if j not in taken),
    )
