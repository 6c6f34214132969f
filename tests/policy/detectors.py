"""A detector as somebody else might write one, with a setting of every form."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from pydantic import Field

from coach.detectors import Detector
from coach.events import Event
from coach.settings import Settings


class SmileSettings(Settings):
    """How smiles are heard."""

    limit_ms: int = Field(default=30_000, ge=1_000, le=600_000)
    """Longest smile, in milliseconds."""

    share: float = Field(default=0.8, gt=0, lt=1)
    """Share of teeth, 0..1.  Source: ``dentists``."""

    words: tuple[str, ...] = ("cheese", 'say "ah"')
    """What makes people smile."""

    weights: Mapping[str, float] = Field(default_factory=lambda: {"ha ha": 1.0})
    """How much a laugh counts."""

    pair: tuple[int, int] = (1, 2)
    """Two of them."""

    note: str | None = None
    """Anything."""

    loud: bool = False
    """Whether it is a laugh."""


class SmileDetector:
    """Hears nothing."""

    name: ClassVar[str] = "smile"
    Settings: ClassVar[type[Settings]] = SmileSettings
    definitions: ClassVar[Mapping[str, str]] = {"smile": "smile/1"}
    after: ClassVar[tuple[str, ...]] = ()

    def __init__(self, settings: SmileSettings) -> None:
        self.settings = settings

    def feed(self, event: Event) -> Iterable[Event]:
        """Return nothing."""
        return ()

    def due(self) -> int | None:
        """Return no time."""
        return None

    def advance(self, now: int) -> Iterable[Event]:
        """Return nothing."""
        return ()


DETECTORS: tuple[type[Detector], ...] = (SmileDetector,)
