"""Every event of a call.  Imports nothing else of ours.

Times are canonical samples since the call started (:mod:`coach.audio_time`).
*Heard* events are what the ears report: speech, music, gaps and words.  *Noticed*
events are what the detectors and the nudge policy make of them.  Both travel the same
way, so that a detector may listen to another.

``at`` is the moment an event is about; ``known_at`` is the audio time at which it was
certain, and it is by ``known_at`` that the events of a call are put in order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Speaker(StrEnum):
    """One of the two people on the line; each has a channel of their own."""

    AGENT = "agent"
    CUSTOMER = "customer"

    @property
    def other(self) -> "Speaker":
        """The person at the other end."""
        return Speaker.CUSTOMER if self is Speaker.AGENT else Speaker.AGENT


class Severity(StrEnum):
    """How much a finding or a nudge matters, least first."""

    INFO = "info"
    NOTICE = "notice"
    ALERT = "alert"
    CRITICAL = "critical"


# --- heard ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechStarted:
    """Voice activity heard somebody begin to speak."""

    speaker: Speaker
    at: int
    """First sample of the segment."""
    known_at: int
    """When it was certain: the segment had lasted long enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechStopped:
    """Voice activity heard somebody fall silent."""

    speaker: Speaker
    at: int
    """First sample after the segment."""
    known_at: int
    """When it was certain: the silence had lasted long enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MusicStarted:
    """Music, such as hold music, began on a speaker's channel."""

    speaker: Speaker
    at: int
    """First sample of the music."""
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MusicStopped:
    """Music on a speaker's channel ended."""

    speaker: Speaker
    at: int
    """First sample after the music."""
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureLost:
    """A channel's capture broke off: from here on nothing is known about it.

    Comes again, with no :class:`CaptureRestored` between, where a loss becomes a pause
    or a pause a loss.
    """

    speaker: Speaker
    at: int
    """First missing sample."""
    known_at: int
    is_pause: bool = False
    """The analyst paused listening; otherwise it was lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRestored:
    """A channel's capture goes on after a gap."""

    speaker: Speaker
    at: int
    """First sample after the gap."""
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of an utterance."""

    start: int
    """First sample."""
    end: int
    """First sample after the word."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How an utterance sounded.  To be compared only with the same speaker's others."""

    loudness_db: float
    """Mean level of its speech, dBFS."""
    pitch_hz: float | None = None
    """Median pitch of what is voiced; none where too little is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What one speaker said between two endpoints."""

    id: str
    """Unique in the call and the same for partials and the final, such as
    ``customer-12480`` (speaker and milliseconds)."""
    speaker: Speaker
    start: int
    """First sample of its first speech window."""
    end: int
    """First sample after its last speech window, unpadded."""
    text: str
    confidence: float | None = None
    """0..1, the exponential of the mean token log-probability; none for transcripts."""
    words: tuple[Word, ...] = ()
    """Word times where they are known, else empty."""
    voice: Voice | None = None
    """How a customer sounded; none for an agent, for transcripts and while it goes
    on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialRecognised:
    """Words of an utterance that still goes on.  Never part of a record."""

    utterance: Utterance
    """So far; ``end`` is the end of the audio decoded for it."""
    stable: int
    """Number of characters of the text that will not change."""
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceFinalised:
    """Words that will not change any more."""

    utterance: Utterance
    known_at: int
    """The endpoint: when it was certain that the utterance was over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceFailed:
    """The recogniser failed on this utterance, or what it made of it was no speech."""

    utterance: Utterance
    """Its text is empty."""
    reason: str
    """A stable code: ``recognition-error``, ``phantom``, ``low-confidence`` …"""
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEnded:
    """The call is over; nothing comes after."""

    at: int
    """The length of the call."""
    known_at: int


HeardEvent = (
    SpeechStarted
    | SpeechStopped
    | MusicStarted
    | MusicStopped
    | CaptureLost
    | CaptureRestored
    | PartialRecognised
    | UtteranceFinalised
    | UtteranceFailed
    | CallEnded
)


# --- noticed -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fact about the call, as a published definition has it."""

    id: str
    """Unique in the call and made of what was found, never of a counter, so that it is
    the same live and afterwards: ``interruption-agent-12480``."""
    kind: str
    """Kebab-case: ``interruption``, ``hold-overrun`` …"""
    speaker: Speaker | None
    start: int
    end: int | None
    """None while it goes on."""
    at: int
    """When its condition was met."""
    severity: Severity
    definition: str
    """The definition and its version: ``interruption/1``."""
    evidence: Mapping[str, object]
    """What it stands on, ready for JSON: snake_case keys, times in whole milliseconds
    with the suffix ``_ms``, words as they were said."""
    explanation: str
    """One sentence that a reviewer can check in five seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRaised:
    """A detector found something, perhaps only provisionally."""

    finding: Finding
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChanged:
    """A finding ended or is known better; replaces the one of the same id."""

    finding: Finding
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWithdrawn:
    """A finding turned out not to be one."""

    finding_id: str
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingAnswered:
    """The agent has done what a finding asked of them: it stands, its advice goes."""

    finding_id: str
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceOffered:
    """A moment for a nudge that is not a finding, such as a hold near its limit."""

    id: str
    """Unique in the call, made like a finding's."""
    kind: str
    """Kebab-case: ``hold-limit-near`` …"""
    speaker: Speaker | None
    evidence: Mapping[str, object]
    at: int
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceWithdrawn:
    """The moment has passed: the advice is no longer of use."""

    advice_id: str
    known_at: int


MusicSide = Literal["none", "agent", "customer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A time in which the agent is away and the customer waits."""

    id: str
    start: int
    end: int | None
    """None while it goes on."""
    announced: bool
    permission: bool
    """The agent asked, and the customer did not refuse."""
    promised: int | None
    """Samples the agent said it would take, if they said."""
    limit: int
    """Samples it may take: the promise, or the policy's."""
    checked_back: bool
    """The agent came back during it to say that it takes longer."""
    thanked: bool
    """The agent thanked the customer for waiting on return."""
    music: MusicSide
    """The channel on which hold music was heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldStarted:
    """The agent went away."""

    hold: Hold
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldChanged:
    """A hold is known better (music, promise); replaces the one of the same id."""

    hold: Hold
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldEnded:
    """The agent is back; ``hold.end`` is set."""

    hold: Hold
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldWithdrawn:
    """What looked like a hold was none."""

    hold_id: str
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceDisregarded:
    """An utterance heard while the agent is away: not shown, stored or scored."""

    utterance_id: str
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SentimentScored:
    """How a customer's utterance sounds in words; never the agent's."""

    utterance_id: str
    score: float
    """−1 (very upset) .. 1 (delighted)."""
    known_at: int


Part = Literal["greeting", "discovery", "closing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementHeard:
    """An element of the greeting, of the discovery or of the closing was said."""

    part: Part
    element: str
    """``welcomed``, ``gave_name``, ``offered_help``; ``caller_identified``,
    ``problem_restated``, ``impact_asked``; ``resolution``, ``next_steps``,
    ``questions``, ``thanks``."""
    utterance_ids: tuple[str, ...]
    known_at: int
    words: str = ""
    """The words that say it, where it is known which of the utterances' they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementRetracted:
    """An element taken as said turned out not to count."""

    part: Part
    element: str
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingReached:
    """The call began to close."""

    at: int
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingAbandoned:
    """What looked like the closing was none: the call goes on."""

    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """Advice for the agent's screen."""

    id: str
    """Made of the finding's or the advice's id."""
    at: int
    """Audio time of the decision."""
    kind: str
    finding_id: str | None
    severity: Severity
    title: str
    """At most 42 characters."""
    body: str
    """At most 120 characters: what to do now."""
    lifetime: int
    """Samples it stays on the screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeIssued:
    """The nudge policy wants this on the screen."""

    nudge: Nudge
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeHeldBack:
    """The nudge policy kept a nudge from the screen."""

    nudge: Nudge
    reason: str
    """A stable code: ``cooldown``, ``spacing``, ``budget``, ``already-shown`` …"""
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeWithdrawn:
    """A nudge no longer applies and leaves the screen."""

    nudge_id: str
    known_at: int


NoticedEvent = (
    FindingRaised
    | FindingChanged
    | FindingWithdrawn
    | FindingAnswered
    | AdviceOffered
    | AdviceWithdrawn
    | HoldStarted
    | HoldChanged
    | HoldEnded
    | HoldWithdrawn
    | UtteranceDisregarded
    | SentimentScored
    | ElementHeard
    | ElementRetracted
    | ClosingReached
    | ClosingAbandoned
    | NudgeIssued
    | NudgeHeldBack
    | NudgeWithdrawn
)

Event = HeardEvent | NoticedEvent
