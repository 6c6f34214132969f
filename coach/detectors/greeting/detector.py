"""The greeting: a welcome, the analyst's own name, an offer of help."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import ClassVar

from pydantic import Field

from coach import settings
from coach.audio_time import samples
from coach.detectors import Untimed
from coach.detectors.greeting import words as greeting_words
from coach.events import (
    ElementHeard,
    Event,
    Speaker,
    Utterance,
    UtteranceFinalised,
)
from coach.language.phrases import Phrase, compiled, searchable
from coach.language.text import sentence_texts, words


class GreetingSettings(settings.Settings):
    """How a greeting is recognised, and how long it may take.

    Phrases: ``(a|b)`` one of these, ``[a|b]`` perhaps, ``*`` up to three words.
    """

    turns: int = Field(default=2, ge=1)
    """The analyst's turns that make up the greeting: a name or an offer of help may
    follow the caller's hello."""

    within_ms: int = Field(default=45_000, ge=0)
    """The greeting is over this long after the call began, in milliseconds."""

    welcomes: tuple[Phrase, ...] = greeting_words.WELCOMES
    """A hello or a thank-you for calling."""

    offers: tuple[Phrase, ...] = greeting_words.OFFERS
    """An offer of help, in the first turn."""

    later_offers: tuple[Phrase, ...] = greeting_words.LATER_OFFERS
    """An offer of help once the caller has spoken: plainer words are needed."""

    names_before: tuple[Phrase, ...] = greeting_words.NAMES_BEFORE
    """What stands before the analyst's own name."""

    names_after: tuple[Phrase, ...] = greeting_words.NAMES_AFTER
    """What stands after it."""

    naming: tuple[Phrase, ...] = greeting_words.NAMING
    """What only ever stands beside it, whatever the recogniser made of the name."""

    not_names: tuple[str, ...] = greeting_words.NOT_NAMES
    """Words in that place which are no name."""


_BACKCHANNEL_WORDS = 2
_NAMING_WORDS = 4
_DESK = re.compile(
    r"\b(?:desk|support|services?|helpdesk|help|it|ict|department|team|line|hotline|"
    r"systems?|tech|technology|apps?|operations|office|centre|center|portal|solutions)\b"
)
_OPEN_QUESTION = re.compile(
    r"(?:^| )(?:how|what|which|who) (?:can|could|may|might|shall|should|do|would|"
    r"will|have (?:you|we)|is it|is the|is going|is up|is wrong|seems|"
    r"brings|did|needs|'s) "
    r"(?!you (?:do|doing|spell|say) )"
    r"|^(?:what's|how's) (?!your |the (?:name|number) )"
    r"|^(?:so )?(?:need|want) (?:a hand|help|anything)"
    r"|(?:can|could|may) (?:i|we) (?:help|be|do|fix|sort|assist|get you|offer) "
)
"""What an agent asks before the customer has said a word, but for who they are."""

_INITIALS = re.compile(r"\b[A-Za-z](?:\.[A-Za-z])+\b")
"""“I.T.” is one word, and no two sentences."""

_PIECE = re.compile(r"[,.;:!?]+")


class GreetingReader:
    """Read the elements of a greeting in what was said.  Pure; made once.

    Args:
        chosen: Phrases.
    """

    def __init__(self, chosen: GreetingSettings) -> None:
        self._welcomes = compiled(chosen.welcomes)
        self._offers = compiled(chosen.offers)
        self._later_offers = compiled(chosen.later_offers)
        self._not_names = frozenset(chosen.not_names)
        self._before_names = compiled(chosen.names_before)
        self._after_names = compiled(chosen.names_after)
        self._naming = compiled(chosen.naming)

    def elements(
        self, text: str, *, is_first: bool, is_opening: bool = False
    ) -> set[str]:
        """Return which of ``welcomed``, ``gave_name``, ``offered_help`` are in a text.

        Args:
            text: What the agent said.
            is_first: It is the agent's first turn.
            is_opening: The customer has said nothing yet, so that whatever the agent
                asks is what the call is about.
        """
        # A recogniser puts commas, or does not: "hello Rosalind here how can I help".
        spans = [text, *_PIECE.split(text)]
        spoken = [said for span in spans if (said := searchable(words(span)))]
        offers = self._offers if is_first else self._later_offers
        found = set()
        if any(self._welcomes.search(said) for said in spoken):
            found.add("welcomed")
        if any(offers.search(said) for said in spoken) or (
            is_opening and any(_OPEN_QUESTION.search(said) for said in spoken)
        ):
            found.add("offered_help")
        # Later on, "a couple of minutes here" is more likely than "Rosalind here".
        naming = [s for s in spoken if is_first or s.count(" ") <= _NAMING_WORDS]
        if any(self._gives_name(said) for said in naming) or (
            is_first
            and (
                self._has_bare_name(text)
                or any(self._naming.search(said) for said in spoken)
            )
        ):
            found.add("gave_name")
        return found

    def _gives_name(self, spoken: str) -> bool:
        before = (
            spoken[match.end() :].split(" ", 1)[0]
            for match in self._before_names.find_all(spoken)
        )
        after = (
            spoken[: match.start()].rstrip().rsplit(" ", 1)[-1]
            for match in self._after_names.find_all(spoken)
        )
        # "I'm calling" gives no name, "Blessing here" does.
        return any(
            self._is_name(name) and not name.endswith("ing") for name in before
        ) or any(self._is_name(name) for name in after)

    def _is_name(self, word: str) -> bool:
        name = word.removesuffix("'s")
        return (
            name not in self._not_names
            and word not in self._not_names
            and len(name) > 1
            and name.replace("'", "").isalpha()
        )

    def _has_bare_name(self, text: str) -> bool:
        """Tell whether a name stands by itself, as in "Service desk, Maya."."""
        spelled = _INITIALS.sub(lambda match: match.group().replace(".", ""), text)
        pieces = [piece.split() for piece in _PIECE.split(spelled)]
        for index, piece in enumerate(pieces):
            # "Kylie Hugh" is how a recogniser may write "Kylie here".
            if not 1 <= len(piece) <= (2 if index else 1):
                continue
            if not all(word[0].isupper() for word in piece):
                continue
            said = [word.lower() for word in piece]
            if not all(map(self._is_name, said)) or _DESK.search(" ".join(said)):
                continue
            # The first word always has a capital: "Payroll, hello" names a desk.
            beside = pieces[index + 1 : index + 2] if index == 0 else pieces[:index]
            if any(_DESK.search(" ".join(other).lower()) for other in beside) or (
                index > 0 and len(pieces[0]) > 1
            ):
                return True
        return False


@lru_cache(maxsize=4)
def _reader_of(chosen: GreetingSettings) -> GreetingReader:
    """Return the reader of these settings; made once, not once a call."""
    return GreetingReader(chosen)


class GreetingDetector(Untimed):
    """Hear the elements of the greeting in the agent's first turns.

    ::

        agent     service desk, hello │            hi Frank, how can I help │ …
        customer                      │ hi, it's Frank                      │
                  ├──── turn 1 ──────┤             ├──────── turn 2 ───────┤

    Args:
        chosen: This detector's section of the policy.
    """

    name: ClassVar[str] = "greeting"
    Settings: ClassVar[type[settings.Settings]] = GreetingSettings
    definitions: ClassVar[Mapping[str, str]] = {}
    after: ClassVar[tuple[str, ...]] = ()

    def __init__(self, chosen: GreetingSettings | None = None) -> None:
        chosen = chosen or GreetingSettings()
        self._turns = chosen.turns
        self._until = samples(chosen.within_ms)
        self._reader = _reader_of(chosen)
        self._turn = 0
        self._floor: Speaker | None = None
        self._before: Utterance | None = None  # the agent's last one of this turn
        self._heard: set[str] = set()
        self._is_opening = True  # the customer has not said what they call about

    def feed(self, event: Event) -> Iterable[Event]:
        """Listen to the agent's first turns."""
        if not isinstance(event, UtteranceFinalised) or self._turn > self._turns:
            return ()
        said = event.utterance
        if said.speaker is Speaker.CUSTOMER:
            self._is_opening &= len(words(said.text)) <= _BACKCHANNEL_WORDS
            if self._turn and len(words(said.text)) > _BACKCHANNEL_WORDS:
                self._floor, self._before = Speaker.CUSTOMER, None
            elif self._turn:
                self._floor = self._floor or Speaker.AGENT
            return ()
        return self._hear(said, event.known_at)

    def _hear(self, said: Utterance, known_at: int) -> list[Event]:
        if self._floor is not Speaker.AGENT:
            self._turn += 1
            self._floor = Speaker.AGENT
        if self._turn > self._turns or said.start > self._until:
            self._turn = self._turns + 1
            return []
        is_first = self._turn == 1
        is_opening = self._is_opening
        found = self._reader.elements(
            said.text, is_first=is_first, is_opening=is_opening
        )
        if self._before is not None:
            joined = f"{self._before.text} {said.text}"
            found |= self._reader.elements(
                joined, is_first=is_first, is_opening=is_opening
            )
        self._before = said
        new = sorted(found - self._heard)
        self._heard |= found
        return [
            ElementHeard(
                part="greeting",
                element=element,
                utterance_ids=(said.id,),
                known_at=known_at,
                words=self._words_of(element, said.text, is_first=is_first),
            )
            for element in new
        ]

    def _words_of(self, element: str, text: str, *, is_first: bool) -> str:
        """Return the sentence that says an element; the whole text for want of one."""
        for sentence in sentence_texts(text):
            if element in self._reader.elements(
                sentence, is_first=is_first, is_opening=self._is_opening
            ):
                return sentence
        return text
