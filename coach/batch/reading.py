"""Reads the reports of a run again, one after the other; older versions' too."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.batch.failure import Failure
from coach.batch.leniency import Shape
from coach.errors import ReportError
from coach.inputs import report_name
from coach.plain_file import read_plain_file
from coach.scoring.checklist import ELEMENTS
from coach.scoring.forms import Form
from coach.scoring.report import SCHEMA

MOST_BYTES = 1 << 30
"""Of a report: that of a day's call has some 10 MB."""

SPEAKERS = ("agent", "customer")
"""As reports name them."""

_EACH = Shape(dict.fromkeys(SPEAKERS, int))

_SPAN = {"id": str, "start_ms!": int, "end_ms!": int}

_UTTERANCE = Shape(
    {**_SPAN, "speaker!": str, "text!": str, "confidence": float, "sentiment": float}
)

_FINDING = Shape(
    {
        **_SPAN,
        "kind!": str,
        "speaker": str,
        "at_ms": int,
        "severity!": str,
        "definition": str,
        "evidence": dict,
        "explanation": str,
    }
)

_HOLD = Shape(
    {
        **_SPAN,
        "announced": bool,
        "permission": bool,
        "promised_ms": int,
        "checked_back": bool,
        "thanked": bool,
        "music": str,
    }
)

_NUDGE = Shape(
    {
        "id": str,
        "at_ms!": int,
        "kind!": str,
        "title": str,
        "shown": bool,
        "suppressed_by": str,
    }
)

_CALL = Shape(
    {
        **dict.fromkeys(("id", "source", "agent", "started_at"), str),
        "duration_ms": int,
        **dict.fromkeys(("language", "input"), str),
        "metadata": dict,
    }
)

_METRICS = Shape(
    {
        "talk_ms": _EACH,
        "talk_share_of_speech": float,
        "talk_share_of_call": float,
        **dict.fromkeys(
            ("overtalk_ms", "silence_ms", "longest_silence_ms", "dead_air_ms"), int
        ),
        **dict.fromkeys(("hold_ms", "paused_ms"), int),
        **dict.fromkeys(("words", "words_per_minute", "turns"), _EACH),
        **dict.fromkeys(("longest_turn_ms", "response_ms", "interruptions"), _EACH),
        "discovery": dict,
        "customer_sentiment": Shape(dict.fromkeys(("mean", "lowest", "last"), float)),
    }
)

REPORT = Shape(
    {
        "call": _CALL,
        "engine": Shape(dict.fromkeys(("version", "model", "policy"), str)),
        "quality": Shape(
            {"scored": bool, "problems": [Shape({"code!": str, "detail": str})]}
        ),
        "utterances": [_UTTERANCE],
        "findings": [_FINDING],
        "holds": [_HOLD],
        "greeting": Shape(
            {**dict.fromkeys(ELEMENTS["greeting"], bool), "evidence": dict}
        ),
        "closing": Shape(
            {
                **dict.fromkeys(("reached", *ELEMENTS["closing"]), bool),
                "evidence": dict,
            }
        ),
        "nudges": [_NUDGE],
        "metrics": _METRICS,
    }
)
"""What is read of a report."""


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
            "source": known.source,
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
        form = json.loads(read_plain_file(path, most_bytes=MOST_BYTES))
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
        return REPORT.fill(form)
    except ValueError as error:
        raise ReportError(str(path), f"damaged: {error}") from error
