"""What was found over time: by the hour, the day, the week or the month."""

from collections.abc import Callable
from datetime import datetime, timedelta

from coach.batch.summary import words
from coach.batch.summary.markup import Html, el
from coach.batch.summary.parts import chip, figure, nothing, section, table
from coach.batch.summary.pictures import Bar, columns
from coach.batch.summary.tally import Hour, Tally
from coach.events import Severity

FEW = 5
"""Calls below which a rate says little: such columns are faint."""

MOST_COLUMNS = 62
"""Of a chart over time: two months of days."""

_SHOWN = (Severity.NOTICE, Severity.ALERT, Severity.CRITICAL)
"""Severities over time, from below: an info is no trouble."""


def over_time(tally: Tally) -> Html:
    """Return findings per 100 calls, by hour, day, week or month."""
    title, name = "Over time", "over-time"
    if not tally.hours:
        text = "Of none of these calls it is known when it was."
        return section(title, None, nothing(text), name=name)
    what, start_of, label_of = _steps(min(tally.hours), max(tally.hours))
    steps: dict[datetime, Hour] = {}
    for moment in sorted(tally.hours):
        step = steps.setdefault(start_of(moment), Hour())
        step.calls += tally.hours[moment].calls
        step.findings.update(tally.hours[moment].findings)
    bars = [
        Bar(
            label=label_of(moment),
            parts={one: 100 * step.findings[one] / step.calls for one in _SHOWN},
            is_faint=step.calls < FEW,
        )
        for moment, step in steps.items()
    ]
    worst = max(bars, key=lambda bar: bar.height)
    label = (
        f"Findings per 100 calls by {what}, from {bars[0].label} to "
        f"{bars[-1].label}; most at {worst.label}: {worst.height:.0f}."
    )
    rows = [
        (
            label_of(moment),
            words.number(step.calls),
            *(words.number(step.findings[one]) for one in reversed(_SHOWN)),
            words.number(bar.height),
        )
        for (moment, step), bar in zip(steps.items(), bars, strict=True)
    ]
    heads = (
        what.capitalize(),
        "Calls",
        "Critical",
        "Alert",
        "Notice",
        "Per 100 calls",
    )
    lead = f"Findings per 100 calls by {what}, by the clock on the wall."
    if any(bar.is_faint for bar in bars):
        lead += f" Faint: fewer than {FEW} calls, which say little."
    if tally.undated:
        lead += f" Of {words.calls(tally.undated)} it is not known when they were."
    chart = columns(bars, label)
    chips = [el("li", chip(one)) for one in reversed(_SHOWN)]
    return section(
        title,
        lead,
        el("ul", *chips, class_="legend", aria_label="Severity"),
        figure(
            chart, "Findings per 100 calls", table(f"Findings by {what}", heads, rows)
        ),
        name=name,
    )


Steps = tuple[str, Callable[[datetime], datetime], Callable[[datetime], str]]


def _steps(first: datetime, last: datetime) -> Steps:
    """Return what a column stands for: its name, where it begins, its label."""
    days = (last.date() - first.date()).days + 1
    if days <= 2:
        return "hour", lambda moment: moment, lambda moment: f"{moment:%H:%M}"
    if days <= MOST_COLUMNS:
        return "day", _midnight, words.short_day
    if days <= 7 * MOST_COLUMNS:
        return "week", _monday, lambda moment: f"{words.short_day(moment)} {moment:%y}"
    return "month", lambda moment: _midnight(moment).replace(day=1), words.month


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0)


def _monday(moment: datetime) -> datetime:
    return _midnight(moment) - timedelta(days=moment.weekday())
