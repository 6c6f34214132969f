"""What the server says of one call, with everything in it that the page shows."""

import json
from functools import cache
from typing import Any

import av
import numpy as np

from tests.data import CALLS, DATA

Form = dict[str, Any]

UID = "0123456789abcdef0123456789abcdef"
STEP_MS = 40
DAY = "2026-11-27T14:32:00+00:00"


@cache
def report() -> str:
    """The report of a call that went wrong, as JSON."""
    return (DATA / "reports" / "angry-upgrade.json").read_text(encoding="utf-8")


@cache
def sound() -> bytes:
    """The sound of that call: FLAC, two channels."""
    return (CALLS / "angry-upgrade.flac").read_bytes()


@cache
def peaks() -> str:
    """Its waveform, as the server makes one."""
    with av.open(str(CALLS / "angry-upgrade.flac")) as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
        rate = container.streams.audio[0].rate
    whole = np.concatenate(frames, axis=1).reshape(-1, 2).T.astype(np.float32)
    step = rate * STEP_MS // 1000
    steps = whole.shape[1] // step
    high = np.abs(whole[:, : steps * step]).reshape(2, steps, step).max(axis=2)
    agent, customer = (high * 255 / high.max()).astype(int).tolist()
    return json.dumps({"step_ms": STEP_MS, "agent": agent, "customer": customer})


@cache
def session() -> str:
    """Who reviews: the one person of a personal install."""
    titles = {
        "sentiment-spike": "Customer became upset",
        "profanity": "Strong language",
        "interruption": "Interruption",
        "hold-etiquette": "Hold etiquette",
        "commitment": "Promise",
        "missing-recap": "Incomplete closing",
        "dead-air": "Dead air",
    }
    kinds = {
        kind: {"title": title, "definition": f"What a {title.lower()} is."}
        for kind, title in titles.items()
    }
    questions = [
        ("opening", "Opening", [("greeting", "Welcome, name and offer of help?", 2)]),
        (
            "care",
            "Care",
            [
                ("let-finish", "Was the customer let finish?", 3),
                ("acknowledged", "Was their trouble acknowledged?", 4),
                ("holds", "Were holds announced and kept?", 2),
            ],
        ),
        (
            "closing",
            "Closing",
            [
                ("recap", "Was the closing complete?", 3),
                ("tone", "Was the tone right throughout?", 2),
            ],
        ),
    ]
    return json.dumps(
        {
            "mode": "personal",
            "account": {"name": "this machine", "role": "admin"},
            "csrf": "csrf",
            "kinds": kinds,
            "scorecard": {
                "sections": [
                    {
                        "id": name,
                        "title": title,
                        "questions": [
                            {"id": one, "text": text, "weight": weight}
                            for one, text, weight in asked
                        ],
                    }
                    for name, title, asked in questions
                ]
            },
            "may": {
                "accounts": True,
                "audit": True,
                "calibrate": True,
                "precision": True,
                "delete": True,
            },
        }
    )


def prefilled() -> Form:
    """What the findings answer of that scorecard."""
    interruption = "interruption-agent-49984"

    def answered(
        answer: str | None,
        why: str,
        findings: tuple[str, ...] = (),
        utterances: tuple[str, ...] = (),
    ) -> Form:
        return {
            "answer": answer,
            "why": why,
            "findings": list(findings),
            "utterances": list(utterances),
        }

    return {
        "greeting": answered(
            "yes", "All three were heard.", utterances=("agent-928", "agent-2400")
        ),
        "let-finish": answered("no", "One interruption.", (interruption,)),
        "acknowledged": answered("yes", "Words of understanding followed."),
        "holds": answered("no", "Not announced.", ("hold-etiquette-52064",)),
        "recap": answered("no", "Two are missing.", ("missing-recap-124288",)),
        "tone": answered(None, "For the reviewer to say."),
    }


def words_of(utterance: Form) -> list[list[Any]]:
    """Return the words of an utterance, each with its share of the time."""
    words = utterance["text"].split()
    start, end = utterance["start_ms"], utterance["end_ms"]
    letters = sum(len(word) for word in words)
    made: list[list[Any]] = []
    at = float(start)
    for word in words:
        until = at + (end - start) * len(word) / letters
        made.append([round(at), round(until), word])
        at = until
    return made


def answer(**changes: object) -> Form:
    """Return what the server says of the call, but for ``changes``."""
    form: Form = json.loads(report())
    told = form["utterances"]
    spans = {
        speaker: [
            [one["start_ms"], one["end_ms"]]
            for one in told
            if one["speaker"] == speaker
        ]
        for speaker in ("agent", "customer")
    }
    whole: Form = {
        "call": {
            "uid": UID,
            "call_id": form["call"]["id"],
            "analyst": "Iris",
            "started_at": DAY,
            "happened_at": DAY,
            "duration_ms": form["call"]["duration_ms"],
            "origin": "replay",
            "is_cut_off": False,
            "score": 43.8,
            "review": "none",
            "is_disputed": False,
            "has_audio": True,
            "severity": "alert",
            "findings": {},
            "flags": ["sentiment-spike"],
            "problems": [],
            "strip": None,
            "matches": [],
        },
        "report": form,
        "words": {one["id"]: words_of(one) for one in told[::2]},
        "segments": spans,
        "overtalk": [[36448, 38080], [49984, 50976]],
        "redactions": [
            {
                "speaker": "customer",
                "start_ms": 9000,
                "end_ms": 10800,
                "kind": "government-id",
            }
        ],
        "definitions": {},
        "audio": {"url": f"/review/api/calls/{UID}/audio", "type": "audio/flac"},
        "peaks": f"/review/api/calls/{UID}/peaks",
        "verdicts": [],
        "missed": [],
        "reviews": [],
        "prefilled": prefilled(),
        "messages": [],
        "calibration": None,
        "share": None,
        "may": dict.fromkeys(
            (
                "judge",
                "review",
                "reply",
                "dispute",
                "answer",
                "delete",
                "export",
                "calibrate",
            ),
            True,
        ),
    }
    return whole | changes
