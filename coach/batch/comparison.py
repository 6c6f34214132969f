"""What came of comparing two runs, and how it is told: kinds first, then calls."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coach.batch.differing import Change, Sort
from coach.evaluation.listing import clock, printable
from coach.quality import counted

MOST_CALLS = 40
"""That are told one by one."""

MOST_CHANGES = 12
"""Of one call."""

MOST_NAMES = 10
"""Of calls that only one of the runs has, and of reports that are damaged."""

WIDTH = 100
"""Columns of a line at most."""

INDENT = 52
"""Columns before what changed."""

Made = tuple[str, str, str]
"""Engine version, model and policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One call in both runs."""

    name: str
    call_id: str | None
    old: Made
    new: Made
    changes: tuple[Change, ...]


@dataclass(slots=True, kw_only=True)
class Comparison:
    """Two runs, compared."""

    calls: int = 0
    """In both."""
    changed: list[Compared] = field(default_factory=list)
    """Those of them that differ."""
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    """Findings by kind in the calls that both have."""
    made: Counter[tuple[Made, Made]] = field(default_factory=Counter)
    """Calls by what made their reports, then and now."""
    only_old: list[Compared] = field(default_factory=list)
    only_new: list[Compared] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    """Reports that cannot be compared, each with why."""

    def lines(self) -> list[str]:
        """Return what is to be told, bounded whatever the size of the runs."""
        return [
            *self._made(),
            "",
            *self._kinds(),
            "",
            *self._calls(),
            *self._others(),
            f"calls that differ: {len(self.changed)} of {self.calls}",
        ]

    def _made(self) -> Iterator[str]:
        for (old, new), count in self.made.most_common(5):
            told = f"{_maker(old)} → {_maker(new)}" if old != new else _maker(old)
            yield f"{counted(count, 'call')}: {told}"
        if (more := len(self.made) - 5) > 0:
            yield f"and {counted(more, 'other combination')}"

    def _kinds(self) -> Iterator[str]:
        sorts = self._sorts()
        yield f"{'':<26}{'before':>7}{'after':>7}{'new':>7}{'gone':>7}{'changed':>9}"
        for kind in sorted(self.before.keys() | self.after.keys()):
            yield _row(
                kind, self.before[kind], self.after[kind], sorts, ("finding", kind)
            )
        yield _row(
            "all findings",
            self.before.total(),
            self.after.total(),
            sorts,
            ("finding", None),
        )
        nudges = [sorts["nudge", None, sort] for sort in (Sort.NEW, Sort.GONE)]
        yield f"{'nudges shown':<26}{'':>14}{nudges[0]:>7}{nudges[1]:>7}"
        for about, told in (("score", "scores"), ("scored", "scored or not")):
            if number := sorts[about, None, Sort.CHANGED]:
                yield f"{told:<26}{'':>28}{number:>9}"

    def _sorts(self) -> Counter[tuple[str, str | None, Sort]]:
        """Count changes by what they are about, their kind (or None: all) and sort."""
        found: Counter[tuple[str, str | None, Sort]] = Counter()
        for call in self.changed:
            for one in call.changes:
                found[one.about, one.kind, one.sort] += 1
                if one.kind is not None:
                    found[one.about, None, one.sort] += 1
        return found

    def _calls(self) -> Iterator[str]:
        for call in self.changed[:MOST_CALLS]:
            yield printable(call.name)
            for change in call.changes[:MOST_CHANGES]:
                yield from _change(change)
            if (more := len(call.changes) - MOST_CHANGES) > 0:
                yield f"{'':>9}  and {more} more"
            yield ""
        if (more := len(self.changed) - MOST_CALLS) > 0:
            yield f"and {counted(more, 'call')} more that differ: see changes.csv"
            yield ""

    def _others(self) -> Iterator[str]:
        for what, names in (
            ("only in the old run", [call.name for call in self.only_old]),
            ("only in the new run", [call.name for call in self.only_new]),
            ("cannot be compared", self.damaged),
        ):
            if names:
                named = ", ".join(printable(name) for name in names[:MOST_NAMES])
                more = len(names) - MOST_NAMES
                rest = f" and {more} more" if more > 0 else ""
                yield f"{what}: {len(names)}: {named}{rest}"


def _maker(made: Made) -> str:
    version, model, policy = made
    return printable(f"{version} {model} {policy}")


def _row(
    name: str,
    before: int,
    after: int,
    sorts: Mapping[tuple[str, str | None, Sort], int],
    key: tuple[str, str | None],
) -> str:
    new, gone, changed = (sorts[(*key, sort)] for sort in Sort)
    return f"{printable(name):<26}{before:>7}{after:>7}{new:>7}{gone:>7}{changed:>9}"


def _change(change: Change) -> Iterator[str]:
    at = "" if change.start_ms is None else clock(change.start_ms / 1000)
    name = change.about if change.kind is None else change.kind
    if change.about == "nudge":
        name = f"nudge {name}"
    who = change.speaker or ""
    head = f"{at:>9}  {change.sort:<7}  {printable(name):<23} {printable(who):<8} "
    for line in textwrap.wrap(printable(change.what), WIDTH - INDENT) or [""]:
        yield f"{head:<{INDENT}}{line}".rstrip()
        head = ""
