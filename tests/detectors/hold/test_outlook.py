from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.detectors.hold.announcement import Announcement, after_sentence
from coach.detectors.hold.language import HoldLanguage, Reading
from coach.detectors.hold.outlook import Outlook
from coach.detectors.hold.settings import HoldSettings

LATER = "Let me go and ask the server people about that."
"""Announces an absence by its meaning, and in no words of a list."""


class Language(HoldLanguage):
    """Knows what one sentence means, and notes which ones it is asked about."""

    def __init__(self) -> None:
        super().__init__(HoldSettings(semantic=False))
        self.asked: list[str] = []

    def read_words(self, sentence: str, *, announces: bool = False) -> Reading:
        reading = super().read_words(sentence, announces=announces)
        return reading if announces else replace(reading, in_doubt=sentence)

    def _means(self, kind: str, text: str) -> bool:
        self.asked.append(text)
        return text == LATER


@pytest.fixture
def language() -> Language:
    """A language that notes."""
    return Language()


@pytest.fixture
def outlook(language: Language) -> Outlook:
    """An outlook in which nothing has been said."""
    return Outlook(language)


def said(outlook: Outlook, language: Language, *sentences: str) -> None:
    """The agent says this."""
    outlook.agent_said([language.read_words(sentence) for sentence in sentences])


def replied(outlook: Outlook, text: str, *, is_waiting: bool = False) -> None:
    """The customer says this."""
    count = len(text.split())
    outlook.customer_said(text, count, is_waiting=is_waiting, may_be_away=True)


MATTER = "Well it is the paper feeder of that old printer then."
OTHER = "It must have been jammed by somebody on the third floor."


def test_nothing_is_read_before_it_is_asked_for(
    outlook: Outlook, language: Language
) -> None:
    """Most of what is said is followed by more."""
    said(outlook, language, LATER)
    replied(outlook, "Okay then.")
    assert outlook.may_be_announced
    assert language.asked == []


def test_what_a_sentence_means_announces(outlook: Outlook, language: Language) -> None:
    """And stands until it is taken."""
    said(outlook, language, LATER)
    assert outlook.announcement() is not None
    assert outlook.take() is not None
    assert outlook.announcement() is None
    assert not outlook.may_be_announced
    assert language.asked == [LATER]


def test_what_must_have_lapsed_is_not_read(
    outlook: Outlook, language: Language
) -> None:
    """The agent went on about other matters."""
    said(outlook, language, LATER, MATTER, OTHER)
    assert outlook.announcement() is None
    assert language.asked == [OTHER, MATTER]


def test_an_announcement_may_go_on_with_an_earlier_one(
    outlook: Outlook, language: Language
) -> None:
    """Then what was promised there still counts, so that it is read as well."""
    long_ago = "Hello there."
    said(outlook, language, long_ago, MATTER, OTHER)
    said(outlook, language, "Give me two minutes.", MATTER, LATER)
    found = outlook.announcement()
    assert found is not None
    assert found.seconds == 120
    assert long_ago not in language.asked


def test_what_was_known_before_still_counts(
    outlook: Outlook, language: Language
) -> None:
    """Asking in between changes nothing."""
    said(outlook, language, "Can I put you on hold for two minutes?")
    assert outlook.announcement() is not None
    replied(outlook, "No, please don't.")
    said(outlook, language, "It won't take long.")
    found = outlook.announcement()
    assert found is not None
    assert (found.seconds, found.is_refused) == (120, True)


def test_a_long_reply_ends_it(outlook: Outlook, language: Language) -> None:
    """That is a conversation, and no hold about to come."""
    said(outlook, language, LATER)
    replied(outlook, " ".join(["word"] * 26))
    assert outlook.announcement() is None


@pytest.mark.parametrize(
    ("sentence", "is_away"),
    [(MATTER, True), (LATER, False)],
    ids=["conversation", "announced"],
)
def test_a_customer_may_be_away(
    outlook: Outlook, language: Language, sentence: str, is_away: bool
) -> None:
    """Unless they only answer what the agent announced."""
    said(outlook, language, sentence)
    replied(outlook, "One moment, I'll get the other laptop.")
    assert not outlook.is_known_to_be_away
    assert outlook.is_customer_away() is is_away
    assert outlook.is_known_to_be_away is is_away
    said(outlook, language, "Are you back?")
    assert not outlook.is_customer_away()


def test_waiting_aloud_does_not_tell_that_they_are_back(
    outlook: Outlook, language: Language
) -> None:
    """What they said before still holds."""
    replied(outlook, "One moment, I'll get the other laptop.")
    replied(outlook, "Hmm.", is_waiting=True)
    assert outlook.is_customer_away()


def test_the_end_of_the_call_asks_nothing(outlook: Outlook, language: Language) -> None:
    """All is forgotten."""
    said(outlook, language, LATER)
    outlook.forget()
    assert outlook.announcement() is None
    assert language.asked == []


class Eager:
    """Reads every sentence at once: what the outlook must come to as well."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._estimate: float | None = None
        self.announcement: Announcement | None = None
        self.is_away = False

    def agent_said(self, *sentences: str) -> None:
        self.is_away = False
        for sentence in sentences:
            reading = self._language.read(sentence)
            self.announcement = after_sentence(
                self.announcement, reading, self._estimate
            )
            self._estimate = reading.estimate

    def customer_said(self, text: str) -> None:
        found = self.announcement
        self.is_away = found is None and self._language.is_customer_away(text)
        if found is not None:
            found.replied += len(text.split())
            found.is_refused |= self._language.refuses(text, minds=found.minds)
            self.announcement = None if found.has_lapsed else found


AGENT = st.lists(
    st.sampled_from(
        [
            LATER,
            MATTER,
            OTHER,
            "Is that okay?",
            "It takes about ninety seconds.",
            "Give me two minutes.",
            "One moment.",
            "There it is.",
            "Thank you.",
            "Would you mind holding?",
        ]
    ),
    min_size=1,
    max_size=3,
)
CUSTOMER = st.sampled_from(
    ["Okay.", "No, please don't.", "One moment, I'll get it.", " ".join(["so"] * 20)]
)


@settings(max_examples=200, deadline=None)
@given(talk=st.lists(AGENT | CUSTOMER | st.just(None), max_size=14))
def test_reading_late_comes_to_the_same(talk: list[list[str] | str | None]) -> None:
    """Whatever was said, and however often it was asked about meanwhile."""
    language = Language()
    late, eager = Outlook(language), Eager(language)
    for one in [*talk, None]:
        if one is None:
            assert late.announcement() == eager.announcement
            assert late.is_customer_away() == eager.is_away
        elif isinstance(one, str):
            replied(late, one)
            eager.customer_said(one)
        else:
            said(late, language, *one)
            eager.agent_said(*one)
