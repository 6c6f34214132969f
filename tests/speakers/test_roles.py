"""Who is the agent."""

import pytest

from coach.speakers.division import Span
from coach.speakers.roles import AT_ONCE, RoleEvidence, leaning, utterances_of

SECOND = 16_000


def _evidence(*said: tuple[int, str]) -> RoleEvidence:
    evidence = RoleEvidence()
    for voice, text in said:
        evidence.hear(voice, text)
    return evidence


@pytest.mark.parametrize(
    "text",
    [
        "Good afternoon, thanks for calling the service desk. How may I help?",
        "Is there anything else I can do for you today?",
        "Can I have your employee number, please?",
        "Is it all right if I put you on hold?",
        "Service desk.",
    ],
)
def test_an_agent_is_known_by_what_agents_say(text: str) -> None:
    """One such phrase is enough, by either voice."""
    assert leaning(text) >= 3
    for voice in (0, 1):
        evidence = _evidence((1 - voice, "Hello."), (voice, text), (voice, "Okay."))
        assert evidence.agent == voice


@pytest.mark.parametrize(
    "text",
    [
        "Hi, this is Daniel from logistics. I'm calling about my laptop.",
        "I can't log in to anything since this morning.",
        "My printer doesn't print any more.",
    ],
)
def test_a_customer_is_known_by_what_they_call_about(text: str) -> None:
    """The other one is the agent then."""
    evidence = _evidence((0, "Hello?"), (1, text))
    assert evidence.agent == 0
    assert evidence.doubt is None


def test_a_whole_greeting_needs_nothing_more() -> None:
    """No further utterance is recognised."""
    evidence = _evidence(
        (1, "Thank you for calling the service desk, how can I help you?"),
        (0, "Hi, I'm calling because my laptop is broken."),
    )
    assert evidence.agent == 1
    assert evidence.strength >= AT_ONCE


def test_small_talk_tells_nothing() -> None:
    """And that is said, with a figure."""
    evidence = _evidence((0, "Hello."), (1, "Hello, how are you?"), (0, "Fine."))
    assert evidence.doubt is not None
    assert "evidence 1, 3 is needed" in evidence.doubt


def test_with_nothing_heard_the_first_voice_is_the_guess() -> None:
    """It must be somebody."""
    assert RoleEvidence().agent == 0
    assert _evidence((1, "Hm.")).agent == 1


def test_an_utterance_is_what_one_voice_says_without_a_pause() -> None:
    """Short ones are passed over, long ones cut."""
    spans = [
        Span(0, 2 * SECOND, 0),
        Span(2 * SECOND + 8_000, 4 * SECOND, 0),  # after half a second
        Span(4 * SECOND + 100, 4 * SECOND + 8_000, 1),  # half a second long
        Span(6 * SECOND, 14 * SECOND, 1),
        Span(14 * SECOND + 100, 20 * SECOND, 1),  # would be too long together
        Span(30 * SECOND, 40 * SECOND, 0),  # there is no sound of its end
    ]
    assert [*utterances_of(spans, 0, 35 * SECOND)] == [
        Span(0, 4 * SECOND, 0),
        Span(6 * SECOND, 14 * SECOND, 1),
        Span(14 * SECOND + 100, 20 * SECOND, 1),
    ]
