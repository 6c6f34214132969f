"""The aftermath of a hold: the turn of the return still tells of it.

agent     "So, it is the router."   "Thanks for waiting, by the way."
┗ the hold ended here     ┗ thanked
├────────────── 12 s, or the customer's next turn ─────┤ etiquette
"""

from dataclasses import replace

from coach.audio_time import samples
from coach.detectors.hold.etiquette import etiquette_finding
from coach.detectors.hold.language import HoldLanguage
from coach.events import (
    Event,
    FindingRaised,
    Hold,
    HoldChanged,
    HoldWithdrawn,
    Utterance,
)

RETURN_TURN = samples(12_000)
"""How long after the return thanks and explanations belong to it, in samples."""


class Aftermath:
    """Learns what the agent says on coming back, and judges the hold then.

    Args:
        hold: The hold that has ended.
        language: Reads the words.
        is_mere_patience: Only a "one moment" told of it: should the agent say that
            they were there all the time, they were.
    """

    def __init__(
        self, hold: Hold, language: HoldLanguage, *, is_mere_patience: bool = False
    ) -> None:
        self.hold = hold
        self.takes_longer = False
        """The agent said that it takes longer."""
        self.is_void = False
        """There was no hold after all."""
        self._language = language
        self._is_mere_patience = is_mere_patience

    def due(self) -> int | None:
        """Return when the turn of the return is over."""
        return None if self.hold.end is None else self.hold.end + RETURN_TURN

    def hear(
        self, utterance: Utterance, now: int, *, is_away_again: bool
    ) -> list[Event]:
        """Learn from the agent's words: thanks, presence, or that it takes longer.

        Args:
            utterance: Of the agent, perhaps of the turn of the return.
            now: The audio time reached.
            is_away_again: The agent has announced the next hold.
        """
        due = self.due()
        if due is None or utterance.start > due:
            return []
        language, text = self._language, utterance.text
        if self._is_mere_patience and language.tells_of_presence(text):
            self.is_void = True
            return [HoldWithdrawn(hold_id=self.hold.id, known_at=now)]
        self.takes_longer |= language.checks_back(text)
        before = self.hold
        self.hold = replace(
            before,
            thanked=before.thanked or language.thanks(text),
            checked_back=before.checked_back or (self.takes_longer and is_away_again),
        )
        return (
            [HoldChanged(hold=self.hold, known_at=now)] if self.hold != before else []
        )

    def away_again(self, now: int) -> list[Event]:
        """Take in that the next hold has begun: to come back was a check-back."""
        if not self.takes_longer or self.hold.checked_back:
            return []
        self.hold = replace(self.hold, checked_back=True)
        return [HoldChanged(hold=self.hold, known_at=now)]

    def close(self, now: int) -> list[Event]:
        """Judge the hold, once the turn of the return is over."""
        finding = etiquette_finding(self.hold, now)
        return [] if finding is None else [FindingRaised(finding=finding, known_at=now)]
