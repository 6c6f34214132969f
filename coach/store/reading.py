"""Reading one call: all that is kept of it, its report again, and what was heard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from coach.errors import StoreError
from coach.events import HeardEvent, Speaker
from coach.scoring.forms import Form
from coach.scoring.report import SCHEMA
from coach.scoring.spans import Span, intersection
from coach.store.audio import audio_path
from coach.store.database import Database
from coach.store.listing import COLUMNS, CallSummary, summaries_of
from coach.store.record_form import Said, record_from_json, segments_in
from coach.store.strip import in_milliseconds, segments_of_utterances
from coach.store.tables import (
    CallRow,
    DeliveryRow,
    FindingRow,
    NudgeRow,
    PolicyRow,
    UtteranceRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCall:
    """A call as it is kept."""

    summary: CallSummary
    """What a list shows of it."""
    report: Form
    """``coach.report/1``, as it came."""
    words: Mapping[str, Sequence[Sequence[int | str]]]
    """``[[start_ms, end_ms, text]]`` of each utterance whose words have their times."""
    segments: Mapping[Speaker, Sequence[Span]]
    """Who spoke when, in milliseconds; of a call that came as a bare report, as far as
    its utterances tell."""
    overtalk: Sequence[Span]
    """When both spoke, in milliseconds."""
    redactions: Sequence[Form]
    """``{speaker, start_ms, end_ms, kind}``: what was masked."""
    record: Form | None
    """``coach.record/1``; see :func:`record_of`."""
    audio: Path | None
    """The file of its sound, if it is there."""
    has_peaks: bool

    @property
    def key(self) -> int:
        """What the rows that belong to it name it by."""
        return self.summary.key

    @property
    def uid(self) -> str:
        """Its name in addresses."""
        return self.summary.uid

    @property
    def analyst(self) -> str | None:
        """Whose call it is."""
        return self.summary.analyst


def call_of(db: Database, uid: str) -> StoredCall:
    """Return a call.

    Raises:
        StoreError: There is none of this name.
    """
    with db.reading() as session:
        row = session.execute(
            select(
                *COLUMNS,
                CallRow.source,
                CallRow.language,
                CallRow.input,
                CallRow.version,
                CallRow.model,
                CallRow.policy,
                CallRow.redactions,
                CallRow.record,
                CallRow.peaks.is_not(None).label("has_peaks"),
            ).where(CallRow.uid == uid)
        ).one_or_none()
        if row is None:
            raise no_call(uid)
        (summary,) = summaries_of(session, [row])
        utterances = session.scalars(
            select(UtteranceRow)
            .where(UtteranceRow.call_key == row.key)
            .order_by(UtteranceRow.key)
        ).all()
        findings = session.scalars(
            select(FindingRow)
            .where(FindingRow.call_key == row.key)
            .order_by(FindingRow.key)
        ).all()
        report: Form = {
            "schema": SCHEMA,
            "call": {
                "id": row.call_id,
                "source": row.source,
                "agent": row.analyst,
                "started_at": None,
                "duration_ms": row.duration_ms,
                "language": row.language,
                "input": row.input,
                **row.facts["call"],
            },
            "engine": {
                "version": row.version,
                "model": row.model,
                "policy": row.policy,
                **row.facts.get("engine", {}),
            },
            "quality": row.facts["quality"],
            "utterances": [_utterance_json(one) for one in utterances],
            "findings": [_finding_json(one) for one in findings],
            "holds": row.facts["holds"],
            "closing": row.facts["closing"],
            "greeting": row.facts["greeting"],
            "nudges": _forms(session, NudgeRow, row.key),
            "delivered": _forms(session, DeliveryRow, row.key),
            "metrics": row.facts["metrics"],
        }
    segments = (
        segments_of_utterances(report)
        if row.record is None
        else in_milliseconds(segments_in(row.record))
    )
    audio = None if row.audio is None else audio_path(row.audio)
    return StoredCall(
        summary=summary,
        report=report,
        words={one.id: one.words for one in utterances if one.words},
        segments=segments,
        overtalk=intersection(segments[Speaker.AGENT], segments[Speaker.CUSTOMER]),
        redactions=row.redactions,
        record=row.record,
        audio=audio if audio is not None and audio.is_file() else None,
        has_peaks=bool(row.has_peaks),
    )


def report_of(stored: StoredCall) -> Form:
    """Return the report of a call as it came, ``coach.report/1``, letter for letter."""
    return stored.report


def record_of(stored: StoredCall) -> tuple[HeardEvent, ...] | None:
    """Return what was heard of a call, to run the detectors on; None if unknown.

    Raises:
        StoreError: It is damaged.
    """
    if stored.record is None:
        return None
    said = {
        one["id"]: Said(
            text=one["text"],
            words=tuple(str(word[2]) for word in stored.words.get(one["id"], ())),
        )
        for one in stored.report["utterances"]
    }
    return record_from_json(stored.record, said)


def policy_of(db: Database, name: str) -> Form | None:
    """Return the content of a policy that calls were followed by, if it is kept.

    Args:
        db: The store.
        name: A report's ``engine.policy``.
    """
    with db.reading() as session:
        row = session.get(PolicyRow, name)
        return None if row is None else row.content


def peaks_of(db: Database, uid: str) -> bytes | None:
    """Return the waveform of a call, see :mod:`coach.store.peaks`; None without one.

    Raises:
        StoreError: There is no such call.
    """
    with db.reading() as session:
        row = session.execute(
            select(CallRow.peaks).where(CallRow.uid == uid)
        ).one_or_none()
    if row is None:
        raise no_call(uid)
    peaks: bytes | None = row.peaks
    return peaks


def no_call(uid: str) -> StoreError:
    """Return the error that there is no such call."""
    return StoreError(uid, "there is no such call")


# -------------------------------------------------------------------------------------


def _utterance_json(row: UtteranceRow) -> Form:
    return {
        "id": row.id,
        "speaker": row.speaker,
        "start_ms": row.start_ms,
        "end_ms": row.end_ms,
        "text": row.text,
        "confidence": row.confidence,
        "sentiment": row.sentiment,
    }


def _finding_json(row: FindingRow) -> Form:
    return {
        "id": row.id,
        "kind": row.kind,
        "speaker": row.speaker,
        "start_ms": row.start_ms,
        "end_ms": row.end_ms,
        "at_ms": row.at_ms,
        "severity": row.severity,
        "definition": row.definition,
        "evidence": row.evidence,
        "explanation": row.explanation,
    }


def _forms(
    session: Session, table: type[NudgeRow] | type[DeliveryRow], key: int
) -> list[Form]:
    return list(
        session.scalars(
            select(table.form).where(table.call_key == key).order_by(table.key)
        )
    )
