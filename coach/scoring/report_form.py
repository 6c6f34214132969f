"""Reading a report that came from elsewhere: ``coach.report/1``, and nothing else."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from coach.scoring.forms import Form

MAX_UTTERANCES = 50_000
MAX_FINDINGS = 20_000
MAX_NUDGES = 20_000
MAX_HOLDS = 5_000
"""Bounds of what one call may hold: far more than a day of talk does."""

MAX_MS: int = 2**31 - 1
"""Of a time of a call; of milliseconds these are 24 days."""

Milliseconds = Annotated[int, Field(ge=0, le=MAX_MS)]
Id = Annotated[str, Field(min_length=1, max_length=80)]
LongId = Annotated[str, Field(min_length=1, max_length=120)]
Kind = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Speaker = Literal["agent", "customer"]
Severity = Literal["info", "notice", "alert", "critical"]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Score = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
UtteranceIds = Annotated[Sequence[Id], Field(max_length=MAX_UTTERANCES)]


class _Part(BaseModel):
    """Closed to keys that the form does not have."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Call(_Part):
    id: Annotated[str, Field(min_length=1, max_length=1_000)]
    source: Annotated[str, Field(max_length=4_000)]
    agent: Annotated[str, Field(max_length=200)] | None
    started_at: str | None
    duration_ms: Milliseconds
    language: Annotated[str, Field(max_length=35)]
    input: Literal["stereo", "mono", "transcript"]
    metadata: dict[str, Any]

    @model_validator(mode="after")
    def _check_moment(self) -> Self:
        if self.started_at is not None:
            TypeAdapter(AwareDatetime).validate_python(self.started_at)
        return self


class _Engine(_Part):
    version: Annotated[str, Field(max_length=40)]
    model: Annotated[str, Field(max_length=1_000)]
    policy: Annotated[str, Field(pattern=r"^.+@[0-9a-f]{12}$", max_length=80)]


class _Problem(_Part):
    code: Kind
    detail: Annotated[str, Field(min_length=1)]


class _Quality(_Part):
    scored: bool
    problems: Sequence[_Problem]


class _Span(_Part):
    start_ms: Milliseconds
    end_ms: Milliseconds

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.end_ms < self.start_ms:
            raise ValueError("ends before it starts")
        return self


class _Utterance(_Span):
    id: Id
    speaker: Speaker
    text: str
    confidence: Share | None
    sentiment: Score | None


class _Finding(_Span):
    id: LongId
    kind: Kind
    speaker: Speaker | None
    at_ms: Milliseconds
    severity: Severity
    definition: Annotated[
        str, Field(pattern=r"^[a-z][a-z0-9-]*/[1-9][0-9]*$", max_length=80)
    ]
    evidence: dict[str, Any]
    explanation: Annotated[str, Field(min_length=1)]


class _Hold(_Span):
    announced: bool
    permission: bool
    promised_ms: Milliseconds | None
    checked_back: bool
    thanked: bool
    music: Literal["none", "agent", "customer"]


class _Closing(_Part):
    reached: bool
    resolution: bool
    next_steps: bool
    questions: bool
    thanks: bool
    evidence: Mapping[
        Literal["resolution", "next_steps", "questions", "thanks"], UtteranceIds
    ]


class _Greeting(_Part):
    welcomed: bool
    gave_name: bool
    offered_help: bool
    evidence: Mapping[Literal["welcomed", "gave_name", "offered_help"], UtteranceIds]


class _Nudge(_Part):
    id: LongId
    at_ms: Milliseconds
    finding: str | None
    kind: Kind
    severity: Severity
    title: Annotated[str, Field(min_length=1, max_length=200)]
    body: Annotated[str, Field(max_length=1_000)]
    shown: bool
    suppressed_by: Kind | None


class _Delivery(_Part):
    nudge: LongId
    sent_ms: Milliseconds
    outcome: Literal["shown", "acknowledged", "dismissed", "snoozed", "withdrawn"]


class _Times(_Part):
    agent: Milliseconds | None
    customer: Milliseconds | None


class _Sentiment(_Part):
    mean: Score
    lowest: Score
    last: Score


class _Metrics(BaseModel):
    """More may be added: newer reports have figures that we do not know."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)

    talk_ms: _Times
    talk_share_of_speech: Share | None
    talk_share_of_call: Share | None
    overtalk_ms: Milliseconds
    silence_ms: Milliseconds
    longest_silence_ms: Milliseconds
    dead_air_ms: Milliseconds
    hold_ms: Milliseconds
    paused_ms: Milliseconds
    words: _Times
    words_per_minute: _Times
    turns: _Times
    longest_turn_ms: _Times
    response_ms: _Times
    interruptions: _Times
    discovery: Mapping[
        Literal["caller_identified", "problem_restated", "impact_asked"], UtteranceIds
    ]
    customer_sentiment: _Sentiment | None


class _Report(_Part):
    form: Literal["coach.report/1"] = Field(alias="schema")
    call: _Call
    engine: _Engine
    quality: _Quality
    utterances: Annotated[Sequence[_Utterance], Field(max_length=MAX_UTTERANCES)]
    findings: Annotated[Sequence[_Finding], Field(max_length=MAX_FINDINGS)]
    holds: Annotated[Sequence[_Hold], Field(max_length=MAX_HOLDS)]
    closing: _Closing
    greeting: _Greeting
    nudges: Annotated[Sequence[_Nudge], Field(max_length=MAX_NUDGES)]
    delivered: Annotated[Sequence[_Delivery], Field(max_length=MAX_NUDGES)]
    metrics: _Metrics

    @model_validator(mode="after")
    def _check_ids(self) -> Self:
        for name, parts in (
            ("utterances", self.utterances),
            ("findings", self.findings),
        ):
            if len({part.id for part in parts}) != len(parts):
                raise ValueError(f"{name}: two have the same id")
        return self


def check_report(form: object) -> Form:
    """Return a report, once it is certain that it is one.

    Args:
        form: What JSON held.

    Raises:
        ValueError: It is none.  The message is one line, names the place and repeats no
            value: it may hold words of people.
    """
    try:
        _Report.model_validate(form)
    except ValidationError as error:
        raise ValueError(problem_of(error)) from None
    assert isinstance(form, dict)
    return form


def problem_of(error: ValidationError) -> str:
    """Return the first of what is wrong: its place, and why, without any value."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[
        0
    ]
    place = ".".join(str(part)[:60] for part in first["loc"][:6])
    return f"{place or 'report'}: {first['msg']}"[:300]
