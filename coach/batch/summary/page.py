"""The page itself: its sections, its style, and what it may do, which is nothing."""

import base64
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from coach.batch.failure import Failure
from coach.batch.reading import scored_calls
from coach.batch.summary import care, conduct, overview, timing
from coach.batch.summary.markup import Html, el, together
from coach.batch.summary.moments import Moments
from coach.batch.summary.naming import Naming
from coach.batch.summary.tally import Tally
from coach.scoring.writing import writing
from coach.whole_file import whole_file

NAME = "summary.html"
"""Of the file."""


def write_summary(
    out: Path,
    names: Sequence[str],
    failures: Sequence[Failure],
    *,
    shows_names: bool = False,
    made_at: datetime | None = None,
) -> None:
    """Write ``summary.html`` beside the reports, which are read one after the other.

    Damaged reports are passed over: see :func:`coach.batch.tables.write_tables`.

    Args:
        out: The folder of the reports, and of the page.
        names: Of the reports, without ``.report.json``.
        failures: What went wrong in this run.
        shows_names: Whether calls and analysts are named.
        made_at: The wall-clock time that the page bears, with its zone; by default now.

    Raises:
        ReportError: The disk is full, or the folder cannot be written to.
    """
    tally, moments, naming = Tally(), Moments(), Naming(shows_names=shows_names)
    for call in scored_calls(out, names, failures):
        tally.add(call)
        moments.add(call)
        naming.learn(call.call.get("agent"))
    tally.failures += [(0, failure) for failure in failures if failure.call is None]
    page = page_of(tally, moments, naming, made_at or datetime.now(UTC))
    place = out / NAME
    with writing(place), whole_file(place) as path:
        path.write_text(page, encoding="utf-8", errors="backslashreplace")


def page_of(tally: Tally, moments: Moments, naming: Naming, made_at: datetime) -> Html:
    """Return the page as one text."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'"
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el(
            "meta",
            http_equiv="Content-Security-Policy",
            content=f"{policy}; form-action 'none'",
        ),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="robots", content="noindex"),
        el("title", "Summary of calls"),
        el("style", Html(style)),
    )
    main = el(
        "main",
        overview.head(tally, made_at),
        overview.tiles(tally),
        overview.how_often(tally),
        timing.over_time(tally),
        care.moments(moments.gravest(), naming),
        conduct.holds(tally),
        conduct.talk(tally),
        conduct.elements(tally),
        care.problems(tally),
        care.failures(tally, naming),
        _foot(naming),
    )
    body = el("body", _resource("sprite.svg"), main)
    return together(
        Html("<!doctype html>\n"), el("html", head, body, lang="en"), Html("\n")
    )


def _foot(naming: Naming) -> Html:
    where = (
        "Calls are named by their reports."
        if naming.shows_names
        else "Calls have the number of their row in calls.csv, where their names are; "
        "with --show-names they are here. What a customer says may hold a name all "
        "the same."
    )
    return el(
        "footer",
        el("p", where),
        el(
            "p",
            "These are figures of calls, not of people: what was on the line, who was "
            "ill and whose turn it was with the difficult ones is not in them.",
        ),
    )


def _style() -> str:
    """Return the style: the colours of the review pages, and this page's own."""
    from coach.web.pages import page_folder

    review = page_folder("review")
    shared = [
        (review / name).read_text(encoding="utf-8")
        for name in ("base.css", "contrast.css")
    ]
    return "\n".join([*shared, _resource("summary.css")])


def _resource(name: str) -> Html:
    return Html(files("coach.batch.summary").joinpath(name).read_text(encoding="utf-8"))
