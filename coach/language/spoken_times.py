"""Spoken times: "two minutes", "a minute or two", "30 to 45 seconds", "two secs".

People promise times loosely; what counts is the longest they said.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coach.language.text import NUMBER_WORDS, spoken_number

_UNITS = {
    "second": 1.0,
    "seconds": 1.0,
    "sec": 1.0,
    "secs": 1.0,
    "minute": 60.0,
    "minutes": 60.0,
    "minute's": 60.0,
    "min": 60.0,
    "mins": 60.0,
    "hour": 3600.0,
    "hours": 3600.0,
}
_VAGUE = frozenset(
    {
        "bit",
        "jiffy",
        "mo",
        "moment",
        "moments",
        "moment's",
        "tick",
        "ticks",
        "tad",
        "while",
    }
)
_COUNTS = {"couple": 2.0, "few": 3.0, "several": 5.0}
_LITTLE = frozenset(
    {
        "another",
        "brief",
        "extra",
        "full",
        "good",
        "just",
        "like",
        "little",
        "maybe",
        "more",
        "of",
        "quick",
        "short",
        "single",
        "solid",
        "tiny",
        "wee",
    }
)
_AFTER_BARE = frozenset(
    "and while to please here okay i i'll i'm let so tops max or then".split()  # noqa: SIM905
)
_FIRST = frozenset({"a", "an", "another", "half", "quarter"})
_BEGINNINGS = NUMBER_WORDS | _COUNTS.keys() | _FIRST
_JOINED = re.compile(r"(\d+)(s|secs?|m|mins?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTime:
    """A time that somebody said."""

    first: int
    """Index of its first word."""
    stop: int
    """Index after its last word."""
    seconds: float | None
    """The longest it can mean; None for "a moment", "a bit"."""


def spoken_times(spoken: Sequence[str]) -> list[SpokenTime]:
    """Return the times in a sentence, in order.

    Args:
        spoken: In the form of :func:`coach.detectors.text.words`.
    """
    found = []
    index = 0
    while index < len(spoken):
        word = spoken[index]
        may_begin = word in _BEGINNINGS or word[0].isdigit()
        time = _time_at(spoken, index) if may_begin else None
        if time is None:
            index += 1
        else:
            found.append(time)
            index = time.stop
    return found


def with_times_marked(spoken: Sequence[str], times: Sequence[SpokenTime]) -> list[str]:
    """Return the words with each time replaced by ``TIME``.

    Args:
        spoken: In the form of :func:`coach.detectors.text.words`.
        times: What :func:`spoken_times` found in them.
    """
    marked: list[str] = []
    index = 0
    for time in times:
        marked.extend([*spoken[index : time.first], "TIME"])
        index = time.stop
    marked.extend(spoken[index:])
    return marked


def _time_at(spoken: Sequence[str], index: int) -> SpokenTime | None:
    joined = _JOINED.fullmatch(spoken[index])
    if joined:
        seconds = float(joined[1]) * (60.0 if joined[2][0] == "m" else 1.0)
        return SpokenTime(first=index, stop=index + 1, seconds=seconds)
    if _word(spoken, index) == "half":
        return _half(spoken, index)
    if (quarters := _quarters(spoken, index)) is not None:
        return quarters
    counted = _count(spoken, index)
    if counted is None:
        return None
    count, at = counted
    while (other := _second_count(spoken, at)) is not None:
        count, at = max(count, other[0]), other[1]
    halves = 0.0
    if _phrase(spoken, at, "and", "a", "half"):
        halves, at = 0.5, at + 3
    while _word(spoken, at) in _LITTLE:
        at += 1
    unit = _word(spoken, at)
    if unit in _VAGUE:
        at += 2 if _word(spoken, at + 1) in {"longer", "more"} else 1
        return SpokenTime(first=index, stop=at, seconds=None)
    if unit not in _UNITS:
        return _bare_minutes(spoken, index)
    at += 1
    scale = _UNITS[unit]
    seconds = (count + halves) * scale
    return _with_tail(spoken, index, at, seconds, scale)


def _with_tail(
    spoken: Sequence[str], first: int, at: int, seconds: float, scale: float
) -> SpokenTime:
    """Take in what follows the unit: "or two", "and a half", "or so"."""
    if _phrase(spoken, at, "and", "a", "half"):
        seconds, at = seconds + 0.5 * scale, at + 3
    elif _word(spoken, at) in {"or", "to", "maybe"}:
        more = spoken_number(spoken, at + 1)
        after = at + 1 + (more[1] if more else 0)
        if more and _word(spoken, after) not in _UNITS:
            seconds, at = max(seconds, more[0] * scale), after
        elif _word(spoken, at + 1) == "so":
            at += 2
    elif (more := spoken_number(spoken, at)) and _is_at_most(spoken, at + more[1]):
        seconds, at = max(seconds, more[0] * scale), at + more[1]
    while _word(spoken, at) in {"tops", "max", "more", "longer"}:
        at += 1
    return SpokenTime(first=first, stop=at, seconds=seconds)


def _is_at_most(spoken: Sequence[str], at: int) -> bool:
    """Tell whether "at most", "at the outside" or "tops" follows."""
    return _word(spoken, at) in {"tops", "max"} or (
        _word(spoken, at) == "at"
        and not {"most", "outside"}.isdisjoint(spoken[at + 1 : at + 3])
    )


def _count(spoken: Sequence[str], index: int) -> tuple[float, int] | None:
    """Read how many: "a", "another", "a couple of", "two"."""
    number = spoken_number(spoken, index)
    if number is not None:
        return number[0], index + number[1]
    at = index
    if _word(spoken, at) in {"a", "an", "another"}:
        at += 1
        while _word(spoken, at) in _LITTLE:
            at += 1
        number = spoken_number(spoken, at)  # "another two minutes"
        if number is not None:
            return number[0], at + number[1]
    if _word(spoken, at) in _COUNTS:
        count = _COUNTS[_word(spoken, at)]
        at += 1
        while _word(spoken, at) in _LITTLE:
            at += 1
        return count, at
    return (1.0, at) if at > index else None


def _second_count(spoken: Sequence[str], at: int) -> tuple[float, int] | None:
    """Read the upper end of a range: "to three", "or two", "three"."""
    if _word(spoken, at) in {"to", "or", "maybe"}:
        at += 1
    number = spoken_number(spoken, at)
    return None if number is None else (number[0], at + number[1])


def _half(spoken: Sequence[str], index: int) -> SpokenTime | None:
    """Read "half a minute", "half an hour", "half a sec"."""
    at = index + 1
    if _word(spoken, at) in {"a", "an"}:
        at += 1
    unit = _word(spoken, at)
    if unit not in _UNITS and unit not in _VAGUE:
        return None
    seconds = 0.5 * _UNITS[unit] if unit in _UNITS else None
    return SpokenTime(first=index, stop=at + 1, seconds=seconds)


def _quarters(spoken: Sequence[str], index: int) -> SpokenTime | None:
    """Read "a quarter of an hour", "three quarters of a minute"."""
    counted = {"a": 1, "one": 1, "three": 3, "3": 3}.get(_word(spoken, index))
    at = index if counted is None else index + 1
    unit = _word(spoken, at + 3)
    if (
        _word(spoken, at) not in {"quarter", "quarters"}
        or _word(spoken, at + 1) != "of"
        or _word(spoken, at + 2) not in {"a", "an"}
        or unit not in _UNITS
    ):
        return None
    seconds = 0.25 * (counted or 1) * _UNITS[unit]
    return SpokenTime(first=index, stop=at + 4, seconds=seconds)


def _word(spoken: Sequence[str], index: int) -> str:
    return spoken[index] if 0 <= index < len(spoken) else ""


def _phrase(spoken: Sequence[str], index: int, *expected: str) -> bool:
    return tuple(spoken[index : index + len(expected)]) == expected


def _bare_minutes(spoken: Sequence[str], index: int) -> SpokenTime | None:
    """Read "five" in "give me five" and "back in five": minutes are meant."""
    number = spoken_number(spoken, index)
    after = _word(spoken, index + number[1]) if number else ""
    asked = _phrase(spoken, index - 2, "give", "me") or (
        _word(spoken, index - 1) == "in" and "back" in spoken[max(0, index - 5) : index]
    )
    if number is None or not asked or (after and after not in _AFTER_BARE):
        return None
    return SpokenTime(first=index, stop=index + number[1], seconds=number[0] * 60.0)
