"""Things to tell a ledger, with times in milliseconds."""

from collections.abc import Iterable, Mapping

from coach.audio_time import samples
from coach.events import (
    Event,
    Finding,
    FindingRaised,
    Hold,
    HoldEnded,
    HoldStarted,
    MusicSide,
    Nudge,
    Severity,
    Speaker,
    SpeechStarted,
    SpeechStopped,
    Utterance,
)
from coach.scoring.ledger import Ledger

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER


def told(*events: Event) -> Ledger:
    """Return a ledger that was fed these events."""
    ledger = Ledger()
    for event in events:
        ledger.feed(event)
    return ledger


def speech(speaker: Speaker, start_ms: int, end_ms: int) -> Iterable[Event]:
    """Return a stretch of speech."""
    start, end = samples(start_ms), samples(end_ms)
    return (
        SpeechStarted(speaker=speaker, at=start, known_at=start),
        SpeechStopped(speaker=speaker, at=end, known_at=end),
    )


def said(
    speaker: Speaker, start_ms: int, end_ms: int, text: str = "It is broken."
) -> Utterance:
    """Return what somebody said."""
    return Utterance(
        id=f"{speaker}-{start_ms}",
        speaker=speaker,
        start=samples(start_ms),
        end=samples(end_ms),
        text=text,
        confidence=0.912345,
    )


def found(
    kind: str = "dead-air",
    start_ms: int = 1_000,
    end_ms: int | None = 12_000,
    *,
    speaker: Speaker | None = None,
    evidence: Mapping[str, object] | None = None,
) -> Finding:
    """Return a finding of any kind."""
    return Finding(
        id=f"{kind}-{start_ms}",
        kind=kind,
        speaker=speaker,
        start=samples(start_ms),
        end=None if end_ms is None else samples(end_ms),
        at=samples(start_ms + 500),
        severity=Severity.NOTICE,
        definition=f"{kind}/1",
        evidence=evidence or {},
        explanation="Something happened.",
    )


def raised(finding: Finding) -> FindingRaised:
    """Return the event that raises a finding."""
    return FindingRaised(finding=finding, known_at=finding.at)


def away(
    start_ms: int,
    end_ms: int | None = None,
    *,
    music: MusicSide = "none",
    promised_ms: int | None = None,
) -> Hold:
    """Return a hold, going on unless it has an end."""
    return Hold(
        id=f"hold-{start_ms}",
        start=samples(start_ms),
        end=None if end_ms is None else samples(end_ms),
        announced=True,
        permission=False,
        promised=None if promised_ms is None else samples(promised_ms),
        limit=samples(30_000),
        checked_back=False,
        thanked=True,
        music=music,
    )


def hold_events(hold: Hold) -> Iterable[Event]:
    """Return the start of a hold and, if it has one, its end."""
    yield HoldStarted(hold=hold, known_at=hold.start)
    if hold.end is not None:
        yield HoldEnded(hold=hold, known_at=hold.end)


def advice(name: str = "nudge-1", at_ms: int = 5_000) -> Nudge:
    """Return a nudge."""
    return Nudge(
        id=name,
        at=samples(at_ms),
        kind="dead-air",
        finding_id="dead-air-1000",
        severity=Severity.NOTICE,
        title="Say what you are doing",
        body="Twelve seconds of silence.",
        lifetime=samples(8_000),
    )
