"""One call's report compared with its labels: the figures, and every slip.

::

    labels ──▶ rules ──▶ matched ──▶ tally       how many of each
    report ──▶                  └──▶ confusion   which ones, and their words
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from coach.evaluation import rules
from coach.evaluation.confusion import Confusion
from coach.evaluation.labels import CLOSING, GREETING
from coach.evaluation.matching import Matched
from coach.evaluation.report import Account, Found, account_of
from coach.evaluation.slip import Slip
from coach.evaluation.tally import Counts, Share, Tally
from coach.evaluation.truth import LabelledHold, LabelledOath, Stretch, TalkOver, Truth
from coach.evaluation.wording import edits, words
from coach.events import Speaker
from coach.scoring.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What one call's report was worth."""

    call: str
    duration: float
    """Seconds, by the labels."""
    nudges_shown: int
    tally: Tally
    slips: tuple[Slip, ...]
    """By time."""


def compare(truth: Truth, report: Form) -> Comparison:
    """Compare a report with the labels of its call.

    Args:
        truth: The labels.
        report: ``coach.report/1`` of the same call.
    """
    account = account_of(report)
    matches = _matches(truth, account)
    slips = _slips(Confusion(truth, account), matches, truth, account)
    return Comparison(
        call=truth.call,
        duration=truth.duration,
        nudges_shown=account.nudges_shown,
        tally=_tally(matches, truth, account),
        slips=tuple(sorted(slips, key=lambda slip: slip.at)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matches:
    """The labels and the findings of a call, kind by kind."""

    interruptions: Matched[TalkOver, Found]
    holds: Matched[LabelledHold, Found]
    overruns: Matched[LabelledHold, Found]
    dead_air: Matched[Stretch, Found]
    spikes: Matched[Stretch, Found]
    profanity: Matched[LabelledOath, Found]
    backchannels: tuple[tuple[TalkOver, Found], ...]
    """Those that were called an interruption, with that."""


def _matches(truth: Truth, account: Account) -> _Matches:
    of_kind = account.of_kind
    interruptions = of_kind("interruption")
    return _Matches(
        interruptions=rules.interruptions(truth, interruptions),
        holds=rules.holds(truth, account.holds),
        overruns=rules.overruns(truth, of_kind("hold-overrun")),
        dead_air=rules.dead_air(truth, of_kind("dead-air")),
        spikes=rules.spikes(truth, of_kind("sentiment-spike")),
        profanity=rules.profanity(truth, of_kind("profanity", "threat")),
        backchannels=tuple(
            (label, found)
            for label in truth.backchannels
            if (found := rules.made_of_backchannel(label, interruptions)) is not None
        ),
    )


def _tally(matches: _Matches, truth: Truth, account: Account) -> Tally:
    oaths = matches.profanity.pairs
    return Tally(
        rows={
            "interruption": _counts(matches.interruptions),
            "hold": _counts(matches.holds),
            "hold-overrun": _counts(matches.overruns),
            "dead-air": _counts(matches.dead_air),
            "sentiment-spike": _counts(matches.spikes),
            "profanity": _counts(matches.profanity),
            "missing element": _missing(truth.closing, account.closing.elements),
        },
        level=Share(sum(rules.is_level_right(*pair) for pair in oaths), len(oaths)),
        greeting=_right(truth.greeting, account.greeting.elements),
        backchannels=Share(len(matches.backchannels), len(truth.backchannels)),
        words={speaker: _wrong_words(speaker, truth, account) for speaker in Speaker},
    )


def _counts(matched: Matched[Any, Any]) -> Counts:
    return Counts(tp=len(matched.pairs), fp=len(matched.false), fn=len(matched.missed))


def _missing(there: AbstractSet[str] | None, heard: AbstractSet[str]) -> Counts:
    """Count the elements of a closing; what is to be found is that one is missing."""
    if there is None:
        return Counts()
    missing, reported = CLOSING.keys() - there, CLOSING.keys() - heard
    return Counts(
        tp=len(missing & reported),
        fp=len(reported - missing),
        fn=len(missing - reported),
    )


def _right(there: AbstractSet[str] | None, heard: AbstractSet[str]) -> Share:
    """Count the elements of a greeting that are reported as they are."""
    if there is None:
        return Share()
    return Share(len(GREETING) - len(_differing(there, heard, GREETING)), len(GREETING))


def _wrong_words(speaker: Speaker, truth: Truth, account: Account) -> Share:
    true, heard = (
        [word for line in lines if line.speaker is speaker for word in words(line.text)]
        for lines in (truth.lines, account.lines)
    )
    return Share(edits(true, heard), len(true))


def _slips(
    confusion: Confusion, matches: _Matches, truth: Truth, account: Account
) -> Iterator[Slip]:
    """Yield all that differs, kind by kind."""
    yield from confusion.interruptions(matches.interruptions)
    for label, found in matches.backchannels:
        yield confusion.backchannel(label, found)
    yield from confusion.holds(matches.holds)
    yield from confusion.overruns(matches.overruns)
    yield from confusion.dead_air(matches.dead_air)
    yield from confusion.spikes(matches.spikes)
    yield from confusion.profanity(matches.profanity)
    for element in _differing(truth.closing, account.closing.elements, CLOSING):
        yield confusion.closing(element)
    for element in _differing(truth.greeting, account.greeting.elements, GREETING):
        yield confusion.greeting(element)


def _differing(
    there: AbstractSet[str] | None, heard: AbstractSet[str], elements: Iterable[str]
) -> list[str]:
    """Return the elements that are there or heard, and not both."""
    if there is None:
        return []
    return [name for name in elements if (name in there) != (name in heard)]
