"""The head of the page, how often what happens, and when."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from coach.batch.summary import words
from coach.batch.summary.markup import Html, el
from coach.batch.summary.parts import (
    SEVERITIES,
    chip,
    figure,
    legend,
    mark,
    nothing,
    section,
    table,
)
from coach.batch.summary.pictures import Bar, columns, stacked
from coach.batch.summary.tally import Hour, Tally
from coach.events import Severity
from coach.web.review.kinds import kind_of

FEW = 5
"""Calls below which a rate says little: such columns are faint."""

MOST_COLUMNS = 62
"""Of a chart over time: two months of days."""

_SHOWN = (Severity.NOTICE, Severity.ALERT, Severity.CRITICAL)
"""Severities over time, from below: an info is no trouble."""


def head(tally: Tally, made_at: datetime) -> Html:
    """Return the title, when the calls were, and what made the reports."""
    when = "It is not known when they were."
    if tally.hours:
        when = f"{words.days(min(tally.hours), max(tally.hours))}."
    length = words.length(tally.duration_ms)
    return el(
        "header",
        el("h1", f"What happened in {words.calls(tally.calls)}"),
        el("p", f"{length} of talk on the line. {when}", class_="lead"),
        el("dl", *_made(tally, made_at), class_="made"),
        class_="head",
    )


def _made(tally: Tally, made_at: datetime) -> list[Html]:
    rows = []
    for (version, model, policy), count in tally.engines.most_common(6):
        short = model.replace("\\", "/").rstrip("/").split("/")[-1]
        made = f"Coach {version}, model {short}, policy {policy}"
        of = "" if len(tally.engines) == 1 else f" ({words.calls(count)})"
        rows.append(made + of)
    if (more := len(tally.engines) - len(rows)) > 0:
        rows.append(f"and {more} other combinations")
    made_on = f"{words.day(made_at)}, {made_at:%H:%M} {made_at:%Z}".strip()
    return [
        el(
            "div", el("dt", "Scored by"), *(el("dd", row) for row in rows or ["nobody"])
        ),
        el("div", el("dt", "This page"), el("dd", made_on)),
    ]


def tiles(tally: Tally) -> Html:
    """Return the figures that come first."""
    failed = sum(not failure.has_report for _, failure in tally.failures)
    quiet = tally.scored - tally.grave
    shown = [
        (
            "Calls",
            words.number(tally.calls),
            f"{words.length(tally.duration_ms)} in all",
        ),
        (
            "Scored",
            words.percent(tally.scored, tally.calls),
            f"{words.number(tally.scored)} of {words.number(tally.calls)}",
        ),
        (
            "With an alert or graver",
            words.percent(tally.grave, tally.scored),
            words.calls(tally.grave),
        ),
        (
            "Without any",
            words.percent(quiet, tally.scored),
            words.calls(quiet),
        ),
        (
            "Could not be scored",
            words.number(failed),
            "named below" if failed else "nothing failed",
        ),
    ]
    return el(
        "dl",
        *(
            el(
                "div",
                el("dt", name),
                el("dd", figure_, class_="figure"),
                el("dd", more),
            )
            for name, figure_, more in shown
        ),
        class_="tiles",
    )


def how_often(tally: Tally) -> Html:
    """Return each kind of finding: how many, in how many calls, how grave."""
    title, name = "How often what happens", "how-often"
    if not tally.findings:
        return section(title, None, nothing("Nothing was found."), name=name)
    ordered = sorted(
        tally.findings.items(), key=lambda item: (-item[1].total(), item[0])
    )
    longest = ordered[0][1].total()
    rows = [_kind_row(kind, counts, tally, longest) for kind, counts in ordered]
    heads = ("Finding", "Severity", "A hundred calls", "Findings", "In calls")
    lead = (
        f"Findings in {words.calls(tally.scored)} that were scored. "
        "A call may have several of a kind."
    )
    caption = "Findings by kind"
    return section(
        title,
        lead,
        legend(),
        table(caption, heads, rows, kind="kinds"),
        _meanings([kind for kind, _ in ordered], tally),
        name=name,
    )


def _kind_row(
    kind: str, counts: Counter[str], tally: Tally, longest: int
) -> tuple[Html | str, ...]:
    parts = [(str(one), float(counts[one])) for one in SEVERITIES]
    told = [
        el(
            "span",
            mark(one),
            f"{counts[one]:,}",
            el("span", f" {name.lower()}", class_="sr-only"),
            class_="count",
        )
        for one, name in SEVERITIES.items()
        if counts[one]
    ]
    found = counts.total()
    return (
        kind_of(kind, tally.definitions[kind]).title,
        el(
            "div",
            stacked(parts, longest),
            el("div", *told, class_="counts"),
            class_="measure",
        ),
        words.number(100 * found / max(1, tally.scored), 1),
        words.number(found),
        words.percent(tally.calls_with[kind], tally.scored),
    )


def _meanings(kinds: Sequence[str], tally: Tally) -> Html:
    told = [kind_of(kind, tally.definitions[kind]) for kind in sorted(kinds)]
    return el(
        "details",
        el("summary", "What these are"),
        el(
            "dl",
            *(
                el("div", el("dt", kind.title), el("dd", kind.definition))
                for kind in told
            ),
            class_="meanings",
        ),
    )


def over_time(tally: Tally) -> Html:
    """Return findings a hundred calls, by hour, day, week or month."""
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
        f"Findings a hundred calls by {what}, from {bars[0].label} to "
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
        "A hundred calls",
    )
    lead = f"Findings a hundred calls by {what}, by the clock on the wall."
    if any(bar.is_faint for bar in bars):
        lead += f" Faint: fewer than {FEW} calls, which say little."
    if tally.undated:
        lead += f" Of {words.calls(tally.undated)} it is not known when they were."
    chart = columns(bars, label, unit=" findings")
    chips = [el("li", chip(one)) for one in reversed(_SHOWN)]
    return section(
        title,
        lead,
        el("ul", *chips, class_="legend", aria_label="Severity"),
        figure(
            chart, "Findings a hundred calls", table(f"Findings by {what}", heads, rows)
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
