"""Reads the reports of a run again, one after the other; older versions' too."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.batch.failure import Failure
from coach.batch.leniency import filled
from coach.errors import ReportError
from coach.inputs import report_name
from coach.scoring.checklist import ELEMENTS
from coach.scoring.forms import Form
from coach.scoring.report import SCHEMA

SPEAKERS = ("agent", "customer")

_EACH = dict.fromkeys(SPEAKERS, int)

_ROW = {"id": str, "start_ms!": int, "end_ms!": int}

FIELDS: Mapping[str, Any] = {
    "call": {
        "id": str,
        "source": str,
        "agent": str,
        "started_at": str,
        "duration_ms": int,
        "language": str,
        "input": str,
        "metadata": dict,
    },
    "engine": {"version": str, "model": str, "policy": str},
    "quality": {"scored": bool, "problems": [{"code!": str, "detail": str}]},
    "utterances": [
        {
            **_ROW,
            "speaker!": str,
            "text!": str,
            "confidence": float,
            "sentiment": float,
        }
    ],
    "findings": [
        {
            **_ROW,
            "kind!": str,
            "speaker": str,
            "at_ms": int,
            "severity!": str,
            "definition": str,
            "evidence": dict,
            "explanation": str,
        }
    ],
    "holds": [
        {
            **_ROW,
            "announced": bool,
            "permission": bool,
            "promised_ms": int,
            "checked_back": bool,
            "thanked": bool,
            "music": str,
        }
    ],
    "greeting": {**dict.fromkeys(ELEMENTS["greeting"], bool), "evidence": dict},
    "closing": {
        **dict.fromkeys(("reached", *ELEMENTS["closing"]), bool),
        "evidence": dict,
    },
    "nudges": [
        {
            "id": str,
            "at_ms!": int,
            "kind!": str,
            "title": str,
            "shown": bool,
            "suppressed_by": str,
        }
    ],
    "metrics": {
        "talk_ms": _EACH,
        "talk_share_of_speech": float,
        "talk_share_of_call": float,
        "overtalk_ms": int,
        "silence_ms": int,
        "longest_silence_ms": int,
        "dead_air_ms": int,
        "hold_ms": int,
        "paused_ms": int,
        "words": _EACH,
        "words_per_minute": _EACH,
        "turns": _EACH,
        "longest_turn_ms": _EACH,
        "response_ms": _EACH,
        "interruptions": _EACH,
        "discovery": dict,
        "customer_sentiment": dict.fromkeys(("mean", "lowest", "last"), float),
    },
}
"""What is read of a report, with its type; ``!``: a row cannot do without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A call of a run, as its tables and its summary have it."""

    number: int
    """Its row in the table of calls, from 1."""
    name: str
    """Of its report, without ``.report.json``."""
    report: Form | None
    """``coach.report/1`` with every field; None where it could not be scored."""
    failure: Failure | None = None
    score: float | None = None
    """0..100, by the scorecard of the run's policy; None where that says nothing."""

    @property
    def call(self) -> Form:
        """What the report says of the call itself; of one without, what was known."""
        if self.report is not None:
            return dict(self.report["call"])
        known = None if self.failure is None else self.failure.call
        if known is None:
            return {}
        moment = known.started_at
        return {
            "id": known.id,
            "source": known.address,
            "agent": known.agent,
            "started_at": None if moment is None else moment.isoformat(),
            "metadata": dict(known.metadata),
        }


def scored_calls(
    out: Path,
    names: Sequence[str],
    failures: Sequence[Failure],
    damaged: list[ReportError] | None = None,
) -> Iterator[Scored]:
    """Yield the calls of a run in the order of their names, with their reports.

    One report is in memory at a time.  A name without a report and without a failure
    has not been scored yet and is passed over.

    Args:
        out: The folder of the reports.
        names: Of the reports, without ``.report.json``.
        failures: What went wrong; those that stand for no call are passed over.
        damaged: Is told of the reports that cannot be read; they are left out.
    """
    failed = {one.call.name: one for one in failures if one.call is not None}
    number = 0
    for name in dict.fromkeys([*names, *failed]):
        failure, report = failed.get(name), None
        if failure is None or failure.has_report:
            try:
                report = read_report(report_path(out, name))
            except ReportError as error:
                if damaged is not None:
                    damaged.append(error)
                continue
        if report is not None or failure is not None:
            number += 1
            yield Scored(number=number, name=name, report=report, failure=failure)


def report_path(folder: Path, name: str) -> Path:
    """Return where the report of a call is."""
    return folder / report_name(name)


def read_report(path: Path) -> Form | None:
    """Return a report with all of its fields; what it lacks is None or empty.

    Returns:
        None where there is no such file.

    Raises:
        ReportError: It cannot be read, or is no ``coach.report/1``.
    """
    try:
        form = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = f"cannot be read: {error.strerror or type(error).__name__}"
        raise ReportError(str(path), reason) from error
    except (ValueError, RecursionError) as error:
        raise ReportError(str(path), "damaged: no JSON") from error
    if not isinstance(form, dict) or form.get("schema") != SCHEMA:
        raise ReportError(str(path), f"no {SCHEMA}")
    try:
        return filled(form, FIELDS)
    except ValueError as error:
        raise ReportError(str(path), f"damaged: {error}") from error
