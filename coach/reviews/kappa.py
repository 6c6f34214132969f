"""Cohen's kappa: how far two people agree beyond what chance would give.

J. Cohen, Educational and Psychological Measurement 20 (1960), 37–46::

    kappa = (observed agreement − expected by chance) ÷ (1 − expected by chance)

Expected by chance is the sum, over all answers, of the share that the one gave it times
the share that the other did.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Pair = tuple[str, str]
"""The answers of two people to the same question about the same call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far people agree."""

    kappa: float | None
    """−1..1; 0 is what chance would give.  None where it says nothing: without a pair,
    or where both always gave one and the same answer, so that chance alone explains all
    of it."""
    share: float | None
    """In how many pairs both gave the same answer, 0..1; None without a pair."""
    pairs: int
    """How many there are."""


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Return how far two people agree."""
    if not pairs:
        return Agreement(kappa=None, share=None, pairs=0)
    whole = len(pairs)
    observed = sum(one == other for one, other in pairs) / whole
    ones, others = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    # Whole numbers until the last step, so that "all the same" is exactly that.
    by_chance = sum(ones[answer] * others[answer] for answer in ones)
    if by_chance == whole * whole:
        return Agreement(kappa=None, share=observed, pairs=whole)
    expected = by_chance / (whole * whole)
    return Agreement(
        kappa=(observed - expected) / (1 - expected), share=observed, pairs=whole
    )


def mean_agreement(cases: Sequence[Mapping[str, str]]) -> Agreement:
    """Return how far several people agree: the mean over every two of them.

    Two people count by the cases that both answered.  Of the kappas, those that say
    nothing are left out; the share is of all pairs together.

    Args:
        cases: The answers to one question by person, call by call.
    """
    people = sorted({person for case in cases for person in case})
    by_two = [
        [(case[one], case[other]) for case in cases if one in case and other in case]
        for one, other in combinations(people, 2)
    ]
    kappas = [k for pairs in by_two if (k := agreement(pairs).kappa) is not None]
    every = [pair for pairs in by_two for pair in pairs]
    together = agreement(every)
    return Agreement(
        kappa=sum(kappas) / len(kappas) if kappas else None,
        share=together.share,
        pairs=together.pairs,
    )
