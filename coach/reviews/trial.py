"""A policy tried on many calls: the figures, kind by kind."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from coach.reviews.precision import Judged
from coach.reviews.trying import Seen, Tried

UNJUDGED = "not-judged"
"""How a finding that nobody judged is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedCall:
    """A call on which a policy was tried."""

    uid: str
    call_id: str
    happened_at: datetime
    tried: Tried

    @property
    def differs(self) -> bool:
        """Whether anything appears or vanishes."""
        return bool(self.tried.vanished or self.tried.appeared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What becomes of one kind of finding, or of all."""

    before: int
    after: int
    vanished: Counter[str]
    """How many vanish, by what reviewers hold of them."""
    appeared: Counter[str]
    """How many appear, by what reviewers hold of them."""
    judged_before: Judged
    """What reviewers hold of the findings before …"""
    judged_after: Judged
    """… and of those after: an estimate, for what appears was judged only where it was
    found under another policy, or missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A call on which it could not be tried."""

    uid: str
    call_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a policy would change."""

    old: str | None
    """The policy it is compared with; None for that which each call was followed by."""
    new: str
    calls: Sequence[TriedCall]
    left_out: Sequence[LeftOut] = ()
    without_record: int = 0
    """Calls that came as a bare report: the detectors cannot run on them again."""
    notes: Sequence[str] = ()
    """What of the policy cannot be tried this way."""
    is_interrupted: bool = False

    @property
    def kinds(self) -> dict[str, Difference]:
        """The figures by kind, of all kinds that are found before or after."""
        tried = [one.tried for one in self.calls]
        found = {seen.kind for one in tried for seen in (*one.before, *one.after)}
        return {kind: difference(tried, {kind}) for kind in sorted(found)}

    @property
    def total(self) -> Difference:
        """The figures of all kinds together."""
        return difference([one.tried for one in self.calls], None)


def difference(tried: Iterable[Tried], kinds: set[str] | None) -> Difference:
    """Return the figures of some kinds, or of all."""

    def of(seen: Iterable[Seen]) -> list[Seen]:
        return [one for one in seen if kinds is None or one.kind in kinds]

    calls = list(tried)
    before = of(seen for one in calls for seen in one.before)
    after = of(seen for one in calls for seen in one.after)
    return Difference(
        before=len(before),
        after=len(after),
        vanished=_by_held(of(seen for one in calls for seen in one.vanished)),
        appeared=_by_held(of(seen for one in calls for seen in one.appeared)),
        judged_before=_judged(before),
        judged_after=_judged(after),
    )


def _by_held(seen: Iterable[Seen]) -> Counter[str]:
    return Counter(one.held or UNJUDGED for one in seen)


def _judged(seen: Sequence[Seen]) -> Judged:
    return Judged(
        right=sum(one.is_right for one in seen),
        wrong=sum(one.is_wrong for one in seen),
        unsure=sum(one.held == "unsure" for one in seen),
    )
