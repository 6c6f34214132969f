# ruff: noqa: E501 - what people say stays on one line
"""The closing: found as it begins, its elements by meaning, its gaps named."""

from dataclasses import dataclass, field

import pytest

from coach.audio_time import samples
from coach.detectors.recap.detector import RecapDetector
from coach.events import (
    CallEnded,
    ClosingAbandoned,
    ClosingReached,
    ElementHeard,
    ElementRetracted,
    Event,
    Finding,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    Speaker,
    UtteranceDisregarded,
    UtteranceFinalised,
)
from tests.detectors.scripts import AGENT, CUSTOMER, utterance

Lines = list[tuple[Speaker, str]]

OPENING: Lines = [
    (AGENT, "Service desk, this is Tom, how can I help?"),
    (
        CUSTOMER,
        "Hi, my laptop doesn't connect to the printer on the second floor any more.",
    ),
    (AGENT, "Let me have a look at that. I'll check the driver."),
    (CUSTOMER, "Sure, go ahead, I am in no hurry today."),
]


@dataclass
class Outcome:
    """What a call's ending came to."""

    is_reached: bool = False
    elements: set[str] = field(default_factory=set)
    findings: dict[str, Finding] = field(default_factory=dict)
    raised: int = 0

    def take(self, event: Event) -> None:
        """Follow one event."""
        match event:
            case ClosingReached():
                self.is_reached = True
            case ClosingAbandoned():
                self.is_reached = False
            case ElementHeard(element=element):
                self.elements.add(element)
            case ElementRetracted(element=element):
                self.elements.discard(element)
            case FindingRaised(finding=finding):
                self.raised += 1
                self.findings[finding.id] = finding
            case FindingChanged(finding=finding):
                assert finding.id in self.findings
                self.findings[finding.id] = finding
            case FindingWithdrawn(finding_id=finding_id):
                del self.findings[finding_id]


def listen(lines: Lines, opening: Lines = OPENING) -> Outcome:
    """Return the outcome of a call of these lines after an opening."""
    detector, outcome, now_ms = RecapDetector(), Outcome(), 0
    for speaker, text in opening + lines:
        said = utterance(speaker, now_ms + 500, now_ms + 500 + 60 * len(text), text)
        now_ms += 500 + 60 * len(text)
        for event in detector.feed(
            UtteranceFinalised(utterance=said, known_at=said.end)
        ):
            outcome.take(event)
    end = samples(now_ms + 1_000)
    for event in detector.feed(CallEnded(at=end, known_at=end)):
        outcome.take(event)
    return outcome


R, N, Q = "resolution", "next_steps", "questions"

ENDINGS: list[tuple[Lines, set[str], bool, int]] = [
    # lines, elements but thanks, reached, findings raised on the way
    (
        [
            (AGENT, "Okay, you should be online now, can you try?"),
            (CUSTOMER, "Yes, it prints now, wonderful."),
            (
                AGENT,
                "Great. So the driver on your laptop was outdated and I've installed the new one.",
            ),
            (AGENT, "If it happens again, just call us and mention this ticket."),
            (AGENT, "Is there anything else you need today?"),
            (CUSTOMER, "No, that's all, thank you."),
            (AGENT, "Thanks for calling. Bye bye."),
        ],
        {R, N, Q},
        True,
        0,
    ),
    (
        [
            (CUSTOMER, "It works again, thank you so much for your help!"),
            (
                AGENT,
                "You're welcome. Let me quickly summarize. The queue was stuck, so I cleared it. You'll get an email with the ticket number. Any other questions?",
            ),
            (CUSTOMER, "Nope, all good."),
            (AGENT, "Thank you for your call, have a nice day."),
        ],
        {R, N, Q},
        True,
        0,
    ),
    (
        [
            (CUSTOMER, "It works again, thank you so much for your help!"),
            (AGENT, "You're welcome."),
            (CUSTOMER, "Bye."),
            (AGENT, "Bye."),
        ],
        set(),
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "Oh it's printing now."),
            (AGENT, "All right then, bye."),
        ],
        set(),
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "Oh it's printing now."),
            (AGENT, "Good. Anything else?"),
            (CUSTOMER, "No."),
            (AGENT, "Okay. Goodbye."),
        ],
        {Q},
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "Oh it's printing now."),
            (AGENT, "Good. Anything else?"),
            (CUSTOMER, "Yes, actually my mouse is broken too."),
            (AGENT, "Okay, let me order a new one."),
            (CUSTOMER, "Great, thanks a lot, bye."),
        ],
        set(),
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "Oh it's printing now."),
            (AGENT, "Good. Anything else I can do for you?"),
            (
                CUSTOMER,
                "Yeah, the scanner on the same floor shows a weird error as well.",
            ),
            (AGENT, "Let me look at it."),
            (CUSTOMER, "Sure thing I will wait here for you."),
        ],
        set(),
        False,
        0,
    ),
    (
        [
            (AGENT, "Do you see anything else on the screen?"),
            (CUSTOMER, "Just the logo and the date."),
            (AGENT, "Click on the logo."),
            (CUSTOMER, "Okay, now it opened some settings window."),
        ],
        set(),
        False,
        0,
    ),
    (
        [
            (CUSTOMER, "Great, that did the trick."),
            (
                AGENT,
                "Perfect. So what we did today: your profile was corrupt, and I rebuilt it. A technician is coming by on Friday to swap the battery. Do you have any questions about that?",
            ),
            (CUSTOMER, "When will he be here?"),
            (AGENT, "Between nine and ten."),
            (CUSTOMER, "Fine, thank you, bye."),
        ],
        {R, N, Q},
        True,
        0,
    ),
    (
        [
            (CUSTOMER, "Great, that did the trick."),
            (
                AGENT,
                "Perfect. Your mailbox is back to normal then. I'll send you the instructions this afternoon. What else can I do for you?",
            ),
            (CUSTOMER, "That's it, thanks."),
            (AGENT, "Take care, bye."),
        ],
        {R, N, Q},
        True,
        0,
    ),
    (
        [
            (CUSTOMER, "Great, that did the trick."),
            (
                AGENT,
                "Good. I'll follow up with you tomorrow morning to see that it still works.",
            ),
            (CUSTOMER, "Okay, thanks. Bye."),
            (AGENT, "Bye."),
        ],
        {N},
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "So can I print now?"),
            (
                AGENT,
                "Yes. It turned out to be a wrong network cable at the back of the printer. We've swapped it.",
            ),
            (CUSTOMER, "Lovely. Have a good day."),
            (AGENT, "You too."),
        ],
        {R},
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "So can I print now?"),
            (AGENT, "Yes you can."),
            (CUSTOMER, "Great, that's everything I needed, thanks."),
            (
                AGENT,
                "Before you go, let me recap: the license had expired and I renewed it. From now on it renews by itself. Is there anything else?",
            ),
            (CUSTOMER, "No. Bye."),
            (AGENT, "Bye, thanks for calling."),
        ],
        {R, N, Q},
        True,
        1,
    ),
    (
        [
            (AGENT, "Okay, so I've reset your password to the temporary one."),
            (CUSTOMER, "Hang on, someone is at my door, I need to go."),
        ],
        set(),
        False,
        0,
    ),
    (
        [
            (CUSTOMER, "It says that the license is missing now."),
            (AGENT, "Thank you. And what does it say below?"),
            (CUSTOMER, "Error forty. That's all it says."),
            (AGENT, "Thanks. I'll install it again."),
        ],
        set(),
        False,
        0,
    ),
    (
        [
            (CUSTOMER, "It works."),
            (
                AGENT,
                "Glad to hear it. To sum things up, we moved your files to the new drive and the old one is going to be removed next week.",
            ),
            (AGENT, "Was there anything more you wanted to ask me?"),
            (CUSTOMER, "No thanks, you've been great."),
            (AGENT, "My pleasure. Thanks for your patience, and enjoy your weekend."),
        ],
        {R, N, Q},
        True,
        0,
    ),
    (
        [
            (CUSTOMER, "It works."),
            (AGENT, "Wonderful. That takes care of it then. Have a great day."),
            (CUSTOMER, "You too."),
        ],
        set(),
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "It works."),
            (
                AGENT,
                "Wonderful. Just so we're on the same page, the account got locked because your phone still had the old password. You're unlocked now, and you'll want to change it on the phone tonight.",
            ),
            (CUSTOMER, "I will do that."),
            (AGENT, "Can I help you with anything else?"),
            (CUSTOMER, "I think we're good."),
            (AGENT, "Thanks, bye."),
        ],
        {R, N, Q},
        True,
        0,
    ),
    (
        [
            (CUSTOMER, "It works."),
            (AGENT, "Alright, your ticket is closed. Bye."),
            (CUSTOMER, "Bye."),
        ],
        set(),
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "It works."),
            (
                AGENT,
                "Super. The replacement headset ships tomorrow and should be on your desk by Thursday. Any questions from your side?",
            ),
            (CUSTOMER, "No questions."),
            (AGENT, "Thank you, goodbye."),
        ],
        {N, Q},
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "Thanks, I have the code now, it is eight one four."),
            (AGENT, "Thank you very much. I'll set it up now, please wait a second."),
            (CUSTOMER, "No problem, take your time with that."),
        ],
        set(),
        False,
        0,
    ),
    (
        [
            (AGENT, "Do you have any questions so far?"),
            (CUSTOMER, "No."),
            (AGENT, "Good, then open the control panel."),
            (CUSTOMER, "I have it open in front of me."),
        ],
        set(),
        False,
        0,
    ),
    (
        [
            (
                AGENT,
                "So just to confirm, your printer stopped working yesterday after the update, is that right?",
            ),
            (CUSTOMER, "Yes, right after the update yesterday."),
            (AGENT, "And which number is on it?"),
            (CUSTOMER, "It is three zero five I think."),
        ],
        set(),
        False,
        0,
    ),
    (
        [
            (CUSTOMER, "Okay it is working."),
            (
                AGENT,
                "Great. So what happened was that the toner cartridge was in the wrong slot. I moved your jobs over to the printer across the hall, so pick them up there.",
            ),
            (CUSTOMER, "Will do. Thanks, bye now."),
        ],
        {R, N},
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "I'm back in."),
            (
                AGENT,
                "Perfect. Today we unlocked your account and we removed the old phone from it.",
            ),
            (AGENT, "I will be closing the ticket, and you will receive a survey."),
            (AGENT, "Is there any other issue I can assist you with?"),
            (CUSTOMER, "Not right now."),
            (AGENT, "Thanks for contacting us, bye."),
        ],
        {R, N, Q},
        True,
        0,
    ),
    (
        [
            (CUSTOMER, "Wow, that was fast."),
            (
                AGENT,
                "All done. To go over it once more, your mailbox had reached its limit, and I raised the quota to fifty gigabytes.",
            ),
            (CUSTOMER, "Okay."),
            (
                AGENT,
                "It may take half an hour until you can send again, and nothing is needed from your side.",
            ),
            (CUSTOMER, "Great."),
            (AGENT, "Any other concerns I can address?"),
            (CUSTOMER, "No sir."),
            (AGENT, "Thanks for your time. Good bye."),
        ],
        {R, N, Q},
        True,
        0,
    ),
    (
        [
            (CUSTOMER, "Yes! I am back in."),
            (
                AGENT,
                "There we go. So you were typing with caps lock on, nothing more than that. If you ever get locked out again, wait fifteen minutes or give us a call. Will that be all for today?",
            ),
            (CUSTOMER, "That's all, thank you very much."),
            (AGENT, "Thank you. Bye."),
        ],
        {R, N, Q},
        True,
        0,
    ),
    (
        [
            (CUSTOMER, "It's open now."),
            (
                AGENT,
                "Excellent. We've given you access to the finance share, you'll find it under drive F.",
            ),
            (AGENT, "Is there something else on your list?"),
            (CUSTOMER, "No, nothing else."),
            (AGENT, "Cheers, bye."),
        ],
        {R, N, Q},
        True,
        0,
    ),
    (
        [
            (CUSTOMER, "Okay that works."),
            (AGENT, "Great, bye then."),
        ],
        set(),
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "Okay that works."),
            (AGENT, "Alright. Anything else? No? Okay, bye."),
        ],
        {Q},
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "Okay, I see the dialog."),
            (AGENT, "Then that's that. See you."),
        ],
        set(),
        False,
        0,
    ),
    (
        [
            (CUSTOMER, "So I should just wait for the technician?"),
            (
                AGENT,
                "Exactly. Our hardware guy will be at your desk at three with a new dock. Until then you can use the spare one.",
            ),
            (CUSTOMER, "Perfect. Thank you, goodbye."),
            (AGENT, "Goodbye."),
        ],
        {N},
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "The screen is back!"),
            (
                AGENT,
                "Lovely. The graphics driver crashed after last night's patch, so I rolled it back to the previous version.",
            ),
            (
                AGENT,
                "We'll hold back that patch for your machine until there's a fixed one, and I'll drop you a message then.",
            ),
            (AGENT, "Do you have any further questions for me?"),
            (CUSTOMER, "None, you explained it well, thanks."),
            (AGENT, "Thank you for calling, and have a good rest of your day."),
        ],
        {R, N, Q},
        True,
        0,
    ),
    (
        [
            (CUSTOMER, "The screen is back!"),
            (AGENT, "Lovely. Anything else I can do?"),
            (CUSTOMER, "No, that's it. Thanks for your help."),
            (AGENT, "You're welcome. Bye."),
        ],
        {Q},
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "I'm in, finally."),
            (AGENT, "Glad that worked. Have a nice day."),
            (CUSTOMER, "Thanks, you too, bye."),
        ],
        set(),
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "I'm in, finally."),
            (
                AGENT,
                "Okay so just to wrap up, we've re-enrolled your phone for the two factor sign in.",
            ),
            (CUSTOMER, "Right."),
            (
                AGENT,
                "Next time you change phones, please do that before you wipe the old one. Anything you'd like to ask before I let you go?",
            ),
            (CUSTOMER, "I don't think so, no."),
            (AGENT, "Alright, thanks for calling in."),
        ],
        {R, N, Q},
        True,
        0,
    ),
    (
        [
            (CUSTOMER, "Will this take long? I have to leave in ten minutes."),
            (AGENT, "About five minutes."),
            (CUSTOMER, "Great, thank you."),
            (AGENT, "You're welcome. Please restart the laptop now."),
            (CUSTOMER, "Okay it is restarting right now, I see the logo."),
        ],
        set(),
        False,
        0,
    ),
    (
        [
            (CUSTOMER, "It is done, I can see all the mails."),
            (AGENT, "Perfect. Then I'll close the ticket. Bye bye."),
            (CUSTOMER, "Bye."),
        ],
        {N},
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "Yes, printing."),
            (
                AGENT,
                "So that was just the paper tray setting. Your next print jobs should come out fine. If not, ring us.",
            ),
            (CUSTOMER, "Will do. Thanks. Bye."),
        ],
        {R, N},
        True,
        1,
    ),
    (
        [
            (
                AGENT,
                "I've escalated this to the network team, they will contact you before noon.",
            ),
            (CUSTOMER, "Okay, so I just wait for them?"),
            (AGENT, "Yes please. Is there anything else in the meantime?"),
            (CUSTOMER, "No, I guess not. Thanks."),
            (AGENT, "Thank you, bye."),
        ],
        {N, Q},
        True,
        1,
    ),
    (
        [
            (CUSTOMER, "Mm, the sound is back."),
            (
                AGENT,
                "Wonderful, the headset had been set to the wrong output, and I've put it back. It'll stay that way, also after a restart. Do you need anything more from me?",
            ),
            (CUSTOMER, "No. Thank you so much."),
            (AGENT, "My pleasure. Goodbye."),
        ],
        {R, N, Q},
        True,
        0,
    ),
]


@pytest.mark.parametrize(("lines", "elements", "is_reached", "raised"), ENDINGS)
def test_endings(
    lines: Lines, elements: set[str], is_reached: bool, raised: int
) -> None:
    """Elements, the closing and the number of nudges it would have caused."""
    outcome = listen(lines)

    assert outcome.elements - {"thanks"} == elements
    assert outcome.is_reached == is_reached
    assert outcome.raised == raised


CURT: Lines = [
    (CUSTOMER, "Oh, now the page came out."),
    (AGENT, "Good. Anything else?"),
    (CUSTOMER, "No, that's all."),
]


class TestRecapDetector:
    def test_missing_elements_are_named_in_their_order(self) -> None:
        """Exactly what was not said, with thanks last."""
        (finding,) = listen(CURT).findings.values()

        assert finding.evidence["missing"] == ["resolution", "next_steps", "thanks"]

    def test_the_finding_shrinks_and_goes_as_the_agent_catches_up(self) -> None:
        """What was missing and is said after all is missing no more."""
        later = [*CURT, (AGENT, "Right, so the fuser was too hot and I have reset it.")]
        (finding,) = listen(later).findings.values()
        assert finding.evidence["missing"] == ["next_steps", "thanks"]

        done = [*later, (AGENT, "A technician will look at it on Monday.")]
        assert listen(done).findings == {}

    def test_a_call_that_goes_on_takes_the_closing_back(self) -> None:
        """One more thing: no closing, no elements, no finding."""
        outcome = listen([*CURT, (CUSTOMER, "Oh wait, one more thing, my mouse died.")])

        assert not outcome.is_reached
        assert outcome.elements == set()
        assert outcome.findings == {}

    def test_a_call_cut_off_is_not_blamed(self) -> None:
        """Without a closing there is no finding and nothing is reached."""
        outcome = listen([(AGENT, "Now click on the green button, please.")])

        assert not outcome.is_reached
        assert outcome.raised == 0

    def test_the_finding_ends_with_the_call(self) -> None:
        """It is open while the line is, and ends with it."""
        (finding,) = listen(CURT).findings.values()

        assert finding.end is not None
        assert finding.end > finding.at

    def test_the_greeting_is_no_closing(self) -> None:
        """Thanking for the call at its start closes nothing."""
        detector = RecapDetector()
        said = utterance(AGENT, 0, 3_000, "Thank you for calling the service desk.")

        assert not list(
            detector.feed(UtteranceFinalised(utterance=said, known_at=said.end))
        )

    def test_what_was_just_summed_up_outlasts_a_remark(self) -> None:
        """A word about it in between does not take the recap back."""
        outcome = listen(
            [
                (CUSTOMER, "Oh, now the page came out."),
                (AGENT, "So the feed had died, and I gave it a kick. Anything else?"),
                (CUSTOMER, "There's plenty on my list, but you can't fix the dust."),
                (AGENT, "I wish I could. Thanks for calling."),
            ]
        )

        assert {"resolution", "questions"} <= outcome.elements

    def test_what_was_summed_up_does_not_outlast_a_new_matter(self) -> None:
        """What was done about the first problem is no recap of the second."""
        outcome = listen(
            [
                (CUSTOMER, "Oh, now the page came out."),
                (AGENT, "So the feed had died, and I gave it a kick. Anything else?"),
                (CUSTOMER, "Actually yes, one more thing, my mouse is dead."),
                (AGENT, "Put the battery in, please."),
                (CUSTOMER, "It moves, I can use it again."),
                (AGENT, "Thanks for calling, bye."),
            ]
        )

        assert not {"resolution", "questions"} & outcome.elements

    def test_a_sentence_may_span_utterances(self) -> None:
        """Cut in two by a pause, it is still one sentence."""
        outcome = listen(
            [
                (CUSTOMER, "Oh, now the page came out."),
                (AGENT, "So the fuser was"),
                (AGENT, "too hot. Is there anything"),
                (AGENT, "else I can do for you?"),
                (CUSTOMER, "No thanks, bye."),
            ]
        )

        assert outcome.elements >= {R, Q}

    def test_words_heard_while_the_agent_is_away_do_not_count(self) -> None:
        """A disregarded recap was never said to the customer."""
        detector = RecapDetector()
        outcome = Outcome()
        lines = [
            (CUSTOMER, "My printer on the second floor is broken."),
            (AGENT, "So to recap, the fuser was too hot and I have reset it."),
            (CUSTOMER, "Thanks, bye."),
        ]
        for index, (speaker, text) in enumerate(lines):
            said = utterance(speaker, 5_000 * index, 5_000 * index + 4_000, text)
            for event in detector.feed(
                UtteranceFinalised(utterance=said, known_at=said.end)
            ):
                outcome.take(event)
        assert R in outcome.elements
        for event in detector.feed(
            UtteranceDisregarded(utterance_id="agent-5000", known_at=samples(15_000))
        ):
            outcome.take(event)

        assert outcome.elements == set()
