"""The discovery: who is calling, the problem put back, its impact asked about.

::

    customer  ██ "this is Peter Lang …"                          ██ "Yes, exactly."
                 caller identified
    agent                      ██ "So you do see the sign-in screen, but …"
                                  problem restated
                                           ██ "Is anybody else affected?"
                                              impact asked

Not a finding and never a nudge: what was heard ticks itself on the live checklist.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import ClassVar

from coach import settings
from coach.detectors import Untimed
from coach.detectors.discovery.caller import Names, answers
from coach.detectors.discovery.reader import (
    ECHO_WORDS,
    DiscoveryReader,
    DiscoverySettings,
    stems,
)
from coach.events import (
    ClosingAbandoned,
    ClosingReached,
    ElementHeard,
    ElementRetracted,
    Event,
    HoldStarted,
    Speaker,
    Utterance,
    UtteranceDisregarded,
    UtteranceFinalised,
)
from coach.language.backchannels import backchannels
from coach.language.phrases import searchable
from coach.language.text import words

LISTENING_WORDS = 6
"""More words than these are never mere listening, whatever they are."""

JOINED = 3
"""How many utterances before one may begin its sentence."""

CALLER, PROBLEM, IMPACT = "caller_identified", "problem_restated", "impact_asked"


@lru_cache(maxsize=4)
def _reader_of(chosen: DiscoverySettings) -> tuple[DiscoveryReader, Names]:
    """Return what reads by these settings; made once, not once a call."""
    return DiscoveryReader(chosen), Names(chosen.not_names)


class DiscoveryDetector(Untimed):
    """Hear who is calling, the problem said back, and its impact asked about.

    An element is heard once; it is taken back when the words that said it turn out to
    have been said while the agent was away, to somebody else.

    Args:
        chosen: This detector's section of the policy.
    """

    name: ClassVar[str] = "discovery"
    Settings: ClassVar[type[settings.Settings]] = DiscoverySettings
    definitions: ClassVar[Mapping[str, str]] = {}
    after: ClassVar[tuple[str, ...]] = ("hold", "recap")

    def __init__(self, chosen: DiscoverySettings | None = None) -> None:
        self._chosen = chosen or DiscoverySettings()
        self._reader, self._names = _reader_of(self._chosen)
        self._backchannels = backchannels()
        self._heard: dict[str, tuple[str, ...]] = {}
        self._disregarded: set[str] = set()
        self._asked: Utterance | None = None  # who is calling, not answered yet
        self._patience = 0  # utterances in which that may still be answered
        self._turn = 0  # the customer's utterances
        self._own: set[str] = set()  # names the agent gave before the customer spoke
        self._told: set[str] = set()  # stems of what the customer told
        self._has_matter = False
        self._since = 0  # the agent's utterances since then
        self._length = 0  # words the customer has just said
        self._is_away = False  # there has been a hold
        self._closing_at: int | None = None
        self._turns: list[Utterance] = []  # the agent's since the customer's last

    def feed(self, event: Event) -> Iterable[Event]:
        """Listen to both sides' final words."""
        if not self._chosen.enabled:
            return ()
        match event:
            case UtteranceFinalised(utterance=said, known_at=known_at):
                if said.id in self._disregarded or not words(said.text):
                    return ()
                if said.speaker is Speaker.CUSTOMER:
                    return self._hear_customer(said, known_at)
                return self._hear_agent(said, known_at)
            case UtteranceDisregarded(utterance_id=name, known_at=known_at):
                return self._disregard(name, known_at)
            case HoldStarted():
                self._is_away = True
            case ClosingReached(at=at):
                self._closing_at = at
            case ClosingAbandoned():
                self._closing_at = None
        return ()

    # --- the customer ------------------------------------------------------------

    def _hear_customer(self, said: Utterance, known_at: int) -> list[Event]:
        spoken = words(said.text)
        if self._only_acknowledges(spoken):
            return []
        if self._turns:
            self._turns, self._length = [], 0
        self._turn += 1
        self._length += len(spoken)
        events: list[Event] = []
        if CALLER not in self._heard:
            events = self._identify(said, spoken, known_at)
        if PROBLEM not in self._heard:
            self._told |= stems(searchable(spoken))
        self._has_matter |= len(spoken) >= self._chosen.matter_words
        return events

    def _identify(
        self, said: Utterance, spoken: list[str], known_at: int
    ) -> list[Event]:
        given = self._names.introduces(said.text, turn=self._turn)
        if given is not None:
            return self._tick(CALLER, (said.id,), given, known_at)
        if self._asked is None:
            return []
        if answers(said.text, spoken) and not self._reader.defers(said.text):
            ids = (self._asked.id, said.id)
            return self._tick(CALLER, ids, said.text, known_at)
        self._patience -= 1
        if self._patience <= 0:
            self._asked = None
        return []

    # --- the agent ---------------------------------------------------------------

    def _hear_agent(self, said: Utterance, known_at: int) -> list[Event]:
        events: list[Event] = []
        if CALLER not in self._heard:
            events += self._listen_for_name(said, known_at)
        if self._only_acknowledges(words(said.text)):
            return events
        if IMPACT not in self._heard and self._turn:
            events += self._hear_impact(said, known_at)
        if PROBLEM not in self._heard and self._has_matter:
            self._since += not self._turns
            events += self._hear_problem(said, known_at)
        self._turns = [*self._turns[1 - JOINED :], said]
        return events

    def _hear_impact(self, said: Utterance, known_at: int) -> list[Event]:
        for text, ids in self._readings(said):
            if (asked := self._reader.impact(text)) is not None:
                return self._tick(IMPACT, ids, asked, known_at)
        return []

    def _hear_problem(self, said: Utterance, known_at: int) -> list[Event]:
        # An announced restatement may be mistaken for the beginning of the ending.
        if self._closing_at is not None and self._closing_at < said.start:
            return []
        for text, ids in self._readings(said):
            if (stated := self._restates(text)) is not None:
                return self._tick(PROBLEM, ids, stated, known_at)
        return []

    def _readings(self, said: Utterance) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield an utterance, and it with what it goes on from, with their ids.

        A breath ends an utterance in the middle of a sentence, and a recogniser puts a
        full stop there.
        """
        yield said.text, (said.id,)
        text = said.text
        ids: tuple[str, ...] = (said.id,)
        for before in reversed(self._turns):
            if not _goes_on(text):
                break
            text = f"{before.text.rstrip('.?!… ')} {text[:1].lower()}{text[1:]}"
            ids = (before.id, *ids)
        if len(ids) > 1:
            yield text, ids

    def _listen_for_name(self, said: Utterance, known_at: int) -> list[Event]:
        if not self._turn:
            self._own |= self._names.in_text(said.text)
        else:
            called = self._names.addresses(said.text, self._own)
            if called is not None:
                return self._tick(CALLER, (said.id,), called, known_at)
        if self._reader.asks_who(said.text):
            self._asked, self._patience = said, self._chosen.answer_within
        return []

    def _restates(self, text: str) -> str | None:
        announced = self._reader.announced(text)
        if announced is not None:
            return announced
        if self._is_away or self._since > self._chosen.restated_within:
            return None
        return self._reader.stated(
            text,
            self._told,
            is_answer=self._length >= ECHO_WORDS,
            is_reply=self._since == 1,
        )

    # ---------------------------------------------------------------------------------

    def _only_acknowledges(self, spoken: list[str]) -> bool:
        return len(spoken) <= LISTENING_WORDS and self._backchannels.only_acknowledge(
            spoken
        )

    def _tick(
        self, element: str, ids: tuple[str, ...], said: str, known_at: int
    ) -> list[Event]:
        self._heard[element] = ids
        return [
            ElementHeard(
                part="discovery",
                element=element,
                utterance_ids=ids,
                known_at=known_at,
                words=said,
            )
        ]

    def _disregard(self, name: str, known_at: int) -> list[Event]:
        self._disregarded.add(name)
        gone = [element for element, ids in self._heard.items() if name in ids]
        for element in gone:
            del self._heard[element]
        return [
            ElementRetracted(part="discovery", element=element, known_at=known_at)
            for element in gone
        ]


def _goes_on(text: str) -> bool:
    """Tell whether an utterance goes on with the sentence of the one before."""
    return text[:1].islower() or text.startswith(("Or ", "And ", "But ", "Have "))
