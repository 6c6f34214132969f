"""The report of one call, form ``coach.report/1``.

Made of a ledger that has heard the whole record.  The same record gives the same
report, letter for letter, but for ``delivered``, which tells what became of the nudges
on a screen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from coach.audio_time import SAMPLE_RATE, milliseconds
from coach.events import Part, Speaker
from coach.quality import SPEAKERS_UNSURE, Problem, counted, listed
from coach.scoring.checklist import ELEMENTS
from coach.scoring.forms import (
    Form,
    finding_json,
    hold_json,
    nudge_json,
    plain,
    utterance_json,
)
from coach.scoring.ledger import Ledger
from coach.scoring.metrics import CallFacts, metrics_of
from coach.scoring.spans import total
from coach.scoring.unheard import unheard_problems

SCHEMA = "coach.report/1"

LANGUAGES = ("en",)
"""Languages whose words the detectors know."""

MIN_SPEECH_MS = 10_000
"""Speech of both speakers together below which a report says little, in milliseconds:
less than a greeting and its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallInfo:
    """What is known about a call beforehand."""

    id: str
    source: str
    """What was listened to: a file's name, a device's."""
    input: Literal["stereo", "mono", "transcript"]
    agent: str | None = None
    """The analyst's name, if it is to be in the report."""
    started_at: datetime | None = None
    """Wall-clock time of audio time zero, with its zone, where it is known."""
    language: str = "en"
    """A language tag: ``en``, ``en-GB``, ``de``."""
    metadata: Mapping[str, object] = field(default_factory=dict)
    """Anything else that should be kept with the call, ready for JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineInfo:
    """What made a report."""

    version: str
    """Of this package."""
    model: str | None
    """The recogniser's model; None where nothing had to be recognised, which the report
    calls ``none``."""
    policy: str
    """``<name>@<first 12 hex digits of the sha256 of the effective policy>``."""


def report_of(
    ledger: Ledger,
    *,
    call: CallInfo,
    engine: EngineInfo,
    problems: Iterable[Problem] = (),
    delivered: Iterable[Mapping[str, Any]] = (),
) -> Form:
    """Return the report of a call.

    What still goes on when the call ends, ends with it: no end is left open.

    Args:
        ledger: Fed the whole record, in order, and all that was noticed.
        call: What is known about the call.
        engine: What made the report.
        problems: What stood in the way of hearing well; those that show in the ledger
            (failed utterances, losses and pauses, too little speech) and the language
            are added.
        delivered: What became of the nudges on a screen, in the report's form.
    """
    end = ledger.duration
    sentiment = ledger.sentiment
    utterances = ledger.utterances
    decisions = sorted(ledger.decisions, key=lambda decision: decision.nudge.at)
    return {
        "schema": SCHEMA,
        "call": _call_json(call, end),
        "engine": {
            "version": engine.version,
            "model": engine.model or "none",
            "policy": engine.policy,
        },
        "quality": _quality_json(ledger, call, problems),
        "utterances": [
            utterance_json(utterance, sentiment=sentiment.get(utterance.id))
            for utterance in utterances
        ],
        "findings": [finding_json(finding, end=end) for finding in ledger.findings],
        "holds": [hold_json(hold, end=end) for hold in ledger.holds],
        "closing": {
            "reached": ledger.closing_reached,
            **_checklist_json(ledger, "closing"),
        },
        "greeting": _checklist_json(ledger, "greeting"),
        "nudges": [
            nudge_json(decision.nudge, suppressed_by=decision.suppressed_by)
            for decision in decisions
        ],
        "delivered": [plain(row) for row in delivered],
        "metrics": metrics_of(facts_of(ledger)),
    }


def facts_of(ledger: Ledger) -> CallFacts:
    """Return what the figures of a call are made of, out of its ledger."""
    end = ledger.duration
    return CallFacts(
        duration=end,
        speech={speaker: ledger.speech(speaker) for speaker in Speaker},
        holds=[
            (hold.start, end if hold.end is None else hold.end) for hold in ledger.holds
        ],
        lost=[span for speaker in Speaker for span in ledger.lost(speaker)],
        paused={speaker: ledger.paused(speaker) for speaker in Speaker},
        utterances=ledger.utterances,
        findings=ledger.findings,
        sentiment=ledger.sentiment,
        discovery=_evidence(ledger, "discovery"),
    )


def is_spoken(language: str) -> bool:
    """Return whether the detectors know the words of a language, given by its tag."""
    return language.strip().lower().replace("_", "-").split("-")[0] in LANGUAGES


def _call_json(call: CallInfo, duration: int) -> Form:
    return {
        "id": call.id,
        "source": call.source,
        "agent": call.agent,
        "started_at": None if call.started_at is None else call.started_at.isoformat(),
        "duration_ms": milliseconds(duration),
        "language": call.language,
        "input": call.input,
        "metadata": plain(call.metadata),
    }


def _checklist_json(ledger: Ledger, part: Part) -> Form:
    """Return whether each element was said, and in which utterances."""
    evidence = _evidence(ledger, part)
    return {
        **{name: name in evidence for name in ELEMENTS[part]},
        "evidence": evidence,
    }


def _evidence(ledger: Ledger, part: Part) -> dict[str, list[str]]:
    """Return the utterances that said each element of a part, of those said."""
    kept = {utterance.id for utterance in ledger.utterances}
    said = {name: ledger.element(part, name) for name in ELEMENTS[part]}
    return {
        name: [one for one in ids if one in kept]
        for name, ids in said.items()
        if ids is not None
    }


def _quality_json(ledger: Ledger, call: CallInfo, problems: Iterable[Problem]) -> Form:
    found = list(problems)
    spoken = is_spoken(call.language)
    if not spoken:
        known = ", ".join(LANGUAGES)
        found.append(
            Problem(
                code="language",
                detail=f"the detectors know the words of {known}, not {call.language}",
            )
        )
    is_scored = spoken and all(one.code != SPEAKERS_UNSURE for one in found)
    # Those of the ledger are in the order of the call already, and stay in it.
    unique = dict.fromkeys([*sorted(found), *_ledger_problems(ledger, call)])
    return {
        "scored": is_scored,
        "problems": [
            {"code": problem.code, "detail": problem.detail}
            for problem in sorted(unique, key=lambda problem: problem.code)
        ],
    }


def _ledger_problems(ledger: Ledger, call: CallInfo) -> list[Problem]:
    problems: list[Problem] = []
    speech = {speaker: total(ledger.speech(speaker)) for speaker in Speaker}
    spoken = sum(speech.values())
    silent = [speaker for speaker in Speaker if not speech[speaker]]
    if milliseconds(spoken) < MIN_SPEECH_MS:
        detail = f"{_seconds(spoken)} of speech" if spoken else "no speech"
        problems.append(Problem(code="too-short", detail=f"{detail} in the whole call"))
    elif silent and call.input == "stereo":
        detail = f"no speech on the {silent[0]}'s channel in the whole call"
        problems.append(Problem(code="silent-channel", detail=detail))
    failed = [f.utterance for f in ledger.failures if f.reason == "recognition-error"]
    if failed:
        problems.append(
            Problem(
                code="utterance-failed",
                detail=f"the recogniser failed on {counted(len(failed), 'utterance')}: "
                + listed(f"{u.speaker} at {milliseconds(u.start)} ms" for u in failed),
            )
        )
    return [*problems, *unheard_problems(ledger)]


def _seconds(length: int) -> str:
    return f"{length / SAMPLE_RATE:.1f} s"
