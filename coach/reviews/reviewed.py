"""The call that is reviewed, and what of it everything else needs."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session, defer

from coach.errors import NotThereError
from coach.scoring.forms import Form
from coach.store.tables import CallRow, FindingRow, UtteranceRow

_LARGE = tuple(
    defer(column)
    for column in (CallRow.record, CallRow.peaks, CallRow.strip, CallRow.redactions)
)
"""What nobody here looks at: a page asks for the same call half a dozen times."""


def call_of(session: Session, uid: str) -> CallRow:
    """Return a call, to be read.

    Raises:
        NotThereError: There is none of this uid.
    """
    query = select(CallRow).where(CallRow.uid == uid).options(*_LARGE)
    call = session.scalars(query).one_or_none()
    if call is None:
        raise NotThereError("call", uid)
    return call


def locked_call(session: Session, uid: str) -> CallRow:
    """Return a call, to be changed; others who want to change it wait.

    An update that changes nothing takes SQLite's writing lock and PostgreSQL's lock of
    the row alike.  It must be the first thing done in a transaction: SQLite refuses to
    turn reading into writing once somebody else has written.

    Raises:
        NotThereError: There is none of this uid.
    """
    session.execute(
        update(CallRow)
        .where(CallRow.uid == uid)
        .values(review=CallRow.review)
        .execution_options(synchronize_session=False)
    )
    return call_of(session, uid)


def check_finding(session: Session, call: CallRow, finding: str) -> None:
    """Find out whether a call has a finding.

    Raises:
        NotThereError: It has none of this id.
    """
    key = session.scalar(
        select(FindingRow.key).where(
            FindingRow.call_key == call.key, FindingRow.id == finding
        )
    )
    if key is None:
        raise NotThereError("finding", finding)


def scored_report(session: Session, call: CallRow) -> Form:
    """Return as much of a call's report as its scorecard looks at."""
    findings = session.scalars(
        select(FindingRow)
        .where(FindingRow.call_key == call.key)
        .order_by(FindingRow.key)
    )
    utterances = session.execute(
        select(UtteranceRow.id, UtteranceRow.speaker).where(
            UtteranceRow.call_key == call.key
        )
    )
    return {
        **call.facts,
        "utterances": [{"id": row.id, "speaker": row.speaker} for row in utterances],
        "findings": [
            {
                "id": row.id,
                "kind": row.kind,
                "speaker": row.speaker,
                "evidence": row.evidence,
                "explanation": row.explanation,
            }
            for row in findings
        ],
    }
