"""A list of calls on a terminal: a line each, short enough for most of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo

from coach.evaluation.listing import printable
from coach.store.listing import CallSummary
from coach.store.naming import SHOWN_DIGITS

NAME_WIDTH = 16
"""Columns of an analyst's name and of a call's id; what is longer is cut."""


def table_of(
    calls: Sequence[CallSummary],
    zone: tzinfo | None = None,
    shared: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Yield the lines of a list, with a heading if there is any call.

        CALL      WHEN              ANALYST           LENGTH  SCORE  FINDINGS
        4f1c09aa  2026-03-02 10:30  Nora Berg           4:07     82  interruption 2, …

    Args:
        calls: In the order in which they are listed.
        zone: Of the times; None for the machine's.
        shared: The states of those that are shared with a team's server, by uid.
    """
    if calls:
        yield _line("CALL", "WHEN", "ANALYST", "LENGTH", "SCORE", "FINDINGS")
    for call in calls:
        minutes, seconds = divmod(round(call.duration_ms / 1000), 60)
        yield _line(
            call.uid[:SHOWN_DIGITS],
            call.happened_at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
            _cut(call.analyst or "–"),
            f"{minutes}:{seconds:02}",
            "–" if call.score is None else f"{call.score:.0f}",
            _findings(call, (shared or {}).get(call.uid)),
        )


def _findings(call: CallSummary, share: str | None) -> str:
    told = [
        f"{kind} {count}" if count > 1 else kind
        for kind, count in call.findings.items()
    ]
    if call.is_cut_off:
        told.append("cut off")
    if call.is_disputed:
        told.append("disputed")
    if share is not None:
        told.append(
            "shared"
            if share == "shared"
            else "being withdrawn"
            if share == "withdrawing"
            else "to be shared"
        )
    return ", ".join(told) or "–"


def _line(
    uid: str, when: str, analyst: str, length: str, score: str, findings: str
) -> str:
    columns = (
        uid.ljust(SHOWN_DIGITS),
        when.ljust(16),
        analyst.ljust(NAME_WIDTH),
        length.rjust(6),
        score.rjust(5),
        findings,
    )
    return "  ".join(columns)


def _cut(name: str) -> str:
    shown = printable(name)
    return shown if len(shown) <= NAME_WIDTH else f"{shown[: NAME_WIDTH - 1]}…"
