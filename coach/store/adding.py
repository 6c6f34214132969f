"""Adding a call to the store: all of it or nothing, and the same call once."""

import secrets
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, null, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from coach.audio_time import milliseconds
from coach.errors import StoreError
from coach.events import UtteranceFinalised
from coach.policy.policy import Policy, effective_id
from coach.scoring.forms import Form
from coach.scoring.scorecard import score_of
from coach.store.audio import audio_name, brought_in
from coach.store.database import Database, hold_audio
from coach.store.fitting import check_fits, fitted, plain
from coach.store.json_text import digest_of, storable
from coach.store.kept import KeptCall, Masked
from coach.store.peaks import peaks_bytes, peaks_of_file
from coach.store.record_form import record_json, segments_in, words_json
from coach.store.search import index_words
from coach.store.strip import in_milliseconds, segments_of_utterances, strip_of
from coach.store.tables import (
    RANKS,
    CallRow,
    DeliveryRow,
    FindingRow,
    NudgeRow,
    PolicyRow,
    UtteranceRow,
)

FACTS = ("quality", "holds", "closing", "greeting", "metrics")
"""The parts of a report that are kept as they are."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedCall:
    """A call that is in the store now."""

    uid: str
    is_new: bool
    """False where it was there already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRows:
    """A call as the rows that stand for it; those of its parts lack its key."""

    call: Row
    utterances: Sequence[Row]
    findings: Sequence[Row]
    nudges: Sequence[Row]
    deliveries: Sequence[Row]

    @property
    def texts(self) -> list[str]:
        """What was said."""
        return [row["text"] for row in self.utterances]


def add_call(db: Database, kept: KeptCall, *, now: datetime | None = None) -> AddedCall:
    """Add a call, if it is not there yet.

    A call is the same when its digest is: that of its report, as a rule.  One that is
    there without its sound takes the sound that comes with it now.

    Args:
        db: The store.
        kept: The call; its file of sound is in the store afterwards and no longer
            where it was.
        now: The moment, by default the clock's.

    Raises:
        StoreError: Something of it cannot be kept, or not now; the store and the file
            are as they were.
        coach.errors.RecordingError: Its file of sound is no two-channel recording.
    """
    uid = secrets.token_hex(16)
    rows = rows_of(kept, uid=uid, now=now or datetime.now(UTC))
    for attempt in (1, 2):
        try:
            return _add(db, kept, rows)
        except IntegrityError as error:
            # Somebody has added the same call meanwhile: it is found the second time.
            if attempt == 2:
                raise _cannot(kept, error) from error
        except DBAPIError as error:
            raise _cannot(kept, error) from error
    raise AssertionError("not reached")


def rows_of(kept: KeptCall, *, uid: str, now: datetime) -> CallRows:
    """Return the rows that stand for a call.

    Raises:
        StoreError: Something of it cannot be kept.
        coach.errors.RecordingError: Its file of sound is no two-channel recording.
    """
    report = storable(kept.report)
    record = None if kept.record is None else storable(record_json(kept.record))
    segments = (
        segments_of_utterances(report)
        if record is None
        else in_milliseconds(segments_in(record))
    )
    rows = CallRows(
        call={
            **_call_row(report, now),
            "uid": uid,
            "score": score_of(report, kept.scored_by or kept.policy or Policy()),
            "digest": kept.digest or digest_of(kept.report),
            "stored_at": now,
            "origin": kept.origin,
            "is_cut_off": kept.is_cut_off,
            "strip": strip_of(report, segments),
            "record": null() if record is None else record,
            "redactions": [_redaction_json(one) for one in kept.redactions],
            "audio": None if kept.audio is None else audio_name(uid, kept.audio),
            "peaks": kept.audio and peaks_bytes(peaks_of_file(kept.audio)),
            "flags": list(kept.flags),
        },
        utterances=_utterance_rows(report, _word_times(kept)),
        findings=[dict(one) for one in report["findings"]],
        nudges=[{"form": one} for one in report["nudges"]],
        deliveries=[{"form": one} for one in report["delivered"]],
    )
    check_fits(CallRow, [rows.call])
    for table, parts in (
        (UtteranceRow, rows.utterances),
        (FindingRow, rows.findings),
    ):
        check_fits(table, parts)
        if len({part["id"] for part in parts}) < len(parts):
            raise StoreError(table.__tablename__, "two have the same id")
    return rows


def insert_call(session: Session, rows: CallRows) -> int:
    """Write the rows of a call, and what was said into the index; return its key."""
    key = session.scalars(
        insert(plain(CallRow)).returning(CallRow.key), rows.call
    ).one()
    for table, parts in (
        (UtteranceRow, rows.utterances),
        (FindingRow, rows.findings),
        (NudgeRow, rows.nudges),
        (DeliveryRow, rows.deliveries),
    ):
        if parts:
            values = [{"call_key": key, **part} for part in parts]
            session.execute(insert(plain(table)), values)
    index_words(session, key, rows.texts)
    return key


# -------------------------------------------------------------------------------------


def _add(db: Database, kept: KeptCall, rows: CallRows) -> AddedCall:
    with db.session() as session:
        there = session.execute(
            select(CallRow.key, CallRow.uid, CallRow.audio).where(
                CallRow.digest == rows.call["digest"]
            )
        ).one_or_none()
    if there is not None:
        return _take_sound(db, kept, there.uid, has_audio=there.audio is not None)
    name = rows.call["audio"]
    bringing = brought_in(kept.audio, name) if kept.audio else nullcontext(None)
    with bringing as put, db.session() as session:
        if put is not None:
            hold_audio(session, alone=False)
            put()
        _keep_policy(session, kept, rows.call["stored_at"])
        insert_call(session, rows)
    return AddedCall(uid=rows.call["uid"], is_new=True)


def _take_sound(
    db: Database, kept: KeptCall, uid: str, *, has_audio: bool
) -> AddedCall:
    """Give a call that is there the sound that it lacks; otherwise that is dropped."""
    if kept.audio is not None and has_audio:
        kept.audio.unlink(missing_ok=True)
    elif kept.audio is not None:
        name = audio_name(uid, kept.audio)
        peaks = peaks_bytes(peaks_of_file(kept.audio))
        with brought_in(kept.audio, name) as put, db.session() as session:
            hold_audio(session, alone=False)
            put()
            session.execute(
                update(CallRow)
                .where(CallRow.uid == uid)
                .values(audio=name, peaks=peaks)
            )
    return AddedCall(uid=uid, is_new=False)


def _keep_policy(session: Session, kept: KeptCall, now: datetime) -> None:
    if kept.policy is None:
        return
    name = effective_id(kept.policy)
    if session.get(PolicyRow, name) is None:
        content = kept.policy.model_dump(mode="json")
        session.add(PolicyRow(id=name, content=content, stored_at=now))


def _call_row(report: Form, now: datetime) -> Row:
    """Return what the report tells of the call; ``facts`` has what no column holds."""
    call, engine = report["call"], report["engine"]
    started_at = moment(call["started_at"])
    gravest = max((RANKS[one["severity"]] for one in report["findings"]), default=0)
    row = {
        "call_id": fitted(call["id"], CallRow, "call_id"),
        "source": call["source"],
        "analyst": call["agent"],
        "started_at": started_at,
        "happened_at": started_at or now,
        "duration_ms": call["duration_ms"],
        "language": fitted(call["language"], CallRow, "language"),
        "input": call["input"],
        "version": engine["version"],
        "model": fitted(engine["model"], CallRow, "model"),
        "policy": engine["policy"],
        "severity": gravest,
    }
    facts = {name: report[name] for name in FACTS}
    facts["call"] = {
        # A moment of the wall is kept in UTC: here is how the report writes it.
        "started_at": call["started_at"],
        "metadata": call["metadata"],
        **({"id": call["id"]} if row["call_id"] != call["id"] else {}),
        **(
            {"language": call["language"]}
            if row["language"] != call["language"]
            else {}
        ),
    }
    if row["model"] != engine["model"]:
        facts["engine"] = {"model": engine["model"]}
    return {**row, "facts": facts}


def moment(written: object) -> datetime | None:
    """Return the moment that a report has written; None of one without its zone."""
    if not isinstance(written, str):
        return None
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return None if found.tzinfo is None else found


def _utterance_rows(report: Form, words: Mapping[str, list[Any]]) -> list[Row]:
    return [{**one, "words": words.get(one["id"], [])} for one in report["utterances"]]


def _word_times(kept: KeptCall) -> dict[str, list[Any]]:
    words = {
        event.utterance.id: words_json(event.utterance)
        for event in kept.record or ()
        if isinstance(event, UtteranceFinalised)
    }
    return dict(storable(words))


def _redaction_json(masked: Masked) -> Row:
    return {
        "speaker": str(masked.speaker),
        "start_ms": milliseconds(masked.start),
        "end_ms": milliseconds(masked.end),
        "kind": masked.kind,
    }


def _cannot(kept: KeptCall, error: DBAPIError) -> StoreError:
    # Never its message, which quotes what was to be written.
    reason = f"cannot be kept ({type(error.orig).__name__})"
    return StoreError(str(kept.report["call"]["id"]), reason)
