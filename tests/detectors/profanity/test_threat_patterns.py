"""What threats sound like, and what only sounds like them."""

import pytest

from coach.detectors.profanity.threat_patterns import TRIGGERS
from coach.detectors.profanity.threats import ThreatFinder
from coach.events import Speaker

FINDER = ThreatFinder()

THREATS = [
    "I'm telling you, if you hang up I'll come down there and make you fix it.",
    "You'll be out of a job by tomorrow morning.",
    "My lawyer is going to have a field day with this.",
    "I'm filing a complaint with the regulator and I'm naming you.",
    "I swear I'll break that agent's legs.",
    "You people deserve a brick through the window.",
    "I'm going to make sure everyone knows your name.",
    "Next stop is the press, I promise you.",
    "I'll take you to small claims for every penny.",
    "I'm recording this and my attorney is going to love it.",
    "I will ruin you.",
    "You won't have a job when I'm done with you.",
    "I'll beat the crap out of whoever did this.",
    "We're suing you, it's as simple as that.",
    "Sleep with one eye open.",
    "You'll be hearing from my barrister.",
    "One call from me, and you can clean out your desk tonight.",
    "I'll be taking this to the ombudsman.",
    "I'm going straight to the papers with this.",
    "I know your name and I know where you park.",
    "You'd better hope I never meet you in the street.",
    "I will make sure you never work in this industry again.",
    "I'll have your badge for this.",
    "Keep talking and I'll come through this phone and wring your neck.",
    "I've got half a mind to come over and put a brick through your window.",
    "My husband will be round to sort you out.",
    "You're going to need a doctor when I'm finished with you.",
    "I'll burn that building to the ground.",
    "Expect a letter from our attorneys.",
    "I'm calling the police on you.",
    "One word to your director and you're out on the street.",
    "I'll sue every last one of you.",
    "You can kiss your career goodbye.",
    "Watch yourself on the way home.",
    "I'm going to report you to the regulator.",
    "I'll make you regret the day you were born.",
    "Someone's going to end up in hospital if this isn't fixed.",
    "I could strangle you right now.",
    "Fix it or I'll smash every screen in that office.",
    "I'll make sure you get fired.",
    "We'll see what a judge has to say about it.",
    "I'm posting your name all over the internet.",
    "I'll drag you through every court in the land.",
]

HARMLESS = [
    "My attorney's office is on the third floor, can you send someone?",
    "I'd be out of a job without you guys.",
    "Can you come down here and fix it?",
    "I'm making sure everyone knows the new password policy.",
    "We file a complaint with the vendor when that happens.",
    "The lawyer is going to love this new screen.",
    "It will ruin my day if it crashes again.",
    "I broke my leg, so I work from home.",
    "The court system is down.",
    "I have one eye open and one on the coffee.",
    "They're suing the builder, that's why we need the plans.",
    "The press is on the second floor.",
    "My solicitor needs the printer to sign a contract.",
    "I work in a solicitor's office and the scanner's down.",
    "My boss is going to kill me if this isn't done.",
    "I'll lose my job if I can't get in.",
    "Should I kill the process or will you?",
    "I could strangle this printer.",
    "The judge wants to see the file on the screen.",
    "I'm going to court tomorrow and I need my documents.",
    "We had a call from our lawyer about the licence.",
    "I'll report this to the vendor then.",
    "I reported it to the police when the laptop was stolen.",
    "I was waiting for him in the car park but he never came with the badge.",
    "You can clean out the temp folder, right?",
    "I cleaned out my desk last week because we moved.",
    "I left my badge at home, can you let me in?",
    "The regulator needs this report by Friday.",
    "I'm writing to the press office, and the font is wrong.",
    "I'd shoot myself if I lost those pictures.",
    "The customer threatened to sue us, so we need the recording.",
    "I'll come over and pick up the monitor.",
    "I know where you sit, I'll bring it by.",
    "The window in the office is smashed, that's why the alarm is on.",
    "I could throw it out of the window.",
    "You'll regret not having a backup, my son always says.",
    "Did the update kill your session too?",
    "The police called, they need our camera footage.",
    "My lawyer can't open the attachment.",
    "You'll hear from me tomorrow then.",
    "Heads will roll in my department.",
    "I'm going to hit the button now.",
]


@pytest.mark.parametrize("text", THREATS)
def test_threats_are_known_by_their_structure(text: str) -> None:
    """Somebody means to do something bad to somebody."""
    assert FINDER.find(text, Speaker.CUSTOMER) is not None


@pytest.mark.parametrize("text", HARMLESS)
def test_lawyers_desks_and_courts_alone_are_no_threats(text: str) -> None:
    """Reports, technical words and what befalls the speaker threaten nobody."""
    assert FINDER.find(text, Speaker.CUSTOMER) is None


def test_triggers_are_single_lower_case_words() -> None:
    """They are compared with words as they are recognised."""
    assert all(word == word.lower().strip() for word in TRIGGERS)
