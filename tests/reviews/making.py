"""A store in memory with calls to review."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from coach.policy.loading import load_policy
from coach.policy.policy import Policy
from coach.scoring.forms import Form
from coach.scoring.scorecard import score_of
from coach.store.tables import CallRow, FindingRow, UtteranceRow
from tests.scoring.reports import found, report

UID = "0" * 32
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
SPIKE = found("sentiment-spike", speaker="customer", start_ms=5_000, end_ms=7_000)
CUT_IN = found("interruption", speaker="agent", start_ms=9_000, end_ms=9_800)


@cache
def policy() -> Policy:
    """The default policy."""
    return load_policy(None)


def minute(number: int) -> datetime:
    """So many minutes after the beginning of all that happens."""
    return START + timedelta(minutes=number)


def good_report(findings: Sequence[Mapping[str, Any]] = (SPIKE, CUT_IN)) -> Form:
    """A report with a good greeting and a good closing."""
    return report(
        greeting=["welcomed", "gave_name", "offered_help"],
        closing=["resolution", "next_steps", "questions", "thanks"],
        findings=findings,
    )


def add_call(
    session: Session,
    told: Form | None = None,
    *,
    uid: str = UID,
    analyst: str | None = "nora",
    at: datetime = START,
    duration_ms: int = 60_000,
    policy_id: str = "default@0123456789ab",
    record: Any = None,  # noqa: ANN401 (as the table has it)
) -> CallRow:
    """Put a call into the store."""
    told = told or good_report()
    row = CallRow(
        uid=uid,
        digest=uid + uid,
        call_id=f"call-{uid[:4]}",
        source="call.flac",
        analyst=analyst,
        started_at=at,
        stored_at=at,
        happened_at=at,
        duration_ms=duration_ms,
        language="en",
        input="stereo",
        origin="live",
        version="0.0.0",
        model="tiny.en",
        policy=policy_id,
        severity=2,
        score=score_of(told, policy()),
        review="none",
        is_disputed=False,
        is_cut_off=False,
        facts={
            name: told[name]
            for name in ("quality", "holds", "closing", "greeting", "metrics")
        }
        | {"metadata": {}},
        strip={},
        record=record,
        redactions=[],
        audio=None,
        peaks=None,
        flags=[],
    )
    session.add(row)
    session.flush()
    session.add_all(
        UtteranceRow(call_key=row.key, words=[], **utterance)
        for utterance in told["utterances"]
    )
    session.add_all(
        FindingRow(call_key=row.key, **finding) for finding in told["findings"]
    )
    session.flush()
    return row
