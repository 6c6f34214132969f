"""The tables of the store, on SQLite and on PostgreSQL alike.

Times of a call are whole milliseconds since it began; moments of the wall are in UTC
and carry their zone.  Everything in here has been redacted before.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from coach.events import Severity

Json = Any
"""A value that is ready for :func:`json.dumps`."""

RANKS = {str(severity): rank for rank, severity in enumerate(Severity, 1)}
"""The severities as the store has them; 0 is a call without a finding."""


class Moment(TypeDecorator[datetime]):
    """A moment of the wall, kept in UTC and given back with its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Turn it to UTC; one without a zone is a mistake of the caller."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Give back the zone that SQLite does not keep."""
        del dialect
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """What every table is one of; constraints have names, to be changed by."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {Json: JSON, datetime: Moment}  # noqa: RUF012 (SQLAlchemy's own way to be told)


def _call_key() -> Mapped[int]:
    """A row of a call: gone when the call is."""
    return mapped_column(ForeignKey("calls.key", ondelete="CASCADE"), index=True)


# --- a call ---------------------------------------------------------------------------


class PolicyRow(Base):
    """A policy that calls were followed by."""

    __tablename__ = "policies"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    """``<name>@<first 12 hex digits>``, as reports name it."""
    content: Mapped[Json]
    """The effective policy, every value of it."""
    stored_at: Mapped[datetime]


class CallRow(Base):
    """One call."""

    __tablename__ = "calls"
    __table_args__ = (
        Index("ix_calls_newest", "happened_at", "key"),
        Index("ix_calls_analyst", "analyst", "happened_at", "key"),
    )

    key: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True)
    """32 random hexadecimal digits: its name in addresses and of its sound's file."""
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the report it came with: the same call does not come in twice."""
    call_id: Mapped[str] = mapped_column(String(200))
    """The report's ``call.id``; need not be unique."""
    source: Mapped[str] = mapped_column(Text)
    analyst: Mapped[str | None] = mapped_column(String(200))
    """Whose call it is; an account of a team's server has this for its name."""
    started_at: Mapped[datetime | None]
    """When it began, where that is known."""
    stored_at: Mapped[datetime]
    happened_at: Mapped[datetime]
    """``started_at``, or else ``stored_at``: what lists are ordered by."""
    duration_ms: Mapped[int]
    language: Mapped[str] = mapped_column(String(35))
    input: Mapped[str] = mapped_column(String(16))
    origin: Mapped[str] = mapped_column(String(16))
    """``live``, ``replay``, ``score``, ``import`` or ``shared``."""
    is_cut_off: Mapped[bool] = mapped_column(default=False)
    """Whether the coach, or the machine, died in the middle of it."""
    version: Mapped[str] = mapped_column(String(40))
    """Of the engine that made the report."""
    model: Mapped[str] = mapped_column(String(200))
    policy: Mapped[str] = mapped_column(String(80))
    """The report's ``engine.policy``; the policy itself may be in ``policies``."""
    severity: Mapped[int] = mapped_column(index=True)
    """The gravest finding: 0 none, 1 info, 2 notice, 3 alert, 4 critical."""
    score: Mapped[float | None] = mapped_column(index=True)
    """0..100: of the last submitted review, or else what the findings alone give."""
    review: Mapped[str] = mapped_column(String(12), default="none", index=True)
    """``none``, ``open`` (begun) or ``submitted``."""
    is_disputed: Mapped[bool] = mapped_column(default=False, index=True)
    """Whether the analyst disputes something that nobody has answered yet."""
    facts: Mapped[Json]
    """The rest of the report: ``metadata``, ``quality``, ``holds``, ``closing``,
    ``greeting``, ``metrics``."""
    strip: Mapped[Json]
    """What a list shows of the call at a glance; see :mod:`coach.store.strip`."""
    record: Mapped[Json | None]
    """What was heard, ``coach.record/1`` without the words: with those of
    ``utterances`` enough to run the detectors again.  None of calls that came as a
    bare report."""
    redactions: Mapped[Json]
    """``[{speaker, start_ms, end_ms, kind}]``: what was masked, and where."""
    audio: Mapped[str | None] = mapped_column(String(80))
    """The file of its sound, in the store's ``audio`` folder."""
    peaks: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The waveform; see :mod:`coach.store.peaks`."""
    flags: Mapped[Json]
    """Why it was kept: kinds of findings, ``cut-off``, or ``by-hand``."""


class UtteranceRow(Base):
    """What one speaker said between two endpoints."""

    __tablename__ = "utterances"
    __table_args__ = (UniqueConstraint("call_key", "id"),)

    key: Mapped[int] = mapped_column(primary_key=True)
    call_key: Mapped[int] = _call_key()
    id: Mapped[str] = mapped_column(String(80))
    speaker: Mapped[str] = mapped_column(String(8))
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float | None]
    sentiment: Mapped[float | None]
    words: Mapped[Json]
    """``[[start_ms, end_ms, text]]``, empty where no word has its time."""


class FindingRow(Base):
    """One finding of a call."""

    __tablename__ = "findings"
    __table_args__ = (
        UniqueConstraint("call_key", "id"),
        Index("ix_findings_kind_call_key", "kind", "call_key"),
    )

    key: Mapped[int] = mapped_column(primary_key=True)
    call_key: Mapped[int] = _call_key()
    id: Mapped[str] = mapped_column(String(120))
    """The report's."""
    kind: Mapped[str] = mapped_column(String(60))
    speaker: Mapped[str | None] = mapped_column(String(8))
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    at_ms: Mapped[int]
    severity: Mapped[str] = mapped_column(String(10))
    definition: Mapped[str] = mapped_column(String(80))
    evidence: Mapped[Json]
    explanation: Mapped[str] = mapped_column(Text)


class NudgeRow(Base):
    """A decision of the nudge policy, in audio time."""

    __tablename__ = "nudges"

    key: Mapped[int] = mapped_column(primary_key=True)
    call_key: Mapped[int] = _call_key()
    form: Mapped[Json]
    """As the report has it."""


class DeliveryRow(Base):
    """A nudge that reached the screen, and what became of it."""

    __tablename__ = "deliveries"

    key: Mapped[int] = mapped_column(primary_key=True)
    call_key: Mapped[int] = _call_key()
    form: Mapped[Json]
    """As the report has it."""


# --- what people say of it ------------------------------------------------------------


class VerdictRow(Base):
    """What a reviewer holds of a finding."""

    __tablename__ = "verdicts"
    __table_args__ = (UniqueConstraint("call_key", "finding", "reviewer"),)

    key: Mapped[int] = mapped_column(primary_key=True)
    call_key: Mapped[int] = _call_key()
    finding: Mapped[str] = mapped_column(String(120))
    """The finding's id in its call."""
    reviewer: Mapped[str] = mapped_column(String(200))
    verdict: Mapped[str] = mapped_column(String(8))
    """``right``, ``wrong`` or ``unsure``."""
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class MissedRow(Base):
    """Something that a reviewer heard and no detector found."""

    __tablename__ = "missed"

    key: Mapped[int] = mapped_column(primary_key=True)
    call_key: Mapped[int] = _call_key()
    reviewer: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(60))
    speaker: Mapped[str | None] = mapped_column(String(8))
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class ReviewRow(Base):
    """A reviewer's scorecard of a call."""

    __tablename__ = "reviews"
    __table_args__ = (UniqueConstraint("call_key", "reviewer", "calibration_key"),)

    key: Mapped[int] = mapped_column(primary_key=True)
    call_key: Mapped[int] = _call_key()
    reviewer: Mapped[str] = mapped_column(String(200))
    calibration_key: Mapped[int | None] = mapped_column(
        ForeignKey("calibrations.key", ondelete="CASCADE"), index=True
    )
    """The calibration it belongs to: until that is closed nobody else sees it."""
    answers: Mapped[Json]
    """``{question: {"answer": "yes" | "no" | "not-applicable", "comment": text}}``;
    of each question that the reviewer answered otherwise than the findings do, or
    commented."""
    comment: Mapped[str] = mapped_column(Text)
    score: Mapped[float | None]
    """0..100, once submitted."""
    begun_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    scorecard: Mapped[Json | None]
    """The questions and weights as they were when it was submitted, each with its
    answer, so that a policy changed later does not change what was said."""


class MessageRow(Base):
    """What is said between the analyst and those who review."""

    __tablename__ = "messages"

    key: Mapped[int] = mapped_column(primary_key=True)
    call_key: Mapped[int] = _call_key()
    author: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(8))
    """``reply``, ``dispute`` or ``answer``."""
    finding: Mapped[str | None] = mapped_column(String(120))
    """What it is about; None for the review as a whole."""
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class CalibrationRow(Base):
    """A call that several reviewers score without seeing one another's answers."""

    __tablename__ = "calibrations"

    key: Mapped[int] = mapped_column(primary_key=True)
    call_key: Mapped[int] = _call_key()
    reviewers: Mapped[Json]
    """Names of those who are to score it, two or more."""
    begun_by: Mapped[str] = mapped_column(String(200))
    begun_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    """When the last of them had submitted."""


# --- who may see it -------------------------------------------------------------------


class AccountRow(Base):
    """Somebody who may sign in at a team's server."""

    __tablename__ = "accounts"

    key: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    """What they sign in with; of an analyst also whose calls are theirs."""
    role: Mapped[str] = mapped_column(String(10))
    """``analyst``, ``reviewer`` or ``admin``."""
    password: Mapped[str | None] = mapped_column(Text)
    """Argon2id, in its own form; None of somebody who cannot sign in yet."""
    is_disabled: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class SessionRow(Base):
    """Somebody who has signed in."""

    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of what the cookie holds."""
    account_key: Mapped[int] = mapped_column(
        ForeignKey("accounts.key", ondelete="CASCADE"), index=True
    )
    csrf: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class TokenRow(Base):
    """What a program of an analyst's may share calls with."""

    __tablename__ = "tokens"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the token."""
    account_key: Mapped[int] = mapped_column(
        ForeignKey("accounts.key", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AuditRow(Base):
    """A view or a change of a call, an account or a setting."""

    __tablename__ = "audit"

    key: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(String(200))
    """An account's name; ``this machine`` on a personal install; ``coach`` for what
    the program does by itself."""
    action: Mapped[str] = mapped_column(String(40))
    """Kebab-case: ``view-call``, ``hear-call``, ``delete-call``, ``sign-in`` …"""
    call: Mapped[str | None] = mapped_column(String(32), index=True)
    """The call's uid, which stays here when the call is gone."""
    about: Mapped[str] = mapped_column(String(200))
    """A finding's id, an account's name, a form; never words of people."""


# --- between machines -----------------------------------------------------------------


class ShareRow(Base):
    """A call of this machine that a team's server has, or is being sent."""

    __tablename__ = "shares"
    __table_args__ = (UniqueConstraint("call_key", "server"),)

    key: Mapped[int] = mapped_column(primary_key=True)
    call_key: Mapped[int] = _call_key()
    server: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(12))
    """``waiting``, ``sending``, ``shared``, ``withdrawing`` or ``withdrawn``."""
    remote_uid: Mapped[str | None] = mapped_column(String(32))
    changed_at: Mapped[datetime]


class TombstoneRow(Base):
    """What is left of a share whose call is gone here: enough to withdraw it there."""

    __tablename__ = "tombstones"
    __table_args__ = (UniqueConstraint("digest", "server"),)

    key: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    """The call's, by which the server knows it."""
    uid: Mapped[str] = mapped_column(String(32))
    """What the call was called here."""
    server: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(12))
    """``shared``, or ``withdrawing`` where it is to go there as well."""
    changed_at: Mapped[datetime]


class UploadRow(Base):
    """The sound of a shared call that is still on its way to this server."""

    __tablename__ = "uploads"

    key: Mapped[int] = mapped_column(primary_key=True)
    call_key: Mapped[int] = _call_key()
    file: Mapped[str] = mapped_column(String(80))
    total_bytes: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    changed_at: Mapped[datetime]
