"""The closing recap: is it there when the call ends, and what of it is missing?

::

    agent     … so it was the driver. I'll call you tomorrow.       thanks, bye
    customer                                      that's all, bye
    closing                                       ├───────────────────────────
    elements  resolution, next steps              │ counted         thanks
    finding                                       ├ missing: questions
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ClassVar

from coach import settings
from coach.audio_time import samples
from coach.detectors.recap.findings import missing_recap
from coach.detectors.recap.reader import RecapReader, RecapSettings
from coach.events import (
    CallEnded,
    ClosingAbandoned,
    ClosingReached,
    ElementHeard,
    ElementRetracted,
    Event,
    Finding,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    Speaker,
    Utterance,
    UtteranceDisregarded,
    UtteranceFinalised,
)
from coach.language.text import words

ELEMENTS = ("resolution", "next_steps", "questions", "thanks")
"""What a good ending has, in the order in which it is named."""


@dataclass(frozen=True, slots=True)
class _Line:
    """What of an ending one agent's utterance holds."""

    utterance: Utterance
    elements: frozenset[str]
    lasting: frozenset[str]
    """Those that count even if the customer speaks in between."""
    is_recap: bool
    """It is part of an announced recap."""
    takes_leave: bool


@dataclass(slots=True)
class _Closing:
    """The ending, since it began."""

    start: int
    at: int
    is_certain: bool
    """Somebody took leave or said that this is all; else the agent only asked."""
    heard: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Element to ids of the utterances that hold it."""
    finding: Finding | None = None


@lru_cache(maxsize=4)
def _reader_of(chosen: RecapSettings) -> RecapReader:
    """Return the reader of these settings; made once, not once a call."""
    return RecapReader(chosen)


class RecapDetector:
    """Find the closing as it begins, and what of a good ending is missing.

    A good ending restates what was wrong or done (*resolution*), says what happens next
    (*next steps*), asks whether there is anything else (*questions*), and thanks the
    caller.  Missing thanks alone raise nothing: they belong to the last words.

    Args:
        chosen: This detector's section of the policy.
    """

    name: ClassVar[str] = "recap"
    Settings: ClassVar[type[settings.Settings]] = RecapSettings
    definitions: ClassVar[Mapping[str, str]] = {"missing-recap": "missing-recap/1"}
    after: ClassVar[tuple[str, ...]] = ("hold",)

    def __init__(self, chosen: RecapSettings | None = None) -> None:
        self._chosen = chosen or RecapSettings()
        self._reader = _reader_of(self._chosen)
        self._lines: list[_Line] = []
        self._since = 0  # the agent's lines after the customer's last contribution
        self._has_matter = False  # the customer said what they call about
        self._thanked: Utterance | None = None
        self._closing: _Closing | None = None

    def feed(self, event: Event) -> Iterable[Event]:
        """Listen to both sides' final words."""
        match event:
            case UtteranceFinalised(utterance=said, known_at=known_at):
                if said.speaker is Speaker.AGENT:
                    return self._hear_agent(said, known_at)
                return self._hear_customer(said, known_at)
            case UtteranceDisregarded(utterance_id=utterance_id, known_at=known_at):
                return self._disregard(utterance_id, known_at)
            case CallEnded(at=at, known_at=known_at):
                return self._end(at, known_at)
        return ()

    def due(self) -> int | None:
        """Nothing is ever awaited."""
        return None

    def advance(self, now: int) -> Iterable[Event]:  # noqa: ARG002 - the shape
        """Time alone changes nothing."""
        return ()

    # --- the agent ---------------------------------------------------------------

    def _hear_agent(self, said: Utterance, known_at: int) -> list[Event]:
        line = self._read(said)
        self._lines.append(line)
        thanked, self._thanked = self._thanked, None
        if not self._has_matter:
            return []
        events: list[Event] = []
        if line.takes_leave:
            events += self._close(said, known_at, is_certain=True)
        elif (
            thanked is not None
            and not line.elements - {"thanks"}
            and self._reader.says("welcomes", said.text)
        ):
            events += self._close(thanked, known_at, is_certain=True)
        elif self._closing is None and (
            "questions" in line.elements
            or (line.is_recap and line.elements & {"resolution", "next_steps"})
        ):
            events += self._close(said, known_at, is_certain=False)
        return events + self._sync(known_at)

    def _read(self, said: Utterance) -> _Line:
        reader = self._reader
        # A sentence may begin in one utterance and end in the next.
        before = self._lines[-1] if len(self._lines) > self._since else None
        elements = reader.elements(said.text)
        if before is not None and before.utterance.text.rstrip()[-1:] not in ".?!":
            elements |= reader.elements(f"{before.utterance.text} {said.text}")
        afterwards = "afterwards" in elements
        elements.discard("afterwards")
        is_recap = reader.says("openers", said.text) or (
            before is not None and before.is_recap
        )
        lasting = set(elements) - {"thanks"} if is_recap else set()
        if afterwards:
            lasting.add("next_steps")
        return _Line(
            utterance=said,
            elements=frozenset(elements),
            lasting=frozenset(lasting - {"questions"}),
            is_recap=is_recap,
            takes_leave=reader.says("closing_by_agent", said.text),
        )

    # --- the customer ------------------------------------------------------------

    def _hear_customer(self, said: Utterance, known_at: int) -> list[Event]:
        reader, closing = self._reader, self._closing
        is_contribution = len(
            words(said.text)
        ) >= self._chosen.substantive_words and not reader.only_acknowledges(said.text)
        is_short = len(words(said.text)) <= 2 * self._chosen.substantive_words
        if is_short and reader.says("follow_ups", said.text):
            is_contribution = False  # asking about what the agent just said
        is_done = self._has_matter and reader.says("closing_by_customer", said.text)
        is_thanks = reader.says("thanks_by_customer", said.text)
        self._thanked = None
        if closing is not None and not is_done:
            if self._reopens(said, closing, is_contribution=is_contribution):
                events = self._abandon(known_at)
                self._contribute()
                return events
            if not closing.is_certain and reader.says("no_more", said.text):
                is_done = True
        if is_done:
            return self._close(said, known_at, is_certain=True) + self._sync(known_at)
        if is_thanks and self._has_matter:
            self._thanked = said
        elif is_contribution and closing is None:
            self._contribute()
        return []

    def _contribute(self) -> None:
        self._since = len(self._lines)
        self._has_matter = True

    def _reopens(
        self, said: Utterance, closing: _Closing, *, is_contribution: bool
    ) -> bool:
        """Tell whether the call goes on after all."""
        reader = self._reader
        if reader.says("no_more", said.text):
            return False
        if reader.says("new_matter", said.text):
            return True
        if not is_contribution or reader.says("thanks_by_customer", said.text):
            return False
        if closing.is_certain:
            return said.start - closing.start >= samples(self._chosen.goes_on_ms)
        # Asking about what the agent just recapped is part of the ending.
        return not said.text.rstrip().endswith("?")

    # --- the closing -------------------------------------------------------------

    def _close(
        self, said: Utterance, known_at: int, *, is_certain: bool
    ) -> list[Event]:
        if self._closing is not None:
            if is_certain and not self._closing.is_certain:
                self._closing.is_certain = True
                self._closing.at = max(self._closing.at, said.end)
            return []
        self._closing = _Closing(said.start, said.end, is_certain)
        return [ClosingReached(at=said.start, known_at=known_at)]

    def _sync(self, known_at: int) -> list[Event]:
        """Bring elements and finding up to date with what was said."""
        closing = self._closing
        if closing is None:
            return []
        events: list[Event] = []
        for element in ELEMENTS:
            ids = self._said(element, closing)
            if ids and closing.heard.get(element) != ids:
                closing.heard[element] = ids
                events.append(
                    ElementHeard(
                        part="closing",
                        element=element,
                        utterance_ids=ids,
                        known_at=known_at,
                    )
                )
            elif not ids and element in closing.heard:
                del closing.heard[element]
                events.append(
                    ElementRetracted(part="closing", element=element, known_at=known_at)
                )
        return events + self._sync_finding(closing, known_at)

    def _said(self, element: str, closing: _Closing) -> tuple[str, ...]:
        earliest = closing.start - samples(self._chosen.recap_ms)
        return tuple(
            line.utterance.id
            for index, line in enumerate(self._lines)
            if (index >= self._since and element in line.elements)
            or (element in line.lasting and line.utterance.end >= earliest)
        )

    def _sync_finding(self, closing: _Closing, known_at: int) -> list[Event]:
        before = closing.finding
        missing = tuple(name for name in ELEMENTS if name not in closing.heard)
        if not closing.is_certain or not set(missing) - {"thanks"}:
            closing.finding = None
            if before is None:
                return []
            return [FindingWithdrawn(finding_id=before.id, known_at=known_at)]
        closing.finding = missing_recap(
            start=closing.start,
            at=before.at if before is not None else closing.at,
            missing=missing,
            heard=closing.heard,
        )
        if before is None:
            return [FindingRaised(finding=closing.finding, known_at=known_at)]
        if before.evidence != closing.finding.evidence:
            return [FindingChanged(finding=closing.finding, known_at=known_at)]
        return []

    def _abandon(self, known_at: int) -> list[Event]:
        closing, self._closing = self._closing, None
        if closing is None:
            return []
        events: list[Event] = [
            ElementRetracted(part="closing", element=element, known_at=known_at)
            for element in closing.heard
        ]
        if closing.finding is not None:
            events.append(
                FindingWithdrawn(finding_id=closing.finding.id, known_at=known_at)
            )
        return [*events, ClosingAbandoned(known_at=known_at)]

    def _disregard(self, utterance_id: str, known_at: int) -> list[Event]:
        kept = [line for line in self._lines if line.utterance.id != utterance_id]
        if len(kept) == len(self._lines):
            return []
        self._since = sum(
            line.utterance.id != utterance_id for line in self._lines[: self._since]
        )
        self._lines = kept
        return self._sync(known_at)

    def _end(self, at: int, known_at: int) -> list[Event]:
        if self._closing is None or self._closing.finding is None:
            return []
        closing = self._closing
        finding = missing_recap(
            start=closing.start,
            at=self._closing.finding.at,
            missing=tuple(name for name in ELEMENTS if name not in closing.heard),
            heard=closing.heard,
            end=at,
        )
        return [FindingChanged(finding=finding, known_at=known_at)]
