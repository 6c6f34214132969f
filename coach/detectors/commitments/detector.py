"""Commitments: what the agent promises to do after the call, and when.

::

    agent     ██ "I'll call you back in an hour."      ██ "So I'll ring you at two."
                 commitment, due "in an hour"             another: the times differ
    agent                          ██ "And I'll call you back."
                                      the same again

In the report and in the summary after the call, so that it is kept; never a nudge.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

from coach import settings
from coach.audio_time import milliseconds
from coach.detectors import Untimed
from coach.detectors.commitments.reader import (
    CommitmentReader,
    CommitmentsSettings,
    Promise,
)
from coach.events import (
    Event,
    Finding,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    Severity,
    Speaker,
    Utterance,
    UtteranceDisregarded,
    UtteranceFinalised,
)
from coach.language.text import Sentence, piece, sentence_texts

KIND = "commitment"

UTTERANCES_KEPT = 64
"""The latest utterances known to be disregarded before their words come."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A promise that was made, and its finding."""

    promise: Promise
    finding: Finding


@lru_cache(maxsize=4)
def _reader_of(chosen: CommitmentsSettings) -> CommitmentReader:
    """Return the reader of these settings; made once, not once a call."""
    return CommitmentReader(chosen)


class CommitmentsDetector(Untimed):
    """Find what the agent promises for after the call; each promise once.

    A promise made again, as in a recap, is no second one; if only the second time says
    when, that is when.

    Args:
        chosen: This detector's section of the policy.
    """

    name: ClassVar[str] = "commitments"
    Settings: ClassVar[type[settings.Settings]] = CommitmentsSettings
    definitions: ClassVar[Mapping[str, str]] = {KIND: f"{KIND}/1"}
    after: ClassVar[tuple[str, ...]] = ("hold",)

    def __init__(self, chosen: CommitmentsSettings | None = None) -> None:
        self._chosen = chosen or CommitmentsSettings()
        self._reader = _reader_of(self._chosen)
        self._kept: list[_Kept] = []
        self._disregarded: deque[str] = deque(maxlen=UTTERANCES_KEPT)

    def feed(self, event: Event) -> Iterable[Event]:
        """Listen to the agent's final words."""
        match event:
            case UtteranceFinalised(utterance=said, known_at=known_at):
                is_heard = (
                    self._chosen.enabled
                    and said.speaker is Speaker.AGENT
                    and said.id not in self._disregarded
                )
                return self._hear(said, known_at) if is_heard else ()
            case UtteranceDisregarded(utterance_id=name, known_at=known_at):
                return self._disregard(name, known_at)
        return ()

    def _hear(self, said: Utterance, known_at: int) -> list[Event]:
        events: list[Event] = []
        if not self._reader.may_promise(said.text):
            return events
        reached = 0
        for sentence in sentence_texts(said.text):
            place = said.text.index(sentence, reached)
            reached = place + len(sentence)
            found = self._reader.promises(sentence)
            for promise in found:
                # A sentence with one promise is quoted whole.
                is_only = len(found) == 1
                begin = place if is_only else place + promise.begin
                stop = reached if is_only else place + promise.stop
                events += self._keep(promise, piece(said, begin, stop), said, known_at)
        return events

    def _keep(
        self, promise: Promise, quoted: Sentence, said: Utterance, known_at: int
    ) -> list[Event]:
        """Take in a promise, be it new or known."""
        for index, kept in enumerate(self._kept):
            if not _is_same(kept.promise, promise):
                continue
            if kept.promise.due is not None or promise.due is None:
                return []
            finding = _finding(kept.finding, due=promise.due)
            known = replace(kept.promise, due=promise.due)
            self._kept[index] = _Kept(known, finding)
            return [FindingChanged(finding=finding, known_at=known_at)]
        if len(self._kept) >= self._chosen.most:
            return []
        finding = _new_finding(promise, quoted, said)
        if any(kept.finding.id == finding.id for kept in self._kept):
            return []  # two in one millisecond: a slip of the recogniser
        self._kept.append(_Kept(promise, finding))
        return [FindingRaised(finding=finding, known_at=known_at)]

    def _disregard(self, name: str, known_at: int) -> list[Event]:
        self._disregarded.append(name)
        gone = [k for k in self._kept if k.finding.evidence["utterance"] == name]
        self._kept = [k for k in self._kept if k not in gone]
        return [
            FindingWithdrawn(finding_id=k.finding.id, known_at=known_at) for k in gone
        ]


def _is_same(first: Promise, second: Promise) -> bool:
    """Tell whether a promise is one that was made before."""
    if first.deed != second.deed or first.is_own != second.is_own:
        return False
    if None not in (first.due, second.due) and not _is_same_time(first, second):
        return False
    if first.deed == "contact" and (first.due or second.due):
        return True
    shared = first.topics & second.topics
    return 2 * len(shared) >= min(len(first.topics), len(second.topics))


def _is_same_time(first: Promise, second: Promise) -> bool:
    """Tell whether one time is the other, or part of it: "tomorrow (at nine)"."""
    one, other = (str(promise.due).lower() for promise in (first, second))
    return one in other or other in one


def _new_finding(promise: Promise, quoted: Sentence, said: Utterance) -> Finding:
    start = milliseconds(quoted.start)
    clock = f"{start // 60_000}:{start // 1000 % 60:02d}"
    return Finding(
        id=f"{KIND}-{start}",
        kind=KIND,
        speaker=Speaker.AGENT,
        start=quoted.start,
        end=quoted.end,
        at=quoted.end,
        severity=Severity.INFO,
        definition=CommitmentsDetector.definitions[KIND],
        evidence={
            "text": quoted.text,
            "due": promise.due,
            "utterance": said.id,
            "start_ms": start,
            "end_ms": milliseconds(quoted.end),
        },
        explanation=f"Promised at {clock}: “{quoted.text}”",
    )


def _finding(known: Finding, *, due: str) -> Finding:
    """Return a finding with the time that was said later."""
    return replace(known, evidence={**known.evidence, "due": due})
