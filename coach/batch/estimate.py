"""What a run would score, and how long it would take: no model is loaded for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coach.batch.local import usable_cores
from coach.batch.looking import Look, look_at
from coach.batch.planning import Plan
from coach.batch.progress import duration
from coach.errors import InputError
from coach.quality import counted

RATE = 57.0
"""Seconds of a two-channel call that one CPU second scores with the packaged tiny.en.
Measured on nine calls of one to four minutes, one worker with four at once (1,278 s
of call in 22.5 CPU s, a quick machine; ``python -m bench.batch``)."""

TRANSCRIPT_RATE = 2_500.0
"""The same for transcripts.  Measured: 9.0 calls of 276 s in a CPU second, with the
meaning model, on a day when the machine was slow (``python -m bench.transcripts``)."""

START_S = 5.0
"""What a worker takes to start and to load tiny.en, in CPU seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The calls whose files have one ending."""

    ending: str
    calls: int
    seconds: float
    """Their length together; where it is not known, that of the others' mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a run would be."""

    kinds: tuple[Kind, ...]
    """The most first."""
    faults: tuple[InputError, ...]
    """What would fail, or be scored only in part, beside the plan's own faults."""
    failing: int
    """Calls and inputs of which there would be no report, those of the plan too."""
    unknown: int
    """Calls whose length is not known: the mean of the others is taken."""
    workers: int
    rate: float
    """Seconds of these calls that one CPU second scores."""
    wall_s: float
    """How long it would take, in seconds."""

    @property
    def calls(self) -> int:
        """How many would be scored."""
        return sum(kind.calls for kind in self.kinds)

    def lines(self) -> Iterator[str]:
        """Yield what to say of it; the faults are said by themselves."""
        hours = sum(kind.seconds for kind in self.kinds) / 3600
        yield f"would be scored: {counted(self.calls, 'call')}, {_hours(hours)}"
        for kind in self.kinds:
            yield f"  {kind.ending}  {kind.calls:,}, {_hours(kind.seconds / 3600)}"
        if self.unknown:
            yield f"  of unknown length: {self.unknown:,}; taken as long as the others"
        if self.failing:
            yield f"cannot be scored: {self.failing:,}"
        if self.calls:
            workers = counted(self.workers, "worker")
            yield (
                f"would take about {duration(self.wall_s)} with {workers}"
                f" ({self.rate:.3g} s of call a CPU second)"
            )


def estimate(
    plan: Plan,
    *,
    workers: int,
    rate: float = RATE,
    transcript_rate: float = TRANSCRIPT_RATE,
    cores: int | None = None,
) -> Estimate:
    """Look at the calls of a plan, and say what scoring them would be.

    Args:
        plan: The calls.
        workers: How many processes there would be, a core each while there are cores.
        rate: Seconds of recorded call that a CPU second scores.
        transcript_rate: The same for transcripts.
        cores: Of this machine, that may be used; found out where it is None.
    """
    looks = list(look_at(plan.calls))
    whole = [look for look in looks if look.is_whole]
    mean = _mean(whole)
    sound = _length((look for look in whole if not look.call.is_transcript), mean)
    words = _length((look for look in whole if look.call.is_transcript), mean)
    at_once = max(1, min(workers, cores or usable_cores()))
    cpu_s = sound / rate + words / transcript_rate
    return Estimate(
        kinds=_kinds(whole, mean),
        faults=tuple(look.fault for look in looks if look.fault is not None),
        failing=len(plan.faults) + len(looks) - len(whole),
        unknown=sum(look.seconds is None for look in whole),
        workers=workers,
        rate=(sound + words) / cpu_s if cpu_s else rate,
        wall_s=(START_S if sound else 0.0) + cpu_s / at_once,
    )


def _kinds(looks: Iterable[Look], mean: float) -> tuple[Kind, ...]:
    """Return the calls by the ending of their files, the most first."""
    by_ending: dict[str, list[Look]] = {}
    for look in looks:
        by_ending.setdefault(look.ending, []).append(look)
    kinds = (
        Kind(ending=ending, calls=len(those), seconds=_length(those, mean))
        for ending, those in by_ending.items()
    )
    return tuple(sorted(kinds, key=lambda kind: (-kind.calls, kind.ending)))


def _mean(looks: Iterable[Look]) -> float:
    """Return the mean length of those calls whose length is known, in seconds."""
    known = [look.seconds for look in looks if look.seconds is not None]
    return sum(known) / len(known) if known else 0.0


def _length(looks: Iterable[Look], mean: float) -> float:
    return sum(mean if look.seconds is None else look.seconds for look in looks)


def _hours(hours: float) -> str:
    """Return a length of calls in words."""
    return f"{hours:,.1f} h" if hours >= 1 else f"{hours * 60:,.1f} min"
