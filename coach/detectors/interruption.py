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
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field

from coach.audio_time import milliseconds, samples
from coach.detectors.stretches import Stretch, StretchLog
from coach.events import (
    CallEnded,
    CaptureLost,
    Event,
    Finding,
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
    Severity,
    Speaker,
    SpeechStarted,
    SpeechStopped,
    Utterance,
    UtteranceDisregarded,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.language.backchannels import ACKNOWLEDGEMENTS, Backchannels
from coach.language.floor_claims import claims_floor
from coach.language.text import said_between, words
from coach.settings import Settings

KIND = "interruption"

Milliseconds = Annotated[int, Field(ge=0, le=60_000)]

CANDIDATES_KEPT = 16
"""Cut-ins that are still looked at; older ones have had their words long ago."""

UTTERANCES_KEPT = 8
"""The latest utterances of each speaker, to tell an echo from an answer."""

RECLAIM = samples(3_000)
"""Somebody who was cut in upon and comes back within this time takes their own turn
back, in samples; later they cut in themselves."""

ECHO_SLACK = samples(1_500)
"""How far apart the words of a voice and of its echo may seem to be, in samples: word
times by share of characters are off by about a second in long utterances."""


class InterruptionSettings(Settings):
    """When overtalk is an interruption."""

    floor_ms: Milliseconds = 600
    """How long the other must have been speaking in this turn, in milliseconds.
    Source: the published definition."""
    overtalk_ms: Milliseconds = 600
    """How long both must speak at once, in milliseconds.  Source: the published
    definition; overlaps at a change of speaker are mostly shorter (Heldner and Edlund,
    2010)."""
    own_speech_ms: Milliseconds = 1_200
    """Speech of the interrupter that is more than a backchannel by its length alone, in
    milliseconds.  Source: the published definition."""
    murmur_ms: Milliseconds = 1_500
    """A few words wholly under the other's, who goes on, are no interruption up to this
    length unless they clearly want the floor, in milliseconds.  Source: recognisers
    write nonsense for murmured words, and voice activity adds up to 300 ms to them."""
    backchannel_ms: Milliseconds = 2_000
    """Words that only acknowledge are a backchannel up to this length, in milliseconds.
    Source: "yeah, okay, right, got it" takes about that long."""
    ending_ms: Milliseconds = 300
    """The other was just ending their turn when they stopped within this time, in
    milliseconds.  Source: the published definition."""
    simultaneous_ms: Milliseconds = 250
    """Two who start to speak within this time did not hear each other yet, in
    milliseconds.  Source: reaction to a voice takes 200 ms and more."""
    open_floor_ms: Milliseconds = 1_000
    """After so long a silence the floor is open to both, in milliseconds.  Source:
    pauses within a turn are mostly shorter (Heldner and Edlund, 2010)."""
    pause_ms: Milliseconds = 600
    """A pause up to this long does not split what somebody says, in milliseconds.
    Source: pauses within a turn are mostly under 0.7 s (Heldner and Edlund, 2010)."""
    certain_ms: Milliseconds = 256
    """How long after the fact it is certain that somebody went on speaking, in
    milliseconds: voice activity needs about 200 to be sure of a stop."""
    acknowledgements: tuple[str, ...] = ACKNOWLEDGEMENTS
    """Words and phrases that only acknowledge and never take the floor, in lower case.
    "mm", "uh-huh", "oh" and laughter are known, however long they are drawn."""


@dataclass(slots=True)
class _CutIn:
    """Somebody started while the other was speaking."""

    speaker: Speaker
    own: Stretch
    other: Stretch
    start: int
    floor: int
    """How long the other had been speaking in their turn, in samples."""
    words: tuple[str, ...] | None = None
    """The words of the part that overlaps, once they are final."""
    raised: Finding | None = None
    is_over: bool = False
    """Nothing more comes of it: it is confirmed and ended, or it was none."""
    is_confirmed: bool = False
    seems_backchannel: bool = False
    """So far, a partial has only acknowledging words."""


class InterruptionDetector:
    """Finds who starts while the other is in the middle of their turn.

    Performs no I/O, starts no task and reads no clock.

    Args:
        settings: Thresholds and words.
    """

    name: ClassVar[str] = "interruption"
    Settings: ClassVar[type[Settings]] = InterruptionSettings
    definitions: ClassVar[Mapping[str, str]] = {KIND: "interruption/1"}
    after: ClassVar[tuple[str, ...]] = ("hold",)

    def __init__(self, settings: InterruptionSettings) -> None:
        self._floor = samples(settings.floor_ms)
        self._overtalk = samples(settings.overtalk_ms)
        self._own_speech = samples(settings.own_speech_ms)
        self._murmur = samples(settings.murmur_ms)
        self._backchannel = samples(settings.backchannel_ms)
        self._ending = samples(settings.ending_ms)
        self._simultaneous = samples(settings.simultaneous_ms)
        self._open_floor = samples(settings.open_floor_ms)
        self._certain = samples(settings.certain_ms)
        self._backchannels = Backchannels(settings.acknowledgements)
        pause = samples(settings.pause_ms)
        self._speech = {speaker: StretchLog(pause) for speaker in Speaker}
        self._turns: dict[Speaker, int | None] = dict.fromkeys(Speaker)
        self._cut_ins: deque[_CutIn] = deque(maxlen=CANDIDATES_KEPT)
        self._utterances: deque[Utterance] = deque(maxlen=2 * UTTERANCES_KEPT)
        self._music: set[Speaker] = set()
        self._holds: set[str] = set()
        self._now = 0

    def feed(self, event: Event) -> Iterable[Event]:
        """Take note of an event; return findings raised, changed or withdrawn."""
        match event:
            case SpeechStarted(speaker=speaker, at=at):
                self._begin(speaker, at)
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

    # --- who speaks ------------------------------------------------------------------

    def _begin(self, speaker: Speaker, at: int) -> None:
        self._now = max(self._now, at)
        mine, other = self._speech[speaker], self._speech[speaker.other]
        previous = mine.last
        silent_since = mine.last_end
        stretch = mine.start(at)
        if stretch is previous:
            self._notice_cut_in_at_a_pause(speaker, stretch, silent_since, at)
            return
        if previous is None or self._had_floor_between(other, silent_since or 0, at):
            self._turns[speaker] = at
        interrupted = other.at(at, at + 1)
        if interrupted is not None and not self._is_simultaneous(other, at):
            self._consider(speaker, stretch, interrupted, at)

    def _notice_cut_in_at_a_pause(
        self, speaker: Speaker, stretch: Stretch, silent_since: int | None, at: int
    ) -> None:
        """See whether the other started in a speaker's short pause, and goes on.

        speaker  ██████████ ██████████
        other              ██████████       started at a comma: cuts in all the same
        """
        starter = self._speech[speaker.other].last
        if (
            starter is not None
            and starter.end is None
            and silent_since is not None
            and silent_since <= starter.start < at
        ):
            self._consider(speaker.other, starter, stretch, at)

    def _is_simultaneous(self, other: StretchLog, at: int) -> bool:
        """Whether the other began just now, after a silence in which anybody might."""
        *_, before, last = [None, None, *other]
        if last is None or at - last.start >= self._simultaneous:
            return False
        return before is None or last.start - before.end_by(at) >= self._open_floor

    def _had_floor_between(self, log: StretchLog, start: int, end: int) -> bool:
        """Whether somebody spoke in the other's silence for longer than a grunt."""
        spoken = sum(
            min(stretch.end_by(end), end) - max(stretch.start, start)
            for stretch in log
            if stretch.start < end and stretch.end_by(end) > start
        )
        return spoken >= self._simultaneous

    def _consider(
        self, speaker: Speaker, own: Stretch, other: Stretch, at: int
    ) -> None:
        """Keep an eye on a cut-in, unless it is none from the outset."""
        turn = self._turns[speaker.other]
        floor = own.start - (other.start if turn is None else turn)
        if floor < self._floor or self._holds or self._music:
            return
        # Whoever was cut in upon a moment ago takes their own turn back.
        for cut_in in self._cut_ins:
            if (
                cut_in.own is other
                and not cut_in.is_over
                and at < cut_in.start + RECLAIM
            ):
                return
            if cut_in.own is own and cut_in.other is other:
                return  # known, from before the other's short pause
        self._cut_ins.append(
            _CutIn(speaker=speaker, own=own, other=other, start=at, floor=floor)
        )

    def _stop(
        self, speaker: Speaker, at: int, *, is_certain: bool = False
    ) -> list[Event]:
        stretch = self._speech[speaker].stop(at)
        return [
            event
            for cut_in in self._cut_ins
            if stretch is not None and stretch in (cut_in.own, cut_in.other)
            for event in self._measure(cut_in, is_certain=is_certain)
        ]

    def _lose(self, speaker: Speaker, at: int) -> list[Event]:
        """Forget the cut-ins that a gap makes uncertain."""
        self._speech[speaker].stop(at)
        self._turns[speaker] = None
        return self._drop(
            lambda cut_in: cut_in.own.end_by(self._now) + self._certain >= at
        )

    # --- how long --------------------------------------------------------------------

    def _overtalk_of(self, cut_in: _CutIn) -> int:
        """Return how long both spoke, or 0 when the other was just ending."""
        segments = cut_in.other.segments
        last = segments[-1][1]
        if last is not None and last - cut_in.start <= self._ending:
            return 0
        return cut_in.own.overlap(cut_in.other, self._now)

    def _reached_at(self, cut_in: _CutIn) -> int | None:
        """Return when a cut-in not yet raised reaches both lengths, if it still may."""
        if cut_in.is_over or cut_in.raised or cut_in.own.end is not None:
            return None
        overtalk = self._overtalk_of(cut_in)
        if overtalk < self._overtalk:
            if cut_in.other.end is not None:
                return None
            by_overtalk = self._now + self._overtalk - overtalk
        else:
            by_overtalk = cut_in.start + self._overtalk
        length = self._backchannel if cut_in.seems_backchannel else self._own_speech
        return max(by_overtalk, cut_in.own.start + length)

    def _measure(self, cut_in: _CutIn, *, is_certain: bool) -> list[Event]:
        """Take in that one of the two fell silent."""
        own = cut_in.own.end_by(self._now) - cut_in.own.start
        if cut_in.is_over:
            return []
        if cut_in.raised is None:
            if (
                is_certain
                and own >= self._own_speech
                and self._overtalk_of(cut_in) >= self._overtalk
                and not cut_in.seems_backchannel
            ):
                return self._raise(cut_in, cut_in.own.start + self._own_speech)
            return []
        return self._update(cut_in)

    # --- what was said ---------------------------------------------------------------

    def _hear(self, utterance: Utterance) -> list[Event]:
        self._utterances.append(utterance)
        if not words(utterance.text):
            return self._withdraw_within(utterance)
        events: list[Event] = []
        for cut_in in self._cut_ins:
            if cut_in.is_over or not self._is_near(cut_in, utterance):
                continue
            if cut_in.speaker is utterance.speaker:
                events.extend(self._judge(cut_in, utterance))
            elif cut_in.raised and self._is_echo(cut_in):
                events.extend(self._withdraw(cut_in))
        return events

    def _is_near(self, cut_in: _CutIn, utterance: Utterance) -> bool:
        """Whether an utterance has words of the cut-in, or of what it cut into."""
        end = cut_in.own.end_by(self._now)
        return utterance.start < end and utterance.end > cut_in.start

    def _judge(self, cut_in: _CutIn, utterance: Utterance) -> list[Event]:
        """Let the final words of the interrupter decide."""
        end = min(
            cut_in.own.end_by(self._now),
            cut_in.other.end_by(self._now) + self._ending,
        )
        spoken = words(utterance.text)
        overlapping = said_between(utterance, cut_in.start - self._ending, end)
        cut_in.words = tuple(overlapping or spoken)
        own = utterance.end - max(cut_in.own.start, utterance.start)
        overtalk = self._overtalk_of(cut_in)
        only = self._backchannels.only_acknowledge
        if only(spoken) and own <= self._backchannel:
            if cut_in.other.end is not None:
                return self._withdraw(cut_in)
            # "I know..." may only be how they begin to talk over the other.
            cut_in.seems_backchannel = True
            return [self._take_back(cut_in)] if cut_in.raised else []
        if only(cut_in.words) and overtalk < self._own_speech:
            # "Mm-hm" under their last words, and then a turn in its own right.
            return self._withdraw(cut_in)
        if self._is_echo(cut_in) or self._is_response(cut_in, utterance):
            return self._withdraw(cut_in)
        cut_in.is_confirmed = True
        if cut_in.raised:
            return self._update(cut_in)
        if overtalk < self._overtalk:
            return []
        return self._raise(cut_in, utterance.end)

    def _is_response(self, cut_in: _CutIn, utterance: Utterance) -> bool:
        """Whether a few words leave the other undisturbed and claim nothing.

        other    █████████████████████
        speaker         ████              "oh guys, alright": not known, but harmless
        """
        own_end = cut_in.own.end
        if own_end is None or cut_in.other.end_by(self._now) < own_end:
            return False
        if cut_in.own.spoken >= self._murmur:
            return False
        return not claims_floor(utterance.text, self._backchannels)

    def _glimpse(self, utterance: Utterance) -> list[Event]:
        """Let a partial hold back or withdraw, never raise."""
        spoken = words(utterance.text)
        events: list[Event] = []
        for cut_in in self._cut_ins:
            if (
                cut_in.speaker is not utterance.speaker
                or cut_in.is_over
                or cut_in.is_confirmed
                or not self._is_near(cut_in, utterance)
            ):
                continue
            length = utterance.end - max(cut_in.own.start, utterance.start)
            cut_in.seems_backchannel = (
                self._backchannels.only_acknowledge(spoken)
                and length <= self._backchannel
            )
            if cut_in.seems_backchannel and cut_in.raised:
                events.append(self._take_back(cut_in))
        return events

    def _is_echo(self, cut_in: _CutIn) -> bool:
        """Whether the interrupter's words are those the other said at that time."""
        if cut_in.words is None or len(cut_in.words) < 3:
            return False
        start, end = cut_in.start, cut_in.own.end_by(self._now)
        theirs = [
            word
            for utterance in self._utterances
            if utterance.speaker is cut_in.speaker.other
            and utterance.start < end
            and utterance.end > start
            for word in said_between(utterance, start - ECHO_SLACK, end + ECHO_SLACK)
        ]
        same = 0
        for word in cut_in.words:
            if word in theirs:
                theirs.remove(word)
                same += 1
        return same >= 0.75 * len(cut_in.words)

    # --- findings --------------------------------------------------------------------

    def _raise(self, cut_in: _CutIn, at: int) -> list[Event]:
        cut_in.raised = self._finding(cut_in, at)
        return [FindingRaised(finding=cut_in.raised, known_at=self._now)]

    def _update(self, cut_in: _CutIn) -> list[Event]:
        if cut_in.raised is None:
            return []
        finding = self._finding(cut_in, cut_in.raised.at)
        if finding == cut_in.raised:
            return []
        cut_in.raised = finding
        return [FindingChanged(finding=finding, known_at=self._now)]

    def _take_back(self, cut_in: _CutIn) -> Event:
        if cut_in.raised is None:
            raise AssertionError
        name, cut_in.raised = cut_in.raised.id, None
        return FindingWithdrawn(finding_id=name, known_at=self._now)

    def _withdraw(self, cut_in: _CutIn) -> list[Event]:
        cut_in.is_over = True
        return [self._take_back(cut_in)] if cut_in.raised else []

    def _drop(self, is_void: Callable[[_CutIn], bool]) -> list[Event]:
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
                and self._is_near(cut_in, utterance)
            )
        )

    def _disregard(self, utterance_id: str) -> list[Event]:
        spans = [u for u in self._utterances if u.id == utterance_id]
        return self._drop(
            lambda cut_in: any(
                u.speaker is cut_in.speaker and self._is_near(cut_in, u) for u in spans
            )
        )

    def _finding(self, cut_in: _CutIn, at: int) -> Finding:
        own_end, other_end = cut_in.own.end, cut_in.other.end
        overtalk = cut_in.own.overlap(cut_in.other, self._now)
        goes_on = own_end is None and other_end is None
        end = min(cut_in.own.end_by(self._now), cut_in.other.end_by(self._now))
        other_stopped = other_end is not None and (
            own_end is None or other_end < own_end
        )
        return Finding(
            id=f"{KIND}-{cut_in.speaker}-{milliseconds(cut_in.start)}",
            kind=KIND,
            speaker=cut_in.speaker,
            start=cut_in.start,
            end=None if goes_on else end,
            at=at,
            severity=Severity.NOTICE,
            definition=self.definitions[KIND],
            evidence={
                "overtalk_ms": milliseconds(overtalk),
                "floor_ms": milliseconds(cut_in.floor),
                "interrupter_ms": milliseconds(
                    cut_in.own.end_by(self._now) - cut_in.own.start
                ),
                "other_stopped": other_stopped,
                "words": " ".join(cut_in.words) if cut_in.words else None,
            },
            explanation=_explanation(cut_in.speaker, cut_in.floor, overtalk),
        )


def _explanation(speaker: Speaker, floor: int, overtalk: int) -> str:
    spoken = f"{milliseconds(floor) / 1000:.1f} s"
    both = f"{milliseconds(overtalk) / 1000:.1f} s"
    if speaker is Speaker.AGENT:
        return (
            f"You started while the customer was {spoken} into their turn "
            f"and talked over them for {both}."
        )
    return (
        f"The customer started while you were {spoken} into your turn "
        f"and talked over you for {both}."
    )
