"""What stood in the way of hearing a call well.  Imports nothing else of ours."""

from collections.abc import Iterable
from dataclasses import dataclass

MAX_LISTED = 5
"""How many cases a problem names; the others it counts."""


MONO_OVERLAP = "mono-overlap"
"""The problem of every mono recording: who speaks over whom cannot be told."""

SPEAKERS_UNSURE = "mono-speakers-unsure"
"""The problem of a mono recording in which it is not certain who speaks: such a call is
not scored, since any finding might be about the wrong one."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One reason to read a report with care; none of them is an error."""

    code: str
    """Stable, kebab-case: ``echo-bleed``, ``channels-swapped``, ``clipping``,
    ``mostly-noise``, ``too-short``, ``silent-channel``, ``language``, ``self-overlap``,
    ``utterance-failed``, ``capture-gap``, ``capture-lost``, ``paused``,
    ``cut-off``, ``mono-overlap``, ``mono-speakers-unsure`` …"""
    detail: str
    """What was found, with its figures, in one sentence that a reader can check.  Never
    words that people said."""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 utterance``, ``2 utterances``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(cases: Iterable[str]) -> str:
    """Return the first :data:`MAX_LISTED` cases in a row and count the others."""
    named = list(cases)
    more = len(named) - MAX_LISTED
    shown = ", ".join(named[:MAX_LISTED])
    return f"{shown} and {more} more" if more > 0 else shown
