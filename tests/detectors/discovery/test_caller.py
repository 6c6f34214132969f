"""Who is calling: names given, names called, answers."""

import pytest

from coach.detectors.discovery.caller import Names, answers
from coach.language.text import words

INTRODUCTIONS = [
    "Hi, this is Oliver Grant from the claims team.",
    "Hello, my name is Petra Novak and I can't print.",
    "My name's Ines, I'm in accounts.",
    "Yeah, hi, Dwayne Porter, night shift at the depot.",
    "Good morning, Rosa Lind from Purchasing.",
    "It's Hannah from the front desk.",
    "It's Fatima Noor, in payroll.",
    "I am Jakub, from the museum.",
    "Declan here, the scanner has died.",
    "Ruben Holt speaking, from the garage.",
    "Sister Agnes, on Willow Ward.",
    "Hey, it's Bobby. On the dock in Tulsa.",
    "This is Doctor Keller, I can't open the chart.",
    "Morning, love. Wilf Barnes, from benefits.",
    "hi my name is mary smith",
    "Tilda from reception, hello.",
]

NO_INTRODUCTIONS = [
    "Hi Nora, my laptop won't start.",
    "Hello, is that the Service Desk?",
    "It's Outlook, it keeps closing.",
    "It's Monday and I still can't log in.",
    "I'm calling about the printer.",
    "This is ridiculous.",
    "This is the third time I've called.",
    "Microsoft Teams, it won't open.",
    "Good Morning.",
    "I'm Having trouble with the VPN.",
    "Yes, hello, I need a new mouse.",
    "My name isn't in the list.",
    "The error says Access Denied.",
    "it's the big printer on the third floor",
    "Thanks, Peter.",
    "Hi Dominic, I can't get a licence.",
    "Well, Dick Cassidy, he's the deputy, has it too.",
]


@pytest.mark.parametrize("text", INTRODUCTIONS)
def test_a_caller_gives_their_name(text: str) -> None:
    """However they put it, and whether or not a recogniser hears a comma."""
    given = Names().introduces(text)

    assert given is not None
    assert given in text


@pytest.mark.parametrize("text", NO_INTRODUCTIONS)
def test_other_capitals_name_nobody(text: str) -> None:
    """Products, days, the agent's own name and plain complaints."""
    assert Names().introduces(text) is None


def test_a_bare_name_is_one_only_at_the_start_of_a_call() -> None:
    """Later on, two words with a capital are more likely a place."""
    text = "Harper Valley, in the north."

    assert Names().introduces(text, turn=1) is not None
    assert Names().introduces(text, turn=9) is None


ADDRESSES = [
    "Thanks, Peter.",
    "I'm sorry to hear that, Grace.",
    "Okay, Frank. When did that start?",
    "Sorry about that, Beverly, thanks for hanging on.",
    "That's all right, Mister Brandt.",
    "Hello Graham, I do apologise for the wait.",
    "Thank you Joanna.",
]

NO_ADDRESSES = [
    "Okay. Great.",
    "Thank you, madam.",
    "Okay, I see.",
    "Yes, Windows, that's right.",
    "Hello, service desk.",
    "Right, it's on Monday.",
    "Perfect, thank you.",
    "Peter is in a meeting.",
    "Okay, Monday.",
]


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_agent_calls_the_caller_by_name(text: str) -> None:
    """Then it is known, even where the name itself was garbled before."""
    assert Names().addresses(text) is not None


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_an_agent_calls_nobody_by_name(text: str) -> None:
    """Single words with a capital that are no vocative, or no name."""
    assert Names().addresses(text) is None


def test_the_agents_own_name_is_not_the_callers() -> None:
    """Who is with "the desk, Maya" has been told the agent's."""
    assert Names().addresses("You're with the desk, Maya.", {"maya"}) is None


@pytest.mark.parametrize(
    ("text", "is_answer"),
    [
        ("Sure, it's four four seven, one nine two.", True),
        ("It's 0417.", True),
        ("Lima, november, Q U E.", True),
        ("That's under Kowalczyk.", True),
        ("I have it somewhere.", False),
        ("Yes, of course.", False),
    ],
)
def test_an_answer_has_a_number_letters_or_a_name(text: str, is_answer: bool) -> None:
    """What was asked for is there, or it is not."""
    assert answers(text, words(text)) is is_answer
