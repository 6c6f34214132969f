"""The labels of a judged call, as ``coach evaluate`` reads them.

What is there is what reviewers judged right and what they said was missed; what they
judged wrong is not.  What labels cannot say of a call, and what is said here that
nobody judged, is in docs/scorecard.md.  Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coach.evaluation.labels import CLOSING, GREETING
from coach.reviews.calibration import answers_in
from coach.reviews.held import Held
from coach.reviews.overlap import shared_ms
from coach.scoring.forms import Form

LABELLED = (
    "interruption",
    "hold-overrun",
    "dead-air",
    "sentiment-spike",
    "profanity",
    "threat",
    "missing-recap",
)
"""The kinds that labels have a word for; the others need no verdict."""

OATHS = {"mild": "mild", "strong": "strong", "slur": "strong", "threat": "threat"}
"""How the labels call each level of strong language."""

_GRAVITY = ("mild", "strong", "threat")

Row = Mapping[str, Any]


def unsettled(report: Row, held: Held) -> list[str]:
    """Return the findings on which reviewers have not said right or wrong, by id."""
    return [
        row["id"]
        for row in report["findings"]
        if row["kind"] in LABELLED
        and held.verdicts.get(row["id"]) not in ("right", "wrong")
    ]


def labels_of(report: Row, held: Held, *, scorecard: Form | None = None) -> Form:
    """Return the labels of a call whose findings are all judged.

    Args:
        report: ``coach.report/1``.
        held: What reviewers hold of it.
        scorecard: That of the review submitted last, which knows the greeting.
    """
    right = [r for r in report["findings"] if held.verdicts.get(r["id"]) == "right"]
    missed: list[Row] = [
        {
            "kind": spot.of[0],
            "speaker": spot.of[1],
            "start_ms": spot.start_ms,
            "end_ms": spot.end_ms,
            "evidence": {},
        }
        for spot in held.missed
    ]
    there = sorted([*right, *missed], key=lambda row: row["start_ms"])
    return {
        "duration": report["call"]["duration_ms"] / 1000,
        "channels": {"agent": 0, "customer": 1},
        "utterances": [
            {"who": row["speaker"], **_span(row), "text": row["text"]}
            for row in report["utterances"]
        ],
        "interruptions": [
            {"at": row["start_ms"] / 1000, "by": row["speaker"]}
            for row in _of(there, "interruption")
            if row["speaker"] is not None
        ],
        "backchannels": [],
        "holds": _holds(report, held, missed),
        "dead_air": [_span(row) for row in _of(there, "dead-air")],
        "sentiment_spikes": [_span(row) for row in _of(there, "sentiment-spike")],
        "profanity": _oaths(_of(there, "profanity", "threat"), report["utterances"]),
        "recap": _recap(report, held),
        "greeting": _greeting(scorecard),
        "judged": [_judged(row, held) for row in report["findings"]]
        + [_said(row, "missed") for row in missed],
    }


# -------------------------------------------------------------------------------------


def _of(rows: Iterable[Row], *kinds: str) -> list[Row]:
    return [row for row in rows if row["kind"] in kinds]


def _span(row: Row) -> Form:
    return {"start": row["start_ms"] / 1000, "end": row["end_ms"] / 1000}


def _both(one: Row, other: Row) -> int:
    return shared_ms(one["start_ms"], one["end_ms"], other["start_ms"], other["end_ms"])


def _holds(report: Row, held: Held, missed: Sequence[Row]) -> list[Form]:
    """Return the holds as they were heard, as far as reviewers do not say otherwise.

    One of which every overrun was judged wrong is none; one that was missed is one.
    """
    overruns = _of(report["findings"], "hold-overrun")
    late = _of(missed, "hold-overrun")
    holds = []
    for hold in report["holds"]:
        said = {held.verdicts.get(one["id"]) for one in overruns if _both(hold, one)}
        if said != {"wrong"}:
            promised = hold["promised_ms"]
            inside = [hold, *(one for one in late if _both(hold, one))]
            holds.append(
                {
                    "start": min(one["start_ms"] for one in inside) / 1000,
                    "end": max(one["end_ms"] for one in inside) / 1000,
                    "promised_s": None if promised is None else promised / 1000,
                }
            )
    holds += [
        {**_span(one), "promised_s": None}
        for one in late
        if not any(_both(hold, one) for hold in report["holds"])
    ]
    return sorted(holds, key=lambda hold: hold["start"])


def _oaths(found: Sequence[Row], utterances: Sequence[Row]) -> list[Form]:
    """Return the lines with strong language; several in one line are one."""
    lines: dict[tuple[str, int, int], str] = {}
    for row in found:
        if row["speaker"] is None:
            continue
        level = OATHS.get(str(row["evidence"].get("level")), "strong")
        if row["kind"] == "threat":
            level = "threat"
        own = [one for one in utterances if one["speaker"] == row["speaker"]]
        line = max(own, key=lambda one: _both(one, row), default=row)
        if not _both(line, row):
            line = row
        key = row["speaker"], line["start_ms"], line["end_ms"]
        lines[key] = max(lines.get(key, level), level, key=_GRAVITY.index)
    return [
        {"start": start / 1000, "end": end / 1000, "by": by, "severity": level}
        for (by, start, end), level in lines.items()
    ]


def _recap(report: Row, held: Held) -> Form | None:
    """Return what the closing has; None where nobody has said.

    The report's, unless it was judged wrong that something is missing: then nothing is.
    """
    closing = report["closing"]
    if any(spot.of[0] == "missing-recap" for spot in held.missed):
        return None  # which of them was missed is not said
    if not closing["reached"]:
        return None
    wrong = {
        element
        for row in _of(report["findings"], "missing-recap")
        if held.verdicts.get(row["id"]) == "wrong"
        for element in row["evidence"].get("missing", ())
    }
    return {
        label: closing[element] or element in wrong
        for element, label in CLOSING.items()
    }


def _greeting(scorecard: Form | None) -> Form | None:
    """Return what the greeting has, where a reviewer has answered all of it."""
    rules = {
        question["id"]: question["filled_from"]
        for section in (scorecard or {}).get("sections", ())
        for question in section["questions"]
    }
    said = {rules[name]: answer for name, answer in answers_in(scorecard)}
    answers = {
        label: said.get(f"greeting.{element}") for element, label in GREETING.items()
    }
    if not all(answer in ("yes", "no") for answer in answers.values()):
        return None
    return {label: answer == "yes" for label, answer in answers.items()}


def _judged(row: Row, held: Held) -> Form:
    return _said(row, held.verdicts.get(row["id"]))


def _said(row: Row, held: str | None) -> Form:
    return {
        "kind": row["kind"],
        "speaker": row["speaker"],
        **_span(row),
        "held": held,
    }
