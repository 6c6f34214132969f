"""The head of the page, and how often what happens."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from coach.batch.summary import words
from coach.batch.summary.markup import Html, el
from coach.batch.summary.parts import (
    SEVERITIES,
    legend,
    mark,
    nothing,
    section,
    table,
)
from coach.batch.summary.pictures import stacked
from coach.batch.summary.tally import Tally
from coach.scoring.kinds import kind_of


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
            "Nothing graver than a notice",
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
    heads = ("Finding", "Severity", "Per 100 calls", "Findings", "In calls")
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
