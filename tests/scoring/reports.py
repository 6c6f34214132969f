"""Reports, as much of them as a scorecard looks at."""

from collections.abc import Mapping, Sequence
from typing import Any

from coach.scoring.forms import Form


def heard(*elements: str, of: Sequence[str], **more: bool) -> Form:
    """Return a greeting or a closing in which these elements were heard."""
    return {
        **more,
        **{name: name in elements for name in of},
        "evidence": {name: [f"agent-{name}"] for name in elements},
    }


def found(
    kind: str,
    *,
    speaker: str | None = None,
    start_ms: int = 1_000,
    end_ms: int = 2_000,
    evidence: Mapping[str, object] | None = None,
) -> Form:
    """Return a finding."""
    return {
        "id": f"{kind}-{start_ms}",
        "kind": kind,
        "speaker": speaker,
        "start_ms": start_ms,
        "end_ms": end_ms,
        "at_ms": end_ms,
        "severity": "notice",
        "definition": f"{kind}/1",
        "evidence": dict(evidence or {}),
        "explanation": f"A {kind} at {start_ms} ms.",
    }


def hold(start_ms: int = 1_000, end_ms: int = 2_000) -> Form:
    """Return a hold."""
    return {
        "start_ms": start_ms,
        "end_ms": end_ms,
        "announced": True,
        "permission": True,
        "promised_ms": None,
        "checked_back": False,
        "thanked": True,
        "music": "none",
    }


def report(
    *,
    greeting: Sequence[str] = (),
    closing: Sequence[str] | None = None,
    discovery: Sequence[str] = (),
    findings: Sequence[Mapping[str, Any]] = (),
    holds: Sequence[Mapping[str, Any]] = (),
    scored: bool = True,
    speakers: Sequence[str] = ("agent", "customer"),
) -> Form:
    """Return a report; its call began to close if any closing is given."""
    return {
        "quality": {"scored": scored, "problems": []},
        "utterances": [
            {
                "id": f"{speaker}-0",
                "speaker": speaker,
                "start_ms": 0,
                "end_ms": 900,
                "text": "Hello.",
                "confidence": None,
                "sentiment": None,
            }
            for speaker in speakers
        ],
        "findings": list(findings),
        "holds": list(holds),
        "greeting": heard(*greeting, of=("welcomed", "gave_name", "offered_help")),
        "closing": heard(
            *(closing or ()),
            of=("resolution", "next_steps", "questions", "thanks"),
            reached=closing is not None,
        ),
        "metrics": {"discovery": {name: [f"agent-{name}"] for name in discovery}},
    }
