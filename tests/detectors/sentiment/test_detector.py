"""Sentiment: sharp turns for the worse, and what only sounds like them."""

import random
from dataclasses import replace

import pytest

from coach.audio_time import milliseconds, samples
from coach.detectors.profanity.detector import ProfanityDetector
from coach.detectors.profanity.settings import ProfanitySettings
from coach.detectors.sentiment.detector import SentimentDetector
from coach.detectors.sentiment.findings import Spoken
from coach.detectors.sentiment.reader import SentimentReader
from coach.detectors.sentiment.settings import SentimentSettings
from coach.detectors.sentiment.valence import score_of
from coach.detectors.sentiment.witnesses import TURN_WORDS, weighed, with_voice
from coach.events import (
    Event,
    Finding,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    PartialRecognised,
    SentimentScored,
    Speaker,
    UtteranceFinalised,
    Voice,
)
from tests.detectors.scripts import AGENT, CUSTOMER, utterance

FURIOUS = [
    "I want this escalated right now, I'm not going through this again.",
    "Are you serious right now?",
    "This has been going on for three weeks and all I get is excuses.",
    "I pay for premium support and this is what I get?",
    "Do you have any idea what this is costing us?",
    "I don't want to hear it. Just fix the damn thing.",
    "I've got a hundred people who can't work because of your update.",
    "You've got to be joking, I just spent an hour doing exactly that.",
    "Let me speak to whoever is in charge over there.",
    "Why do I even bother calling you?",
    "What a complete waste of an afternoon.",
    "Oh brilliant, now it's deleted the whole folder.",
    "I'm this close to throwing the laptop out of the window.",
    "You know what, forget it. You're no help at all.",
    "It's been two weeks. Two weeks! And I still can't log in.",
    "If this isn't fixed in an hour, I'm going straight to your director.",
    "How is it possible that nobody tested this?",
    "I am losing money every minute you keep me on hold.",
    "Great, so I've been waiting an hour for nothing.",
    "Don't give me that, you told me the same thing last week.",
    "I've never seen such a poorly run help desk.",
    "This is the worst support I have ever dealt with.",
    "Can you people do anything right?",
    "So basically you can't help me. Fantastic.",
    "This is unacceptable.",
    "I want to talk to your manager, right now!",
    "Wanna talk to your manager right now?",
    (
        "don't care about your email, have three trucks waiting at the gate and I "
        "can't print a single delivery note."
    ),
    (
        "Yes, I'm still here. You said 30 seconds and been listening to that awful "
        "music for ages. This is ridiculous. My meeting is about to start."
    ),
    "This is the third time I've called about this and nobody ever calls me back!",
    "Oh great, another ticket. Just what I needed.",
    "Seriously? I've been on hold for two hours and you tell me to restart?",
    "I'm absolutely furious about this.",
    "You people have no idea what you're doing.",
    "How many times do I have to explain this?",
    "I've had it with this company, I'm taking my business elsewhere.",
    "Get me your supervisor.",
    "I'd like to speak to someone in charge, because this is going nowhere.",
    "What kind of support is this?",
    "You just wasted an hour of my time and it still doesn't work!",
    "I'm going to miss my flight because of you!",
    "Thanks for nothing.",
    "Do you even know what you're doing?",
    "That's it, I've lost my patience with you guys.",
    "Don't tell me to calm down!",
    (
        "I've explained this four times already and every time somebody else tells me "
        "something different!"
    ),
    "So you deleted all my files? Are you out of your mind?",
    (
        "You promised me it would be fixed yesterday, and it's still not working. I'm "
        "losing customers every hour."
    ),
    "It's a disgrace how you treat people.",
    "I cannot believe you people charge money for this.",
    "Stop reading from your script and help me!",
    "I am so sick of this system, it's garbage.",
    "Nobody over there seems to have a clue. I'm fed up.",
    "Oh wonderful, so I have to start all over again.",
    "Why does nobody in your department ever pick up the phone? It's outrageous!",
    "I have forty people sitting here doing nothing while you play music at me!",
    "You're not listening to a word I'm saying.",
    "I've been transferred five times today and now you want to transfer me again?",
]

UNHAPPY = [
    (
        "My account is locked for the fourth time this week. Every morning I lose an "
        "hour before I can even start."
    ),
    "Could I please finish? It started on Tuesday, right after the update.",
    "Nobody told me that.",
    "I have a report due at eleven, so I'm a little nervous.",
    (
        "It's just that I've been on the phone all morning, and nobody over there "
        "seems to know what is going on."
    ),
    "I'm a bit frustrated, it happened again.",
    "It's quite annoying, the printer jams every day.",
    "I'm sorry to bother you, but it crashed again.",
    "Unfortunately it still doesn't work.",
    "I've tried it three times, and the installation always stops at ninety percent.",
    "I need forty handouts for a board meeting at three.",
    (
        "Okay. So what can we do about it? My demo is at two o'clock, and I would "
        "really like to"
    ),
    "It's a bit slow today and I'm worried that I lose my work.",
    "Yeah, I already did that this morning, didn't help.",
    "Well, I was hoping that it would be done by now.",
    "That's a pity.",
    "I'm not angry, I just want it to work.",
]

CALM = [
    "I need this done by tomorrow if possible.",
    "Can you tell me what happened to my order?",
    "It has been two weeks since I requested the badge, is there any news?",
    "I've restarted it twice, as the article says.",
    "The update broke my plugin, could you roll it back?",
    "I was told to call you about the license.",
    "Hi, I'm calling about a ticket I opened last week.",
    "My manager said you could give me access.",
    "We have a hundred people on this floor, so a second printer would be nice.",
    "It's urgent because the audit starts on Monday.",
    "I lost my badge yesterday, I feel so stupid.",
    "My wife says I worry too much about viruses.",
    "Sorry, I didn't hear you, the line is bad.",
    "No no, that one is fine, the other one is dead.",
    "Wow, that's crazy, it works now.",
    "It's been hanging at ninety percent for an hour.",
    "I hate to ask, but could you stay on the line?",
    "The customer is angry with me, so I'd like to fix it soon.",
    "Someone hit my car in the parking lot, so I'm late, sorry.",
    "I waited for the technician this morning but I was out for ten minutes.",
    "It says fatal exception, illegal operation, and then it dies.",
    "Is your manager the one who approves it?",
    "How long will I have to wait for it?",
    "I have to say, I was worried, but you fixed it.",
    "Do you want me to stop the service first?",
    "What are the people at the front desk supposed to use?",
    "You said ten minutes, so I'll get a coffee.",
    "The alarm went off and the server room was a mess.",
    "I can't do anything without the token, right?",
    "No problem at all, take your time.",
    "Kill the process and see if the fatal error comes back.",
    "The dead battery was the issue.",
    "The installer aborted with a fatal error and then it crashed.",
    "I am still waiting on my card?",
    "Why was my card declined?",
    "My card was stolen, what should I do?",
    "I think my card has been compromised, please freeze it.",
    "How do I cancel my account?",
    "I want to close my account.",
    "There is a charge on my statement that I don't recognize.",
    "Why did my transfer fail?",
    "I was charged twice for the same thing, what happened?",
    "I still haven't received my refund, can you help?",
    "Why hasn't my top up gone through yet?",
    "What's wrong with my PIN?",
    "My cash withdrawal was declined and I don't know why.",
    "I don't care which one, either is fine.",
    "I can't believe how fast that was!",
    "That's unbelievably good, thanks.",
    "I need to talk to my manager first.",
    "The screen says access denied.",
    "Could you hold on, I lost the page.",
    "I was on sick leave last week.",
    "You must be busy today, no worries.",
    "I can't complain.",
    "It says the file is corrupt and the disk is bad.",
    "Oh great, I can see the icon.",
    "Oh great, it works again.",
    "Great, thanks. One more question.",
    "That's perfect.",
    "Is there a way to speak to a person at the desk?",
    "Please help me, I lost my phone and can't get into the app.",
    "I have been waiting for a week for my card, is it still coming?",
    "The app keeps rejecting my passcode, what's going on?",
    "Someone has used my card without my permission.",
    "How long do I have to wait for the transfer?",
    "I believe that I have been charged a wrong exchange rate.",
    "My boss asked me to call.",
    "The team is waiting for the new scanner, when does it arrive?",
    "What are you doing now?",
    "Do you know what the error means?",
    "Are you still there?",
    "My new card is broken, the chip doesn't work.",
    "You guys are great.",
    "You people have been wonderful.",
    "It's the second time this month, but it's not urgent.",
    "I made a stupid mistake and deleted the folder.",
    "Thanks so much, you saved my morning.",
]

Lines = list[tuple[Speaker, int, int, str]]

HELLO: Lines = [
    (CUSTOMER, 0, 4_000, "Hi, I can't find the new form on the intranet."),
    (AGENT, 5_000, 9_000, "Good morning, let me see where it went."),
]


BY_WORDS = SentimentSettings(semantic=False)
"""The words speak alone: what is tested is arithmetic on phrases."""


def listen(lines: Lines, chosen: SentimentSettings = BY_WORDS) -> list[Event]:
    """Return all that follows from lines of (speaker, from ms, to ms, words)."""
    detector, profanity = SentimentDetector(chosen), ProfanityDetector()
    events: list[Event] = []
    for speaker, start_ms, end_ms, text in lines:
        said = utterance(speaker, start_ms, end_ms, text)
        final = UtteranceFinalised(utterance=said, known_at=said.end)
        for found in profanity.feed(final):
            events += detector.feed(found)
        events += detector.feed(final)
    return events


def spikes(events: list[Event]) -> list[Finding]:
    """Return the spikes raised, each as it was in the end."""
    found: dict[str, Finding] = {}
    for event in events:
        match event:
            case FindingRaised(finding=finding) | FindingChanged(finding=finding):
                found[finding.id] = finding
            case FindingWithdrawn(finding_id=finding_id):
                del found[finding_id]
    return list(found.values())


@pytest.mark.parametrize("text", FURIOUS)
def test_an_outburst_after_calm_words_is_a_spike(text: str) -> None:
    """Disbelief, being fed up, accusation, the manager, sarcasm, threats."""
    assert len(spikes(listen([*HELLO, (CUSTOMER, 10_000, 15_000, text)]))) == 1


@pytest.mark.parametrize("text", [*UNHAPPY, *CALM])
def test_unhappy_and_calm_words_are_no_spike(text: str) -> None:
    """People call because something is broken."""
    assert spikes(listen([*HELLO, (CUSTOMER, 10_000, 15_000, text)])) == []


@pytest.mark.parametrize("text", CALM)
def test_polite_and_technical_words_are_not_strongly_negative(text: str) -> None:
    """Whatever broke, was lost, stolen, rejected or killed."""
    (scored,) = listen([(CUSTOMER, 0, 4_000, text)])

    assert isinstance(scored, SentimentScored)
    assert scored.score > -0.5


@pytest.mark.parametrize("text", ["That's marvelous, thank you!", "Great, it works."])
def test_praise_scores_above_zero(text: str) -> None:
    """The score has a bright side too."""
    (scored,) = listen([(CUSTOMER, 0, 4_000, text)])

    assert isinstance(scored, SentimentScored)
    assert scored.score > 0.2


ANGRY = "Are you kidding me?"
CALMER = "All right, I can see it now."


class TestSentimentDetector:
    def test_the_agent_is_never_judged(self) -> None:
        """Not even when the words are harsh."""
        assert listen([(AGENT, 0, 3_000, ANGRY)]) == []

    def test_one_episode_is_one_spike(self) -> None:
        """More of the same anger is not another turn for the worse."""
        lines = [(CUSTOMER, 10_000 * n, 10_000 * n + 3_000, ANGRY) for n in (1, 2, 3)]

        assert len(spikes(listen([*HELLO, *lines]))) == 1

    def test_recovery_takes_two_calm_utterances_and_is_recorded(self) -> None:
        """The end of the second one is when the customer is back."""
        lines = [
            *HELLO,
            (CUSTOMER, 10_000, 13_000, ANGRY),
            (CUSTOMER, 20_000, 23_000, CALMER),
        ]
        (spike,) = spikes(listen(lines))
        assert spike.evidence["recovered_ms"] is None

        (spike,) = spikes(listen([*lines, (CUSTOMER, 30_000, 33_000, CALMER)]))
        assert spike.evidence["recovered_ms"] == 33_000

    def test_after_recovery_a_new_outburst_is_a_new_spike(self) -> None:
        """Two episodes are two spikes."""
        lines = [
            *HELLO,
            (CUSTOMER, 10_000, 13_000, ANGRY),
            (CUSTOMER, 20_000, 23_000, CALMER),
            (CUSTOMER, 30_000, 33_000, CALMER),
            (CUSTOMER, 40_000, 43_000, ANGRY),
        ]

        assert len(spikes(listen(lines))) == 2

    @pytest.mark.parametrize(("gap_ms", "count"), [(29_999, 1), (30_000, 2)])
    def test_a_long_calm_makes_room_for_a_new_spike(
        self, gap_ms: int, count: int
    ) -> None:
        """One calm utterance is enough when much time has passed."""
        again = 13_000 + gap_ms
        lines = [
            *HELLO,
            (CUSTOMER, 10_000, 13_000, ANGRY),
            (CUSTOMER, 20_000, 23_000, CALMER),
            (CUSTOMER, again, again + 3_000, ANGRY),
        ]

        assert len(spikes(listen(lines))) == count

    def test_a_spike_starts_with_the_sentence_that_turned(self) -> None:
        """Not with the long utterance in which it stands."""
        text = "I have the form open here on my screen. " + ANGRY
        (spike,) = spikes(listen([*HELLO, (CUSTOMER, 10_000, 16_000, text)]))

        assert spike.evidence["words"] == ANGRY
        assert 13_000 < milliseconds(spike.start) < 15_000

    def test_a_complaint_split_by_a_pause_adds_up(self) -> None:
        """Neither half is strong alone; together they are, unless the agent spoke."""
        halves: Lines = [
            (CUSTOMER, 10_000, 13_000, "We have been waiting for three days."),
            (CUSTOMER, 14_000, 17_000, "You promised that it would be fixed!"),
        ]
        between: Lines = [(AGENT, 13_100, 13_900, "Let me see what happened there.")]

        assert len(spikes(listen([*HELLO, *halves]))) == 1
        split = [*HELLO, halves[0], *between, halves[1]]
        assert spikes(listen(split)) == []

    def test_first_words_need_more_to_be_a_spike(self) -> None:
        """People call because something is broken; there is nothing to compare."""
        assert spikes(listen([(CUSTOMER, 0, 4_000, "This is ridiculous.")])) == []
        furious = "This is ridiculous and unacceptable, I am furious."
        assert len(spikes(listen([(CUSTOMER, 0, 4_000, furious)]))) == 1

    def test_somebody_unhappy_throughout_does_not_spike(self) -> None:
        """A drop is measured from where this customer has been."""
        grumble = "It still doesn't work and that is really annoying."
        lines: Lines = []
        for n in range(0, 60_000, 10_000):
            lines.append((CUSTOMER, n, n + 4_000, grumble))
            lines.append((AGENT, n + 5_000, n + 8_000, "Please try once more."))

        assert spikes(listen(lines)) == []

    def test_a_partial_raises_what_the_final_settles(self) -> None:
        """The same id when confirmed, withdrawn when the words were others."""
        for final, kept in ((ANGRY, 1), ("Are you getting me?", 0)):
            detector = SentimentDetector(BY_WORDS)
            events: list[Event] = []
            for speaker, start_ms, end_ms, text in HELLO:
                said = utterance(speaker, start_ms, end_ms, text)
                events += detector.feed(
                    UtteranceFinalised(utterance=said, known_at=said.end)
                )
            heard = utterance(CUSTOMER, 10_000, 12_000, ANGRY)
            events += detector.feed(
                PartialRecognised(
                    utterance=heard, stable=len(ANGRY), known_at=heard.end
                )
            )
            assert len(spikes(events)) == 1
            said = utterance(CUSTOMER, 10_000, 13_000, final)
            events += detector.feed(
                UtteranceFinalised(utterance=said, known_at=said.end)
            )
            assert len(spikes(events)) == kept

    def test_a_spike_is_known_when_its_utterance_ends(self) -> None:
        """What words alone can tell is told by the end of the utterance."""
        (spike,) = spikes(listen([*HELLO, (CUSTOMER, 10_000, 13_000, ANGRY)]))

        assert spike.at == samples(13_000)

    def test_what_counts_as_swearing_is_for_the_policy_to_say(self) -> None:
        """A finding of profanity makes the same words sound worse."""
        words = utterance(CUSTOMER, 1_000, 4_000, "It is a flipping tip.")
        final = UtteranceFinalised(utterance=words, known_at=words.end)
        plain, told = SentimentDetector(BY_WORDS), SentimentDetector(BY_WORDS)
        chosen = ProfanitySettings(strong=("flipping",))
        for found in ProfanityDetector(chosen).feed(final):
            told.feed(found)

        scores = [
            event.score
            for detector in (plain, told)
            for event in detector.feed(final)
            if isinstance(event, SentimentScored)
        ]

        assert scores[1] < scores[0] == 0


BY_FACTS = [
    "You want me to go and pull boxes out of a wall? That's your job, not mine.",
]
"""Fury without an angry word."""

GRUMBLE = "Nobody ever calls me back!! It's always the same with you!!"
"""Sour, and no more than that in an ordinary voice."""

BY_STORY = [
    "My wife gave it to our youngest, and he wiped it clean and put games on it.",
    "We have a hearing on Thursday, so I look after the lawsuit's mailbox as well.",
    "Two are on site in Gothenburg and one is at the dentist, so it should be only me.",
    "Don't say that word on a ward! Thanks, bye.",
]
"""Calm stories with colourful words."""


@pytest.mark.model
class TestSecondWitness:
    """With the small model beside the words."""

    @pytest.mark.parametrize("text", BY_FACTS)
    def test_fury_without_an_angry_word(self, text: str) -> None:
        """What it means is enough where no phrase has it."""
        lines = [*HELLO, (CUSTOMER, 10_000, 15_000, text)]
        assert spikes(listen(lines)) == []
        (spike,) = spikes(listen(lines, SentimentSettings()))
        assert spike.evidence["signs"]

    @pytest.mark.parametrize("text", [*BY_STORY, *CALM, *UNHAPPY])
    def test_calm_and_unhappy_words_are_no_spike(self, text: str) -> None:
        """Nor are they with two witnesses."""
        lines = [*HELLO, (CUSTOMER, 10_000, 15_000, text)]
        assert spikes(listen(lines, SentimentSettings())) == []

    def test_a_raised_voice_makes_sour_words_worse(self) -> None:
        """Said as loudly as ever they are a grumble; good news may be shouted."""
        calm = [
            (CUSTOMER, 1_000 * second, 1_000 * second + 3_000, text)
            for second, text in (
                (0, "Hello, this is Ines from the finance office."),
                (4, "I have a question about the monthly report."),
                (8, "It is about the second page of it."),
            )
        ]
        for text, loudness, voice, count in (
            (GRUMBLE, -20.0, True, 0),
            (GRUMBLE, -12.0, True, 1),
            (GRUMBLE, -12.0, False, 0),
            ("Oh, that is wonderful, thank you!", -10.0, True, 0),
        ):
            detector = SentimentDetector(SentimentSettings(voice=voice))
            events: list[Event] = []
            for line in [*calm, (CUSTOMER, 20_000, 24_000, text)]:
                level = loudness if line[3] == text else -20.0
                said = replace(utterance(*line), voice=Voice(loudness_db=level))
                final = UtteranceFinalised(utterance=said, known_at=said.end)
                events += detector.feed(final)
            found = spikes(events)
            assert len(found) == count
            assert all("a raised voice" in spike.explanation for spike in found)

    def test_of_misheard_words_the_meaning_is_nothing(self) -> None:
        """What the recogniser is unsure of does not alarm by its meaning alone."""
        for confidence, count in ((0.4, 0), (0.9, 1)):
            detector = SentimentDetector(SentimentSettings())
            events: list[Event] = []
            for line in [*HELLO, (CUSTOMER, 10_000, 15_000, BY_FACTS[-1])]:
                said = replace(utterance(*line), confidence=confidence)
                final = UtteranceFinalised(utterance=said, known_at=said.end)
                events += detector.feed(final)
            assert len(spikes(events)) == count


class ReadsEveryTurn(SentimentDetector):
    """Asks what each turn means, whether or not it can make a difference."""

    def _worst_in_turn(self, by_words: Spoken, meant: float, raised: float) -> float:
        said = by_words.said
        turn = " ".join([*self._turn_before(said), said.text]).split()[-TURN_WORDS:]
        in_turn = self._reader.meant(" ".join(turn))
        worst = weighed(by_words.worst, meant, in_turn, said.confidence)
        return score_of(with_voice(worst, raised))


@pytest.mark.parametrize("seed", range(12))
def test_turns_that_are_not_read_would_have_changed_nothing(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Findings and scores are those of a detector that reads every turn."""
    dice = random.Random(seed)
    texts = [dice.choice([*FURIOUS, *CALM, *CALM]) for _ in range(40)]
    read: list[str] = []
    meant = SentimentReader.meant

    def noted(self: SentimentReader, text: str) -> float:
        read.append(text)
        return meant(self, text)

    events: list[list[Event]] = []
    looks: list[int] = []
    monkeypatch.setattr(SentimentReader, "meant", noted)
    for detector in (SentimentDetector(), ReadsEveryTurn()):
        events.append([])
        read.clear()
        for number, text in enumerate(texts):
            who = AGENT if number % 5 == 4 else CUSTOMER
            said = utterance(who, number * 4_000, number * 4_000 + 3_000, text)
            events[-1] += detector.feed(
                UtteranceFinalised(utterance=said, known_at=said.end)
            )
        looks.append(len(read))

    assert events[0] == events[1]
    assert looks[0] < looks[1]
