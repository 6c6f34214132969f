"""Reading a record that came from elsewhere strictly: ``coach.record/1``."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from coach.audio_time import samples
from coach.scoring.report_form import MAX_MS, Id, Speaker

MAX_EVENTS = 500_000
"""In a call's record."""

MAX_WORDS = 20_000
"""In one utterance, which nobody has ever said in one breath."""

At = Annotated[int, Field(ge=0, le=samples(MAX_MS))]
Finite = Annotated[float, Field(allow_inf_nan=False)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Moment(_Part):
    type: Literal[
        "speech-started",
        "speech-stopped",
        "music-started",
        "music-stopped",
        "capture-restored",
    ]
    speaker: Speaker
    at: At
    known_at: At


class _CaptureLost(_Part):
    type: Literal["capture-lost"]
    speaker: Speaker
    at: At
    known_at: At
    is_pause: bool


class _Voice(_Part):
    loudness_db: Finite
    pitch_hz: Finite | None


class _Utterance(_Part):
    id: Id
    speaker: Speaker
    start: At
    end: At
    confidence: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None
    words: Annotated[Sequence[tuple[At, At]], Field(max_length=MAX_WORDS)]
    voice: _Voice | None


class _UtteranceFinalised(_Part):
    type: Literal["utterance-finalised"]
    utterance: _Utterance
    known_at: At


class _UtteranceFailed(_Part):
    type: Literal["utterance-failed"]
    utterance: _Utterance
    reason: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[a-z-]+$")]
    known_at: At


class _CallEnded(_Part):
    type: Literal["call-ended"]
    at: At
    known_at: At


_Event = Annotated[
    _Moment | _CaptureLost | _UtteranceFinalised | _UtteranceFailed | _CallEnded,
    Field(discriminator="type"),
]


class HeardForm(_Part):
    """``coach.record/1``: what was heard, and when, without the words."""

    form: Literal["coach.record/1"] = Field(alias="schema")
    events: Annotated[Sequence[_Event], Field(max_length=MAX_EVENTS)]
