"""The first store."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, and the index of what was said."""
    _calls()
    _reviews()
    _people()
    _sharing()
    _words()


def downgrade() -> None:
    """There is nothing before the first store."""
    raise NotImplementedError


def _calls() -> None:
    """What is known about each call."""
    op.create_table(
        "policies",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policies")),
    )
    op.create_table(
        "calls",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("call_id", sa.String(length=200), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("analyst", sa.String(length=200), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("input", sa.String(length=16), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("is_cut_off", sa.Boolean(), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("policy", sa.String(length=80), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("review", sa.String(length=12), nullable=False),
        sa.Column("is_disputed", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("strip", sa.JSON(), nullable=False),
        sa.Column("redactions", sa.JSON(), nullable=False),
        sa.Column("audio", sa.String(length=80), nullable=True),
        sa.Column("flags", sa.JSON(), nullable=False),
        # What is large is last: SQLite walks through a row from its beginning.
        sa.Column("record", sa.JSON(), nullable=True),
        sa.Column("peaks", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_calls")),
        sa.UniqueConstraint("digest", name=op.f("uq_calls_digest")),
        sa.UniqueConstraint("uid", name=op.f("uq_calls_uid")),
    )
    op.create_index(
        "ix_calls_analyst",
        "calls",
        ["analyst", "happened_at", "key"],
        unique=False,
    )
    op.create_index(
        op.f("ix_calls_is_disputed"), "calls", ["is_disputed"], unique=False
    )
    op.create_index("ix_calls_newest", "calls", ["happened_at", "key"], unique=False)
    op.create_index(op.f("ix_calls_review"), "calls", ["review"], unique=False)
    op.create_index(op.f("ix_calls_score"), "calls", ["score"], unique=False)
    op.create_index(op.f("ix_calls_severity"), "calls", ["severity"], unique=False)
    op.create_table(
        "utterances",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("call_key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("speaker", sa.String(length=8), nullable=False),
        sa.Column("start_ms", sa.Integer(), nullable=False),
        sa.Column("end_ms", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("sentiment", sa.Double(), nullable=True),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_key"],
            ["calls.key"],
            name=op.f("fk_utterances_call_key_calls"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_utterances")),
        sa.UniqueConstraint("call_key", "id", name=op.f("uq_utterances_call_key")),
    )
    op.create_index(
        op.f("ix_utterances_call_key"), "utterances", ["call_key"], unique=False
    )
    op.create_table(
        "findings",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("call_key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("speaker", sa.String(length=8), nullable=True),
        sa.Column("start_ms", sa.Integer(), nullable=False),
        sa.Column("end_ms", sa.Integer(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("definition", sa.String(length=80), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_key"],
            ["calls.key"],
            name=op.f("fk_findings_call_key_calls"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_findings")),
        sa.UniqueConstraint("call_key", "id", name=op.f("uq_findings_call_key")),
    )
    op.create_index(
        op.f("ix_findings_call_key"), "findings", ["call_key"], unique=False
    )
    op.create_index(
        "ix_findings_kind_call_key", "findings", ["kind", "call_key"], unique=False
    )
    op.create_table(
        "nudges",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("call_key", sa.Integer(), nullable=False),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_key"],
            ["calls.key"],
            name=op.f("fk_nudges_call_key_calls"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_nudges")),
    )
    op.create_index(op.f("ix_nudges_call_key"), "nudges", ["call_key"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("call_key", sa.Integer(), nullable=False),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_key"],
            ["calls.key"],
            name=op.f("fk_deliveries_call_key_calls"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_deliveries")),
    )
    op.create_index(
        op.f("ix_deliveries_call_key"), "deliveries", ["call_key"], unique=False
    )


def _reviews() -> None:
    """What people say of it."""
    op.create_table(
        "verdicts",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("call_key", sa.Integer(), nullable=False),
        sa.Column("finding", sa.String(length=120), nullable=False),
        sa.Column("reviewer", sa.String(length=200), nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_key"],
            ["calls.key"],
            name=op.f("fk_verdicts_call_key_calls"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_verdicts")),
        sa.UniqueConstraint(
            "call_key", "finding", "reviewer", name=op.f("uq_verdicts_call_key")
        ),
    )
    op.create_index(
        op.f("ix_verdicts_call_key"), "verdicts", ["call_key"], unique=False
    )
    op.create_table(
        "missed",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("call_key", sa.Integer(), nullable=False),
        sa.Column("reviewer", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("speaker", sa.String(length=8), nullable=True),
        sa.Column("start_ms", sa.Integer(), nullable=False),
        sa.Column("end_ms", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_key"],
            ["calls.key"],
            name=op.f("fk_missed_call_key_calls"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_missed")),
    )
    op.create_index(op.f("ix_missed_call_key"), "missed", ["call_key"], unique=False)
    op.create_table(
        "calibrations",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("call_key", sa.Integer(), nullable=False),
        sa.Column("reviewers", sa.JSON(), nullable=False),
        sa.Column("begun_by", sa.String(length=200), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["call_key"],
            ["calls.key"],
            name=op.f("fk_calibrations_call_key_calls"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_calibrations")),
    )
    op.create_index(
        op.f("ix_calibrations_call_key"), "calibrations", ["call_key"], unique=False
    )
    op.create_table(
        "reviews",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("call_key", sa.Integer(), nullable=False),
        sa.Column("reviewer", sa.String(length=200), nullable=False),
        sa.Column("calibration_key", sa.Integer(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scorecard", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["calibration_key"],
            ["calibrations.key"],
            name=op.f("fk_reviews_calibration_key_calibrations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["call_key"],
            ["calls.key"],
            name=op.f("fk_reviews_call_key_calls"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_reviews")),
        sa.UniqueConstraint(
            "call_key", "reviewer", "calibration_key", name=op.f("uq_reviews_call_key")
        ),
    )
    op.create_index(
        op.f("ix_reviews_calibration_key"), "reviews", ["calibration_key"], unique=False
    )
    op.create_index(op.f("ix_reviews_call_key"), "reviews", ["call_key"], unique=False)
    op.create_table(
        "messages",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("call_key", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("finding", sa.String(length=120), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_key"],
            ["calls.key"],
            name=op.f("fk_messages_call_key_calls"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_messages")),
    )
    op.create_index(
        op.f("ix_messages_call_key"), "messages", ["call_key"], unique=False
    )


def _people() -> None:
    """Who may see it, and who did."""
    op.create_table(
        "accounts",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("is_disabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_accounts")),
        sa.UniqueConstraint("name", name=op.f("uq_accounts_name")),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account_key", sa.Integer(), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_key"],
            ["accounts.key"],
            name=op.f("fk_sessions_account_key_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    op.create_index(
        op.f("ix_sessions_account_key"), "sessions", ["account_key"], unique=False
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account_key", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_key"],
            ["accounts.key"],
            name=op.f("fk_tokens_account_key_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
    )
    op.create_index(
        op.f("ix_tokens_account_key"), "tokens", ["account_key"], unique=False
    )
    op.create_table(
        "audit",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("call", sa.String(length=32), nullable=True),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"], unique=False)
    op.create_index(op.f("ix_audit_call"), "audit", ["call"], unique=False)


def _sharing() -> None:
    """What goes from machine to machine."""
    op.create_table(
        "shares",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("call_key", sa.Integer(), nullable=False),
        sa.Column("server", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("remote_uid", sa.String(length=32), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_key"],
            ["calls.key"],
            name=op.f("fk_shares_call_key_calls"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_shares")),
        sa.UniqueConstraint("call_key", "server", name=op.f("uq_shares_call_key")),
    )
    op.create_index(op.f("ix_shares_call_key"), "shares", ["call_key"], unique=False)
    op.create_table(
        "uploads",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("call_key", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=80), nullable=False),
        sa.Column("total_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_key"],
            ["calls.key"],
            name=op.f("fk_uploads_call_key_calls"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_uploads")),
    )
    op.create_index(op.f("ix_uploads_call_key"), "uploads", ["call_key"], unique=False)


def _words() -> None:
    """Make the index of what was said; see :mod:`coach.store.search`."""
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE call_words USING fts5"
            "(words, columnsize=0, tokenize='unicode61 remove_diacritics 0')"
        )
        return
    op.create_table(
        "call_words",
        sa.Column("key", sa.Integer(), primary_key=True),
        sa.Column(
            "call_key",
            sa.Integer(),
            sa.ForeignKey("calls.key", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("words", TSVECTOR(), nullable=False),
    )
    op.create_index(
        "ix_call_words_words", "call_words", ["words"], postgresql_using="gin"
    )
