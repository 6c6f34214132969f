"""How a job is done: what ``coach score`` was asked for."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from coach.batch.local import usable_cores
from coach.batch.results import ResultOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOptions:
    """How a job is done."""

    out: Path
    """The folder of the reports."""
    policy: Path | None = None
    """The desk's policy file; None for the defaults."""
    model: str | None = None
    language: str = "en"
    agent_channel: int = 0
    workers: int | None = None
    """Processes; None for one a core."""
    engine: Literal["local", "ray"] = "local"
    """Where they are: on this machine, or on a Ray cluster."""
    address: str | None = None
    """Of the cluster; None for one on this machine for this job."""
    gpu_share: float | None = None
    """Of a GPU, for each of its workers; None for what suits the cluster."""
    resumes: bool = True
    """Whether calls that are done already are left out."""
    time_limit_s: float = 120.0
    store: bool = False
    keeps_audio: bool = True
    results: ResultOptions = field(default_factory=ResultOptions)
    """What is written beside the reports."""

    @property
    def cores(self) -> int:
        """How many processes score on this machine."""
        return self.workers or usable_cores()
