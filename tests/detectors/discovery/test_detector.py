"""The discovery: who is calling, the problem put back, its impact asked about."""

import pytest

from coach.detectors.discovery import DiscoveryDetector
from coach.detectors.discovery.reader import DiscoverySettings
from coach.events import (
    ClosingReached,
    ElementHeard,
    ElementRetracted,
    Event,
    Speaker,
    UtteranceDisregarded,
    UtteranceFinalised,
)
from tests.detectors.scripts import AGENT, CUSTOMER, utterance

Said = tuple[Speaker, str]


def follow(
    lines: list[Said], chosen: DiscoverySettings | None = None
) -> tuple[DiscoveryDetector, dict[str, ElementHeard]]:
    """Return a detector that heard some lines, four seconds each, and its elements."""
    detector = DiscoveryDetector(chosen)
    heard: dict[str, ElementHeard] = {}
    for index, (speaker, text) in enumerate(lines):
        said = utterance(speaker, 4_000 * index, 4_000 * index + 3_500, text)
        for event in detector.feed(
            UtteranceFinalised(utterance=said, known_at=said.end)
        ):
            assert isinstance(event, ElementHeard)
            assert event.part == "discovery"
            assert event.element not in heard, "heard twice"
            heard[event.element] = event
    return detector, heard


C, P, I = "caller_identified", "problem_restated", "impact_asked"  # noqa: E741

OPENING: list[Said] = [
    (AGENT, "Service desk, this is Maya, how can I help?"),
    (CUSTOMER, "Hi Maya, this is Oliver Grant, my screen goes dark when I log in."),
]

CALLS: list[tuple[list[Said], set[str]]] = [
    (OPENING, {C}),
    ([*OPENING, (AGENT, "So the screen only goes dark after the login.")], {C, P}),
    ([*OPENING, (AGENT, "Is anybody else affected?")], {C, I}),
    ([*OPENING, (AGENT, "Okay."), (AGENT, "Is it plugged in?")], {C}),
    (
        [
            (AGENT, "Help desk."),
            (CUSTOMER, "Hello, I can't open my mail at all."),
            (AGENT, "May I have your employee number?"),
            (CUSTOMER, "Sure, four four seven, one nine two."),
        ],
        {C},
    ),
    (
        [
            (AGENT, "Help desk."),
            (CUSTOMER, "Hello, I can't open my mail at all."),
            (AGENT, "May I have your employee number?"),
            (CUSTOMER, "Hang on, I have to find it."),
        ],
        set(),
    ),
    (
        [
            (AGENT, "Help desk."),
            (CUSTOMER, "Hello, I can't open my mail at all."),
            (AGENT, "What's your staff number?"),
            (CUSTOMER, "Just a second, it's on the back."),
            (CUSTOMER, "It's five, one, zero."),
        ],
        {C},
    ),
    (
        [
            (AGENT, "Help desk."),
            (CUSTOMER, "its mara voyo my screen is black"),
            (AGENT, "I'm sorry to hear that, Mara."),
        ],
        {C},
    ),
    ([(AGENT, "Is anybody else affected?")], set()),
    (
        [
            (AGENT, "Help desk."),
            (CUSTOMER, "The tills charge everything twice."),
            (AGENT, "And is that happening?"),
            (AGENT, "on all of the tills or only one"),
        ],
        {I},
    ),
]


@pytest.mark.parametrize(("lines", "elements"), CALLS)
def test_elements_of_a_call(lines: list[Said], elements: set[str]) -> None:
    """Each is heard when it is so, and not before."""
    assert set(follow(lines)[1]) == elements


def test_the_answer_is_part_of_the_evidence() -> None:
    """A question alone identifies nobody."""
    heard = follow(
        [
            (AGENT, "Help desk."),
            (CUSTOMER, "My mail is gone."),
            (AGENT, "Can I take your name?"),
            (CUSTOMER, "It's under Kowalczyk."),
        ]
    )[1]

    assert heard[C].utterance_ids == ("agent-8000", "customer-12000")
    assert heard[C].words == "It's under Kowalczyk."


def test_the_sentence_that_ticked_it_is_told() -> None:
    """Not the whole utterance."""
    heard = follow([*OPENING, (AGENT, "I see. Is anybody else affected? One moment.")])

    assert heard[1][I].words == "Is anybody else affected?"


def test_a_question_is_forgotten_when_nobody_answers() -> None:
    """Numbers said much later answer something else."""
    chatter: list[Said] = [(CUSTOMER, "It goes on and on like that.")] * 3
    lines: list[Said] = [
        (AGENT, "Help desk."),
        (CUSTOMER, "My mail is gone."),
        (AGENT, "Can I take your number?"),
        *chatter,
        (CUSTOMER, "It says four hundred and four."),
    ]

    assert follow(lines)[1] == {}


def test_late_statements_explain_and_restate_nothing() -> None:
    """After some turns of the work "so it …" is about the cause."""
    work: list[Said] = [(AGENT, "Click on start, please."), (CUSTOMER, "I did that.")]

    heard = follow([*OPENING, *work * 4, (AGENT, "So the screen isn't on.")])[1]

    assert P not in heard


def test_nothing_is_restated_in_the_ending() -> None:
    """There the same words are a recap."""
    detector, _ = follow(OPENING)
    detector.feed(ClosingReached(at=0, known_at=0))
    said = utterance(AGENT, 20_000, 22_000, "Let me make sure I understand you.")

    assert detector.feed(UtteranceFinalised(utterance=said, known_at=said.end)) == []


def test_words_said_while_away_are_taken_back() -> None:
    """To somebody else the agent may say anything."""
    detector, heard = follow([*OPENING, (AGENT, "Is anybody else affected?")])

    events = detector.feed(UtteranceDisregarded(utterance_id="agent-8000", known_at=9))

    assert set(heard) == {C, I}
    assert events == [ElementRetracted(part="discovery", element=I, known_at=9)]


def test_words_known_to_be_disregarded_are_not_heard() -> None:
    """Whichever comes first."""
    detector, _ = follow(OPENING)
    detector.feed(UtteranceDisregarded(utterance_id="agent-8000", known_at=9))
    said = utterance(AGENT, 8_000, 9_000, "Is anybody else affected?")

    assert detector.feed(UtteranceFinalised(utterance=said, known_at=said.end)) == ()


def test_it_can_be_switched_off() -> None:
    """By the policy."""
    assert follow(OPENING, DiscoverySettings(enabled=False))[1] == {}


def test_time_alone_changes_nothing() -> None:
    """Nothing is awaited."""
    detector: DiscoveryDetector = DiscoveryDetector()
    nothing: list[Event] = []

    assert detector.due() is None
    assert list(detector.advance(1)) == nothing
