"""The notes beside a recording that is not finished: what its sound does not tell.

One JSON object a line, each written as it becomes known, so that what a process that
dies leaves can be read up to its last whole line:

    {"about": {"id": "call-20261128-101500", "started_at": …, "agent": …}}
    {"mark": {"speaker": "customer", "start": 32000, "end": 64000, "kind": "paused"}}
    {"ended": 480000}
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from coach.audio.marks import MOST_MARKS, Mark
from coach.events import Speaker
from coach.scoring.report import CallInfo

MOST_BYTES = 16 << 20
"""Size of notes beyond which they are none, in bytes."""

Form = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known about a call that is recorded."""

    call: CallInfo
    is_asked: bool = False
    """Whether somebody, or the telephone, began it; otherwise it did by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What notes say."""

    about: About | None = None
    """None where even the first line is missing."""
    marks: tuple[Mark, ...] = field(default=())
    ended: int | None = None
    """The call's end in canonical samples, if the coach saw it."""


def about_line(about: About) -> str:
    """Return the line that says what is known about the call; the last one counts."""
    call = about.call
    return _line(
        {
            "about": {
                "id": call.id,
                "source": call.source,
                "agent": call.agent,
                "started_at": call.started_at and call.started_at.isoformat(),
                "language": call.language,
                "metadata": dict(call.metadata),
                "is_asked": about.is_asked,
            }
        }
    )


def mark_line(mark: Mark) -> str:
    """Return the line for a stretch that was lost or paused."""
    return _line(
        {
            "mark": {
                "speaker": str(mark.speaker),
                "start": mark.start,
                "end": mark.end,
                "kind": mark.kind,
            }
        }
    )


def ended_line(at: int) -> str:
    """Return the line that says that the call is over, and where."""
    return _line({"ended": at})


def read_notes(lines: Iterable[str]) -> Notes:
    """Return what notes say; a line that is broken off or no note is passed over."""
    about: About | None = None
    marks: list[Mark] = []
    ended: int | None = None
    for line in lines:
        try:
            form = json.loads(line)
            if "about" in form:
                about = _about(form["about"])
            elif "mark" in form and len(marks) < MOST_MARKS:
                marks.append(_mark(form["mark"]))
            elif "ended" in form:
                ended = int(form["ended"])
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
    return Notes(about=about, marks=tuple(marks), ended=ended)


def _line(form: Form) -> str:
    return json.dumps(form, separators=(",", ":"), default=str) + "\n"


def _about(form: Form) -> About:
    started_at = form["started_at"]
    return About(
        call=CallInfo(
            id=str(form["id"]),
            source=str(form["source"]),
            input="stereo",
            agent=form["agent"],
            started_at=datetime.fromisoformat(started_at) if started_at else None,
            language=str(form["language"]),
            metadata=dict(form["metadata"]),
        ),
        is_asked=bool(form["is_asked"]),
    )


def _mark(form: Form) -> Mark:
    kind = form["kind"]
    if kind not in ("lost", "paused"):
        raise ValueError("only these are noted")
    return Mark(
        speaker=Speaker(form["speaker"]),
        start=int(form["start"]),
        end=int(form["end"]),
        kind=kind,
    )
