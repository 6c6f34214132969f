"""A call as the pages have it: a row of the list."""

from typing import Any

from coach.store.calls import CallSummary, Match


def row_json(call: CallSummary) -> dict[str, Any]:
    """Return what a list shows of a call, ready for JSON."""
    started = call.started_at
    return {
        "uid": call.uid,
        "call_id": call.call_id,
        "analyst": call.analyst,
        "started_at": None if started is None else started.isoformat(),
        "happened_at": call.happened_at.isoformat(),
        "duration_ms": call.duration_ms,
        "origin": call.origin,
        "is_cut_off": call.is_cut_off,
        "score": call.score,
        "review": call.review,
        "is_disputed": call.is_disputed,
        "has_audio": call.has_audio,
        "severity": None if call.severity is None else call.severity.value,
        "findings": dict(call.findings),
        "flags": list(call.flags),
        "problems": list(call.problems),
        "strip": call.strip,
        "matches": [_match_json(match) for match in call.matches],
    }


def _match_json(match: Match) -> dict[str, Any]:
    return {
        "start_ms": match.start_ms,
        "speaker": match.speaker.value,
        "text": match.text,
        "spans": [list(span) for span in match.spans],
    }
