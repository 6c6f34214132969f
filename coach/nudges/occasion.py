"""What a nudge can be about: a finding, or a moment for advice."""

from collections.abc import Mapping
from dataclasses import dataclass

from coach.events import AdviceOffered, Finding, Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A finding or an advice, as far as the nudge policy looks at it."""

    id: str
    """The finding's or the advice's."""
    kind: str
    speaker: Speaker | None
    evidence: Mapping[str, object]
    at: int
    """When its condition was met, in canonical samples."""
    has_ended: bool
    """What it is about is over: a hold, a silence."""
    is_finding: bool

    @classmethod
    def of(cls, source: Finding | AdviceOffered) -> "Occasion":
        """Return the occasion that a finding or an advice is."""
        is_finding = isinstance(source, Finding)
        return cls(
            id=source.id,
            kind=source.kind,
            speaker=source.speaker,
            evidence=source.evidence,
            at=source.at,
            has_ended=isinstance(source, Finding) and source.end is not None,
            is_finding=is_finding,
        )

    @property
    def is_provisional(self) -> bool:
        """It stands on words that may still change: ``provisional`` is true."""
        return self.evidence.get("provisional") is True

    @property
    def recovered_ms(self) -> int | None:
        """When things were well again, in milliseconds, if they are."""
        value = self.evidence.get("recovered_ms")
        return value if isinstance(value, int) else None
