"""The outlook: whether a hold is about to come, by what both have said.

    agent     "It's the feeder."   "Let me ask the others."
    customer                                        "Okay."
                                                           ├── 3 s ──▲ announced?

What a sentence means takes the small model a millisecond or more, and most sentences
are followed by others: so what was said is kept, and read only once an absence asks
about it.  Then, too, only as far back as an announcement could still stand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.detectors.hold.announcement import (
    TALK_LIMIT,
    Announcement,
    after_sentence,
    weight,
)
from coach.detectors.hold.language import HoldLanguage, Reading, Strength
from coach.meaning.reading import read_ahead


@dataclass(slots=True)
class _Sentence:
    """A sentence of the agent."""

    reading: Reading
    estimate: float | None
    """Seconds that the sentence before it said something takes."""


@dataclass(frozen=True, slots=True)
class _Reply:
    """What the customer said."""

    text: str
    count: int
    """Number of words."""
    is_waiting: bool
    """They only wait, and said as much."""
    may_be_away: bool
    """They may have said that they are away themselves."""


class Outlook:
    """Knows what has been announced, as far as anybody asks.

    Args:
        language: Reads the words.
    """

    def __init__(self, language: HoldLanguage) -> None:
        self._language = language
        self._announcement: Announcement | None = None  # before what follows
        self._said: list[_Sentence | _Reply] = []  # and has not been gone into yet
        self._has_agent_said = False  # any of it
        self._estimate: float | None = None
        self._away: str | None = None  # a reply that may say that they are away
        self._is_away = False  # the last one did

    @property
    def may_be_announced(self) -> bool:
        """Whether the agent may have said that they will be away."""
        return self._announcement is not None or self._has_agent_said

    @property
    def is_known_to_be_away(self) -> bool:
        """Whether the customer was found to be away, and has said nothing since."""
        return self._is_away and not self._said

    def announcement(self) -> Announcement | None:
        """Return what the agent has announced, as far as it stands; asks the model."""
        said, self._said = self._said, []
        self._has_agent_said = False
        begin = self._first_that_matters(said)
        if begin > 0:
            self._announcement = None  # lapsed, if there was one
        for one in said[begin:]:
            if isinstance(one, _Sentence):
                self._go_into_sentence(one)
            else:
                self._go_into_reply(one)
        return self._announcement

    def is_customer_away(self) -> bool:
        """Return whether the customer said last that they are away; asks the model."""
        self.announcement()
        if self._away is not None:
            self._is_away = self._language.is_customer_away(self._away)
            self._away = None
        return self._is_away

    def take(self) -> Announcement | None:
        """Return what was announced, and forget it: it has come, or never will."""
        found = self.announcement()
        self._announcement = None
        return found

    def forget(self) -> None:
        """Forget everything: the call is over."""
        self._announcement = self._away = None
        self._is_away = False
        self._said.clear()
        self._has_agent_said = False

    def agent_said(self, readings: Sequence[Reading]) -> None:
        """Take in an utterance of the agent, its sentences as they read by words."""
        for reading in readings:
            self._has_agent_said = True
            self._said.append(_Sentence(reading, self._estimate))
            self._estimate = reading.estimate

    def customer_said(
        self, text: str, count: int, *, is_waiting: bool, may_be_away: bool
    ) -> None:
        """Take in an utterance of the customer.

        Args:
            text: What they said.
            count: Number of words.
            is_waiting: They only wait, and said as much.
            may_be_away: They may be away themselves, if nothing was announced: else
                "one minute, okay" only repeats what the agent said.
        """
        self._said.append(
            _Reply(text, count, is_waiting=is_waiting, may_be_away=may_be_away)
        )

    def go_on(self) -> None:
        """Take in that the conversation went on: an estimate was no promise."""
        self._estimate = None

    def _first_that_matters(self, said: list[_Sentence | _Reply]) -> int:
        """Return from where on to go into what was said; decide the sentences there.

        Before it, whatever was announced has lapsed: the agent has said too much else
        since, up to the next announcement or to now.
        """
        read_ahead(_in_doubt(said))
        left = TALK_LIMIT
        for index in range(len(said) - 1, -1, -1):
            one = said[index]
            if isinstance(one, _Reply):
                continue
            reading = one.reading = self._language.decided(one.reading)
            if reading.strength is not Strength.NONE:
                left = TALK_LIMIT  # it may go on with one before
            elif reading.is_resolved:
                return index
            else:
                left -= weight(reading)
            if left < 0:
                return index
        return 0

    def _go_into_sentence(self, one: _Sentence) -> None:
        self._away, self._is_away = None, False
        self._announcement = after_sentence(
            self._announcement, one.reading, one.estimate
        )

    def _go_into_reply(self, one: _Reply) -> None:
        announcement = self._announcement
        if not one.is_waiting:
            may_be_away = one.may_be_away and announcement is None
            self._away, self._is_away = one.text if may_be_away else None, False
        if announcement is None:
            return
        announcement.replied += one.count
        if self._language.refuses(one.text, minds=announcement.minds):
            announcement.is_refused = True
        if announcement.has_lapsed:
            self._announcement = None


def _in_doubt(said: Sequence[_Sentence | _Reply]) -> Iterator[str]:
    """Yield the sentences whose meaning is asked for, should none announce anything."""
    left = TALK_LIMIT
    for one in reversed(said):
        if isinstance(one, _Reply):
            continue
        if one.reading.in_doubt is not None:
            yield one.reading.in_doubt
        left -= weight(one.reading)
        if left < 0 or one.reading.is_resolved:
            return
