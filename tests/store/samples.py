"""The sample calls as the store gets them, followed without a recogniser."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from coach.engine import run
from coach.evaluation.following import true_transcript
from coach.evaluation.labels import read_truth
from coach.events import HeardEvent
from coach.policy.policy import Policy, effective_id
from coach.scoring.forms import Form
from coach.scoring.report import CallInfo, EngineInfo, report_of
from coach.store.kept import KeptCall
from coach.transcript import record_of

CALLS = Path(__file__).parents[1] / "data" / "calls"
NAMES = tuple(sorted(path.stem for path in CALLS.glob("*.json")))
STARTED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@cache
def policy() -> Policy:
    """Return the policy that they are followed by."""
    return Policy()


@cache
def record(name: str) -> tuple[HeardEvent, ...]:
    """Return what was heard in a sample call."""
    transcript = true_transcript(read_truth(CALLS / f"{name}.json"))
    return tuple(record_of(transcript.utterances))


def report_from(record: Sequence[HeardEvent], **call: object) -> Form:
    """Return the report of a record."""
    about: dict[str, Any] = {
        "id": "one",
        "source": "one.flac",
        "input": "transcript",
        **call,
    }
    return report_of(
        run(record, policy()).ledger,
        call=CallInfo(**about),
        engine=EngineInfo(version="0.1", model=None, policy=effective_id(policy())),
    )


@cache
def _report(name: str) -> str:
    return json.dumps(report_from(record(name), id=name, source=f"{name}.json"))


def report(name: str, **call: object) -> Form:
    """Return the report of a sample call, with other values of its ``call``."""
    form: Form = json.loads(_report(name))
    form["call"].update(call)
    return form


def kept(name: str = NAMES[0], call: Form | None = None, **others: object) -> KeptCall:
    """Return a sample call that is to be kept.

    Args:
        name: Which.
        call: Other values of the report's ``call``.
        **others: Other values of the :class:`KeptCall`.
    """
    values: dict[str, Any] = {
        "report": report(name, **(call or {})),
        "record": record(name),
        "policy": policy(),
        "origin": "replay",
        **others,
    }
    return KeptCall(**values)
