"""What the sections of the page are built of: cards, figures with tables, marks."""

from collections.abc import Iterable, Sequence

from coach.batch.summary.markup import Child, Html, el
from coach.events import Severity

SEVERITIES = {
    Severity.CRITICAL: "Critical",
    Severity.ALERT: "Alert",
    Severity.NOTICE: "Notice",
    Severity.INFO: "Info",
}
"""The gravest first; told in words, never by colour alone."""


def section(title: str, lead: Child, *children: Child, name: str) -> Html:
    """Return a part of the page with its heading.

    Args:
        title: Of it.
        lead: What is to be seen, in a sentence or two.
        children: What is in it.
        name: Its id.
    """
    head = [el("h2", title, id=name)]
    if lead:
        head.append(el("p", lead, class_="lead"))
    return el("section", *head, *children, class_="card", aria_labelledby=name)


def figure(picture: Html, caption: str, table: Html) -> Html:
    """Return a picture with what it shows, and its figures as a table to be opened."""
    wide = el("div", table, class_="wide", role="group", tabindex=0)
    opened = el("details", el("summary", "The figures"), wide)
    return el("figure", el("figcaption", caption), picture, opened)


def table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Child]],
    *,
    kind: str = "",
) -> Html:
    """Return a table; the first cell of a row is its head, the others are figures.

    Args:
        caption: What it is about, for those who hear the page.
        heads: Of the columns.
        rows: Their cells.
        kind: A class of it.
    """
    body = [
        el("tr", el("th", first, scope="row"), *(el("td", cell) for cell in others))
        for first, *others in rows
    ]
    return el(
        "table",
        el("caption", caption, class_="sr-only"),
        el("thead", el("tr", *(el("th", head, scope="col") for head in heads))),
        el("tbody", *body),
        class_=kind or None,
    )


def chip(severity: str) -> Html:
    """Return a severity as its shape and its word."""
    name = SEVERITIES.get(Severity(severity)) if severity in _KNOWN else severity
    return el(
        "span", mark(severity), el("span", name), class_="chip", data_severity=severity
    )


def mark(severity: str) -> Html:
    """Return the shape of a severity."""
    shape = severity if severity in _KNOWN else Severity.INFO
    use = el("use", href=f"#mark-{shape}")
    return el("svg", use, class_="mark", data_severity=shape, aria_hidden="true")


def legend() -> Html:
    """Return what each colour of a stacked picture means."""
    chips = [el("li", chip(severity)) for severity in SEVERITIES]
    return el("ul", *chips, class_="legend", aria_label="Severity")


def nothing(text: str) -> Html:
    """Return what is said where there is nothing to show."""
    return el("p", text, class_="nothing")


_KNOWN = frozenset(map(str, Severity))
