"""Calls as the overlay sees them, scripted, for the browser tests and the pictures.

Times are milliseconds of call audio.
"""

import time
from collections.abc import Callable
from typing import Any

from coach.web.hub import OverlayHub
from coach.web.messages import Message

GREETED = {"welcomed": True, "gave_name": True, "offered_help": True}
OPEN_CLOSING = {
    "reached": False,
    "resolution": False,
    "next_steps": False,
    "questions": False,
    "thanks": False,
}

LINES = (
    ("agent", 900, 6_090, "Thank you for calling the service desk, this is Simon. "
     "How can I help?"),
    ("customer", 6_590, 13_790, "It's Victor from the warehouse. My account is locked "
     "for the fourth time this week."),
    ("agent", 14_390, 18_920, "Four times in one week, I'm very sorry about that, "
     "Victor."),
    ("customer", 19_300, 22_270, "I've heard that every single day. Sorry doesn't "
     "unlock my account."),
    ("agent", 22_970, 27_450, "You're right, it doesn't. This time I want to find the "
     "cause."),
)  # fmt: skip


def transcript(
    speaker: str,
    start_ms: int,
    end_ms: int,
    text: str,
    *,
    stable: int | None = None,
) -> Message:
    """Return an utterance: final, or partial where ``stable`` is given."""
    return {
        "type": "transcript",
        "utterance": f"{speaker}-{start_ms}",
        "speaker": speaker,
        "start_ms": start_ms,
        "end_ms": end_ms,
        "text": text,
        "stable": len(text) if stable is None else stable,
        "final": stable is None,
    }


def nudge(
    at_ms: int,
    *,
    id: str = "nudge-1",
    kind: str = "interruption",
    severity: str = "notice",
    title: str = "Let them finish",
    body: str = "They were in the middle of it. Say “sorry, go on”, and let them.",
    lifetime_ms: int = 12_000,
) -> Message:
    """Return a nudge."""
    return {
        "type": "nudge",
        "id": id,
        "at_ms": at_ms,
        "kind": kind,
        "severity": severity,
        "title": title,
        "body": body,
        "lifetime_ms": lifetime_ms,
    }


URGENT: dict[str, Any] = {
    "id": "nudge-threat",
    "kind": "threat",
    "severity": "critical",
    "title": "A threat: stay calm, follow the process",
    "body": "“I want to help, but I can't accept threats.” Tell your supervisor now.",
    "lifetime_ms": 30_000,
}
ALERT: dict[str, Any] = {
    "id": "nudge-spike",
    "kind": "sentiment-spike",
    "severity": "alert",
    "title": "The caller is upset",
    "body": "Name it before you solve it: “I can hear how frustrating this is.”",
    "lifetime_ms": 15_000,
}


def state(
    at_ms: int,
    *,
    hold: dict[str, Any] | None = None,
    greeting: dict[str, bool] | None = None,
    closing: dict[str, bool] | None = None,
    sentiment: tuple[float | None, bool] = (-0.1, False),
    agent_share: float | None = 0.46,
) -> Message:
    """Return a state of the call."""
    return {
        "type": "state",
        "at_ms": at_ms,
        "hold": hold,
        "checklist": {
            "greeting": greeting or GREETED,
            "closing": closing or OPEN_CLOSING,
        },
        "sentiment": {"customer": sentiment[0], "upset": sentiment[1]},
        "talk": {
            "agent_ms": 13_000,
            "customer_ms": 15_000,
            "agent_share": agent_share,
        },
    }


def hold(start_ms: int, *, limit_ms: int, promised: bool = True) -> dict[str, Any]:
    """Return a hold that goes on."""
    return {
        "start_ms": start_ms,
        "limit_ms": limit_ms,
        "promised_ms": limit_ms if promised else None,
        "announced": promised,
        "music": "agent",
    }


def report() -> dict[str, Any]:
    """Return what a page reads of a report, of a call that went rather well."""
    return {
        "schema": "coach.report/1",
        "call": {"id": "call-1", "duration_ms": 183_700},
        "quality": {"scored": True, "problems": []},
        "findings": [
            {
                "id": "sentiment-spike-customer-28850",
                "kind": "sentiment-spike",
                "speaker": "customer",
                "evidence": {"recovered_ms": 120_000},
            },
            {
                "id": "interruption-agent-18920",
                "kind": "interruption",
                "speaker": "agent",
                "evidence": {},
            },
        ],
        "holds": [{"start_ms": 76_600, "end_ms": 116_600, "checked_back": True}],
        "closing": {
            "reached": True,
            "resolution": True,
            "next_steps": False,
            "questions": True,
            "thanks": True,
        },
        "greeting": GREETED,
        "metrics": {"talk_ms": {"agent": 61_000, "customer": 52_000}},
    }


def begin(
    hub: OverlayHub, *, call: str = "call-1", at_ms: int = 28_000
) -> Callable[[], int]:
    """Begin a call that is at ``at_ms`` now, with nothing said yet.

    Returns:
        What tells the audio time from now on, in milliseconds.
    """
    wall_ms = int(time.time() * 1000) - at_ms
    hub.begin_call(call, wall_ms)
    return lambda: int(time.time() * 1000) - wall_ms


def running(
    hub: OverlayHub, *, call: str = "call-1", at_ms: int = 28_000
) -> Callable[[], int]:
    """Begin a call as :func:`begin` does, with its first lines said."""
    now = begin(hub, call=call, at_ms=at_ms)
    for speaker, start_ms, end_ms, text in LINES:
        hub.publish(transcript(speaker, start_ms, end_ms, text))
    partial = "Now you listen to me. If I'm not working in five minutes then I will"
    hub.publish(transcript("customer", 27_850, at_ms, partial, stable=48))
    hub.publish(state(at_ms))
    return now
