# ruff: noqa: E501 - what people say stays on one line
"""Threats: by what a sentence means, not by single words."""

import time

import pytest

from coach.detectors.profanity.settings import ProfanitySettings
from coach.detectors.profanity.threats import ThreatFinder
from coach.events import Speaker, Utterance
from coach.meaning.reading import reader

FINDER = ThreatFinder()

THREATS = [
    (
        "If I'm not working in five minutes, I'll come down to your office and punch you in the face!",
        "person",
    ),
    ("I'll come down there.", "person"),
    ("You'll be sorry.", "person"),
    ("I know where you work.", "person"),
    ("You'll hear from my lawyer.", "legal"),
    ("I'll have you fired.", "job"),
    ("I'm going to sue you.", "legal"),
    ("You better watch your back", "person"),
    ("I'm going to kill you", "person"),
    ("I'll break your legs", "person"),
    ("I swear I'll burn the place down.", "property"),
    ("and make sure you lose your job.", "job"),
    ("I'll make sure you never work in IT again", "job"),
    ("You're going to regret this.", "person"),
    ("Wait till I get my hands on you", "person"),
    ("Somebody is going to get hurt", "person"),
    ("I will find you", "person"),
    ("you're dead meat", "person"),
    ("come down to your office and punch you in the face", "person"),
    ("If this isn't fixed by noon, I'm coming down there.", "person"),
    ("I'm calling my attorney right now", "legal"),
    ("We'll see you in court", "legal"),
    ("I'd love to punch you in the face right now.", "person"),
    ("I'll beat the crap out of you", "person"),
    ("I will get you fired", "job"),
    ("I swear I'll have you out of that job by the end of the week!", "job"),
    ("I will file a case against your company in the High Court.", "legal"),
    ("your job is on the line", "job"),
    ("I'm going to report you", "job"),
    ("I swear to God I'll strangle you", "person"),
    ("One of these days I'm going to smash your face in.", "person"),
    ("I'll smash your windows", "property"),
    ("Don't make me come over there", "person"),
    ("I'm gonna wring your neck", "person"),
    ("you will pay for this", "person"),
    ("I'll slash your tires", "property"),
    ("Our lawyers will be in touch", "legal"),
    ("I'll take you to court", "legal"),
    ("You'll be hearing from our legal department.", "legal"),
    ("I'm gonna come over there and beat your head in.", "person"),
    ("If you don't fix it today I'm getting my attorney involved.", "legal"),
    ("I could smack you right now.", "person"),
    ("I will personally see to it that you lose your job.", "job"),
    ("I'll have your job for this.", "job"),
    ("Come here and I'll break your nose.", "person"),
    ("I'm going to drive down there and show you what happens.", "person"),
    ("I'll make you pay for this.", "person"),
    ("We will sue your company into the ground.", "legal"),
    ("I'm telling you, if that happens again I'll smash your face.", "person"),
    ("I'm going to strangle whoever did this.", "person"),
    ("Watch yourself, pal, I'll find out where you live.", "person"),
    ("I'll get you sacked", "job"),
    ("I swear I'm going to hurt somebody.", "person"),
    ("My lawyers will be contacting you.", "legal"),
    ("you're so dead", "person"),
    ("I will be filing a lawsuit", "legal"),
    ("you will regret the day you picked up this phone", "person"),
    ("I'll throw a brick through your window.", "property"),
    ("I'll be there in ten minutes and then you'll see what happens.", "person"),
    ("Next time I see you I'm going to knock your teeth out.", "person"),
    ("On Saturday you can read about your rotten company on page one.", "legal"),
    ("I'm gonna walk in there and break somebody's jaw!", "person"),
    ("Everybody will read all about you in the papers.", "legal"),
]

HARMLESS = [
    "You can read about your company on page one of the handbook.",
    "People can read about your company in the news section of our website.",
    "Everyone can read about your service in the news feed.",
    "I will not break your arm over this.",
    "I will not break somebody's arm.",
    "I'm going to kill this laptop",
    "I'm going to kill the process",
    "punch in the number",
    "shoot me an email",
    "I'll shoot you an email",
    "deadline is killing me",
    "The server is going to die",
    "I'll hit you up later",
    "I'll beat you to it",
    "my lawyer can't open the PDF",
    "our legal department needs access",
    "I'll come down there and pick it up",
    "I'll come down to your office with the laptop tomorrow",
    "can I come down there?",
    "I could get fired for this",
    "I'll lose my job",
    "he said he'd punch me",
    "this will kill you",
    "sorry about before",
    "you'll be sorry to hear",
    "I'll find you the number",
    "I will find you in the directory",
    "Will I have to pay for this?",
    "It would kill you to be polite",
    "I'm not going to hurt you",
    "I'd kick you off the session",
    "I'm going to kick you off the network for a second",
    "do you know where you work",
    "I can't accept threats",
    "I'm going to throw this laptop out of the window",
    "my job is on the line",
    "I report to my manager",
    "you're going to get an email",
    "I have a fire drill",
    "the printer is on fire",
    "I'll report this to the network team",
    "I'll put you on hold",
    "hit enter",
    "break your download into parts",
    "If you like I'll come down there",
    "The cat is dead",
    "Okay, I'll come down there.",
    "you'll be asked to pay for this license",
    "I'm dead in the water",
    "kill it with task manager",
    "I want to kill the background task for you",
    "we'll cut you over to the new server",
    "I'll end your session",
    "I'll cut your access on Friday",
    "Let me hit you with a question",
    "I will get you a new one",
    "Your head set",
    "it's going to hit you when you log in",
    "Are you going to fire it up?",
    "I'm coming for you with the new laptop",
    "I need to talk to my lawyer about the contract",
    "you won't regret this",
    "I'll walk over there and check the printer",
    "I'm walking over there.",
    "I'm driving over there now",
    "I'll hit the reset button.",
    "He screamed at me, he said, this is the last straw, I'll sue somebody.",
    "Could you kill my session?",
    "We will beat the deadline",
    "I'd shoot for Friday",
    "This printer will be the death of me",
    "I'm going to murder this keyboard",
    "The boss will kill me",
    "My boss is going to kill me if it's not done",
    "You're killing me with these passwords",
    "It could kill the battery",
    "I have to fire up the laptop",
    "The legal team uses the same printer",
    "I work for a lawyer",
    "I'm a lawyer and I need my files",
    "The court needs the document",
    "report the incident to the team",
    "I will report it to you",
    "Can you report on that?",
    "You will hear from my colleague",
    "I'd like to hang up now",
    "I'll break it down for you",
    "I'm going to break off here",
    "punch out at five",
    "He punched the wall",
    "I'll call my lawyer's office to get the fax number",
    "you will be let go from the queue",
    "I'll watch the back of the router",
    "I'll come by your desk",
    "I'm coming down to your office to get the laptop",
    "I'm driving over there this afternoon to drop it off",
    "I'll bury you in paperwork, sorry",
    "I'd kill for a coffee",
    "I'm dying here",
    "we'll fire it off",
    "I'll fire you an email",
    "I can find you in Teams",
    "I'll see you in the meeting",
    "You'd better restart it",
    "You better watch out for the update",
    "The window could break",
    "I'll burn a copy to the disk",
    "Let me burn the image",
    "It blew up the server",
    "Ask Sue",
]


@pytest.mark.parametrize(("text", "kind"), THREATS)
def test_threats_are_found_with_what_they_threaten(text: str, kind: str) -> None:
    """To a person, to property, with the law, to a job."""
    found = FINDER.find(text, Speaker.CUSTOMER)

    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("speaker", list(Speaker))
@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_sentences_are_no_threat(text: str, speaker: Speaker) -> None:
    """Violent words about things, favours, idioms, denials and reports."""
    assert FINDER.find(text, speaker) is None


WITNESSED = ThreatFinder(
    meaning=reader("threat"),
    meant=ProfanitySettings().threat_meant,
    doubted=ProfanitySettings().threat_doubted,
)
"""As it ships, with the small model beside the patterns."""


@pytest.mark.model
class TestSecondWitness:
    """With the small model beside the patterns."""

    @pytest.mark.parametrize("case", THREATS)
    def test_plain_threats_are_not_called_off(self, case: tuple[str, ...]) -> None:
        """Whatever the model thinks of them."""
        assert WITNESSED.find(case[0], Speaker.CUSTOMER) is not None

    @pytest.mark.parametrize("text", HARMLESS)
    def test_nor_are_harmless_sentences_taken_for_threats(self, text: str) -> None:
        """By neither of the two."""
        assert WITNESSED.find(text, Speaker.CUSTOMER) is None

    def test_a_threat_in_words_of_its_own(self) -> None:
        """Of a customer; an agent's words are never judged by their meaning alone."""
        text = "Keep talking like that and you will find out what happens to people like you."

        assert FINDER.find(text, Speaker.CUSTOMER) is None
        found = WITNESSED.find(text, Speaker.CUSTOMER)
        assert found is not None
        assert found.kind == "unnamed"
        assert WITNESSED.find(text, Speaker.AGENT) is None
        assert WITNESSED.find(text, Speaker.CUSTOMER, is_hinted=False) is None

    def test_an_utterance_hints_at_a_threat_in_it(self) -> None:
        """As a whole, where it is short enough to be read to its end."""
        threat = "Keep talking like that and you will find out what happens to people."
        talk = "It began on Monday, when the printer on our floor went dark again. "

        assert WITNESSED.is_hinted(utterance(talk + threat))
        assert not WITNESSED.is_hinted(utterance(talk))
        assert not WITNESSED.is_hinted(utterance("Oh no. Yes."))
        assert not FINDER.is_hinted(utterance(threat))
        assert WITNESSED.is_hinted(utterance(talk * 6 + threat))

    def test_what_is_read_of_an_utterance_for_hints(self) -> None:
        """Of a long one its sentences; of an agent's, or of mere sounds, nothing."""
        talk = "It began on Monday, when the printer on our floor went dark again."
        long = " ".join([talk] * 6)

        assert [*WITNESSED.to_read(utterance(f"{talk} Yes."))] == [f"{talk} Yes."]
        assert [*WITNESSED.to_read(utterance(long))] == [talk] * 6
        assert [*WITNESSED.to_read(utterance("Oh. Yes."))] == []
        assert [*WITNESSED.to_read(utterance(talk, Speaker.AGENT))] == []


def utterance(text: str, speaker: Speaker = Speaker.CUSTOMER) -> Utterance:
    """Return something said."""
    return Utterance(id="one", speaker=speaker, start=0, end=16_000, text=text)


def test_an_agent_who_comes_over_means_to_help() -> None:
    """What is a threat from a furious caller is a service from an analyst."""
    assert FINDER.find("I'll come down there.", Speaker.CUSTOMER) is not None
    assert FINDER.find("I'll come down there.", Speaker.AGENT) is None


def test_a_desk_may_add_and_excuse_phrases() -> None:
    """Phrases of the policy come before what is known by meaning."""
    finder = ThreatFinder(more=("meet the trolls",), harmless=("kill you with",))

    assert finder.find("You shall meet the trolls!", Speaker.CUSTOMER) is not None
    assert finder.find("I'll kill you with kindness.", Speaker.CUSTOMER) is None


def test_a_long_rant_takes_no_time() -> None:
    """What stands around a violent word is read near it; a threat late in it counts."""
    rant = "they kill the hell out of it and " * 300

    begun = time.process_time()
    assert FINDER.find(rant, Speaker.CUSTOMER) is None
    found = FINDER.find(f"{rant} I'm going to kill you", Speaker.CUSTOMER)
    assert time.process_time() - begun < 2

    assert found is not None
    assert found.words == "i'm going to kill you"
