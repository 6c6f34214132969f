"""What was found over time: by the hour, the day, the week or the month."""

from collections.abc import Callable, Sequence
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
    steps = [
        (label_of(moment), step) for moment, step in _summed(tally, start_of).items()
    ]
    bars = [_bar(label, step) for label, step in steps]
    chips = [el("li", chip(one)) for one in reversed(_SHOWN)]
    chart, rows = columns(bars, _alternative(what, bars)), _table(what, steps, bars)
    return section(
        title,
        _lead(what, bars, tally.undated),
        el("ul", *chips, class_="legend", aria_label="Severity"),
        figure(chart, "Findings per 100 calls", rows),
        name=name,
    )


def _summed(
    tally: Tally, start_of: Callable[[datetime], datetime]
) -> dict[datetime, Hour]:
    """Return what was found in each step, by when it begins, in order."""
    steps: dict[datetime, Hour] = {}
    for moment in sorted(tally.hours):
        step = steps.setdefault(start_of(moment), Hour())
        step.calls += tally.hours[moment].calls
        step.findings.update(tally.hours[moment].findings)
    return steps


def _bar(label: str, step: Hour) -> Bar:
    return Bar(
        label=label,
        parts={one: 100 * step.findings[one] / step.calls for one in _SHOWN},
        is_faint=step.calls < FEW,
    )


def _alternative(what: str, bars: Sequence[Bar]) -> str:
    """Return the picture in words."""
    worst = max(bars, key=lambda bar: bar.height)
    return (
        f"Findings per 100 calls by {what}, from {bars[0].label} to "
        f"{bars[-1].label}; most at {worst.label}: {worst.height:.0f}."
    )


def _table(what: str, steps: Sequence[tuple[str, Hour]], bars: Sequence[Bar]) -> Html:
    """Return the picture as a table."""
    rows = [
        (
            label,
            words.number(step.calls),
            *(words.number(step.findings[one]) for one in reversed(_SHOWN)),
            words.number(bar.height),
        )
        for (label, step), bar in zip(steps, bars, strict=True)
    ]
    severities = ("Critical", "Alert", "Notice")
    heads = (what.capitalize(), "Calls", *severities, "Per 100 calls")
    return table(f"Findings by {what}", heads, rows)


def _lead(what: str, bars: Sequence[Bar], undated: int) -> str:
    """Return what is to be known before the picture is read."""
    lead = f"Findings per 100 calls by {what}, by the clock on the wall."
    if any(bar.is_faint for bar in bars):
        lead += f" Faint: fewer than {FEW} calls, which say little."
    if undated:
        lead += f" Of {words.calls(undated)} it is not known when they were."
    return lead


Steps = tuple[str, Callable[[datetime], datetime], Callable[[datetime], str]]
"""What a column stands for: its name, where it begins, its label."""


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
