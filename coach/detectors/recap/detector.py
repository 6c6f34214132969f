"""The closing recap: is it there when the call ends, and what of it is missing?

::

    agent     … so it was the driver. I'll call you tomorrow.       thanks, bye
    customer                                      that's all, bye
    closing                                       ├───────────────────────────
    elements  resolution, next steps              │ counted         thanks
    finding                                       ├ missing: questions
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import ClassVar

from coach import settings
from coach.audio_time import samples
from coach.detectors import Untimed
from coach.detectors.recap.findings import missing_recap
from coach.detectors.recap.line import Line
from coach.detectors.recap.reader import RecapReader, RecapSettings
from coach.detectors.recap.tally import ELEMENTS, Tally
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
from coach.language.text import sentence_texts, words

_TOLD = frozenset(ELEMENTS) - {"thanks"}

LEAST_LETTERS = 5
"""Letters of a word that is not repeated by chance."""

DENIALS = frozenset(("no", "not", "never", "nothing", "still", "but", "wait"))
"""Words with which a customer says that things are not as they were told."""


@dataclass(slots=True)
class _Closing:
    """The ending, since it began."""

    start: int
    at: int
    is_certain: bool
    """Somebody took leave or said that this is all; else the agent only asked."""
    remarks: int = 0
    """What the customer remarked since, without bringing anything up plainly."""
    heard: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Element to ids of the utterances that hold it."""
    finding: Finding | None = None


@lru_cache(maxsize=4)
def _reader_of(chosen: RecapSettings) -> RecapReader:
    """Return the reader of these settings; made once, not once a call."""
    return RecapReader(chosen)


class RecapDetector(Untimed):
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
        self._lines: list[Line] = []
        self._ends: list[int] = []  # of each line, or of one before that ended later
        self._since = 0  # the agent's lines after the customer's last contribution
        self._untold = 0  # lines of these of which it is known that they tell nothing
        self._tally = Tally(0)  # of these lines
        self._anew = 0  # the agent's lines after the customer's last new matter
        self._has_matter = False  # the customer said what they call about
        self._has_remarked = False  # the customer made a remark on what was told
        self._thanked: Utterance | None = None
        self._last: Utterance | None = None  # of either side
        self._closing: _Closing | None = None

    def feed(self, event: Event) -> Iterable[Event]:
        """Listen to both sides' final words."""
        match event:
            case UtteranceFinalised(utterance=said, known_at=known_at):
                self._last = said
                if said.speaker is Speaker.AGENT:
                    return self._hear_agent(said, known_at)
                return self._hear_customer(said, known_at)
            case UtteranceDisregarded(utterance_id=utterance_id, known_at=known_at):
                return self._disregard(utterance_id, known_at)
            case CallEnded(at=at, known_at=known_at):
                return self._end(at, known_at)
        return ()

    # --- the agent ---------------------------------------------------------------

    def _hear_agent(self, said: Utterance, known_at: int) -> list[Event]:
        before = self._lines[-1] if len(self._lines) > self._since else None
        line = Line(self._reader, said, before)
        self._lines.append(line)
        self._ends.append(max([said.end, *self._ends[-1:]]))
        thanked, self._thanked = self._thanked, None
        if not self._has_matter:
            return []
        events: list[Event] = []
        if line.takes_leave or (line.winds_up and self._told()):
            events += self._close(said, known_at, is_certain=True)
        elif (
            thanked is not None
            and self._reader.says("welcomes", said.text)
            and not line.elements & _TOLD
        ):
            events += self._close(thanked, known_at, is_certain=True)
        elif self._closing is None and (
            "questions" in line.asks
            or ("agreement" in line.asks and self._told())
            or (line.is_recap and line.elements & {"resolution", "next_steps"})
        ):
            events += self._close(said, known_at, is_certain=False)
        return events + self._sync(known_at)

    def _told(self) -> bool:
        """Tell whether anything of an ending was told since the customer's last."""
        while self._since + self._untold < len(self._lines):
            if self._lines[self._since + self._untold].elements & _TOLD:
                return True
            self._untold += 1
        return False

    # --- the customer ------------------------------------------------------------

    def _hear_customer(self, said: Utterance, known_at: int) -> list[Event]:
        reader, closing = self._reader, self._closing
        length = len(words(said.text))
        if reader.says("new_matter", said.text):
            self._anew = len(self._lines)
        is_content = not reader.only_acknowledges(said.text)
        asked = bool(self._lines) and self._lines[-1].hands_over
        if is_content and not asked and reader.ends_in_thanks(said.text):
            # "Right, will order those. Thank you." agrees to what was told.
            is_content = "?" in said.text or not self._told()
        is_contribution = is_content and length >= self._chosen.substantive_words
        is_short = length <= 2 * self._chosen.substantive_words
        if is_short and reader.says("follow_ups", said.text):
            is_contribution = False  # asking about what the agent just said
        is_done = (
            self._has_matter
            and reader.says("closing_by_customer", said.text)
            and not self._is_understood()
        )
        if (
            not self._has_matter
            and self._lines
            and is_content
            and length >= self._chosen.matter_words
        ):
            self._contribute()
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
        elif closing is None and (
            is_contribution
            or (
                is_content
                and asked
                and not reader.says("no_more", said.text)
                and not reader.says("obliging", said.text)
            )
        ):
            if self._is_remark(said, asked=asked):
                self._has_remarked = True
            else:
                self._contribute()
        return []

    def _is_understood(self) -> bool:
        """Tell whether the agent just asked if they had understood the problem."""
        return bool(self._lines) and self._reader.says(
            "restatements", self._lines[-1].utterance.text
        )

    def _is_remark(self, said: Utterance, *, asked: bool) -> bool:
        """Tell whether a customer only remarks on what they were told, the first time.

        "By Friday. I'll write that in the book." leaves what was told part of the
        ending: it agrees, or repeats a word of it.  An answer, a question, a denial or
        a second remark does not.
        """
        spoken = words(said.text)
        agrees = self._reader.only_acknowledges(spoken[0] if spoken else "")
        return (
            not (asked or self._has_remarked)
            and len(spoken) <= 2 * self._chosen.substantive_words
            and "?" not in said.text
            and not any(word in DENIALS or word.endswith("n't") for word in spoken)
            and not self._reader.says("new_matter", said.text)
            and not self._reader.says("complaints", said.text)
            and (agrees or not self._words_told().isdisjoint(spoken))
            and self._told()
        )

    def _words_told(self) -> set[str]:
        """Return the longer words of the agent since the customer's last."""
        return {
            word
            for line in self._lines[self._since :]
            for word in words(line.utterance.text)
            if len(word) >= LEAST_LETTERS
        }

    def _contribute(self) -> None:
        self._begin(len(self._lines))
        if not self._has_matter:
            self._anew = self._since
        self._has_matter = True
        self._has_remarked = False

    def _begin(self, since: int) -> None:
        """Count afresh what the agent's lines hold, from one of them on."""
        self._since, self._untold = since, 0
        self._tally = Tally(since)

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
        if said.text.rstrip().endswith("?"):
            return False  # asking about what was just recapped is part of the ending
        # One remark in passing ends nothing; a complaint or a second remark does.
        closing.remarks += 1
        return closing.remarks > 1 or reader.says("complaints", said.text)

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
        self._tally.take_in(self._lines)
        events: list[Event] = []
        for element in ELEMENTS:
            before = self._said_before(element, closing)
            since = self._tally.said[element]
            known = closing.heard.get(element, ())
            # Between two looks lines are left out, or one comes at the end.
            is_known = len(before) + len(since) == len(known) and (
                not since or since[-1] == known[-1]
            )
            if (before or since) and not is_known:
                ids = closing.heard[element] = (*before, *since)
                events.append(
                    ElementHeard(
                        part="closing",
                        element=element,
                        utterance_ids=ids,
                        known_at=known_at,
                        words=self._words_of(element, ids[-1]),
                    )
                )
            elif known and not (before or since):
                del closing.heard[element]
                events.append(
                    ElementRetracted(part="closing", element=element, known_at=known_at)
                )
        return events + self._sync_finding(closing, known_at)

    def _said_before(self, element: str, closing: _Closing) -> list[str]:
        """Return what counts of the lines before the customer's last contribution."""
        earliest = closing.start - samples(self._chosen.recap_ms)
        just_before = closing.start - samples(self._chosen.just_before_ms)
        first = bisect_left(self._ends, min(earliest, just_before))
        return [
            line.utterance.id
            for index, line in enumerate(self._lines[first : self._since], first)
            if (line.utterance.end >= earliest and element in line.lasting)
            or (
                line.utterance.end >= just_before
                and index >= self._anew
                and element in line.asks | line.summed_up
            )
        ]

    def _words_of(self, element: str, name: str) -> str:
        """Return the sentence of an utterance that says an element, if one does."""
        for line in reversed(self._lines):
            if line.utterance.id == name:
                for sentence in sentence_texts(line.utterance.text):
                    if element in self._reader.elements(sentence):
                        return sentence
        return ""

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
        since, self._anew = (
            sum(line.utterance.id != utterance_id for line in self._lines[:index])
            for index in (self._since, self._anew)
        )
        self._lines = kept
        self._ends = [*accumulate((line.utterance.end for line in kept), max)]
        self._begin(since)
        return self._sync(known_at)

    def _end(self, at: int, known_at: int) -> list[Event]:
        closing = self._closing
        if closing is None and self._last is not None and self._came_to_an_end():
            # Nobody said goodbye, but both were done: too late for advice.
            events = self._close(self._last, known_at, is_certain=False)
            return events + self._sync(known_at)
        if closing is None or closing.finding is None:
            return []
        finding = missing_recap(
            start=closing.start,
            at=closing.finding.at,
            missing=tuple(name for name in ELEMENTS if name not in closing.heard),
            heard=closing.heard,
            end=at,
        )
        return [FindingChanged(finding=finding, known_at=known_at)]

    def _came_to_an_end(self) -> bool:
        """Tell whether the call's last words were an exchange that ended it."""
        last = self._last
        if last is None or not self._has_matter or not self._told():
            return False
        if self._reader.is_cut_off(self._lines[-1].utterance.text):
            return False
        if last.speaker is Speaker.AGENT:
            return self._lines[-1].winds_up
        return (
            self._reader.only_acknowledges(last.text)
            or self._reader.says("thanks_by_customer", last.text)
            or self._reader.says("no_more", last.text)
            or self._reader.winds_up(last.text)
        )
