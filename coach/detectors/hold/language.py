"""What words say about holds: announcements, promises, permission, return."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from coach.detectors.hold.settings import HoldSettings
from coach.language.backchannels import backchannels
from coach.language.memory import remembered
from coach.language.phrases import Phrases, compiled, searchable
from coach.language.spoken_times import SpokenTime, spoken_times, with_times_marked
from coach.language.text import sentence_texts, words
from coach.meaning.reading import reader

LONGEST_CHECK = 14
"""Words of the longest sentence that only says that it takes longer."""

LONGEST_MUTTER = 9
"""Words of the longest muttering; more than that is talk."""


LONGEST_ESTIMATE_S = 600.0
"""What takes longer than this, in seconds, nobody holds for: it is no promise."""

_GIMME = re.compile(r"\bgimme\b", re.IGNORECASE)


class Strength(IntEnum):
    """How clearly an agent says that they will be away."""

    NONE = 0
    PATIENCE = 1
    """"One moment": a hold only when a real absence follows."""
    CLEAR = 2
    """"Can I put you on hold?", "give me two minutes"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one sentence of the agent says about a hold."""

    strength: Strength
    seconds: float | None
    """The time promised, if one was said that promises anything."""
    estimate: float | None
    """How long something takes ("that should take ninety seconds"): the promise of a
    hold that is announced next."""
    asks: bool
    """It asks whether that is all right."""
    minds: bool
    """It asks whether the customer minds, so that "no" agrees."""
    is_resolved: bool
    """It says that there is no need to be away any more."""
    is_courtesy: bool
    """It only acknowledges or thanks."""
    is_question: bool
    count: int
    """Number of words."""
    in_doubt: str | None = None
    """The sentence, where its words announce nothing but its meaning may."""


class HoldLanguage:
    """Reads sentences with the word lists of the policy.

    Args:
        settings: The word lists.
    """

    def __init__(self, settings: HoldSettings) -> None:
        self._least = settings.least_promise_s
        self._away = compiled(settings.away)
        self._elsewhere = compiled(settings.elsewhere)
        self._wait = compiled(settings.wait)
        self._not_away = compiled(settings.not_away)
        self._resolved = compiled(settings.resolved)
        self._estimates = compiled(settings.estimates)
        self._asking = compiled(settings.asking)
        self._refused = compiled(settings.refused)
        self._agreed = compiled(settings.agreed)
        self._thanked = compiled(settings.thanked)
        self._returned = compiled(settings.returned)
        self._been_elsewhere = compiled(settings.been_elsewhere)
        self._present = compiled(settings.present)
        self._checked_back = compiled(settings.checked_back)
        self._mutter = compiled(settings.mutter)
        self._goodbyes = compiled(settings.goodbyes)
        self._customer_away = compiled(settings.customer_away)
        self._backchannels = backchannels()
        self._meaning = reader("hold") if settings.semantic else None
        self._meant = settings.meant
        self._doubted = settings.doubted

    def read(self, sentence: str) -> Reading:
        """Return what a sentence of the agent says about a hold."""
        return self.decided(self.read_words(sentence))

    def decided(self, reading: Reading) -> Reading:
        """Return a reading by words with what the sentence means taken in, too."""
        sentence = reading.in_doubt
        if sentence is None:
            return reading
        if self._means("announce", sentence):
            return self.read_words(sentence, announces=True)
        return replace(reading, in_doubt=None)

    def read_words(self, sentence: str, *, announces: bool = False) -> Reading:
        """Return what the words of a sentence say about a hold.

        Args:
            sentence: Of the agent.
            announces: It is known to announce one, in words that no list may have: of
                less weight, but a time that is said counts.
        """
        has_gimme = "gimme" in sentence.lower()
        spoken = words(_GIMME.sub("give me", sentence) if has_gimme else sentence)
        times = spoken_times(spoken)
        marked = searchable(with_times_marked(spoken, times))
        plain = self._not_away.blank(marked)
        seconds = self._promised(times, marked, plain) if times else None
        is_question = sentence.rstrip().endswith("?")
        strength, end = self._strength(plain, seconds)
        if strength is Strength.NONE and announces:
            strength = Strength.PATIENCE if seconds is None else Strength.CLEAR
        is_resolved = bool(self._resolved.search(marked, end))
        if is_resolved and strength is Strength.PATIENCE:
            strength = Strength.NONE
        is_known_for_none = plain != marked or (is_resolved and seconds is None)
        may_announce = strength is Strength.NONE and not is_known_for_none
        return Reading(
            strength=strength,
            seconds=seconds,
            estimate=self._estimate(plain, seconds),
            asks=(is_question or strength is not Strength.NONE)
            and self._asking.search(plain) is not None,
            minds="mind" in spoken,
            is_resolved=is_resolved and strength is Strength.NONE,
            is_courtesy=self._thanked.search(marked) is not None
            or self._backchannels.only_acknowledge(spoken),
            is_question=is_question,
            count=len(spoken),
            in_doubt=sentence if may_announce and self._meaning is not None else None,
        )

    def _promised(
        self, times: Sequence[SpokenTime], marked: str, plain: str
    ) -> float | None:
        """Return the longest time that is no part of "two minutes ago" and the like."""
        alive = [word == "TIME" for word in plain.split()]
        places = [i for i, word in enumerate(marked.split()) if word == "TIME"]
        promised = [
            time.seconds
            for time, place in zip(times, places, strict=True)
            if alive[place] and time.seconds and time.seconds >= self._least
        ]
        return max(promised, default=None)

    def _estimate(self, plain: str, seconds: float | None) -> float | None:
        """Return how long a sentence says something takes, if one could hold it."""
        if seconds is None or seconds > LONGEST_ESTIMATE_S:
            return None
        return seconds if self._estimates.search(plain) else None

    def _strength(self, plain: str, seconds: float | None) -> tuple[Strength, int]:
        """Return how clearly it announces, and where the announcement ends."""
        best, end = Strength.NONE, 0
        for match in self._away.find_all(plain):
            is_clear = "TIME" not in match.group() or seconds is not None
            best, end = max(best, Strength(1 + is_clear)), match.end()
        if best is Strength.NONE:
            patient = self._elsewhere.search(plain) or self._wait.search(plain)
            if patient is not None:
                is_clear = seconds is not None
                best, end = Strength(1 + is_clear), patient.end()
        return best, end

    def read_return(self, sentence: str) -> Reading:
        """Return what a sentence says that the agent says on coming back.

        There, to say that it takes longer announces the next hold.
        """
        reading = self.read(sentence)
        if reading.strength is not Strength.NONE or not self.checks_back(sentence):
            return reading
        if reading.seconds is None and reading.count > LONGEST_CHECK:
            return reading  # news that happen to contain "still"
        return replace(
            reading,
            strength=Strength.PATIENCE if reading.seconds is None else Strength.CLEAR,
            is_resolved=False,
        )

    def _means(self, kind: str, text: str) -> bool:
        """Whether any sentence of the agent is of a kind without much doubt."""
        if self._meaning is None:
            return False
        read = self._meaning.read_all(sentence_texts(text))
        return any(chances[kind] >= self._meant for chances in read)

    def is_sound(self, text: str) -> bool:
        """Whether there are no words but "hmm" and the like."""
        spoken = words(text)
        return not spoken or self._backchannels.only_sounds(spoken)

    def is_brief(self, text: str) -> bool:
        """Whether it is one or two words that only acknowledge, perhaps to oneself."""
        spoken = words(text)
        return len(spoken) <= 2 and self._backchannels.only_acknowledge(spoken)

    def refuses(self, text: str, *, minds: bool) -> bool:
        """Whether the customer refuses to hold.

        Args:
            text: What the customer answered.
            minds: They were asked whether they mind, so that a mere "no" agrees.
        """
        text = searchable(words(text))
        match = self._refused.search(text)
        if match is None or self._agreed.search(text):
            return False
        return not (minds and match.group().strip() == "no")

    def thanks(self, text: str) -> bool:
        """Whether the agent thanks for the waiting."""
        return _has(self._thanked, text)

    def tells_of_absence(self, text: str) -> bool:
        """Whether the agent speaks as one who was away."""
        if _has(self._returned, text):
            return True
        if self.tells_of_presence(text):
            return False
        return _has(self._been_elsewhere, text) or self._means("return", text)

    def tells_of_presence(self, text: str) -> bool:
        """Whether the agent speaks as one who was there all the time."""
        if _has(self._returned, text):
            return False
        return _has(self._present, text) or self._means("present", text)

    def checks_back(self, text: str) -> bool:
        """Whether the agent says that it takes longer."""
        if not _has(self._checked_back, text):
            return False
        if self._meaning is None or spoken_times(words(text)):
            return True
        # "The viewer was still looking in the old one" is news, and no more waiting.
        read = self._meaning.read_all(sentence_texts(text))
        return any(
            1 - chances["other"] - chances["return"] > self._doubted for chances in read
        )

    def is_mutter(self, text: str) -> bool:
        """Whether the customer only says what somebody says who waits."""
        spoken = words(text)
        if len(spoken) > LONGEST_MUTTER:
            return False
        return self.is_sound(text) or _has(self._mutter, text)

    def says_goodbye(self, text: str) -> bool:
        """Whether the call is ending."""
        return _has(self._goodbyes, text)

    def is_customer_away(self, text: str) -> bool:
        """Whether the customer says that they are busy or away themselves."""
        return (
            _has(self._customer_away, text)
            or self.read(text).strength is not Strength.NONE
        )

    def without_times(self, text: str) -> str:
        """Return what is said but for times: "One minute. Okay." only repeats one."""
        spoken: Sequence[str] = words(text)
        marked = with_times_marked(spoken, spoken_times(spoken))
        return " ".join(word for word in marked if word != "TIME")


def _has(phrases: Phrases, text: str) -> bool:
    return phrases.search(_marked(text)) is not None


@remembered(32)
def _marked(text: str) -> str:
    """Return a text in which phrases are found; an utterance is asked many things."""
    spoken: Sequence[str] = words(text)
    return searchable(with_times_marked(spoken, spoken_times(spoken)))
