"""All of a call that somebody may see, as its page has it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from coach.policy.policy import Policy
from coach.reviews.calibration import blind_calls, calibration_of
from coach.reviews.messages import messages_of
from coach.reviews.missed import missed_of
from coach.reviews.scorecards import prefilled_of, reviews_of
from coach.reviews.verdicts import verdicts_of
from coach.scoring.kinds import kind_of
from coach.scoring.scorecard import prefilled_json
from coach.sharing.ledger import share_of
from coach.store.calls import StoredCall, call_of
from coach.store.database import Database
from coach.store.tables import (
    CalibrationRow,
    MessageRow,
    MissedRow,
    ReviewRow,
    VerdictRow,
)
from coach.web.review.audio_file import content_type_of
from coach.web.review.call_json import row_json
from coach.web.review.rights import API, Actor

Json = dict[str, Any]


def call_view(db: Database, uid: str, *, actor: Actor, policy: Policy) -> Json:
    """Return what the page of a call shows to somebody who may see it.

    Raises:
        StoreError: There is no such call (any more).
        NotThereError: The same, a moment later.
    """
    stored = call_of(db, uid)
    with db.reading() as session:
        said = _said(session, stored, actor, policy)
        is_blind = stored.key in blind_calls(session, actor.name)
    summary = stored.summary.without_review() if is_blind else stored.summary
    heard = {**_heard(stored), "call": row_json(summary)}
    return {**heard, **said, "may": _may(stored, actor)}


def verdict_json(row: VerdictRow) -> Json:
    """Return what a reviewer holds of a finding."""
    return {
        "finding": row.finding,
        "reviewer": row.reviewer,
        "verdict": row.verdict,
        "note": row.note,
        "at": row.at.isoformat(),
    }


def missed_json(row: MissedRow) -> Json:
    """Return what a reviewer heard and no detector found."""
    return {
        "id": row.key,
        "reviewer": row.reviewer,
        "kind": row.kind,
        "speaker": row.speaker,
        "start_ms": row.start_ms,
        "end_ms": row.end_ms,
        "note": row.note,
        "at": row.at.isoformat(),
    }


def review_json(row: ReviewRow) -> Json:
    """Return a reviewer's scorecard."""
    submitted = row.submitted_at
    return {
        "reviewer": row.reviewer,
        "answers": row.answers,
        "comment": row.comment,
        "score": row.score,
        "submitted_at": None if submitted is None else submitted.isoformat(),
        "scorecard": row.scorecard,
        "is_calibration": row.calibration_key is not None,
    }


def message_json(row: MessageRow) -> Json:
    """Return what somebody said about a call."""
    return {
        "id": row.key,
        "author": row.author,
        "kind": row.kind,
        "finding": row.finding,
        "text": row.text,
        "at": row.at.isoformat(),
    }


def _heard(stored: StoredCall) -> Json:
    """Return what was heard and found."""
    place = f"{API}/calls/{stored.uid}"
    audio = stored.audio
    return {
        "report": stored.report,
        "words": dict(stored.words),
        "segments": {
            speaker.value: _spans(spans) for speaker, spans in stored.segments.items()
        },
        "overtalk": _spans(stored.overtalk),
        "redactions": list(stored.redactions),
        "definitions": {
            one["kind"]: kind_of(one["kind"], one["definition"]).definition
            for one in stored.report["findings"]
        },
        "audio": None
        if audio is None
        else {"url": f"{place}/audio", "type": content_type_of(audio.name)},
        "peaks": f"{place}/peaks" if stored.has_peaks else None,
    }


def _said(session: Session, stored: StoredCall, actor: Actor, policy: Policy) -> Json:
    """Return what people hold of it, as far as whoever asks may see that."""
    uid, viewer = stored.uid, actor.name
    reviews = reviews_of(session, uid, viewer=viewer, sees_own_draft=actor.may_review)
    calibration = calibration_of(session, uid) if actor.may_review else None
    return {
        "verdicts": [
            verdict_json(row) for row in verdicts_of(session, uid, viewer=viewer)
        ],
        "missed": [missed_json(row) for row in missed_of(session, uid, viewer=viewer)],
        "reviews": [review_json(row) for row in reviews],
        "prefilled": prefilled_json(prefilled_of(session, uid, policy)),
        "messages": [
            message_json(row) for row in messages_of(session, uid, viewer=viewer)
        ],
        "calibration": None
        if calibration is None
        else _calibration_json(calibration, viewer),
        "share": _share_json(session, stored.key),
    }


def _calibration_json(row: CalibrationRow, viewer: str) -> Json:
    return {
        "id": row.key,
        "reviewers": list(row.reviewers),
        "mine": viewer in row.reviewers,
        "is_closed": row.closed_at is not None,
    }


def _share_json(session: Session, key: int) -> Json | None:
    share = share_of(session, key)
    return None if share is None else {"server": share.server, "state": share.state}


def _may(stored: StoredCall, actor: Actor) -> Mapping[str, bool]:
    is_theirs = actor.answers_for(stored.analyst)
    return {
        "judge": actor.may_review,
        "review": actor.may_review,
        "reply": is_theirs,
        "dispute": is_theirs,
        "answer": actor.may_review,
        "delete": actor.may_administer,
        "export": True,
        "calibrate": actor.may_calibrate,
    }


def _spans(spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    return [list(span) for span in spans]
