"""What stood in the way of hearing a call well.  Imports nothing else of ours."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One reason to read a report with care; none of them is an error."""

    code: str
    """Stable, kebab-case: ``echo-bleed``, ``channels-swapped``, ``clipping``,
    ``mostly-noise``, ``too-short``, ``language``, ``self-overlap``,
    ``utterance-failed``, ``capture-gap`` …"""
    detail: str
    """What was found, with its figures, in one sentence that a reader can check.  Never
    words that people said."""
