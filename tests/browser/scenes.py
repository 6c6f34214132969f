"""Calls as the overlay sees them, scripted, for the browser tests and the pictures.

Times are milliseconds of call audio.
"""

import time
from collections.abc import Callable
from typing import Any

from coach.web.hub import OverlayHub
from coach.web.listening import Control, Listening, ListeningChannel, ListeningState
from coach.web.messages import Message

GREETED = {"welcomed": True, "gave_name": True, "offered_help": True}
OPEN_CLOSING = {
    "reached": False,
    "resolution": False,
    "next_steps": False,
    "questions": False,
    "thanks": False,
}

UNASKED = {
    "caller_identified": False,
    "problem_restated": False,
    "impact_asked": False,
}
EVIDENCE = {
    "welcomed": "Thank you for calling the service desk",
    "gave_name": "this is Simon",
    "offered_help": "How can I help?",
    "caller_identified": "It's Victor from the warehouse.",
    "problem_restated": "Four times in one week, I'm very sorry about that",
    "resolution": "I've unlocked the account and found the old password on the scanner",
}
"""The words that tick an element, of those that are ticked."""

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


PARTIAL = "Now you listen to me. If I'm not working in five minutes then I will"


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
    lifetime_ms: int = 60_000,
) -> Message:
    """Return a nudge; it lives longer than a test takes on a busy machine."""
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
    "lifetime_ms": 60_000,
}
ALERT: dict[str, Any] = {
    "id": "nudge-spike",
    "kind": "sentiment-spike",
    "severity": "alert",
    "title": "The caller is upset",
    "body": "Name it before you solve it: “I can hear how frustrating this is.”",
    "lifetime_ms": 60_000,
}


def state(
    at_ms: int,
    *,
    hold: dict[str, Any] | None = None,
    greeting: dict[str, bool] | None = None,
    closing: dict[str, bool] | None = None,
    sentiment: tuple[float | None, bool] = (-0.1, False),
    agent_share: float | None = 0.46,
    discovery: dict[str, bool] | None = None,
    channels: tuple[str, str] = ("quiet", "speaking"),
) -> Message:
    """Return a state of the call; ``channels``: the agent's, the customer's."""
    parts = {
        "greeting": greeting or GREETED,
        "discovery": discovery or {**UNASKED, "caller_identified": True},
        "closing": closing or OPEN_CLOSING,
    }
    ticked = {
        name for part in parts.values() for name, is_said in part.items() if is_said
    }
    return {
        "type": "state",
        "at_ms": at_ms,
        "hold": hold,
        "checklist": {
            **parts,
            "evidence": {name: EVIDENCE[name] for name in EVIDENCE if name in ticked},
        },
        "channels": dict(zip(("agent", "customer"), channels, strict=True)),
        "sentiment": {"customer": sentiment[0], "upset": sentiment[1]},
        "talk": {
            "agent_ms": 13_000,
            "customer_ms": 15_000,
            "agent_share": agent_share,
            "words_per_minute": {"agent": 148, "customer": 171},
        },
    }


def old_state(at_ms: int, **more: Any) -> Message:  # noqa: ANN401 – as state() takes
    """Return a state as a server before channels, discovery and pace sends it."""
    message = state(at_ms, **more)
    del message["channels"], message["checklist"]["discovery"]
    del message["checklist"]["evidence"], message["talk"]["words_per_minute"]
    return message


def moods(hub: OverlayHub) -> None:
    """Publish how the caller seemed from the beginning to 28 s."""
    for index, mood in enumerate((0.1, 0.15, 0.2, 0.05, -0.2, -0.1, -0.35, -0.6, -0.5)):
        hub.publish(state(2_000 + 3_000 * index, sentiment=(mood, False)))


def listening(
    state: ListeningState,
    controls: tuple[Control, ...],
    *,
    in_call: bool | None = None,
    lost: tuple[str, ...] = (),
    is_recording: bool = False,
) -> Listening:
    """Return what is done with a headset; ``lost``: agent, customer or both."""

    def channel(speaker: str, device: str) -> ListeningChannel:
        if speaker in lost:
            return ListeningChannel(state="lost", device=None)
        return ListeningChannel(state="ok", device=device)

    return Listening(
        state=state,
        in_call=state == "call" if in_call is None else in_call,
        controls=controls,
        agent=channel("agent", "Jabra Evolve 65 Mono"),
        customer=channel("customer", "Monitor of Jabra Evolve 65"),
        is_recording=is_recording,
        analyst="Simon Okafor",
    )


STANDBY = listening("standby", ("begin-call", "pause"))
IN_CALL = listening("call", ("end-call", "pause"))
PAUSED = listening("paused", ("resume",))
PAUSED_IN_CALL = listening("paused", ("resume", "end-call"), in_call=True)
MICROPHONE_LOST = listening("call", ("end-call", "pause"), lost=("agent",))

SPIKE: dict[str, Any] = {
    "id": "sentiment-spike-customer-19300",
    "kind": "sentiment-spike",
    "speaker": "customer",
    "start_ms": 19_300,
    "end_ms": 22_270,
    "at_ms": 22_270,
    "severity": "alert",
    "definition": "sentiment-spike/1",
    "evidence": {
        "words": "Sorry doesn't unlock my account.",
        "utterance": "customer-19300",
        "recovered_ms": None,
    },
    "explanation": "The customer fell from +0.10 to -0.62 with “Sorry doesn't unlock "
    "my account.” (confronting).",
}
"""A finding, and the nudge that is made of it."""
SPIKE_NUDGE = "nudge-sentiment-spike-customer-19300"
COMMITMENT: dict[str, Any] = {
    "id": "commitment-agent-150200",
    "kind": "commitment",
    "speaker": "agent",
    "start_ms": 150_200,
    "end_ms": 153_000,
    "at_ms": 153_000,
    "severity": "info",
    "definition": "commitment/1",
    "evidence": {
        "text": "I'll call you back once the scanner is clean.",
        "due": "by Friday",
    },
    "explanation": "The agent promised to call back.",
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
        "utterances": [
            {"id": f"{speaker}-{start}", "speaker": speaker, "start_ms": start}
            | {"end_ms": end, "text": text}
            for speaker, start, end, text in LINES
        ],
        "findings": [
            SPIKE | {"evidence": {**SPIKE["evidence"], "recovered_ms": 120_000}},
            {
                "id": "interruption-agent-18920",
                "kind": "interruption",
                "speaker": "agent",
                "start_ms": 22_000,
                "end_ms": 23_500,
                "at_ms": 22_900,
                "evidence": {"words": "You're right"},
                "explanation": "You began while the customer was speaking (1.2 s).",
            },
            COMMITMENT,
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
    hub: OverlayHub,
    *,
    call: str = "call-1",
    at_ms: int = 28_000,
    notice: str | None = None,
) -> Callable[[], int]:
    """Begin a call that is at ``at_ms`` now, with nothing said yet.

    Returns:
        What tells the audio time from now on, in milliseconds.
    """
    wall_ms = int(time.time() * 1000) - at_ms
    hub.begin_call(call, wall_ms, notice)
    return lambda: int(time.time() * 1000) - wall_ms


def running(
    hub: OverlayHub, *, call: str = "call-1", at_ms: int = 28_000
) -> Callable[[], int]:
    """Begin a call as :func:`begin` does, with its first lines said."""
    now = begin(hub, call=call, at_ms=at_ms)
    for speaker, start_ms, end_ms, text in LINES:
        hub.publish(transcript(speaker, start_ms, end_ms, text))
    hub.publish(transcript("customer", 27_850, at_ms, PARTIAL, stable=48))
    moods(hub)
    hub.publish(state(at_ms))
    return now
