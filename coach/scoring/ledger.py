"""The ledger: what has come to light about a call so far."""

from dataclasses import dataclass, replace
from typing import assert_never

from coach.audio_time import milliseconds
from coach.events import (
    AdviceOffered,
    AdviceWithdrawn,
    CallEnded,
    CaptureLost,
    CaptureRestored,
    ClosingAbandoned,
    ClosingReached,
    ElementHeard,
    ElementRetracted,
    Event,
    Finding,
    FindingAnswered,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    Hold,
    HoldChanged,
    HoldEnded,
    HoldStarted,
    HoldWithdrawn,
    MusicStarted,
    MusicStopped,
    Nudge,
    NudgeHeldBack,
    NudgeIssued,
    NudgeWithdrawn,
    Part,
    PartialRecognised,
    SentimentScored,
    Speaker,
    SpeechStarted,
    SpeechStopped,
    Utterance,
    UtteranceDisregarded,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.scoring.checklist import Checklist
from coach.scoring.forms import Form, hold_state_json, plain
from coach.scoring.pace import Pace
from coach.scoring.spans import Span
from coach.scoring.speech_track import SpeechTrack

SENTIMENT_WINDOW = 3
"""Scored utterances of the customer that make up how they sound now: one is chance,
five are half a minute ago."""


@dataclass(slots=True, kw_only=True)
class Decision:
    """What the nudge policy decided about one nudge."""

    nudge: Nudge
    """With its latest words, and the time of the decision."""
    suppressed_by: str | None
    """Why it was held back; None when it was issued."""
    withdrawn_at: int | None = None
    """When it left the screen because it no longer applied."""


class Ledger:
    """Keep what a report and the overlay's state are made of.

    Fed every event, heard and noticed, in any order in which they may come live: an
    utterance may be disregarded before its words arrive.  Grows with the content of the
    call and with nothing else; partials leave no trace.
    """

    def __init__(self) -> None:
        self.ended_at: int | None = None
        """Length of the call in samples, once it is over."""
        self.now = 0
        """Latest audio time heard of, in samples."""
        self.closing_reached = False
        self.decisions: list[Decision] = []
        """What the nudge policy decided, in order."""
        self._decided: dict[str, list[Decision]] = {}  # the same, by nudge
        self._failures: list[UtteranceFailed] = []
        self._utterances: dict[str, Utterance] = {}
        self._disregarded: set[str] = set()
        self._sentiment: dict[str, float] = {}
        self._findings: dict[str, Finding] = {}
        self._holds: dict[str, Hold] = {}
        self._checklist = Checklist()
        self._pace = Pace()
        self._speech = {speaker: SpeechTrack() for speaker in Speaker}
        self._lost = {speaker: SpeechTrack() for speaker in Speaker}
        self._paused = {speaker: SpeechTrack() for speaker in Speaker}

    def feed(self, event: Event) -> None:
        """Take note of an event."""
        self.now = max(self.now, event.known_at)
        match event:
            case SpeechStarted(speaker=speaker, at=at):
                self._speech[speaker].start(at)
            case SpeechStopped(speaker=speaker, at=at):
                self._speech[speaker].stop(at)
            case CaptureLost(speaker=speaker, at=at, is_pause=is_pause):
                kinds = self._lost[speaker], self._paused[speaker]
                kinds[not is_pause].stop(at)
                kinds[is_pause].start(at)
            case CaptureRestored(speaker=speaker, at=at):
                self._lost[speaker].stop(at)
                self._paused[speaker].stop(at)
            case CallEnded(at=at):
                self._end(at)
            case UtteranceFinalised(utterance=utterance):
                self._utterances[utterance.id] = utterance
                self._pace.note(utterance)
            case UtteranceFailed():
                self._failures.append(event)
            case UtteranceDisregarded(utterance_id=name):
                self._disregarded.add(name)
            case SentimentScored(utterance_id=name, score=score):
                self._sentiment[name] = score
            case FindingRaised(finding=finding) | FindingChanged(finding=finding):
                self._findings[finding.id] = finding
            case FindingWithdrawn(finding_id=name):
                self._findings.pop(name, None)
            case HoldStarted(hold=hold) | HoldChanged(hold=hold) | HoldEnded(hold=hold):
                self._holds[hold.id] = hold
            case HoldWithdrawn(hold_id=name):
                self._holds.pop(name, None)
            case ElementHeard() | ElementRetracted():
                self._checklist.note(event)
            case ClosingReached():
                self.closing_reached = True
            case ClosingAbandoned():
                self.closing_reached = False
            case NudgeIssued(nudge=nudge):
                self._decide(nudge, None)
            case NudgeHeldBack(nudge=nudge, reason=reason):
                self._decide(nudge, reason)
            case NudgeWithdrawn(nudge_id=name, known_at=known_at):
                self._withdraw_nudge(name, known_at)
            case (
                PartialRecognised()
                | MusicStarted()
                | MusicStopped()
                | AdviceOffered()
                | AdviceWithdrawn()
                | FindingAnswered()
            ):
                pass  # what comes of them arrives as findings, holds and nudges
            case _:
                assert_never(event)

    @property
    def duration(self) -> int:
        """Length of the call in samples, so far while it goes on."""
        return self.now if self.ended_at is None else self.ended_at

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        """What was said and counts, by start."""
        kept = (u for u in self._utterances.values() if u.id not in self._disregarded)
        return tuple(sorted(kept, key=lambda u: (u.start, u.end, u.speaker, u.id)))

    @property
    def failures(self) -> tuple[UtteranceFailed, ...]:
        """Utterances that count but did not become words, as they were heard."""
        return tuple(
            failure
            for failure in self._failures
            if failure.utterance.id not in self._disregarded
        )

    @property
    def sentiment(self) -> dict[str, float]:
        """Scores of the customer's utterances that count, −1..1, by utterance id."""
        return {
            name: score
            for name, score in self._sentiment.items()
            if name not in self._disregarded
        }

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found and still stands, by start."""
        return tuple(
            sorted(self._findings.values(), key=lambda f: (f.start, f.at, f.kind, f.id))
        )

    @property
    def holds(self) -> tuple[Hold, ...]:
        """All holds that still stand, by start."""
        return tuple(sorted(self._holds.values(), key=lambda h: (h.start, h.id)))

    @property
    def hold(self) -> Hold | None:
        """The hold that goes on, if one does."""
        going_on = [hold for hold in self.holds if hold.end is None]
        return going_on[-1] if going_on and self.ended_at is None else None

    def element(self, part: Part, name: str) -> tuple[str, ...] | None:
        """Return the ids of the utterances that said an element; None if none did."""
        return self._checklist.ids(part, name)

    def speech(self, speaker: Speaker) -> list[Span]:
        """Return when voice activity heard a speaker, holds included."""
        return self._speech[speaker].spans(self.duration)

    def lost(self, speaker: Speaker) -> list[Span]:
        """Return when the capture of a speaker's channel was broken, but for pauses."""
        return self._lost[speaker].spans(self.duration)

    def paused(self, speaker: Speaker) -> list[Span]:
        """Return when the analyst had paused listening to a speaker's channel."""
        return self._paused[speaker].spans(self.duration)

    def state(self, at: int) -> Form:
        """Return what the overlay shows of the call, as its ``state`` message has it.

        Cheap enough to be asked every second: the cost grows with the number of holds,
        not with the length of the call.

        Args:
            at: The audio time to show, in samples.

        Returns:
            The message without its envelope (``type``, ``call`` and ``seq``).
        """
        hold = self.hold
        return {
            "at_ms": milliseconds(at),
            "hold": None if hold is None else hold_state_json(hold),
            "channels": {str(who): self._channel(who) for who in Speaker},
            "checklist": self._checklist.state(
                self._text_of, is_closing=self.closing_reached
            ),
            "sentiment": self._sentiment_state(),
            "talk": self._talk_state(at),
        }

    def _end(self, at: int) -> None:
        self.ended_at = at
        for tracks in (self._speech, self._lost, self._paused):
            for track in tracks.values():
                track.stop(at)

    def _decide(self, nudge: Nudge, reason: str | None) -> None:
        """Note a decision.

        Holding back again for the same reason is no news, and a nudge that is issued
        again while it is on the screen only has other words.
        """
        decided = self._decided.setdefault(nudge.id, [])
        for known in decided:
            if known.suppressed_by != reason:
                continue
            if reason is not None:
                return
            if known.withdrawn_at is None:
                known.nudge = replace(nudge, at=known.nudge.at)
                return
        decided.append(Decision(nudge=nudge, suppressed_by=reason))
        self.decisions.append(decided[-1])

    def _withdraw_nudge(self, name: str, at: int) -> None:
        for decision in reversed(self._decided.get(name, ())):
            if decision.suppressed_by is None:
                decision.withdrawn_at = at
                return

    def _text_of(self, name: str) -> str | None:
        """Return the text of an utterance that counts."""
        said = self._utterances.get(name)
        return None if said is None or name in self._disregarded else said.text

    def _channel(self, speaker: Speaker) -> str:
        """Return what is heard of a channel now.

        What an agent who is away says to somebody else is nobody's business: until
        they are back their channel is quiet.
        """
        if self._paused[speaker].is_open:
            return "paused"
        if self._lost[speaker].is_open:
            return "lost"
        is_away = speaker is Speaker.AGENT and self.hold is not None
        return "speaking" if self._speech[speaker].is_open and not is_away else "quiet"

    def _sentiment_state(self) -> Form:
        recent: list[float] = []
        for name in reversed(self._sentiment):
            if name not in self._disregarded:
                recent.append(self._sentiment[name])
            if len(recent) == SENTIMENT_WINDOW:
                break
        return {
            "customer": plain(sum(recent) / len(recent)) if recent else None,
            "upset": any(
                finding.kind == "sentiment-spike"
                and finding.evidence.get("recovered_ms") is None
                for finding in self._findings.values()
            ),
        }

    def _talk_state(self, at: int) -> Form:
        agent = self._speech[Speaker.AGENT]
        away = sum(
            agent.length_within(hold.start, at if hold.end is None else hold.end)
            for hold in self._holds.values()
        )
        agent_ms = milliseconds(max(0, agent.length(at) - away))
        customer_ms = milliseconds(self._speech[Speaker.CUSTOMER].length(at))
        both = agent_ms + customer_ms
        return {
            "agent_ms": agent_ms,
            "customer_ms": customer_ms,
            "agent_share": plain(agent_ms / both) if both else None,
            "words_per_minute": {
                str(who): self._pace.of(who, at, self._disregarded) for who in Speaker
            },
        }
