"""Profanity and threats as findings: raised, corrected, withdrawn, counted."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from coach.audio_time import samples
from coach.detectors.profanity.detector import ProfanityDetector
from coach.detectors.sentiment.detector import SentimentDetector
from coach.engine import Engine
from coach.events import (
    Event,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    PartialRecognised,
    Severity,
    UtteranceDisregarded,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.meaning import reading
from coach.meaning.encoder import MeaningEncoder
from coach.policy.policy import Policy
from tests.detectors.scripts import AGENT, CUSTOMER, utterance


def final(event_text: str, at_ms: int = 1_000) -> UtteranceFinalised:
    """Return a customer's final words, a second long for each ten characters."""
    said = utterance(CUSTOMER, at_ms, at_ms + 100 * len(event_text), event_text)
    return UtteranceFinalised(utterance=said, known_at=said.end)


def partial(event_text: str, at_ms: int = 1_000) -> PartialRecognised:
    """Return a customer's words so far, all of them stable."""
    said = final(event_text, at_ms).utterance
    return PartialRecognised(utterance=said, stable=len(event_text), known_at=said.end)


def kinds(events: Iterable[Event]) -> list[type[Event]]:
    """Return the classes of events."""
    return [type(event) for event in events]


class TestProfanityDetector:
    def test_each_profane_sentence_is_a_finding_with_its_own_times(self) -> None:
        """Two sentences of one utterance are two findings; a clean one is none."""
        events = ProfanityDetector().feed(final("Oh crap. It works now. Damn it."))

        findings = [
            event.finding for event in events if isinstance(event, FindingRaised)
        ]
        assert [f.evidence["words"] for f in findings] == ["crap", "Damn"]
        assert findings[0].start == samples(1_000)
        assert findings[0].end is not None
        assert findings[0].end < findings[1].start

    def test_severity_follows_the_level(self) -> None:
        """Mild is information, strong is an alert, a threat is critical."""
        raised = [
            event.finding
            for text in ("Oh crap.", "This is bullshit.", "I will punch you.")
            for event in ProfanityDetector().feed(final(text))
            if isinstance(event, FindingRaised)
        ]

        assert [f.severity for f in raised] == [
            Severity.INFO,
            Severity.ALERT,
            Severity.CRITICAL,
        ]
        assert [f.kind for f in raised] == ["profanity", "profanity", "threat"]

    def test_profane_utterances_of_a_speaker_are_counted(self) -> None:
        """The third knows that it is the third; the other speaker's do not count."""
        detector = ProfanityDetector()
        theirs = utterance(AGENT, 500, 900, "Oh damn.")
        list(detector.feed(UtteranceFinalised(utterance=theirs, known_at=theirs.end)))
        counts = [
            event.finding.evidence["count"]
            for at_ms in (1_000, 5_000, 9_000)
            for event in detector.feed(final("Crap.", at_ms))
            if isinstance(event, FindingRaised)
        ]

        assert counts == [1, 2, 3]

    def test_a_partial_raises_what_the_final_confirms(self) -> None:
        """The same id, so that nothing is shown twice."""
        detector = ProfanityDetector()
        (raised,) = detector.feed(partial("this is bullshit and"))
        changed = list(detector.feed(final("This is bullshit and I want it fixed.")))

        assert isinstance(raised, FindingRaised)
        assert kinds(changed) == [FindingChanged]
        assert isinstance(changed[0], FindingChanged)
        assert changed[0].finding.id == raised.finding.id

    def test_the_final_withdraws_what_a_partial_misheard(self) -> None:
        """Nothing that rests on a partial survives without the final words."""
        detector = ProfanityDetector()
        list(detector.feed(partial("what a shit")))

        assert kinds(detector.feed(final("What a shift."))) == [FindingWithdrawn]

    def test_an_unstable_tail_raises_nothing(self) -> None:
        """A half word at the end of the stable text does not count."""
        event = replace(partial("we need to assess it"), stable=len("we need to ass"))

        assert kinds(ProfanityDetector().feed(event)) == []

    def test_a_failed_utterance_withdraws_what_its_partials_raised(self) -> None:
        """A phantom has said nothing."""
        detector = ProfanityDetector()
        event = partial("oh shit")
        list(detector.feed(event))
        failed = UtteranceFailed(
            utterance=event.utterance, reason="phantom", known_at=event.known_at
        )

        assert kinds(detector.feed(failed)) == [FindingWithdrawn]

    def test_words_heard_while_the_agent_is_away_do_not_count(self) -> None:
        """A disregarded utterance takes its findings along, and is not counted."""
        detector = ProfanityDetector()
        event = final("Oh shit.")
        list(detector.feed(event))
        gone = UtteranceDisregarded(
            utterance_id=event.utterance.id, known_at=event.known_at
        )

        assert kinds(detector.feed(gone)) == [FindingWithdrawn]
        (raised,) = detector.feed(final("Crap.", 9_000))
        assert isinstance(raised, FindingRaised)
        assert raised.finding.evidence["count"] == 1

    def test_target_is_whoever_is_at_the_other_end(self) -> None:
        """An agent who swears at the customer is said to."""
        said = utterance(AGENT, 0, 1_000, "You are a stupid asshole.")
        (raised,) = ProfanityDetector().feed(
            UtteranceFinalised(utterance=said, known_at=said.end)
        )

        assert isinstance(raised, FindingRaised)
        assert raised.finding.evidence["target"] == "customer"

    def test_words_known_to_be_disregarded_are_not_looked_at(self) -> None:
        """An agent who swears while away causes nothing, not even for a moment."""
        detector = ProfanityDetector()
        said = final("Oh for fuck's sake.")
        detector.feed(
            UtteranceDisregarded(utterance_id=said.utterance.id, known_at=said.known_at)
        )

        assert list(detector.feed(said)) == []


THREATENED = (
    "It began on Monday, when our printer went dark. "
    "Keep talking like that and you will find out what happens to people like you. "
    "It is still dark today."
)
"""With a threat that no pattern knows."""


@pytest.mark.model
def test_a_threat_by_meaning_alone_is_found_among_others() -> None:
    """At its own sentence: the utterance hints at it."""
    [event] = ProfanityDetector().feed(final(THREATENED))

    assert isinstance(event, FindingRaised)
    assert event.finding.kind == "threat"
    assert "Keep talking" in str(event.finding.evidence["words"])


@pytest.mark.model
def test_what_is_foreseen_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is surely read of calm words is read ahead."""
    said = final("It began on Monday, when our printer went dark. It is dark today.")
    engine = Engine(
        Policy(), {"sentiment": SentimentDetector(), "profanity": ProfanityDetector()}
    )
    reading._remembered.clear()
    engine.foresee([said])
    monkeypatch.setattr(MeaningEncoder, "embed", None)
    monkeypatch.setattr(MeaningEncoder, "embed_all", None)
    engine.feed(said)

    assert engine.failed == []
