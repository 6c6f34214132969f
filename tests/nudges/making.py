"""Short ways to say what the tests of the nudge policy are about."""

from coach.audio_time import samples
from coach.events import (
    AdviceOffered,
    Finding,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    Severity,
    Speaker,
)
from coach.nudges.rule import NudgeRule
from coach.nudges.settings import NudgeSettings


def at_ms(ms: int) -> int:
    """Return the sample at ``ms`` milliseconds."""
    return samples(ms)


def finding(
    kind: str,
    ms: int,
    *,
    name: str = "",
    end: bool = True,
    speaker: Speaker | None = None,
    **evidence: object,
) -> Finding:
    """Return a finding of ``kind`` at ``ms``; with ``end=False`` it goes on."""
    return Finding(
        id=name or f"{kind}-{ms}",
        kind=kind,
        speaker=speaker,
        start=samples(ms),
        end=samples(ms) if end else None,
        at=samples(ms),
        severity=Severity.NOTICE,
        definition=f"{kind}/1",
        evidence=evidence,
        explanation="It happened.",
    )


def raised(source: Finding) -> FindingRaised:
    """Return the event that raises a finding in its own moment."""
    return FindingRaised(finding=source, known_at=source.at)


def changed(source: Finding, now_ms: int) -> FindingChanged:
    """Return the event that replaces a finding at ``now_ms``."""
    return FindingChanged(finding=source, known_at=samples(now_ms))


def withdrawn(source: Finding, now_ms: int) -> FindingWithdrawn:
    """Return the event that withdraws a finding at ``now_ms``."""
    return FindingWithdrawn(finding_id=source.id, known_at=samples(now_ms))


def advice(kind: str, ms: int, **evidence: object) -> AdviceOffered:
    """Return the event that offers advice at ``ms``."""
    return AdviceOffered(
        id=f"{kind}-{ms}",
        kind=kind,
        speaker=Speaker.AGENT,
        evidence=evidence,
        at=samples(ms),
        known_at=samples(ms),
    )


def rule(kind: str = "thing", **fields: object) -> NudgeRule:
    """Return a rule for ``kind`` without conditions, unless ``fields`` has some."""
    given = {"kind": kind, "title": kind, "body": "Do it.", **fields}
    return NudgeRule.model_validate(given)


def settings(*rules: NudgeRule, **fields: int) -> NudgeSettings:
    """Return settings with these rules only."""
    named = {f"r{number}": one for number, one in enumerate(rules)}
    return NudgeSettings.model_validate({"rules": named, **fields})
