"""An evaluation as text: what went wrong, with its words, and then the figures."""

import textwrap
from collections.abc import Iterator

from coach.evaluation.comparison import Comparison
from coach.evaluation.outcome import Outcome
from coach.evaluation.slip import Slip, SlipType
from coach.evaluation.tally import Counts, Interval, Share
from coach.evaluation.wording import says
from coach.quality import counted

WIDTH = 100
"""Columns of a line at most."""

INDENT = 50
"""Columns before the words of a slip."""

NAMES = {
    SlipType.MISSED: "missed",
    SlipType.FALSE: "false",
    SlipType.LEVEL: "level of",
    SlipType.CLOSING: "closing:",
    SlipType.GREETING: "greeting:",
    SlipType.BACKCHANNEL: "backchannel as",
}
"""What stands before the kind of a slip."""


def listing_of(outcome: Outcome) -> list[str]:
    """Return the lines of an evaluation.

    The calls with a slip come first, each slip with its time, its speaker and its
    words; a call without one takes no line.
    """
    return [*_confusion(outcome), *_table(outcome), "", *_shares(outcome)]


def _confusion(outcome: Outcome) -> Iterator[str]:
    for comparison in outcome.comparisons:
        if comparison.slips:
            yield _heading(comparison)
            for slip in comparison.slips:
                yield from _slip(slip)
            yield ""


def _heading(comparison: Comparison) -> str:
    length = clock(comparison.duration)
    nudges = f"{counted(comparison.nudges_shown, 'nudge')} shown"
    return f"{printable(comparison.call)}  ({length} long, {nudges})"


def _slip(slip: Slip) -> Iterator[str]:
    name = f"{NAMES[slip.type]} {slip.kind}"
    head = f"{clock(slip.at):>9}  {name:<27}  {slip.speaker or '':<8}  "
    for text in _texts(slip):
        for line in textwrap.wrap(text, WIDTH - INDENT):
            yield f"{head:<{INDENT}}{line}".rstrip()
            head = ""
    if head:
        yield head.rstrip()


def _texts(slip: Slip) -> Iterator[str]:
    """Yield what is to be read about a slip, a paragraph each."""
    if slip.words and not says(slip.explanation, slip.words):
        yield f"“{printable(slip.words)}”"
    if slip.recognised is not None:
        heard = f"“{printable(slip.recognised)}”" if slip.recognised else "no words"
        yield f"recognised: {heard}"
    if slip.explanation:
        yield printable(slip.explanation)


def _table(outcome: Outcome) -> Iterator[str]:
    titles = "".join(f"{name:<18}" for name in ("precision", "recall", "F1"))
    yield f"{'':<18}{titles}{'tp':>4}{'fp':>5}{'fn':>5}"
    for row, counts in outcome.tally.rows.items():
        yield _row(row, counts)


def _row(name: str, counts: Counts) -> str:
    figures = (
        (counts.precision, counts.precision_interval),
        (counts.recall, counts.recall_interval),
        (counts.f1, counts.f1_interval),
    )
    shares = "".join(f"{_sure(value, between):<18}" for value, between in figures)
    return f"{name:<18}{shares}{counts.tp:>4}{counts.fp:>5}{counts.fn:>5}"


def _shares(outcome: Outcome) -> Iterator[str]:
    tally = outcome.tally
    yield _share("level of profanity right", tally.level)
    yield _share("greeting elements right", tally.greeting)
    yield _share("backchannels called interruptions", tally.backchannels)
    for speaker, share in tally.words.items():
        rate = "–" if share.value is None else f"{share.value:.1%}"
        yield f"{f'words wrong, {speaker}':<36}{share.part} of {share.whole}: {rate}"
    calls = len(outcome.comparisons)
    each = outcome.nudges_shown / calls if calls else 0.0
    yield (
        f"{'nudges shown':<36}{outcome.nudges_shown}: {each:.1f} a call, "
        f"in {outcome.calls_nudged} of {counted(calls, 'call')}"
    )
    flawless = sum(not comparison.slips for comparison in outcome.comparisons)
    yield f"{'calls with nothing wrong':<36}{flawless} of {calls}"
    for left in outcome.left_out:
        yield f"{'left out':<36}{printable(left.call)}: {printable(left.reason)}"
    yield "In brackets: 95 % intervals."


def _share(name: str, share: Share) -> str:
    sure = "" if share.value is None else f": {_sure(share.value, share.interval)}"
    return f"{name:<36}{share.part} of {share.whole}{sure}"


def _sure(value: float, between: Interval) -> str:
    low, high = between
    return f"{value:.2f} ({low:.2f}–{high:.2f})"


def clock(seconds: float) -> str:
    """Return call audio time as minutes and seconds, ``1:05.3``."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"


def printable(text: str) -> str:
    """Return the text without what would steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
