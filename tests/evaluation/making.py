"""Short ways to say what is labelled and what was found.  Times are seconds."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from coach.evaluation.report import Account, Checklist, Found
from coach.evaluation.truth import Line, Truth
from coach.events import Speaker

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER

GOOD = frozenset({"resolution", "next_steps", "questions"})
"""A closing with everything in it."""

WARM = frozenset({"welcomed", "gave_name", "offered_help"})
"""A greeting with everything in it."""


def truth(**labels: object) -> Truth:
    """Return the labels of a minute's call in which nothing is labelled but these."""
    blank: dict[str, Any] = {
        "call": "one",
        "path": Path("one.json"),
        "duration": 60.0,
        "agent_channel": 0,
        "lines": (),
        "interruptions": (),
        "backchannels": (),
        "holds": (),
        "dead_air": (),
        "spikes": (),
        "profanity": (),
        "closing": None,
        "greeting": None,
    }
    return Truth(**(blank | labels))


def line(speaker: Speaker, start: float, end: float, text: str = "Well.") -> Line:
    """Return something that was said."""
    return Line(speaker=speaker, start=start, end=end, text=text)


def found(
    kind: str,
    start: float,
    end: float,
    speaker: Speaker | None = None,
    **more: str,
) -> Found:
    """Return a finding."""
    return Found(kind=kind, speaker=speaker, start=start, end=end, **more)


def account(
    *,
    findings: Sequence[Found] = (),
    holds: Sequence[Found] = (),
    lines: Sequence[Line] = (),
    closing: frozenset[str] = frozenset(),
    greeting: frozenset[str] = frozenset(),
    said: Mapping[str, Line] | None = None,
) -> Account:
    """Return what a report says in which there is nothing but this."""
    return Account(
        findings=tuple(findings),
        holds=tuple(holds),
        lines=tuple(lines),
        closing=Checklist(elements=closing, said=said or {}),
        greeting=Checklist(elements=greeting, said=said or {}),
        nudges_shown=0,
    )


def report(**parts: object) -> dict[str, Any]:
    """Return the form of a report in which there is nothing but these."""
    elements = ("resolution", "next_steps", "questions", "thanks")
    opening = ("welcomed", "gave_name", "offered_help")
    blank: dict[str, Any] = {
        "utterances": [],
        "findings": [],
        "holds": [],
        "closing": {**dict.fromkeys(elements, False), "reached": True, "evidence": {}},
        "greeting": {**dict.fromkeys(opening, False), "evidence": {}},
        "nudges": [],
    }
    return {**blank, **parts}


def finding_row(
    kind: str,
    start_ms: int,
    end_ms: int,
    speaker: str | None = None,
    **evidence: object,
) -> dict[str, Any]:
    """Return the report's form of a finding."""
    return {
        "kind": kind,
        "speaker": speaker,
        "start_ms": start_ms,
        "end_ms": end_ms,
        "evidence": evidence,
        "explanation": f"It was {kind}.",
    }


def utterance_row(
    name: str, speaker: str, start_ms: int, end_ms: int, text: str
) -> dict[str, Any]:
    """Return the report's form of an utterance."""
    return {
        "id": name,
        "speaker": speaker,
        "start_ms": start_ms,
        "end_ms": end_ms,
        "text": text,
    }


LABELS: dict[str, Any] = {
    "id": "one",
    "duration": 60.0,
    "utterances": [
        {"who": "agent", "start": 0.5, "end": 3.0, "text": "Good morning, Nora here."},
        {"who": "customer", "start": 3.5, "end": 6.0, "text": "It is bloody pink."},
    ],
    "interruptions": [{"at": 3.5, "by": "customer"}],
    "backchannels": [],
    "holds": [{"start": 10.0, "end": 50.0, "promised_s": None}],
    "dead_air": [],
    "sentiment_spikes": [],
    "profanity": [{"start": 3.5, "end": 6.0, "by": "customer", "severity": "mild"}],
    "recap": {"resolution": True, "next_steps": False, "questions": False},
    "greeting": {"thanks_or_hello": True, "gave_name": True, "offered_help": False},
}
"""Labels as a file has them."""
