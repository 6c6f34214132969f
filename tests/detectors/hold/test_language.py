import pytest

from coach.detectors.hold.language import HoldLanguage, Strength
from coach.detectors.hold.settings import HoldSettings

LANGUAGE = HoldLanguage(HoldSettings())


@pytest.mark.parametrize(
    "text",
    [
        "Can I put you on hold for thirty seconds?",
        "May I put you on hold for about thirty seconds while I do that?",
        "Hold on while I bring it up here.",
        "All right, I'm putting you on hold for a minute.",
        "Bear with me.",
        "let me check with the network team, give me two minutes",
        "Give me five.",
        "I'll be right back.",
        "Let me go ask the network guys, shouldn't be more than a minute or two.",
        "two secs",
        "One moment, please.",
        "Just a second.",
        "Would you mind holding for a moment?",
        "Could you hold for me please?",
        "Do you mind if I put you on a brief hold while I look into that?",
        "I'm going to step away from my desk for a couple minutes, okay?",
        "Let me grab my supervisor.",
        "Please stay on the line while I transfer you.",
        "I need to speak to our second line about this, it'll take a few minutes.",
        "I'll just pop you on hold for a sec.",
        "Give me just one second here and I'm going to look into the manual.",
        "Hang tight.",
        "Can you bear with me for a minute or two?",
        "I have the log here, but I need thirty seconds more.",
        "I just need another minute.",
        "I'm going to mute myself for a second.",
        "Let me ask around, back in two.",
        "I'll run this by my team lead real quick.",
        "Would you like to hold while I check that?",
        "Is it okay if I put you on hold for 45 seconds?",
        "Hang on a sec, I'll go and have a look.",
        "Let me put you on a quick hold.",
        "I'm just going to have a chat with my colleague.",
        "Sit tight for a couple of minutes.",
        "It'll take me a minute to dig that out, so bear with me.",
        "Stay with me for a moment.",
        "Alright, one sec.",
        "Can you give me a minute?",
        "Don't hang up, I'll be back in a jiffy.",
        "Let me talk to Dave in networking.",
        "Let me see if someone on the server team can help.",
        "I'll have to put you on hold.",
        "Mind holding for a bit?",
        "Do me a favour and hold for a minute.",
        "Please hold.",
        "Hold please.",
        "I'm popping you on hold",
        "Let me get our engineer for you.",
        "Hang fire.",
        "Hang about.",
        "Stay put, I'll see who's on shift.",
        "I'm putting the phone down for a second.",
        "Give me two sacks.",
        "I won't be a tick.",
        "Do you have ninety seconds?",
        "I'll be off the line for a bit.",
        "Let me nip next door and get the sheet.",
        "Please excuse me for one minute.",
        "Just a minute, somebody's at the door.",
        "I'll be two minutes.",
        "Let me see if Marcus is at his desk.",
    ],
)
def test_announcements_in_any_wording(text: str) -> None:
    """However it is said, the agent is about to be away or asks to wait."""
    assert LANGUAGE.read(text).strength is not Strength.NONE


@pytest.mark.parametrize(
    "text",
    [
        "It says please wait, so let it finish.",
        "Hold down the power button for ten seconds.",
        "The call was on hold yesterday.",
        "Hold on, I see it now.",
        "Please hold on to your receipt.",
        "How long were you on hold?",
        "Sorry for putting you on hold.",
        "I won't put you on hold.",
        "I'll call you right back.",
        "Back with you.",
        "I'm going to consult our knowledge base.",
        "While I do that you'll have no screen for a jiffy.",
        "Your ticket is on hold.",
        "Please wait until the light turns green.",
        "It restarts in two minutes.",
        "Can you hold the shift key and click?",
        "I asked you to wait a minute ago.",
        "I'll get back to you tomorrow.",
        "The service will be right back up.",
        "I'll have a look at the settings.",
        "Got it.",
        "Let me ask you a question.",
        "I need your computer name.",
        "Can I get your number?",
        "I need to get the serial number.",
        "Thank you for holding.",
        "Give me the number.",
        "It happened ten minutes ago.",
        "Did you restart your laptop? Because that usually helps.",
        "They put the order on hold.",
        "I will call you in an hour.",
        "Take your time.",
        "One more thing.",
        "Can you wait for the installer to finish?",
        "In a second window, open the settings.",
        "Let me pull up your account.",
        "The other two programs will follow within ten minutes.",
        "A minute ago it was working.",
        "Press and hold both buttons.",
        "Have you been on hold long?",
        "You said you were on hold with the bank.",
        "I'm going to kill the process, and then start the setup again.",
        "I'm sending it again. Disconnect now, and then connect again.",
        "Please choose one with at least twelve characters.",
        "I can put the ticket on hold if you like.",
        "Let me find out what is locking your",
        "I hold the record.",
    ],
)
def test_words_of_holding_that_announce_nothing(text: str) -> None:
    """Holding, waiting and times are part of other sentences, too."""
    assert LANGUAGE.read(text).strength is Strength.NONE


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Give me two minutes.", 120),
        ("Gimme two minutes.", 120),
        ("Two secs.", None),
        ("I'll be right back.", None),
        ("Can I put you on hold for about thirty seconds?", 30),
        ("Let me ask, it shouldn't be more than a minute or two.", 120),
        ("Bear with me, it broke ten minutes ago.", None),
        ("Give me five.", 300),
        ("Hold on for nine seconds.", None),
        ("Hold on for ten seconds.", 10),
    ],
)
def test_promises(text: str, seconds: float | None) -> None:
    """A time from ten seconds on is a promise; idioms and past times are not."""
    assert LANGUAGE.read(text).seconds == seconds


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("May I put you on hold?", Strength.CLEAR),
        ("Give me two minutes.", Strength.CLEAR),
        ("Give me a second.", Strength.PATIENCE),
        ("Hold on while I bring it up here.", Strength.PATIENCE),
        ("Bear with me for a minute or two.", Strength.CLEAR),
    ],
)
def test_strength(text: str, strength: Strength) -> None:
    """Holds and real times are clear, idioms only ask for patience."""
    assert LANGUAGE.read(text).strength is strength


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Can I put you on hold?", True),
        ("Would you mind holding?", True),
        ("I'll put you on hold, if that's okay.", True),
        ("Is that all right?", True),
        ("I'm putting you on hold for a minute.", False),
        ("Hang on.", False),
    ],
)
def test_asking_for_permission(text: str, asks: bool) -> None:
    """Permission is asked in a question, or in passing."""
    assert LANGUAGE.read(text).asks is asks


@pytest.mark.parametrize(
    ("text", "minds", "refuses"),
    [
        ("Sure.", False, False),
        ("No problem.", False, False),
        ("No.", False, True),
        ("No.", True, False),
        ("No, not at all.", True, False),
        ("I'd rather not, I have a meeting.", False, True),
        ("No, please don't put me on hold again.", True, True),
        ("Okay, but I don't have much time.", False, False),
        ("I can't hold, I'm late.", False, True),
    ],
)
def test_refusal(text: str, minds: bool, refuses: bool) -> None:
    """Whether "no" agrees depends on what was asked."""
    assert LANGUAGE.refuses(text, minds=minds) is refuses


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Thanks for waiting.", True),
        ("Thank you so much for your patience.", True),
        ("Sorry to keep you waiting.", True),
        ("I'm so sorry about the wait.", True),
        ("Okay, I'm back.", True),
        ("So I asked around and nobody knows.", True),
        ("I just spoke with my supervisor.", True),
        ("The network team says it is down.", True),
        ("Sorry about the quiet, I was reading.", False),
        ("Sorry, I'm still here, I was looking at the log.", False),
        ("I asked you to restart it.", False),
        ("Okay, your account is locked.", False),
    ],
)
def test_words_of_return(text: str, tells: bool) -> None:
    """Having waited for somebody and having been elsewhere tell of an absence."""
    assert LANGUAGE.tells_of_absence(text) is tells


@pytest.mark.parametrize(
    ("text", "is_mutter"),
    [
        ("Hello? Are you still there?", True),
        ("Lily? Did I lose you?", True),
        ("Hmm.", True),
        ("Is anything happening?", True),
        ("It still says that the printer is offline.", False),
        ("Hello, this is Marta from sales and my printer is broken.", False),
    ],
)
def test_muttering(text: str, is_mutter: bool) -> None:
    """What somebody says who waits and hears nobody."""
    assert LANGUAGE.is_mutter(text) is is_mutter


def test_checking_back_announces_the_next_hold() -> None:
    """On coming back, "a minute more" is an announcement."""
    text = "I'm still waiting for them, a minute more."

    assert LANGUAGE.read(text).strength is Strength.NONE
    assert LANGUAGE.read_return(text).strength is Strength.CLEAR


@pytest.mark.parametrize(
    ("text", "was_there"),
    [
        ("Sorry, it's slow today.", True),
        ("Sorry, I was watching the bar crawl.", True),
        ("My screen froze.", True),
        ("This system takes forever.", True),
        ("I'm still here.", True),
        ("Sorry for the wait, it's slow today.", False),
        ("Thanks for waiting, my screen froze.", False),
        ("It's the router.", False),
    ],
)
def test_presence(text: str, *, was_there: bool) -> None:
    """Who tells of a slow machine was at it; who thanks for waiting was not."""
    assert LANGUAGE.tells_of_presence(text) is was_there


WITHOUT = HoldLanguage(HoldSettings(semantic=False))


@pytest.mark.model
class TestSecondWitness:
    """With the small model beside the phrases."""

    def test_an_announcement_that_no_phrase_has(self) -> None:
        """It counts, for as much as a request for patience."""
        text = "I'll just vanish for a moment and see if I can get that waived."

        assert WITHOUT.read(text).strength is Strength.NONE
        assert LANGUAGE.read(text).strength is Strength.PATIENCE

    @pytest.mark.parametrize(
        "text",
        [
            "Hold down the power button until it turns off.",
            "I can put the ticket on hold if you like.",
            "So the licence had expired and I've renewed it.",
            "Would you try one of the kittens as well?",
        ],
    )
    def test_what_announces_nothing(self, text: str) -> None:
        """Nor do they with two witnesses."""
        assert LANGUAGE.read(text).strength is Strength.NONE

    def test_news_that_hold_still_are_no_check_back(self) -> None:
        """The phrases alone take them for one; a time that is said is never doubted."""
        news = "And the viewer was still looking in the old one."

        assert WITHOUT.checks_back(news)
        assert not LANGUAGE.checks_back(news)
        assert LANGUAGE.checks_back("They're still looking, another minute, please.")
