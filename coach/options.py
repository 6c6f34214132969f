"""The options that the commands which follow calls have in common."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOptions:
    """How calls are followed."""

    report: Path | None = None
    """Where reports go: a file for one call, a folder for several."""
    policy: Path | None = None
    """The desk's policy file; None for the defaults."""
    model: str | None = None
    """A Whisper model's name or folder; None for the packaged one."""
    language: str = "en"
    """The language that is spoken, as Whisper abbreviates it."""
    analyst: str | None = None
    port: int = 0
    """Of the overlay; 0 for any free one."""
    wait: bool = False
    """Whether to begin only when an overlay has connected."""
    speed: float = 1.0
    """Of recordings and whole transcripts; 0 for as fast as possible."""
    agent_channel: int = 0
    """Of recordings with two channels."""
    store: bool = False
    """Whether calls are kept in the store, whatever is found in them."""
    keeps_audio: bool = True
    """Whether the sound of recordings is kept with them."""
