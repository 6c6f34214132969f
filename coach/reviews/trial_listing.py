"""A trial of a policy as text: the calls to look at, and then the figures."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from coach.evaluation.listing import clock, printable
from coach.quality import counted
from coach.reviews.precision import Judged
from coach.reviews.trial import UNJUDGED, Difference, Trial, TriedCall
from coach.reviews.trial_form import HELD, HELD_OF_NEW
from coach.reviews.trying import Seen

WIDTH = 100
"""Columns of a line at most."""

INDENT = 52
"""Columns before the explanation of a finding."""

HELD_WORDS = {
    "right": "judged right",
    "wrong": "judged wrong",
    "unsure": "unsure",
    "missed": "was missed",
    None: "not judged",
}


def listing_of(trial: Trial) -> list[str]:
    """Return the lines of a trial."""
    return [*_calls(trial), *_table(trial), *_ends(trial)]


def _calls(trial: Trial) -> Iterator[str]:
    for call in trial.calls:
        if call.differs:
            yield f"{printable(call.call_id)}  {call.uid}  {call.happened_at:%Y-%m-%d}"
            yield from _differences(call)
            yield ""


def _differences(call: TriedCall) -> Iterator[str]:
    both = [("vanishes", one) for one in call.tried.vanished]
    both += [("appears", one) for one in call.tried.appeared]
    for what, one in sorted(both, key=lambda pair: pair[1].finding["start_ms"]):
        yield from _line(what, one)


def _line(what: str, one: Seen) -> Iterator[str]:
    at = clock(one.finding["start_ms"] / 1000)
    head = f"{at:>9}  {what:<8}  {one.kind:<17} {HELD_WORDS[one.held]:<12}"
    explanation = printable(str(one.finding["explanation"]))
    for line in textwrap.wrap(explanation, WIDTH - INDENT) or [""]:
        yield f"{head:<{INDENT}}{line}".rstrip()
        head = ""


def _table(trial: Trial) -> Iterator[str]:
    yield f"{'':<24}{'before':>7}{'after':>7}{'vanish':>8}{'appear':>8}   precision"
    rows: Mapping[str, Difference] = {**trial.kinds, "all": trial.total}
    for name, one in rows.items():
        change = f"{_precision(one.judged_before)} → {_precision(one.judged_after)}"
        yield (
            f"{name:<24}{one.before:>7}{one.after:>7}"
            f"{one.vanished.total():>8}{one.appeared.total():>8}   {change}"
        )
    yield ""
    total = trial.total
    yield f"vanish: {_held(total.vanished, HELD)}"
    yield f"appear: {_held(total.appeared, HELD_OF_NEW)}"


def _held(counts: Mapping[str, int], names: Sequence[str]) -> str:
    words = {**HELD_WORDS, UNJUDGED: HELD_WORDS[None]}
    said = [f"{counts[name]} {words[name]}" for name in names if counts[name]]
    return ", ".join(said) or "none"


def _precision(judged: Judged) -> str:
    if judged.precision is None:
        return "–"
    low, high = judged.interval
    return f"{judged.precision:.2f} ({low:.2f}–{high:.2f})"


def _ends(trial: Trial) -> Iterator[str]:
    before = sum(call.tried.nudges_before for call in trial.calls)
    after = sum(call.tried.nudges_after for call in trial.calls)
    yield f"nudges shown: {before} before, {after} after"
    differing = sum(call.differs for call in trial.calls)
    yield f"calls that differ: {differing} of {len(trial.calls)}"
    if trial.without_record:
        bare = counted(trial.without_record, "call")
        yield f"not tried: {bare} that came as a bare report"
    for left in trial.left_out:
        yield f"left out: {printable(left.call_id)}: {printable(left.reason)}"
    for note in trial.notes:
        yield f"note: {note}"
    yield f"{trial.old or 'the policy of each call'} → {trial.new}"
    yield (
        "Precision is that of the findings that reviewers judged; in brackets: 95 % "
        "intervals."
    )
