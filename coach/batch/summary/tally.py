"""What is counted of the calls of a run, one after the other; no more is kept."""

from array import array
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from coach.batch.call_columns import HOLD_FACTS, is_over_promise, started_at
from coach.batch.failure import Failure
from coach.batch.reading import Scored
from coach.events import Severity
from coach.quality import MONO_OVERLAP
from coach.scoring.checklist import ELEMENTS
from coach.scoring.forms import Form

GRAVE = (Severity.ALERT, Severity.CRITICAL)
"""Severities worth looking at first."""


def _floats() -> "array[float]":
    return array("d")


def _whole() -> "array[int]":
    return array("q")


@dataclass(slots=True)
class Hour:
    """The calls that began in an hour, by the clock on the wall."""

    calls: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    """By severity."""


@dataclass(slots=True)
class Holds:
    """The holds of all calls."""

    lengths: "array[int]" = field(default_factory=_whole)
    """In milliseconds."""
    promised: "array[int]" = field(default_factory=_whole)
    """What was promised for each, in milliseconds; −1: nothing."""
    over: int = 0
    """How many lasted longer than promised."""
    facts: Counter[str] = field(default_factory=Counter)
    calls: int = 0
    """How many have a hold."""

    def add(self, holds: list[Form]) -> None:
        """Count the holds of one call."""
        self.calls += bool(holds)
        for hold in holds:
            promised = hold["promised_ms"]
            self.lengths.append(max(0, hold["end_ms"] - hold["start_ms"]))
            self.promised.append(-1 if promised is None else promised)
            self.over += is_over_promise(hold)
            self.facts.update(fact for fact in HOLD_FACTS if hold[fact])


@dataclass(slots=True)
class Tally:
    """The figures of a run.

    What was found is counted of scored calls only: of the others it is not to be relied
    on.
    """

    calls: int = 0
    """That have a report."""
    scored: int = 0
    """Of these, those whose findings are to be relied on."""
    duration_ms: int = 0
    engines: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """Calls by version, model and policy."""
    inputs: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    """Calls by code."""
    failures: list[tuple[int, Failure]] = field(default_factory=list)
    """With the number of the call, among those that failed and are calls."""
    findings: dict[str, Counter[str]] = field(default_factory=dict)
    """By kind and severity."""
    calls_with: Counter[str] = field(default_factory=Counter)
    """Calls by the kinds that were found in them."""
    definitions: dict[str, str] = field(default_factory=dict)
    """Of each kind."""
    grave: int = 0
    """Calls with a finding that is grave."""
    hours: dict[datetime, Hour] = field(default_factory=dict)
    """By their beginning, without a zone: the clock on the wall."""
    undated: int = 0
    """Scored calls of which nobody knows when they were."""
    holds: Holds = field(default_factory=Holds)
    shares: dict[str, "array[float]"] = field(default_factory=dict)
    """0..1, a value a call, by name: see :func:`shares_of`."""
    elements: Counter[str] = field(default_factory=Counter)
    """Calls by the elements that were heard in them."""
    closings: int = 0
    """Calls that began to close."""

    def add(self, call: Scored) -> None:
        """Count a call."""
        if call.failure is not None:
            self.failures.append((call.number, call.failure))
        report = call.report
        if report is None:
            return
        self.calls += 1
        self.duration_ms += report["call"]["duration_ms"] or 0
        self.inputs[report["call"]["input"] or "unknown"] += 1
        self.problems.update({one["code"] for one in report["quality"]["problems"]})
        engine = report["engine"]
        made = (engine["version"], engine["model"], engine["policy"])
        self.engines[tuple(name or "unknown" for name in made)] += 1  # type: ignore[index]  # of three
        if report["quality"]["scored"] is not False:
            self._add_scored(call, report)

    def _add_scored(self, call: Scored, report: Form) -> None:
        self.scored += 1
        self._add_findings(report["findings"])
        self._add_hour(call, report["findings"])
        self.holds.add(report["holds"])
        for name, share in shares_of(report).items():
            self.shares.setdefault(name, _floats()).append(share)
        greeting, closing = report["greeting"], report["closing"]
        self.elements.update(name for name in ELEMENTS["greeting"] if greeting[name])
        if closing["reached"]:
            self.closings += 1
            self.elements.update(name for name in ELEMENTS["closing"] if closing[name])

    def _add_findings(self, findings: list[Form]) -> None:
        for one in findings:
            kind = one["kind"]
            self.findings.setdefault(kind, Counter())[one["severity"]] += 1
            self.definitions.setdefault(kind, one["definition"] or kind)
        self.calls_with.update({one["kind"] for one in findings})
        self.grave += any(one["severity"] in GRAVE for one in findings)

    def _add_hour(self, call: Scored, findings: list[Form]) -> None:
        moment = started_at(call)
        if moment is None:
            self.undated += 1
            return
        start = moment.replace(minute=0, second=0, microsecond=0, tzinfo=None)
        hour = self.hours.setdefault(start, Hour())
        hour.calls += 1
        hour.findings.update(one["severity"] for one in findings)


def shares_of(report: Form) -> dict[str, float]:
    """Return how a call's time was shared out, 0..1, of what is known.

    ``agent`` of the speech of both; ``silence``, ``hold`` and ``overtalk`` of the call.
    Where both are on one channel, overtalk is not known.
    """
    metrics, whole = report["metrics"], report["call"]["duration_ms"]
    shares = {"agent": metrics["talk_share_of_speech"]}
    if whole:
        codes = {problem["code"] for problem in report["quality"]["problems"]}
        overtalk = () if MONO_OVERLAP in codes else ("overtalk",)
        for name in ("silence", "hold", *overtalk):
            part = metrics[f"{name}_ms"]
            shares[name] = None if part is None else part / whole
    known = {name: share for name, share in shares.items() if share is not None}
    return {name: min(1.0, max(0.0, share)) for name, share in known.items()}
