"""What of a call nobody heard, as a reader of its report is told.

channel   ███████▒▒▒▒▒▒▒▒▒██▒▒▒▒▒██████▒█████▒██████
                 ├─── capture-lost ┤   └─────┴ capture-gap
"""

from collections.abc import Iterable
from itertools import pairwise

from coach.audio_time import SAMPLE_RATE, samples
from coach.events import Speaker
from coach.quality import MAX_LISTED, Problem, counted
from coach.scoring.ledger import Ledger
from coach.scoring.spans import Span, merged, total

LOSS = samples(1_000)
"""Losses longer than this are told one by one, in samples, and those that are closer
together are one: less is a stumble of the machine, this may have been an answer."""


def unheard_problems(ledger: Ledger) -> list[Problem]:
    """Return a problem for each loss of a channel and each pause, in order.

    Of each at most :data:`~coach.quality.MAX_LISTED` one by one, the others in one;
    short losses are only counted.
    """
    problems: list[Problem] = []
    for speaker in Speaker:
        losses = [loss for loss in _losses(ledger.lost(speaker)) if total(loss) > LOSS]
        problems += _told("capture-lost", f"the {speaker}'s channel was lost", losses)
        told = [span for loss in losses for span in loss]
        if brief := [span for span in ledger.lost(speaker) if span not in told]:
            detail = (
                f"{counted(len(brief), 'gap')} in the {speaker}'s channel, "
                f"{total(brief) / SAMPLE_RATE:.1f} s in all"
            )
            problems.append(Problem(code="capture-gap", detail=detail))
    pauses = merged(span for speaker in Speaker for span in ledger.paused(speaker))
    problems += _told("paused", "listening was paused", [[span] for span in pauses])
    return problems


def _losses(spans: Iterable[Span]) -> list[list[Span]]:
    """Return the spans in groups of those that are close together."""
    ordered = merged(spans)
    groups: list[list[Span]] = [ordered[:1]] if ordered else []
    for before, span in pairwise(ordered):
        if span[0] - before[1] <= LOSS:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _told(code: str, what: str, cases: list[list[Span]]) -> list[Problem]:
    problems = [
        Problem(
            code=code,
            detail=f"{what} for {_seconds(total(case))}, from {_clock(case[0][0])}",
        )
        for case in cases[:MAX_LISTED]
    ]
    if more := cases[MAX_LISTED:]:
        length = _seconds(sum(total(case) for case in more))
        again = f"{what} {counted(len(more), 'more time')}, {length} in all"
        problems.append(Problem(code=code, detail=again))
    return problems


def _seconds(length: int) -> str:
    return f"{max(1, round(length / SAMPLE_RATE))} s"


def _clock(at: int) -> str:
    """Return a time of the call as people read it: 1:02, 1:00:02."""
    minutes, seconds = divmod(at // SAMPLE_RATE, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
