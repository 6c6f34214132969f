"""Dead air: nobody speaks on either channel, and nobody said why.

    agent     ████                                ████
    customer       ████
                      ├──────── 10 s ──────▲──────┤      raised at ▲, ends at the voice

A silence that turns out to be part of a hold, or the end of the call, is none.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from coach.audio_time import milliseconds, samples
from coach.detectors.stretches import StretchLog
from coach.events import (
    CallEnded,
    CaptureLost,
    CaptureRestored,
    Event,
    Finding,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    Hold,
    HoldChanged,
    HoldEnded,
    HoldStarted,
    HoldWithdrawn,
    Severity,
    Speaker,
    SpeechStarted,
    SpeechStopped,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.settings import Settings

KIND = "dead-air"

Milliseconds = Annotated[int, Field(ge=0, le=600_000)]


class DeadAirSettings(Settings):
    """When silence is dead air."""

    silence_ms: Milliseconds = 10_000
    """Silence on both channels that counts, in milliseconds.  Source: the published
    definition."""
    margin_ms: Milliseconds = 5_000
    """At the beginning and at the end of the call so much silence does not count, in
    milliseconds.  Source: the published definition."""
    certain_ms: Milliseconds = 224
    """How long after the fact it is certain that nobody spoke, in milliseconds: voice
    activity needs about 100 to be sure of a beginning."""


class DeadAirDetector:
    """Finds silences that nobody explained.

    Performs no I/O, starts no task and reads no clock.

    Args:
        settings: Thresholds.
    """

    name: ClassVar[str] = "dead-air"
    Settings: ClassVar[type[Settings]] = DeadAirSettings
    definitions: ClassVar[Mapping[str, str]] = {KIND: "dead-air/1"}
    after: ClassVar[tuple[str, ...]] = ("hold",)

    def __init__(self, settings: DeadAirSettings) -> None:
        self._silence = samples(settings.silence_ms)
        self._margin = samples(settings.margin_ms)
        self._certain = samples(settings.certain_ms)
        self._speech = {speaker: StretchLog(0) for speaker in Speaker}
        self._lost: set[Speaker] = set()
        self._quiet_since = 0
        """Nobody has spoken since; meaningless while somebody does."""
        self._silences: list[tuple[int, int | None]] = []
        """Those that were long enough, the last perhaps going on."""
        self._gaps: list[int] = [0]
        """Where capture was restored: no silence reaches across."""
        self._breaks: list[int] = []
        """Where it broke off."""
        self._holds: list[Hold] = []
        """Those that stand, by start; no two at once."""
        self._raised: list[Finding] = []
        """By start."""
        self._now = 0

    def feed(self, event: Event) -> Iterable[Event]:
        """Take note of an event; return dead air raised, changed or withdrawn."""
        self._now = max(self._now, event.known_at)
        match event:
            case SpeechStarted(speaker=speaker, at=at):
                was_quiet = self._is_quiet
                self._speech[speaker].start(at)
                return self._break_silence(at) if was_quiet else ()
            case SpeechStopped(speaker=speaker, at=at):
                self._speech[speaker].stop(at)
                self._fall_silent(at)
            case UtteranceFailed(utterance=utterance, reason=reason):
                if reason != "recognition-error":
                    return self._unhear(
                        utterance.speaker, utterance.start, utterance.end
                    )
            case UtteranceFinalised(utterance=utterance) if not utterance.text.strip():
                return self._unhear(utterance.speaker, utterance.start, utterance.end)
            case HoldStarted(hold=hold) | HoldChanged(hold=hold) | HoldEnded(hold=hold):
                known = self._forget(hold.id) or hold
                insort(self._holds, hold, key=_start)
                return self._settle(min(known.start, hold.start))
            case HoldWithdrawn(hold_id=name):
                gone = self._forget(name)
                return () if gone is None else self._settle(gone.start)
            case CaptureLost(speaker=speaker, at=at):
                was_quiet = self._is_quiet
                self._lost.add(speaker)
                insort(self._breaks, at)
                self._speech[speaker].stop(at)
                return self._break_silence(at) if was_quiet else ()
            case CaptureRestored(speaker=speaker, at=at):
                self._lost.discard(speaker)
                insort(self._gaps, at)
                self._fall_silent(at)
            case CallEnded(at=at):
                return self._end(at)
        return ()

    def due(self) -> int | None:
        """Return when the silence will certainly be dead air."""
        if not self._is_quiet or self._is_open:
            return None
        return max(self._now, self._reached() + self._certain)

    def advance(self, now: int) -> Iterable[Event]:
        """Raise dead air once the silence has lasted."""
        self._now = max(self._now, now)
        if not self._is_quiet or self._is_open:
            return ()
        if now < self._reached() + self._certain:
            return ()
        self._silences.append((self._quiet_since, None))
        return self._settle(self._quiet_since)

    # --- silence ---------------------------------------------------------------------

    @property
    def _is_quiet(self) -> bool:
        speech = self._speech
        return not self._lost and not any(log.is_speaking for log in speech.values())

    @property
    def _is_open(self) -> bool:
        return bool(self._silences) and self._silences[-1][1] is None

    def _reached(self) -> int:
        """Return when the silence that goes on will have lasted long enough."""
        return max(self._quiet_since, self._margin) + self._silence

    def _fall_silent(self, at: int) -> None:
        if self._is_quiet and not self._is_open:
            self._quiet_since = self._last_end(at)

    def _last_end(self, at: int) -> int:
        """Return where the latest speech or gap ended, at most at a sample."""
        ends = [log.last_end or 0 for log in self._speech.values()]
        return max([*ends, self._gaps[bisect_left(self._gaps, at + 1) - 1]])

    def _break_silence(self, at: int) -> list[Event]:
        since = self._silences.pop()[0] if self._is_open else self._quiet_since
        if at - max(since, self._margin) >= self._silence:
            self._silences.append((since, at))
        return self._settle(since)

    def _unhear(self, speaker: Speaker, start: int, end: int) -> list[Event]:
        """Join the silences on both sides of a cough."""
        log = self._speech[speaker]
        log.remove(start, end)
        if self._is_quiet and self._last_end(self._now) <= start:
            return self._rejoin_open()
        begin, stop = self._around(start, end)
        later: list[tuple[int, int | None]] = []
        while self._silences and (self._silences[-1][1] or self._now) >= begin:
            silence = self._silences.pop()
            if silence[0] >= stop:
                later.append(silence)
        if stop - max(begin, self._margin) >= self._silence:
            self._silences.append((begin, stop))
        self._silences += reversed(later)
        return self._settle(begin)

    def _rejoin_open(self) -> list[Event]:
        self._quiet_since = self._last_end(self._now)
        goes_on = False
        while (
            self._silences and (self._silences[-1][1] or self._now) > self._quiet_since
        ):
            self._silences.pop()
            goes_on = True
        if goes_on:
            self._silences.append((self._quiet_since, None))
        return self._settle(self._quiet_since)

    def _around(self, start: int, end: int) -> tuple[int, int]:
        """Return the silence round a span, by what is left of the speech."""
        begin = self._gaps[bisect_left(self._gaps, start + 1) - 1]
        stop = min([self._now, *self._breaks[bisect_left(self._breaks, end) :][:1]])
        for log in self._speech.values():
            for stretch in log:
                for begun, ended in stretch.segments:
                    if ended is not None and ended <= start:
                        begin = max(begin, ended)
                    elif begun >= end:
                        stop = min(stop, begun)
                    else:
                        return start, start  # somebody else spoke meanwhile
        return begin, stop

    # --- findings --------------------------------------------------------------------

    def _end(self, at: int) -> list[Event]:
        """Withdraw the silence that turned out to be the call's end."""
        if self._is_open:
            self._silences.pop()
        last = at - self._margin
        self._silences = [
            (since, until)
            for since, until in self._silences
            if until is not None
            and min(until, last) - max(since, self._margin) >= self._silence
        ]
        return self._settle(last)

    def _settle(self, at: int) -> list[Event]:
        """Return what makes the findings those of the silences outside holds.

        Args:
            at: Silences that ended before this are as they were.
        """
        at = min([at, *self._going_on(at)])
        first = bisect_left(self._silences, at, key=_since)
        place = bisect_left(self._raised, at, key=_start)
        known = {finding.start: finding for finding in self._raised[place:]}
        wanted = {
            since: self._finding(since, until, self._at(since, known))
            for since, until in self._silences[first:]
            if not self._is_held(since, until)
        }
        events: list[Event] = [
            FindingWithdrawn(finding_id=finding.id, known_at=self._now)
            for since, finding in known.items()
            if since not in wanted
        ]
        for since, finding in wanted.items():
            before = known.get(since)
            if before is None:
                events.append(FindingRaised(finding=finding, known_at=self._now))
            elif before != finding:
                events.append(FindingChanged(finding=finding, known_at=self._now))
        self._raised[place:] = wanted.values()
        return events

    def _going_on(self, at: int) -> list[int]:
        """Return the beginnings of a silence and of a finding that go on at a sample.

        They may be different ones: what was a silence may be none any more.
        """
        first = bisect_left(self._silences, at, key=_since)
        place = bisect_left(self._raised, at, key=_start)
        before = [
            *self._silences[max(0, first - 1) : first],
            *((one.start, one.end) for one in self._raised[max(0, place - 1) : place]),
        ]
        return [since for since, until in before if until is None or until >= at]

    def _is_held(self, since: int, until: int | None) -> bool:
        begun = len(self._holds)
        if until is not None:
            begun = bisect_left(self._holds, until, key=_start)
        if not begun:
            return False
        end = self._holds[begun - 1].end  # the holds before it are over by then
        return end is None or end > since

    def _forget(self, hold_id: str) -> Hold | None:
        """Leave a hold out, the latest of all as a rule; return it if there was one."""
        for index in reversed(range(len(self._holds))):
            if self._holds[index].id == hold_id:
                return self._holds.pop(index)
        return None

    def _at(self, since: int, known: Mapping[int, Finding]) -> int:
        """Return when it was known that a silence is dead air.

        That is once it has lasted, or later: when the hold it seemed part of was none.
        """
        if (found := known.get(since)) is not None:
            return found.at
        reached = max(since, self._margin) + self._silence
        return reached if self._now - reached <= self._certain else self._now

    def _finding(self, since: int, until: int | None, at: int) -> Finding:
        lasted = (until or since + self._silence) - since
        return Finding(
            id=f"{KIND}-{milliseconds(since)}",
            kind=KIND,
            speaker=None,
            start=since,
            end=until,
            at=at,
            severity=Severity.NOTICE,
            definition=self.definitions[KIND],
            evidence={"silence_ms": milliseconds(lasted)},
            explanation=(
                f"Nobody spoke for {milliseconds(lasted) / 1000:.1f} s, "
                "and no hold was announced."
            ),
        )


def _since(silence: tuple[int, int | None]) -> int:
    return silence[0]


def _start(one: Hold | Finding) -> int:
    return one.start
