"""One call of a batch: what is to be scored, and what came of it.

Both travel between processes and machines, so both can be pickled.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from coach.batch.addresses import is_transcript_address, source_of

if TYPE_CHECKING:  # a second to import, for those who only pass calls on
    from coach.policy.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchCall:
    """A call that is to be scored."""

    address: str
    """Where the recording or the transcript is: a path of this machine, or an address
    that fsspec knows, such as ``s3://bucket/call.wav``; of a pair, the agent's side."""
    customer: str | None = None
    """The customer's side of a pair."""
    name: str
    """Of its report, without ``.report.json``: different for every call of a run."""
    id: str
    """Of the call in its report."""
    agent: str | None = None
    started_at: datetime | None = None
    """With its zone."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """Anything else that is known of it, to be carried through to report and tables."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Of its files: one, or two, the agent's side first.  May hold secrets."""
        sides = (self.address, self.customer)
        return tuple(one for one in sides if one is not None)

    @property
    def source(self) -> str:
        """What it is scored from, as reports, tables and messages name it."""
        return source_of(self.address, self.customer)

    @property
    def is_transcript(self) -> bool:
        """Whether it is words rather than sound."""
        return self.customer is None and is_transcript_address(self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """How the calls of a run are scored: the same for all of them."""

    policy: "Policy"
    model: str | None = None
    """A Whisper model's name or folder; None for the packaged one."""
    language: str = "en"
    agent_channel: int = 0
    """Of recordings with two channels."""
    needs_recogniser: bool = True
    """False where only transcripts are scored: the model is then never loaded."""
    device: Literal["cpu", "cuda"] = "cpu"
    """Where speech is recognised: on a cluster, a worker with a GPU uses it."""
    time_limit_s: float = 120.0
    """A call in which nothing moves for so long is given up."""
    store: bool = False
    """Whether calls are kept in the store too."""
    keeps_audio: bool = True
    """Whether their sound is kept with them."""
    calls_at_once: int = 4
    """Calls that a worker has in hand: the recogniser takes utterances of all of them
    in one batch."""


Kept = Literal["sound", "words", "nothing"]
"""What the store has of a call: its sound too, its words alone, or nothing, for nobody
speaks in it or it is not certain who does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a call."""

    call: BatchCall
    report: bytes | None
    """``coach.report/1`` as it goes into its file; None where there is none."""
    error: str | None = None
    """Why the call could not be scored, or only in part: one line, with its address."""
    content: str | None = None
    """SHA-256 of what was scored, hexadecimal, where it could be read."""
    audio_s: float = 0.0
    """Length of the call, in seconds."""
    kept: Kept | None = None
    """What the store has of it; None where it was not to keep it, or could not."""
