"""What of the discovery single utterances hold."""

import pytest

from coach.detectors.discovery.reader import DiscoveryReader, DiscoverySettings, stems
from coach.language.phrases import searchable
from coach.language.text import words

READER = DiscoveryReader(DiscoverySettings())

ASKS_WHO = [
    "May I have your employee number, please?",
    "Who am I speaking with?",
    "Can I take your name?",
    "Could you give me your badge number?",
    "What's your staff number?",
    "And your name, please?",
    "Which branch are you calling from?",
    "Where are you calling from?",
    "I need the computer name.",
    "Can you spell that last name?",
]
NOT_WHO = [
    "What's the error code?",
    "What's your reference number?",
    "What does the message say?",
    "Can I put you on hold?",
    "What is the name of the file?",
    "Which browser are you using?",
    "Do you have any other questions?",
]
IMPACTS = [
    "Is anybody else affected?",
    "Is anyone else having the same problem?",
    "Does this stop you from working?",
    "When do you need it by?",
    "Is there a deadline?",
    "Is it just you, or the whole team?",
    "How many people are affected?",
    "How many guests have you got waiting?",
    "Can you still work in the meantime?",
    "Is there another computer you can use?",
    "How urgent is this for you?",
    "Is it all of the tills, or just the one?",
    "Are your colleagues seeing it too?",
    "Do you have a workaround for now?",
    "How are you managing in the meantime?",
    "Is that happening on both of the tills?",
    "Are other people's phones ringing?",
    "What does that mean for your business?",
    "how soon do you need this",
    "Is production down?",
]
NO_IMPACTS = [
    "Does anyone else use this computer?",
    "Does anybody else know your password?",
    "Is there anything else I can do for you?",
    "When did it start?",
    "How many monitors do you have?",
    "How long has it been doing that?",
    "Has anyone changed anything?",
    "Is it plugged in?",
    "Is anyone near the grey cabinet?",
    "Is there a keyboard, or is it just the touch screen?",
    "Can you hear me?",
    "I'll check if anybody else is affected.",
    "When does the error appear?",
    "Is that all right with you?",
    "Do you see another window?",
    "May I put you on hold?",
]
ANNOUNCED = [
    "Let me make sure I understand: the screen comes up and then goes dark.",
    "Just so I've understood it, the ordinary printer is fine?",
    "If I understand you correctly, the badge works at the gate.",
    "So what you're saying is that the file never arrives.",
    "So, to put that in my own words, the search runs and then stops.",
    "So the problem is that nothing prints.",
    "So, if I have it right, it rings at your end only.",
    "Sounds like you're locked out of the portal.",
    "I want to check that I follow.",
]
NOT_ANNOUNCED = [
    "Just so that I can open a ticket, what's your number?",
    "So, to recap, make sure I've got that closed.",
    "Make sure it is plugged in.",
    "The problem was a cable.",
    "Sounds like a broken switch.",
    "Let me check that for you.",
]


@pytest.mark.parametrize("text", ASKS_WHO)
def test_asks_who_is_calling(text: str) -> None:
    """Name, number, place or machine."""
    assert READER.asks_who(text)


@pytest.mark.parametrize("text", NOT_WHO)
def test_asks_something_else(text: str) -> None:
    """Numbers and names of things tell nobody's."""
    assert not READER.asks_who(text)


@pytest.mark.parametrize("text", IMPACTS)
def test_asks_about_the_impact(text: str) -> None:
    """How far it reaches, whether work goes on, and by when it must be mended."""
    assert READER.impact(text) == text


@pytest.mark.parametrize("text", NO_IMPACTS)
def test_asks_about_something_else(text: str) -> None:
    """Passwords, causes, the screen, the ending."""
    assert READER.impact(text) is None


@pytest.mark.parametrize("text", ANNOUNCED)
def test_announces_to_say_it_back(text: str) -> None:
    """Whatever follows."""
    assert READER.announced(text) is not None


@pytest.mark.parametrize("text", NOT_ANNOUNCED)
def test_announces_nothing(text: str) -> None:
    """Recaps, causes and instructions."""
    assert READER.announced(text) is None


TOLD = stems(
    searchable(
        words("My password expired and the portal rejects the new token on my phone")
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "So your old password isn't accepted any more.",
        "Okay, so the portal rejects it.",
        "So the token wasn't moved to the phone.",
        "The portal opens, but the token isn't accepted.",
        "You can open the portal, but it won't take the password. Is that right?",
    ],
)
def test_states_what_is_wrong(text: str) -> None:
    """In words the customer used, and with what does not work."""
    assert READER.stated(text, TOLD, is_answer=True)


@pytest.mark.parametrize(
    "text",
    [
        "So I'll send a new token to your phone.",
        "So please open the portal again.",
        "So is the portal open?",
        "So the password was the cause, and it's fixed now.",
        "So let's look at your phone.",
        "So that's why the portal rejects it.",
        "Which phone is it?",
        "Okay.",
        "So what does the portal say?",
        "So, to sum up, your password wasn't accepted.",
    ],
)
def test_plans_questions_and_causes_state_nothing(text: str) -> None:
    """A restatement is about the problem alone."""
    assert READER.stated(text, TOLD, is_answer=True) is None
