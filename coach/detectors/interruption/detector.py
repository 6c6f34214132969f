"""Interruptions: one side starts while the other is in the middle of their turn.

    customer  ████████████████░░░░
    agent            ████████████████      overtalk ≥ 600 ms, customer had the floor
                                           → interruption
    agent            ██                    "mm-hm"                    → backchannel
    agent                    ███████       the customer was just ending       → none

The sound decides first, and the words confirm or withdraw:

    agent            ████████████████      1.2 s of it: raised
                                    ▲ at
    agent            ████████              0.9 s: raised only if the final words do more
                                  ▲ at     than acknowledge
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from coach.audio_time import samples
from coach.detectors.interruption.cut_in import CutIn
from coach.detectors.interruption.finding import (
    DEFINITION,
    KIND,
    interruption_finding,
)
from coach.detectors.interruption.floor import Floor, Overlap
from coach.detectors.interruption.settings import InterruptionSettings
from coach.detectors.interruption.verdict import Judge, Verdict
from coach.events import (
    CallEnded,
    CaptureLost,
    Event,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    HoldChanged,
    HoldEnded,
    HoldStarted,
    HoldWithdrawn,
    MusicStarted,
    MusicStopped,
    PartialRecognised,
    Speaker,
    SpeechStarted,
    SpeechStopped,
    Utterance,
    UtteranceDisregarded,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.language.text import words
from coach.settings import Settings

CANDIDATES_KEPT = 16
"""Cut-ins that are still looked at; older ones have had their words long ago."""

RECLAIM = samples(3_000)
"""Somebody who was cut in upon and comes back within this time takes their own turn
back, in samples; later they cut in themselves."""


class InterruptionDetector:
    """Finds who starts while the other is in the middle of their turn.

    Performs no I/O, starts no task and reads no clock.

    Args:
        settings: Thresholds and words.
    """

    name: ClassVar[str] = "interruption"
    Settings: ClassVar[type[Settings]] = InterruptionSettings
    definitions: ClassVar[Mapping[str, str]] = {KIND: DEFINITION}
    after: ClassVar[tuple[str, ...]] = ("hold",)

    def __init__(self, settings: InterruptionSettings) -> None:
        self._least_floor = samples(settings.floor_ms)
        self._least_overtalk = samples(settings.overtalk_ms)
        self._own_speech = samples(settings.own_speech_ms)
        self._backchannel = samples(settings.backchannel_ms)
        self._ending = samples(settings.ending_ms)
        self._certain = samples(settings.certain_ms)
        self._floor = Floor(settings)
        self._judge = Judge(settings)
        self._cut_ins: deque[CutIn] = deque(maxlen=CANDIDATES_KEPT)
        self._music: set[Speaker] = set()
        self._holds: set[str] = set()
        self._now = 0

    def feed(self, event: Event) -> Iterable[Event]:
        """Take note of an event; return findings raised, changed or withdrawn."""
        match event:
            case SpeechStarted(speaker=speaker, at=at):
                self._now = max(self._now, at)
                is_afresh = self._was_nothing(speaker)
                self._consider(self._floor.start(speaker, at, is_afresh=is_afresh))
            case SpeechStopped(speaker=speaker, at=at, known_at=known_at):
                self._now = max(self._now, known_at)
                return self._stop(speaker, at)
            case UtteranceFinalised(utterance=utterance, known_at=known_at):
                self._now = max(self._now, known_at)
                return self._hear(utterance)
            case UtteranceFailed(utterance=utterance, reason=reason, known_at=known_at):
                self._now = max(self._now, known_at)
                if reason != "recognition-error":
                    return self._withdraw_within(utterance)
            case PartialRecognised(utterance=utterance, known_at=known_at):
                self._now = max(self._now, known_at)
                return self._glimpse(utterance)
            case UtteranceDisregarded(utterance_id=name, known_at=known_at):
                self._now = max(self._now, known_at)
                return self._disregard(name)
            case MusicStarted(speaker=speaker, at=at, known_at=known_at):
                self._now = max(self._now, known_at)
                self._music.add(speaker)
                return self._drop(lambda cut_in: cut_in.start >= at)
            case MusicStopped(speaker=speaker):
                self._music.discard(speaker)
            case HoldStarted(hold=hold, known_at=known_at):
                self._now = max(self._now, known_at)
                if hold.end is None:
                    self._holds.add(hold.id)
                since = hold.start
                return self._drop(
                    lambda cut_in: (
                        cut_in.start >= since
                        and (hold.end is None or cut_in.start < hold.end)
                    )
                )
            case HoldEnded(hold=hold) | HoldChanged(hold=hold):
                if hold.end is None:
                    self._holds.add(hold.id)
                else:
                    self._holds.discard(hold.id)
            case HoldWithdrawn(hold_id=name):
                self._holds.discard(name)
            case CaptureLost(speaker=speaker, at=at, known_at=known_at):
                self._now = max(self._now, known_at)
                return self._lose(speaker, at)
            case CallEnded(at=at, known_at=known_at):
                self._now = max(self._now, known_at)
                return [e for s in Speaker for e in self._stop(s, at, is_certain=True)]
        return ()

    def due(self) -> int | None:
        """Return when the length of a cut-in will be known to suffice."""
        times = [
            max(self._now, at + self._certain)
            for cut_in in self._cut_ins
            if (at := self._reached_at(cut_in)) is not None
        ]
        return min(times, default=None)

    def advance(self, now: int) -> Iterable[Event]:
        """Raise the cut-ins that have lasted long enough by ``now``."""
        self._now = max(self._now, now)
        return [
            event
            for cut_in in self._cut_ins
            if (at := self._reached_at(cut_in)) is not None
            and at + self._certain <= now
            for event in self._raise(cut_in, at)
        ]

    def _was_nothing(self, speaker: Speaker) -> bool:
        """Whether a speaker's latest cut-in is over and was none."""
        latest = next(
            (c for c in reversed(self._cut_ins) if c.speaker is speaker), None
        )
        return latest is not None and latest.is_over and not latest.is_confirmed

    # --- who speaks ------------------------------------------------------------------

    def _consider(self, overlap: Overlap | None) -> None:
        """Keep an eye on a cut-in, unless it is none from the outset."""
        if overlap is None or overlap.floor < self._least_floor:
            return
        if self._holds or self._music:
            return
        for cut_in in self._cut_ins:
            # Whoever was cut in upon a moment ago takes their own turn back.
            is_reclaimed = (
                cut_in.own is overlap.other
                and not cut_in.is_over
                and overlap.at < cut_in.start + RECLAIM
            )
            is_known = cut_in.own is overlap.own and cut_in.other is overlap.other
            if is_reclaimed or is_known:
                return
        self._cut_ins.append(
            CutIn(
                speaker=overlap.speaker,
                own=overlap.own,
                other=overlap.other,
                start=overlap.at,
                floor=overlap.floor,
            )
        )

    def _stop(
        self, speaker: Speaker, at: int, *, is_certain: bool = False
    ) -> list[Event]:
        stretch = self._floor.stop(speaker, at)
        return [
            event
            for cut_in in self._cut_ins
            if stretch is not None and stretch in (cut_in.own, cut_in.other)
            for event in self._measure(cut_in, is_certain=is_certain)
        ]

    def _lose(self, speaker: Speaker, at: int) -> list[Event]:
        """Forget the cut-ins that a gap makes uncertain."""
        self._floor.lose(speaker, at)
        return self._drop(
            lambda cut_in: cut_in.own.end_by(self._now) + self._certain >= at
        )

    # --- how long --------------------------------------------------------------------

    def _overtalk_of(self, cut_in: CutIn) -> int:
        return cut_in.overtalk(self._now, ending=self._ending)

    def _reached_at(self, cut_in: CutIn) -> int | None:
        """Return when a cut-in not yet raised reaches both lengths, if it still may."""
        if cut_in.is_over or cut_in.raised or cut_in.own.end is not None:
            return None
        overtalk = self._overtalk_of(cut_in)
        if overtalk < self._least_overtalk:
            if cut_in.other.end is not None:
                return None
            by_overtalk = self._now + self._least_overtalk - overtalk
        else:
            by_overtalk = cut_in.start + self._least_overtalk
        if not cut_in.seems_backchannel:
            return max(by_overtalk, cut_in.own.start + self._own_speech)
        # Of a listener's sounds only the sounds count, not the pauses between them.
        begun, _ = cut_in.own.segments[-1]
        left = max(0, self._backchannel - cut_in.own.spoken)
        return max(by_overtalk, begun + left)

    def _measure(self, cut_in: CutIn, *, is_certain: bool) -> list[Event]:
        """Take in that one of the two fell silent."""
        own = cut_in.length(self._now)
        if cut_in.is_over:
            return []
        if cut_in.raised is None:
            if (
                is_certain
                and own >= self._own_speech
                and self._overtalk_of(cut_in) >= self._least_overtalk
                and not cut_in.seems_backchannel
            ):
                return self._raise(cut_in, cut_in.own.start + self._own_speech)
            return []
        return self._update(cut_in)

    # --- what was said ---------------------------------------------------------------

    def _hear(self, utterance: Utterance) -> list[Event]:
        self._judge.hear(utterance)
        if not words(utterance.text):
            return self._withdraw_within(utterance)
        events: list[Event] = []
        for cut_in in self._cut_ins:
            if cut_in.is_over or not cut_in.is_near(utterance, self._now):
                continue
            if cut_in.speaker is utterance.speaker:
                events.extend(self._decide(cut_in, utterance))
            elif cut_in.raised and self._judge.is_echo(cut_in, self._now):
                events.extend(self._withdraw(cut_in))
        return events

    def _decide(self, cut_in: CutIn, utterance: Utterance) -> list[Event]:
        """Let the final words of the interrupter decide."""
        verdict = self._judge.judge(cut_in, utterance, self._now)
        if verdict is Verdict.NONE:
            return self._withdraw(cut_in)
        cut_in.seems_backchannel = verdict is Verdict.BACKCHANNEL_SO_FAR
        if cut_in.seems_backchannel:
            return [self._take_back(cut_in)] if cut_in.raised else []
        cut_in.is_confirmed = True
        if cut_in.raised:
            return self._update(cut_in)
        if self._overtalk_of(cut_in) < self._least_overtalk:
            return []
        return self._raise(cut_in, utterance.end)

    def _glimpse(self, utterance: Utterance) -> list[Event]:
        """Let a partial hold back or withdraw, never raise."""
        events: list[Event] = []
        for cut_in in self._cut_ins:
            if (
                cut_in.speaker is not utterance.speaker
                or cut_in.is_over
                or cut_in.is_confirmed
                or not cut_in.is_near(utterance, self._now)
            ):
                continue
            cut_in.seems_backchannel = self._judge.only_acknowledges(cut_in, utterance)
            if cut_in.seems_backchannel and cut_in.raised:
                events.append(self._take_back(cut_in))
        return events

    # --- findings --------------------------------------------------------------------

    def _raise(self, cut_in: CutIn, at: int) -> list[Event]:
        cut_in.raised = interruption_finding(cut_in, at, self._now)
        return [FindingRaised(finding=cut_in.raised, known_at=self._now)]

    def _update(self, cut_in: CutIn) -> list[Event]:
        if cut_in.raised is None:
            return []
        finding = interruption_finding(cut_in, cut_in.raised.at, self._now)
        if finding == cut_in.raised:
            return []
        cut_in.raised = finding
        return [FindingChanged(finding=finding, known_at=self._now)]

    def _take_back(self, cut_in: CutIn) -> Event:
        if cut_in.raised is None:
            raise AssertionError
        name, cut_in.raised = cut_in.raised.id, None
        return FindingWithdrawn(finding_id=name, known_at=self._now)

    def _withdraw(self, cut_in: CutIn) -> list[Event]:
        cut_in.is_over = True
        return [self._take_back(cut_in)] if cut_in.raised else []

    def _drop(self, is_void: Callable[[CutIn], bool]) -> list[Event]:
        return [
            event
            for cut_in in self._cut_ins
            if not cut_in.is_over and is_void(cut_in)
            for event in self._withdraw(cut_in)
        ]

    def _withdraw_within(self, utterance: Utterance) -> list[Event]:
        """Withdraw what rests on an utterance that turned out to have no words."""
        return self._drop(
            lambda cut_in: (
                not cut_in.is_confirmed
                and cut_in.speaker is utterance.speaker
                and cut_in.is_near(utterance, self._now)
            )
        )

    def _disregard(self, utterance_id: str) -> list[Event]:
        spans = self._judge.heard(utterance_id)
        return self._drop(
            lambda cut_in: any(
                u.speaker is cut_in.speaker and cut_in.is_near(u, self._now)
                for u in spans
            )
        )
