"""Figures and times as people read them."""

from datetime import datetime

from coach.quality import counted

NBSP = "\u00a0"
"""Between a figure and its unit, which belong on one line."""


def number(value: float, digits: int = 0) -> str:
    """Return a number with commas: ``12,400``, ``3.5``."""
    return f"{value:,.{digits}f}"


def percent(part: float, whole: float) -> str:
    """Return a share in whole percent; of nothing, a dash.

    What is not all, or not nothing, is not rounded to it: ``> 99 %``, ``< 1 %``.
    """
    if not whole:
        return "–"
    share = 100 * part / whole
    if 99.5 <= share < 100:
        return f">{NBSP}99{NBSP}%"
    if 0 < share < 0.5:
        return f"<{NBSP}1{NBSP}%"
    return f"{share:.0f}{NBSP}%"


def calls(count: int) -> str:
    """Return how many calls: ``1 call``, ``1,200 calls``."""
    return counted(count, "call").replace(str(count), number(count))


def clock(ms: int) -> str:
    """Return a time of a call: ``0:05``, ``12:40``, ``1:02:03``."""
    minutes, seconds = divmod(max(0, ms) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def length(ms: float) -> str:
    """Return how long something takes: ``45 s``, ``1 min 30 s``, ``12 h 5 min``."""
    seconds = round(ms / 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = {"h": hours, "min": minutes, "s": 0 if hours else seconds}
    told = [f"{number(part)}{NBSP}{unit}" for unit, part in parts.items() if part]
    return " ".join(told) or f"0{NBSP}s"


def day(moment: datetime) -> str:
    """Return a day: ``2 Nov 2026``."""
    return f"{moment.day}{NBSP}{_MONTHS[moment.month - 1]}{NBSP}{moment.year}"


def short_day(moment: datetime) -> str:
    """Return a day without its year: ``2 Nov``."""
    return f"{moment.day}{NBSP}{_MONTHS[moment.month - 1]}"


def month(moment: datetime) -> str:
    """Return a month: ``Nov 2026``."""
    return f"{_MONTHS[moment.month - 1]}{NBSP}{moment.year}"


def days(first: datetime, last: datetime) -> str:
    """Return a stretch of days: ``2 Nov 2026``, ``2 Nov to 18 Nov 2026``."""
    if first.date() == last.date():
        return day(first)
    start = short_day(first) if first.year == last.year else day(first)
    return f"{start} to {day(last)}"


_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
