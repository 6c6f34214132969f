"""Calls written as lines with times, and what a detector makes of them."""

from collections.abc import Iterable, Sequence

from coach.audio_time import samples
from coach.detectors import Detector
from coach.events import (
    CallEnded,
    Event,
    Finding,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    HeardEvent,
    Hold,
    HoldChanged,
    HoldEnded,
    HoldStarted,
    HoldWithdrawn,
    MusicStarted,
    MusicStopped,
    Speaker,
    SpeechStarted,
    SpeechStopped,
    Utterance,
    UtteranceFinalised,
)
from coach.record import canonical_order

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER

Line = tuple[Speaker, int, int, str]
"""Who, from, to (milliseconds), words."""


def utterance(speaker: Speaker, start_ms: int, end_ms: int, text: str) -> Utterance:
    """Return an utterance without word times."""
    return Utterance(
        id=f"{speaker}-{start_ms}",
        speaker=speaker,
        start=samples(start_ms),
        end=samples(end_ms),
        text=text,
    )


def speech(speaker: Speaker, start_ms: int, end_ms: int) -> list[HeardEvent]:
    """Return a segment, known at once, without words."""
    start, end = samples(start_ms), samples(end_ms)
    return [
        SpeechStarted(speaker=speaker, at=start, known_at=start),
        SpeechStopped(speaker=speaker, at=end, known_at=end),
    ]


def music(speaker: Speaker, start_ms: int, end_ms: int) -> list[HeardEvent]:
    """Return hold music on a channel, known two seconds after it starts."""
    start, end = samples(start_ms), samples(end_ms)
    return [
        MusicStarted(speaker=speaker, at=start, known_at=start + samples(2_000)),
        MusicStopped(speaker=speaker, at=end, known_at=end + samples(1_400)),
    ]


def heard(
    lines: Iterable[Line], *, ends_ms: int, also: Iterable[HeardEvent] = ()
) -> list[HeardEvent]:
    """Return the record of a call: each line a segment and a final utterance.

    Args:
        lines: In any order.
        ends_ms: The length of the call in milliseconds.
        also: Further events.
    """
    events = list(also)
    for speaker, start_ms, end_ms, text in lines:
        said = utterance(speaker, start_ms, end_ms, text)
        events += speech(speaker, start_ms, end_ms)
        events.append(UtteranceFinalised(utterance=said, known_at=said.end))
    end = samples(ends_ms)
    events.append(CallEnded(at=end, known_at=end))
    return sorted(events, key=canonical_order)


class Panel:
    """A few detectors fed as the engine feeds them, and what stands in the end.

    Args:
        detectors: In order; each hears what the others notice.
    """

    def __init__(self, *detectors: Detector) -> None:
        self._detectors = detectors
        self.noticed: list[Event] = []
        self.findings: dict[str, Finding] = {}
        self.holds: dict[str, Hold] = {}

    def feed(self, event: Event) -> list[Event]:
        """Move time to the event and take it in; return what followed."""
        before = len(self.noticed)
        self.advance(event.known_at)
        self._dispatch([event], is_noticed=False)
        return self.noticed[before:]

    def advance(self, now: int) -> list[Event]:
        """Move time forward; return what followed."""
        before = len(self.noticed)
        while True:
            dues = [(d.due(), i) for i, d in enumerate(self._detectors)]
            ready = [(due, i) for due, i in dues if due is not None and due <= now]
            if not ready:
                return self.noticed[before:]
            due, index = min(ready)
            detector = self._detectors[index]
            self._dispatch(detector.advance(due), is_noticed=True)
            assert detector.due() != due, f"{detector} does not let time pass at {due}"

    def run(self, events: Iterable[HeardEvent]) -> "Panel":
        """Feed a whole record; return the panel."""
        for event in events:
            self.feed(event)
        return self

    def _dispatch(self, events: Iterable[Event], *, is_noticed: bool) -> None:
        waiting = list(events)
        while waiting:
            event = waiting.pop(0)
            if is_noticed:
                self._note(event)
            for detector in self._detectors:
                waiting.extend(detector.feed(event))
            is_noticed = True

    def _note(self, event: Event) -> None:
        self.noticed.append(event)
        match event:
            case FindingRaised(finding=finding):
                assert finding.id not in self.findings, "raised twice"
                self.findings[finding.id] = finding
            case FindingChanged(finding=finding):
                assert finding.id in self.findings, "changed before it was raised"
                self.findings[finding.id] = finding
            case FindingWithdrawn(finding_id=name):
                del self.findings[name]
            case HoldStarted(hold=hold):
                assert hold.id not in self.holds, "started twice"
                self.holds[hold.id] = hold
            case HoldChanged(hold=hold) | HoldEnded(hold=hold):
                assert hold.id in self.holds, "changed before it was started"
                self.holds[hold.id] = hold
            case HoldWithdrawn(hold_id=name):
                del self.holds[name]


def kinds(findings: Iterable[Finding]) -> Sequence[str]:
    """Return the kinds of findings, by start."""
    return [f.kind for f in sorted(findings, key=lambda f: f.start)]
