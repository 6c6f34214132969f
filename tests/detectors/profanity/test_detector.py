# ruff: noqa: E501 - what people say stays on one line
"""Profanity: what counts, at which level, at whom, and what only looks like it."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from coach.audio_time import samples
from coach.detectors.profanity.detector import (
    ProfanityDetector,
    ProfanityFinder,
    ProfanitySettings,
)
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
from tests.detectors.scripts import AGENT, CUSTOMER, utterance

FINDER = ProfanityFinder()

PROFANE = [
    # words, level, aimed at the person at the other end
    ("This dam printer jams.", "mild", False),
    ("What the heil is this?", "mild", False),
    ("What the hell were you people thinking?", "mild", True),
    ("My inbox is full of crap again", "mild", False),
    ("You're a useless asshole!", "strong", True),
    ("This is bullshit and you're useless asshole.", "strong", True),
    ("You useless a hole.", "strong", True),
    ("This is bull shit.", "strong", False),
    ("I'm pist off.", "mild", False),
    ("f*** this", "strong", False),
    ("F***ing thing", "strong", False),
    ("this f-ing laptop", "strong", False),
    ("this effing laptop", "mild", False),
    ("shiiiit", "strong", False),
    ("Fuuuck", "strong", False),
    ("That's a load of s**t", "strong", False),
    ("a**hole", "strong", False),
    ("Go to hell.", "mild", True),
    ("Fuck off", "strong", True),
    ("Are you fucking kidding me?", "strong", True),
    ("Shut the fuck up.", "strong", True),
    ("Goddammit, it happened again", "mild", False),
    ("oh damn it", "mild", False),
    ("I don't give a shit about your process.", "strong", False),
    ("son of a bitch", "strong", False),
    ("it's a pain in the ass", "mild", False),
    ("You're full of crap", "mild", True),
    ("Why the hell did you close my ticket?", "mild", True),
    ("bloody hell", "mild", False),
    ("Hell no", "mild", False),
    ("he's a retard", "slur", False),
    ("You bastards broke it again.", "strong", True),
    ("damn you", "mild", True),
    ("Your process is shit", "strong", False),
    ("You fucked up my laptop", "strong", True),
    ("You're a fucking idiot", "strong", True),
    ("Holy ship", "strong", False),
    ("What in the hell is going on", "mild", False),
    ("piece of shit printer", "strong", False),
    ("What a load of crap.", "mild", False),
    ("This shit again?", "strong", False),
    ("Holy crap, it works", "mild", False),
    ("Screw you and your ticket.", "mild", True),
    ("I couldn't give a damn about policy.", "mild", False),
    ("How the hell should I know?", "mild", False),
    ("You guys are full of shit.", "strong", True),
    ("Your bullshit process cost me a day.", "strong", False),
    ("The damned mouse is dead.", "mild", False),
    ("Kiss my ass.", "strong", True),
    ("It's as slow as hell.", "mild", False),
    ("The thing is fucked.", "strong", False),
    ("Fucking hell, not again.", "strong", False),
    ("I am pissed.", "mild", False),
    ("This is such a pain in the arse", "mild", False),
    ("Don't be a dick about it.", "strong", False),
    ("Stop fucking around and help me.", "strong", True),
    ("You lazy bastard", "strong", True),
    ("Get your shit together.", "strong", False),
    ("Oh for fuck's sake.", "strong", False),
    ("What the f*** is this", "strong", False),
    ("b******t", "strong", False),
    ("bull-shit", "strong", False),
    ("crappy software", "mild", False),
    ("God damn printer", "mild", False),
    ("Damn right it is.", "mild", False),
    ("The hell with it.", "mild", False),
    ("Who gives a shit?", "strong", False),
    ("you incompetent pricks", "strong", True),
    ("that ass in accounting", "mild", False),
]

INNOCENT = [
    "the risk assessment team",
    "Dick Hancock from the Scunthorpe office",
    "hello there",
    "he'll call you back",
    "the cockpit door",
    "Essex branch",
    "the shuttle bus",
    "the Hoover Dam site",
    "The dam project files are missing",
    "shitake mushrooms",
    "I need to assess the class",
    "a massive mess",
    "My name is Dick",
    "the screen says damn you",
    "The error message says oh crap something went wrong",
    "pass the password",
    "there's a hole in the wall",
    "as hole punch goes",
    "we ship it tomorrow",
    "The sheet is printing",
    "He'll be back",
    "hell be back",
    "I passed",
    "a bass guitar",
    "Cumberland office",
    "analysis of assets",
    "hit the hash key",
    "Hancock",
    "debugger",
    "scrap the ticket",
    "my colleague called me an asshole",
    "Is it a big hole?",
    "It's a hole in the wall",
    "The class starts at eight.",
    "I pressed shift and insert.",
    "Mr. Dickson from Cockburn Street",
    "The hello world example",
    "We assembled the casserole",
    "My shell script",
    "it's the peacock logo",
    "a hoverboard",
    "Pass me to Dick in accounting, please.",
    "Dick Cheney",
    "The Dyke Road office?",
    "It's a niggling problem",
    "He is niggardly",
    "The document title is damages",
    "A title like titanic",
    "I was basking",
    "mass storage class assistant",
    "Hellmann's",
    "Hello hello",
    "the Dell laptop",
    "the hull of the ship",
    "Please ship it",
    "A sheet of paper",
    "We shipped a piece of equipment",
    "Scrap that",
    "Shitake",
    "I can't assign it",
    "embarrassing",
    "Massachusetts",
    "Sussex, Essex and Middlesex",
    "the analyst",
    "the cumulative update",
    "cocktail bar",
    "the therapist",
    "a can of spam",
    "shut down",
    "He's an assassin",
    "Password is horrible with capital H",
    "count the discount",
    "Bassett",
    "The message box literally says oh shit",
    "Matsushita",
    "Fukuoka",
    "Fukushima",
    "shot",
    "pen is broken",
    "Phuket",
    "bitmap",
    "a hole puncher",
    "Ms. Hoare",
    "Mrs. Wang King",
    "Butts",
]


@pytest.mark.parametrize(("text", "level", "is_aimed"), PROFANE)
def test_profanity_is_found_with_its_level_and_aim(
    text: str, level: str, is_aimed: bool
) -> None:
    """Spelled, masked, stretched or misheard: level and aim are right."""
    found = FINDER.find(text)

    assert found is not None
    assert (found.level, found.is_aimed) == (level, is_aimed)


@pytest.mark.parametrize("text", INNOCENT)
def test_innocent_words_are_passed_over(text: str) -> None:
    """Names, other words, misread letters and reported text are no profanity."""
    assert FINDER.find(text) is None


def test_words_of_the_policy_replace_the_lists() -> None:
    """A desk may have its own lists."""
    finder = ProfanityFinder(ProfanitySettings(mild=("flipping heck",), strong=()))

    assert finder.find("Flipping heck, not again.") is not None
    assert finder.find("Oh shit.") is None


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
        """The third one knows that it is the third; the other speaker's do not count."""
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
