# ruff: noqa: E501 - what people say stays on one line
"""The greeting: a welcome, the analyst's own name, an offer of help."""

import pytest

from coach.detectors.greeting.detector import GreetingDetector
from coach.events import ElementHeard, Speaker, UtteranceFinalised
from tests.detectors.scripts import AGENT, CUSTOMER, utterance


def heard(lines: list[tuple[Speaker, str]]) -> set[str]:
    """Return the elements heard in a call's first lines, two seconds each."""
    detector = GreetingDetector()
    elements = set()
    for index, (speaker, text) in enumerate(lines):
        said = utterance(speaker, 2_000 * index, 2_000 * index + 1_500, text)
        for event in detector.feed(
            UtteranceFinalised(utterance=said, known_at=said.end)
        ):
            assert isinstance(event, ElementHeard)
            assert event.utterance_ids == (said.id,)
            elements.add(event.element)
    return elements


W, N, H = "welcomed", "gave_name", "offered_help"

FIRST_TURNS: list[tuple[str, set[str]]] = [
    ("Service desk.", set()),
    ("Service desk, hello, how can I help?", {W, H}),
    ("Hello, service desk, this is Wendy.", {W, N}),
    (
        "Good afternoon. Thanks for calling the service desk. You're speaking with Iris. How may it help?",
        {W, N, H},
    ),
    ("IT support, Nora speaking, what can I do for you today?", {N, H}),
    ("Hi, you've reached the help desk, Marcus here. How can I assist you?", {W, N, H}),
    ("Help desk.", set()),
    ("Hi there, building systems, this is a van.", {W, N}),
    ("Satsuki are speaking.", {N}),
    ("High payroll system support, market speaking.", {W, N}),
    ("Museum tech, Ambrose with you, hello! What can I un-mute for you?", {W, N, H}),
    ("Secure mail, hello, Barnaby, how can I help?", {W, N, H}),
    ("Fleet connectivity, Lorcan.", {N}),
    ("Dave, depot support.", {N}),
    ("Charity systems, hello, Leopold's my name. What shall we tackle?", {W, N, H}),
    ("Hello, this is the service desk, can I have your number?", {W}),
    ("Yeah, help desk, go ahead.", set()),
    (
        "Thank you for calling technical support, my name's Priya, how can I make your day better?",
        {W, N, H},
    ),
    ("This is the IT service desk. How can I help?", {H}),
    (
        "Good morning, this is the service desk at Northwind, what seems to be the trouble?",
        {W, H},
    ),
    ("You're through to Sam at the service desk. What can I do for you?", {N, H}),
    ("Service desk, Maya.", {N}),
    ("Welcome to the support line, I'm Daniel, how may I be of assistance?", {W, N, H}),
    ("Hello.", {W}),
    ("IT.", set()),
    ("Support, what's your ticket number?", set()),
    ("Hey there, Jonas from IT here, how can I help you out?", {W, N, H}),
    ("Hi this is help desk", {W}),
    ("Thanks for holding, this is Ben. What can we do for you?", {W, N, H}),
    (
        "hello thank you for calling service desk this is nora how can i help you",
        {W, N, H},
    ),
    ("Good evening, I.T. support, it's Leo, how can I help you?", {W, N, H}),
    ("Thanks for waiting. I'm sorry about the queue. How can I help?", {W, H}),
    ("Service desk. Your name, please?", set()),
    ("Morning, service desk, Carla speaking.", {W, N}),
    ("Good day, you are speaking to Tobias, how might I help you?", {W, N, H}),
    ("Desk. Name and number.", set()),
    (
        "Thank you for calling. This call may be recorded. My name is Ana Lopez, how can I help you today?",
        {W, N, H},
    ),
    ("Hello, this is level one support, what do you need?", {W, "offered_help"}),
]

EXCHANGES: list[tuple[list[tuple[Speaker, str]], set[str]]] = [
    (
        [
            (AGENT, "Service desk."),
            (
                CUSTOMER,
                "Oh hello. Am I speaking to the help desk? This is Julia Stern.",
            ),
            (AGENT, "Yes. Go ahead."),
        ],
        set(),
    ),
    (
        [
            (AGENT, "Hello, service desk, this is Wendy."),
            (CUSTOMER, "Hi, Frank Doyle from purchasing."),
            (CUSTOMER, "My inbox is full of crap"),
            (AGENT, "Okay, Frank. When did that start?"),
        ],
        {W, N},
    ),
    (
        [
            (AGENT, "Service desk, hello."),
            (CUSTOMER, "Hi, this is Frank."),
            (AGENT, "Hi Frank, how can I help you?"),
        ],
        {W, H},
    ),
    (
        [
            (AGENT, "Service desk."),
            (CUSTOMER, "Hi, my printer is broken, it prints pink."),
            (
                AGENT,
                "I'm sorry to hear that. I'm Tom, and I'll be happy to help you with that.",
            ),
        ],
        {N, H},
    ),
    (
        [
            (AGENT, "Service desk."),
            (CUSTOMER, "Hi, my printer is broken, it prints pink."),
            (AGENT, "Okay, what's the number on it?"),
            (CUSTOMER, "It is three zero five."),
            (AGENT, "Hello? How can I help?"),
        ],
        set(),
    ),
    (
        [
            (AGENT, "Good morning,"),
            (AGENT, "thank you for calling, this is"),
            (AGENT, "Nora. How can"),
            (AGENT, "I help you today?"),
        ],
        {W, N, H},
    ),
    (
        [(AGENT, "Service desk."), (CUSTOMER, "Hi."), (AGENT, "Hi.")],
        {W},
    ),
    (
        [
            (CUSTOMER, "Hello? Is this the service desk?"),
            (AGENT, "Yes, hello, this is Ken, what can I do for you?"),
        ],
        {W, N, H},
    ),
]


@pytest.mark.parametrize(("text", "elements"), FIRST_TURNS)
def test_elements_of_a_first_turn(text: str, elements: set[str]) -> None:
    """However it is worded, and nothing that was not said."""
    assert heard([(AGENT, text)]) == elements


@pytest.mark.parametrize(("lines", "elements"), EXCHANGES)
def test_elements_of_the_first_exchange(
    lines: list[tuple[Speaker, str]], elements: set[str]
) -> None:
    """A name or an offer may follow the caller's hello, but not the third turn."""
    assert heard(lines) == elements


def test_a_greeting_is_over_after_its_time() -> None:
    """At the limit an utterance still counts, a millisecond later not."""
    for start_ms, elements in ((45_000, {W}), (45_001, set())):
        said = utterance(AGENT, start_ms, start_ms + 500, "Hello.")
        events = GreetingDetector().feed(
            UtteranceFinalised(utterance=said, known_at=said.end)
        )
        assert {e.element for e in events if isinstance(e, ElementHeard)} == elements
