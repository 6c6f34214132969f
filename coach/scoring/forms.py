"""The JSON forms of what a call is made of, as ``coach.report/1`` has them.

The report and the overlay's messages are built of the same forms.  All times are whole
milliseconds of call audio; all values are plain ``dict``, ``list``, ``str``, ``int``,
``float``, ``bool`` and None, ready for :func:`json.dumps`.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from math import isfinite
from numbers import Integral, Real
from typing import Any

from coach.audio_time import milliseconds
from coach.events import Finding, Hold, Nudge, Utterance

DIGITS = 4
"""Decimal places of a fraction in JSON: finer than anything measured here, and coarse
enough that the order of a sum does not show."""

Form = dict[str, Any]
"""A JSON object."""


def finding_json(finding: Finding, *, end: int | None = None) -> Form:
    """Return the report's form of a finding.

    Args:
        finding: Perhaps still going on.
        end: First sample after it, for one that goes on; without it such a finding's
            ``end_ms`` is null, which only the overlay may see.
    """
    until = end if finding.end is None else finding.end
    return {
        "id": finding.id,
        "kind": finding.kind,
        "speaker": None if finding.speaker is None else str(finding.speaker),
        "start_ms": milliseconds(finding.start),
        "end_ms": None if until is None else milliseconds(max(until, finding.start)),
        "at_ms": milliseconds(finding.at),
        "severity": str(finding.severity),
        "definition": finding.definition,
        "evidence": plain(finding.evidence),
        "explanation": finding.explanation,
    }


def hold_json(hold: Hold, *, end: int) -> Form:
    """Return the report's form of a hold.

    Args:
        hold: Perhaps still going on.
        end: First sample after it, for one that goes on: the end of the call.
    """
    until = end if hold.end is None else hold.end
    return {
        "start_ms": milliseconds(hold.start),
        "end_ms": milliseconds(max(until, hold.start)),
        "announced": hold.announced,
        "permission": hold.permission,
        "promised_ms": _optional_ms(hold.promised),
        "checked_back": hold.checked_back,
        "thanked": hold.thanked,
        "music": hold.music,
    }


def hold_state_json(hold: Hold) -> Form:
    """Return the overlay's form of a hold that goes on, enough to count down."""
    return {
        "start_ms": milliseconds(hold.start),
        "limit_ms": milliseconds(hold.limit),
        "promised_ms": _optional_ms(hold.promised),
        "announced": hold.announced,
        "music": hold.music,
    }


def utterance_json(utterance: Utterance, *, sentiment: float | None = None) -> Form:
    """Return the report's form of an utterance.

    Args:
        utterance: Final.
        sentiment: −1..1, for a customer's utterance that was scored.
    """
    return {
        "id": utterance.id,
        "speaker": str(utterance.speaker),
        "start_ms": milliseconds(utterance.start),
        "end_ms": milliseconds(utterance.end),
        "text": utterance.text,
        "confidence": plain(utterance.confidence),
        "sentiment": plain(sentiment),
    }


def transcript_json(utterance: Utterance, *, stable: int, final: bool) -> Form:
    """Return the overlay's form of an utterance, partial or final.

    Args:
        utterance: Of a partial, as far as it was decoded.
        stable: Number of characters of the text that will not change.
        final: Whether the words may still change.
    """
    return {
        "utterance": utterance.id,
        "speaker": str(utterance.speaker),
        "start_ms": milliseconds(utterance.start),
        "end_ms": milliseconds(utterance.end),
        "text": utterance.text,
        "stable": stable,
        "final": final,
    }


def nudge_json(nudge: Nudge, *, suppressed_by: str | None = None) -> Form:
    """Return the report's form of a decision about a nudge.

    Args:
        nudge: Issued or held back.
        suppressed_by: The reason it was held back, or None when it was issued.
    """
    return {
        "id": nudge.id,
        "at_ms": milliseconds(nudge.at),
        "finding": nudge.finding_id,
        "kind": nudge.kind,
        "severity": str(nudge.severity),
        "title": nudge.title,
        "body": nudge.body,
        "shown": suppressed_by is None,
        "suppressed_by": suppressed_by,
    }


def nudge_message_json(nudge: Nudge) -> Form:
    """Return the overlay's form of a nudge: what to show, and for how long."""
    return {
        "id": nudge.id,
        "at_ms": milliseconds(nudge.at),
        "kind": nudge.kind,
        "severity": str(nudge.severity),
        "title": nudge.title,
        "body": nudge.body,
        "lifetime_ms": milliseconds(nudge.lifetime),
    }


def plain(value: object) -> Any:  # noqa: ANN401 – JSON has no narrower type
    """Return a value as JSON has it: plain containers, rounded and finite numbers.

    Fractions are rounded to :data:`DIGITS`; NaN and infinities, which JSON lacks,
    become null; sets are sorted, so that the same facts make the same text.

    Raises:
        TypeError: The value, or one inside it, has no JSON form.
    """
    match value:
        case None | bool():
            return value
        case str():
            return str(value)
        case Integral():
            return int(value)
        case Real():
            number = float(value)
            return round(number, DIGITS) + 0.0 if isfinite(number) else None
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case AbstractSet():
            return sorted(plain(item) for item in value)
        case Sequence() if not isinstance(value, bytes | bytearray | memoryview):
            return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _optional_ms(length: int | None) -> int | None:
    return None if length is None else milliseconds(length)
