import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given

from coach.events import Event
from coach.scoring.report_form import check_report
from tests.schemas import REPORT, violations
from tests.scoring.test_report import eventful, report, streams


@given(streams())
def test_every_report_of_ours_is_one(events: list[Event]) -> None:
    """Whatever happened in the call; it comes back as it was."""
    form = json.loads(json.dumps(report(*events)))
    before = deepcopy(form)

    assert check_report(form) is form
    assert form == before


def with_change(path: str, value: object) -> dict[str, Any]:
    """A good report with one thing changed."""
    form: dict[str, Any] = json.loads(json.dumps(report(*eventful())))
    *way, last = path.split(".")
    place: Any = form
    for step in way:
        place = place[int(step) if step.isdecimal() else step]
    place[int(last) if last.isdecimal() else last] = value
    return form


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("schema", "coach.report/2"),
        ("more", 1),
        ("call.id", ""),
        ("call.duration_ms", -1),
        ("call.duration_ms", 1.5),
        ("call.duration_ms", True),
        ("call.duration_ms", "1"),
        ("call.input", "quad"),
        ("call.metadata", []),
        ("call.started_at", "2026-01-02T03:04:05"),
        ("call.started_at", "now"),
        ("engine.policy", "default"),
        ("quality.problems", [{"code": "a-b"}]),
        ("utterances.0.speaker", "user"),
        ("utterances.0.confidence", 1.5),
        ("utterances.0.text", None),
        ("utterances.0.end_ms", 2**31),
        ("findings.0.kind", "Dead air"),
        ("findings.0.severity", "grave"),
        ("findings.0.end_ms", None),
        ("findings.0.evidence", None),
        ("findings.0.explanation", ""),
        ("holds.0.music", "loud"),
        ("closing.evidence", {"farewell": []}),
        ("greeting.welcomed", 1),
        ("metrics.talk_ms", {"agent": 1}),
        ("metrics.customer_sentiment", {"mean": 2, "lowest": 0, "last": 0}),
        ("metrics.discovery", {"caller_identified": [1]}),
        ("delivered", [{"nudge": "n", "sent_ms": 0, "outcome": "liked"}]),
    ],
)
def test_anything_else_is_named_without_its_value(path: str, value: object) -> None:
    """In one line, by its place."""
    with pytest.raises(ValueError, match=r"^[\w.\[\]]+: .") as refused:
        check_report(with_change(path, value))
    assert "\n" not in str(refused.value)
    assert "Dead air" not in str(refused.value)


def test_two_with_one_id_are_no_report() -> None:
    """Nobody could say which of them a verdict is about."""
    form = with_change("schema", "coach.report/1")
    form["utterances"].append(form["utterances"][0])
    with pytest.raises(ValueError, match="same id"):
        check_report(form)


@pytest.mark.parametrize("form", [None, [], "report", 3, {}])
def test_what_is_no_object_is_no_report(form: object) -> None:
    """Nor an empty one."""
    with pytest.raises(ValueError, match=": "):
        check_report(form)


def test_what_is_taken_fits_the_schema() -> None:
    """The two say the same of a good one."""
    form = with_change("metrics.newer_figure", 3)
    assert violations(check_report(form), REPORT) == []
