"""Acknowledgement: understanding or an apology within two turns of a spike."""

from dataclasses import replace

import pytest

from coach.audio_time import samples
from coach.detectors.acknowledgement import (
    KIND,
    AcknowledgementDetector,
    AcknowledgementSettings,
)
from coach.events import (
    CallEnded,
    Event,
    Finding,
    FindingAnswered,
    FindingRaised,
    FindingWithdrawn,
    Severity,
    Speaker,
    UtteranceDisregarded,
    UtteranceFinalised,
)
from tests.detectors.scripts import AGENT, CUSTOMER, utterance

UPSET = (CUSTOMER, "Two days, and nobody has called me back! This is a disgrace!")


def spike() -> Finding:
    """Return the spike in the utterance from 10 to 13 s."""
    return Finding(
        id="sentiment-spike-customer-10000",
        kind="sentiment-spike",
        speaker=CUSTOMER,
        start=samples(10_000),
        end=samples(13_000),
        at=samples(13_000),
        severity=Severity.ALERT,
        definition="sentiment-spike/1",
        evidence={"words": "This is a disgrace!"},
        explanation="",
    )


def after_spike(
    *lines: tuple[Speaker, str],
    settings: AcknowledgementSettings | None = None,
    is_withdrawn: bool = False,
) -> list[Finding]:
    """Return what is found in a call that goes on like this after the spike."""
    detector = AcknowledgementDetector(settings or AcknowledgementSettings())
    said = utterance(CUSTOMER, 10_000, 13_000, UPSET[1])
    events = [
        *detector.feed(UtteranceFinalised(utterance=said, known_at=said.end)),
        *detector.feed(FindingRaised(finding=spike(), known_at=said.end)),
    ]
    if is_withdrawn:
        withdrawn = FindingWithdrawn(finding_id=spike().id, known_at=said.end)
        events += detector.feed(withdrawn)
    for index, (speaker, text) in enumerate(lines):
        start = 14_000 + 4_000 * index
        said = utterance(speaker, start, start + 3_000, text)
        events += detector.feed(UtteranceFinalised(utterance=said, known_at=said.end))
    events += detector.feed(CallEnded(at=said.end, known_at=said.end))
    return [event.finding for event in events if isinstance(event, FindingRaised)]


@pytest.mark.parametrize(
    "words",
    [
        "I'm so sorry.",
        "I understand.",
        "Oh dear.",
        "I'm so sorry, that should not have happened.",
        "I can see why you're angry.",
        "That must be really frustrating.",
        "No wonder you're fed up, I'd be tearing my hair out.",
        "You've every right to be upset.",
    ],
)
@pytest.mark.parametrize("turn", [0, 1])
def test_understanding_in_either_turn_is_enough(words: str, turn: int) -> None:
    """In the first turn or in the second one."""
    turns = ["What is your account number?", "Click on settings."]
    turns[turn] = words

    assert not after_spike(
        (AGENT, turns[0]), (CUSTOMER, "It's four nine two."), (AGENT, turns[1])
    )


@pytest.mark.parametrize(
    "words",
    [
        "I can see you're on Windows eleven.",
        "I see that's the old version.",
        "It's hard drive two.",
        "Sorry, what was your number?",
        "Can you send me up the logs?",
    ],
)
def test_talk_of_the_trade_acknowledges_nothing(words: str) -> None:
    """It sounds alike, and is about the machine."""
    assert after_spike(
        (AGENT, words),
        (CUSTOMER, "It is the third one from the left."),
        (AGENT, "Click on settings."),
    )


def test_a_spike_that_comes_and_goes_leaves_the_first_one_awaited() -> None:
    """What a partial suggests and the final takes back changes nothing."""
    detector = AcknowledgementDetector(AcknowledgementSettings())
    list(detector.feed(FindingRaised(finding=spike(), known_at=spike().at)))
    other = replace(spike(), id="sentiment-spike-customer-18000")
    events: list[Event] = []
    for start, speaker, text in (
        (14_000, AGENT, "What is your account number?"),
        (18_000, CUSTOMER, "It's four nine two."),
        (22_000, AGENT, "Open the settings."),
    ):
        said = utterance(speaker, start, start + 3_000, text)
        if speaker is CUSTOMER:
            detector.feed(FindingRaised(finding=other, known_at=said.end))
            detector.feed(FindingWithdrawn(finding_id=other.id, known_at=said.end))
        events += detector.feed(UtteranceFinalised(utterance=said, known_at=said.end))
    events += detector.feed(CallEnded(at=samples(25_000), known_at=samples(25_000)))
    found = [event.finding for event in events if isinstance(event, FindingRaised)]

    assert [finding.evidence["spike"] for finding in found] == [spike().id]


def test_an_apology_that_began_under_the_outburst_counts() -> None:
    """It ends after the spike, so it was said to it."""
    detector = AcknowledgementDetector(AcknowledgementSettings())
    list(detector.feed(FindingRaised(finding=spike(), known_at=spike().at)))
    events: list[Event] = []
    for start, speaker, text in (
        (9_000, AGENT, "So open the, oh, I'm so sorry about that."),
        (16_000, CUSTOMER, "It's four nine two."),
        (20_000, AGENT, "Open the settings."),
        (24_000, CUSTOMER, "They are open now."),
    ):
        said = utterance(speaker, start, start + 6_000, text)
        events += detector.feed(UtteranceFinalised(utterance=said, known_at=said.end))

    assert {type(event) for event in events} == {FindingAnswered}


def test_two_turns_without_it_are_found() -> None:
    """The finding names the customer's words and the agent's utterances."""
    (found,) = after_spike(
        (AGENT, "What is your account number?"),
        (CUSTOMER, "It's four nine two."),
        (AGENT, "Open the settings."),
        (AGENT, "And click on mail."),
        (CUSTOMER, "It opened another window."),
        (AGENT, "I am sorry about that."),
    )

    assert found.kind == KIND
    assert found.speaker is AGENT
    assert (found.start, found.end) == (samples(14_000), samples(29_000))
    assert found.evidence["words"] == "This is a disgrace!"
    assert found.evidence["utterances"] == ["agent-14000", "agent-22000", "agent-26000"]
    assert "2 turns" in found.explanation


def test_a_call_that_ends_before_blames_nobody() -> None:
    """One turn is too early to judge."""
    assert not after_spike((AGENT, "What is your account number?"))


def test_backchannels_are_no_turns() -> None:
    """Listening first is what the practice asks for."""
    assert not after_spike(
        (AGENT, "Mm-hm."),
        (CUSTOMER, "And it was the same last week."),
        (AGENT, "Okay."),
        (CUSTOMER, "So what now?"),
        (AGENT, "I apologise, let me put that right."),
    )


def test_a_spike_that_was_none_asks_for_nothing() -> None:
    """It was withdrawn: there is nothing to acknowledge."""
    assert not after_spike(
        (AGENT, "What is your account number?"),
        (CUSTOMER, "It's four nine two."),
        (AGENT, "Open the settings."),
        is_withdrawn=True,
    )


def test_without_the_model_phrases_decide() -> None:
    """What no phrase has does not acknowledge then."""
    lines = (
        (AGENT, "No wonder you're fed up."),
        (CUSTOMER, "It's four nine two."),
        (AGENT, "Open the settings."),
    )

    assert not after_spike(*lines)
    assert after_spike(*lines, settings=AcknowledgementSettings(semantic=False))


@pytest.mark.parametrize("is_known_first", [True, False])
def test_what_the_agent_says_while_away_is_no_turn(is_known_first: bool) -> None:
    """Whether it is known before the words are heard, or afterwards."""
    detector = AcknowledgementDetector(AcknowledgementSettings())
    list(detector.feed(FindingRaised(finding=spike(), known_at=spike().at)))
    events: list[Event] = []
    for start, speaker, text in (
        (14_000, AGENT, "What is your account number?"),
        (18_000, CUSTOMER, "It's four nine two."),
        (22_000, AGENT, "Pass me that cable over there."),
        (26_000, CUSTOMER, "Hello, is anybody there?"),
    ):
        said = utterance(speaker, start, start + 3_000, text)
        heard = UtteranceFinalised(utterance=said, known_at=said.end)
        away = UtteranceDisregarded(utterance_id="agent-22000", known_at=said.end)
        pair: list[Event] = [away, heard] if is_known_first else [heard, away]
        told: list[Event] = pair if start == 22_000 else [heard]
        for event in told:
            events += detector.feed(event)

    assert events == []


@pytest.mark.parametrize(
    ("speaker", "text", "is_away", "answers"),
    [
        (AGENT, "You're right, and I'm really sorry about that.", False, True),
        (AGENT, "You're right, and I'm really sorry about that.", True, False),
        (AGENT, "Let me open the ticket.", False, False),
        (CUSTOMER, "I'm really sorry, but this won't do.", False, False),
    ],
)
def test_an_acknowledgement_answers_the_spike_at_once(
    speaker: Speaker, text: str, is_away: bool, answers: bool
) -> None:
    """So that nobody is told to do what they have just done."""
    detector = AcknowledgementDetector(AcknowledgementSettings())
    raised = FindingRaised(finding=spike(), known_at=samples(13_000))
    said = utterance(speaker, 14_000, 17_000, text)
    assert tuple(detector.feed(raised)) == ()
    if is_away:
        detector.feed(UtteranceDisregarded(utterance_id=said.id, known_at=said.end))

    events = tuple(detector.feed(UtteranceFinalised(utterance=said, known_at=said.end)))

    answer = FindingAnswered(finding_id=spike().id, known_at=said.end)
    assert (answer in events) is answers
