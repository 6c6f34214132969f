"""How two reports of one call differ.

Pure.  Findings are matched by kind, speaker and time, so that one which only begins
elsewhere is the same::

    old   ├────┤        ├──────┤
    new      ├────┤                    ├───┤
          changed        gone           new
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from coach.evaluation.matching import match
from coach.reviews.overlap import shared_ms
from coach.scoring.forms import Form

SHIFT_MS = 250
"""By how much a finding's beginning or end must move to have changed; a choice: about
a syllable, which makes no difference to who listens."""

NUDGE_MS = 5_000
"""How far apart two nudges of a kind may come and be the same one."""

Row = Mapping[str, Any]


class Sort(StrEnum):
    """What became of something."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing in which two reports differ."""

    about: str
    """``finding``, ``nudge``, ``scored``, ``score`` or ``call``."""
    sort: Sort
    kind: str | None = None
    """Of the finding or the nudge."""
    speaker: str | None = None
    start_ms: int | None = None
    """Where to listen: of the new one, and of one that is gone, where it was."""
    what: str
    """What changed, in a few words."""


def differences(
    old: Form, new: Form, *, scores: tuple[float | None, float | None] = (None, None)
) -> list[Change]:
    """Return in what two reports of a call differ, by time.

    Args:
        old: The one before.
        new: The one now.
        scores: What one scorecard gives each of them.
    """
    found = [*_findings(old, new), *_nudges(old, new)]
    found.sort(key=lambda change: (change.start_ms or 0, change.about))
    return [*_whole(old, new, scores), *found]


def _whole(
    old: Form, new: Form, scores: tuple[float | None, float | None]
) -> Iterator[Change]:
    was, is_ = old["quality"]["scored"], new["quality"]["scored"]
    if was != is_:
        codes = ", ".join(
            dict.fromkeys(one["code"] for one in new["quality"]["problems"])
        )
        why = f" ({codes})" if codes and not is_ else ""
        words = {True: "scored", False: "not scored", None: "unknown"}
        what = f"{words[was]} → {words[is_]}{why}"
        yield Change(about="scored", sort=Sort.CHANGED, what=what)
    before, now = scores
    if before != now:
        what = f"{_points(before)} → {_points(now)}"
        yield Change(about="score", sort=Sort.CHANGED, what=what)


def _findings(old: Form, new: Form) -> Iterator[Change]:
    same = match(old["findings"], new["findings"], likeness)
    for before, now in same.pairs:
        if what := _moved(before, now):
            yield _change("finding", Sort.CHANGED, now, what)
    for one in same.missed:
        yield _change("finding", Sort.GONE, one, _told(one))
    for one in same.false:
        yield _change("finding", Sort.NEW, one, _told(one))


def likeness(one: Row, other: Row) -> float:
    """Return how well two findings are one and the same; 0: not at all.

    Of the same kind and speaker, and overlapping: the longer the better, and best of
    all those that are where the other was.
    """
    if (one["kind"], one["speaker"]) != (other["kind"], other["speaker"]):
        return 0.0
    times = (one["start_ms"], one["end_ms"], other["start_ms"], other["end_ms"])
    # Of two that overlap for as long, the one that sets in nearer to it.
    return (
        shared_ms(*times) - 1e-9 * abs(times[0] - times[2]) if shared_ms(*times) else 0
    )


def _moved(old: Row, new: Row) -> str:
    """Return what changed of a finding; empty if nothing that matters."""
    told = []
    if old["severity"] != new["severity"]:
        told.append(f"{old['severity']} → {new['severity']}")
    for name in ("level", "target"):
        before, now = old["evidence"].get(name), new["evidence"].get(name)
        if before != now:
            told.append(f"{name} {before or 'none'} → {now or 'none'}")
    for name, word in (("start_ms", "begins"), ("end_ms", "ends")):
        shift = new[name] - old[name]
        if abs(shift) >= SHIFT_MS:
            later = "later" if shift > 0 else "earlier"
            told.append(f"{word} {abs(shift) / 1000:.1f} s {later}")
    return ", ".join(told)


def _nudges(old: Form, new: Form) -> Iterator[Change]:
    was, is_ = ([one for one in form["nudges"] if one["shown"]] for form in (old, new))
    same = match(was, is_, _nearness)
    for one in same.missed:
        yield _change("nudge", Sort.GONE, one, _held_back(one, new))
    for one in same.false:
        yield _change("nudge", Sort.NEW, one, _held_back(one, old))


def _nearness(one: Row, other: Row) -> float:
    apart = abs(int(one["at_ms"]) - int(other["at_ms"]))
    return float(NUDGE_MS - apart) if one["kind"] == other["kind"] else 0.0


def _held_back(nudge: Row, other: Form) -> str:
    """Return a nudge's title, and why the other report kept it from the screen."""
    held = [one for one in other["nudges"] if not one["shown"]]
    near = max(held, key=lambda one: _nearness(nudge, one), default=None)
    title = nudge["title"] or "untitled"
    if near is None or _nearness(nudge, near) <= 0:
        return title
    return f"{title} (the other time held back: {near['suppressed_by']})"


def _change(about: str, sort: Sort, row: Row, what: str) -> Change:
    return Change(
        about=about,
        sort=sort,
        kind=row["kind"],
        speaker=row.get("speaker"),
        start_ms=row["start_ms"] if about == "finding" else row["at_ms"],
        what=what,
    )


def _told(finding: Row) -> str:
    return f"{finding['severity']}: {finding['explanation'] or 'no explanation'}"


def _points(score: float | None) -> str:
    return "none" if score is None else f"{score:g}"
