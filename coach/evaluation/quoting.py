"""The words to show for a place in a call.  Times are seconds of call audio."""

from collections.abc import Iterable, Sequence

from coach.evaluation.truth import Line
from coach.evaluation.wording import says
from coach.events import Speaker


def line_at(lines: Iterable[Line], speaker: Speaker, at: float) -> Line | None:
    """Return the speaker's line that begins nearest to a time."""
    own = (line for line in lines if line.speaker is speaker)
    return min(own, key=lambda line: abs(line.start - at), default=None)


def last_before(lines: Iterable[Line], at: float) -> Line | None:
    """Return the line that was begun last before a time, by either speaker."""
    earlier = (line for line in lines if line.start < at)
    return max(earlier, key=lambda line: (line.end, line.start), default=None)


def joined(lines: Sequence[Line]) -> Line | None:
    """Return several lines of one speaker as one, or None of none."""
    if not lines:
        return None
    return Line(
        speaker=lines[0].speaker,
        start=min(line.start for line in lines),
        end=max(line.end for line in lines),
        text=" ".join(line.text for line in lines),
    )


def heard_as(line: Line | None, recognised: Sequence[Line]) -> str | None:
    """Return what was recognised in a line's time, where the words differ.

    Recognised utterances are shown whole: one may be longer than the line.

    Args:
        line: As it is labelled.
        recognised: What was recognised in the whole call.

    Returns:
        The recognised words; empty when there are none; None when the line's own words
        are among them.
    """
    if line is None:
        return None
    text = " ".join(
        one.text
        for one in recognised
        if one.speaker is line.speaker and _is_in(one, line)
    )
    return None if says(text, line.text) else text


def _is_in(one: Line, line: Line) -> bool:
    """Return whether the shorter of two lies in the other, by more than its half."""
    both = min(one.end, line.end) - max(one.start, line.start)
    return both > min(one.end - one.start, line.end - line.start) / 2
