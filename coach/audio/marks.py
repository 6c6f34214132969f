"""What of a kept recording is silence that was made, as its file says so.

    customer  ████ my card is ░░░░░░░░░░░░░░ okay ████████
                              COACH_SILENCED=customer 30400-52800

In a file these are tags (Vorbis comments), a list of ``speaker first-after`` each, in
canonical samples.  A player shows them, and nothing else needs them; but silence that
is known to be made is not mistaken for somebody who said nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from coach.events import Speaker

MarkKind = Literal["silenced", "lost", "paused"]
"""``silenced``: what was said there must not last; ``lost``: the sound was not
captured; ``paused``: the analyst had paused listening."""

PREFIX = "COACH_"
"""What the names of the tags begin with."""

MOST_MARKS = 20_000
"""How many a file may have, and this many are written at most: a gap each second of a
long call.  A crafted file costs no more than that."""

_MARK = re.compile(r"(agent|customer) ([0-9]{1,12})-([0-9]{1,12})")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mark:
    """A stretch of one channel that is silent and was not silence."""

    speaker: Speaker
    start: int
    """Canonical sample of the call."""
    end: int
    """First sample after it."""
    kind: MarkKind


def tags_of(marks: Iterable[Mark]) -> dict[str, str]:
    """Return the tags that say so, by name."""
    listed: dict[MarkKind, list[str]] = {}
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.speaker))[:MOST_MARKS]:
        text = f"{mark.speaker} {mark.start}-{mark.end}"
        listed.setdefault(mark.kind, []).append(text)
    return {_name(kind): ", ".join(texts) for kind, texts in listed.items()}


def marks_from(tags: Mapping[str, str]) -> tuple[Mark, ...]:
    """Return the marks in a file's tags, by start; what is no mark is passed over.

    Args:
        tags: By name; in any case.
    """
    texts = {name.upper(): text for name, text in tags.items()}
    found = [
        mark
        for kind in get_args(MarkKind)
        for mark in _marks(kind, texts.get(_name(kind), ""))
    ]
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end)))


def joined(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks by start, those of one channel and kind that touch as one."""
    last: dict[tuple[Speaker, MarkKind], Mark] = {}
    done: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.start):
        before = last.get((mark.speaker, mark.kind))
        if before is not None and mark.start <= before.end:
            mark = Mark(
                speaker=mark.speaker,
                start=before.start,
                end=max(before.end, mark.end),
                kind=mark.kind,
            )
        elif before is not None:
            done.append(before)
        last[mark.speaker, mark.kind] = mark
    return sorted([*done, *last.values()], key=lambda mark: (mark.start, mark.speaker))


def _marks(kind: MarkKind, text: str) -> Iterator[Mark]:
    for number, found in enumerate(_MARK.finditer(text)):
        start, end = int(found[2]), int(found[3])
        if number >= MOST_MARKS:
            return
        if start < end:
            yield Mark(speaker=Speaker(found[1]), start=start, end=end, kind=kind)


def _name(kind: MarkKind) -> str:
    return PREFIX + kind.upper()
