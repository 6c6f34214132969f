"""Profanity in a sentence: what counts, at which level, at whom; and what does not."""

import time

import pytest

from coach.detectors.profanity.finder import ProfanityFinder

FINDER = ProfanityFinder()

PROFANE = [
    # words, level, aimed at the person at the other end
    ("This dam printer jams.", "mild", False),
    ("What the heil is this?", "mild", False),
    ("What the hell were you people thinking?", "mild", True),
    ("My inbox is full of crap again", "mild", False),
    ("You're a useless asshole!", "strong", True),
    ("This is bullshit and you're useless asshole.", "strong", True),
    ("You useless a hole.", "strong", True),
    ("This is bull shit.", "strong", False),
    ("I'm pist off.", "mild", False),
    ("f*** this", "strong", False),
    ("F***ing thing", "strong", False),
    ("this f-ing laptop", "strong", False),
    ("this effing laptop", "mild", False),
    ("shiiiit", "strong", False),
    ("Fuuuck", "strong", False),
    ("That's a load of s**t", "strong", False),
    ("a**hole", "strong", False),
    ("Go to hell.", "mild", True),
    ("Fuck off", "strong", True),
    ("Are you fucking kidding me?", "strong", True),
    ("Shut the fuck up.", "strong", True),
    ("Goddammit, it happened again", "mild", False),
    ("oh damn it", "mild", False),
    ("I don't give a shit about your process.", "strong", False),
    ("son of a bitch", "strong", False),
    ("it's a pain in the ass", "mild", False),
    ("You're full of crap", "mild", True),
    ("Why the hell did you close my ticket?", "mild", True),
    ("bloody hell", "mild", False),
    ("Hell no", "mild", False),
    ("he's a retard", "slur", False),
    ("You bastards broke it again.", "strong", True),
    ("damn you", "mild", True),
    ("Your process is shit", "strong", False),
    ("You fucked up my laptop", "strong", True),
    ("You're a fucking idiot", "strong", True),
    ("Holy ship", "strong", False),
    ("What in the hell is going on", "mild", False),
    ("piece of shit printer", "strong", False),
    ("What a load of crap.", "mild", False),
    ("This shit again?", "strong", False),
    ("Holy crap, it works", "mild", False),
    ("Screw you and your ticket.", "mild", True),
    ("I couldn't give a damn about policy.", "mild", False),
    ("How the hell should I know?", "mild", False),
    ("You guys are full of shit.", "strong", True),
    ("Your bullshit process cost me a day.", "strong", False),
    ("The damned mouse is dead.", "mild", False),
    ("Kiss my ass.", "strong", True),
    ("It's as slow as hell.", "mild", False),
    ("The thing is fucked.", "strong", False),
    ("Fucking hell, not again.", "strong", False),
    ("I am pissed.", "mild", False),
    ("This is such a pain in the arse", "mild", False),
    ("Don't be a dick about it.", "strong", False),
    ("Stop fucking around and help me.", "strong", True),
    ("You lazy bastard", "strong", True),
    ("Get your shit together.", "strong", False),
    ("Oh for fuck's sake.", "strong", False),
    ("What the f*** is this", "strong", False),
    ("b******t", "strong", False),
    ("bull-shit", "strong", False),
    ("crappy software", "mild", False),
    ("God damn printer", "mild", False),
    ("Damn right it is.", "mild", False),
    ("The hell with it.", "mild", False),
    ("Who gives a shit?", "strong", False),
    ("you incompetent pricks", "strong", True),
    ("that ass in accounting", "mild", False),
    ("This bastard file will not open.", "strong", False),
    ("Those bastard files are gone again.", "strong", False),
    ("I gave you the product name, asshole.", "strong", True),
    ("That was the brand name, damn it.", "mild", False),
]

INNOCENT = [
    "he was effing and jeffing about it",
    "the risk assessment team",
    "Dick Hancock from the Scunthorpe office",
    "hello there",
    "he'll call you back",
    "the cockpit door",
    "Essex branch",
    "the shuttle bus",
    "the Hoover Dam site",
    "The dam project files are missing",
    "shitake mushrooms",
    "I need to assess the class",
    "a massive mess",
    "My name is Dick",
    "the screen says damn you",
    "The error message says oh crap something went wrong",
    "pass the password",
    "there's a hole in the wall",
    "as hole punch goes",
    "we ship it tomorrow",
    "The sheet is printing",
    "He'll be back",
    "hell be back",
    "I passed",
    "a bass guitar",
    "Cumberland office",
    "analysis of assets",
    "hit the hash key",
    "Hancock",
    "debugger",
    "scrap the ticket",
    "my colleague called me an asshole",
    "Is it a big hole?",
    "It's a hole in the wall",
    "The class starts at eight.",
    "I pressed shift and insert.",
    "Mr. Dickson from Cockburn Street",
    "The hello world example",
    "We assembled the casserole",
    "My shell script",
    "it's the peacock logo",
    "a hoverboard",
    "Pass me to Dick in accounting, please.",
    "Dick Cheney",
    "The Dyke Road office?",
    "It's a niggling problem",
    "He is niggardly",
    "The document title is damages",
    "A title like titanic",
    "I was basking",
    "mass storage class assistant",
    "Hellmann's",
    "Hello hello",
    "the Dell laptop",
    "the hull of the ship",
    "Please ship it",
    "A sheet of paper",
    "We shipped a piece of equipment",
    "Scrap that",
    "Shitake",
    "I can't assign it",
    "embarrassing",
    "Massachusetts",
    "Sussex, Essex and Middlesex",
    "the analyst",
    "the cumulative update",
    "cocktail bar",
    "the therapist",
    "a can of spam",
    "shut down",
    "He's an assassin",
    "Password is horrible with capital H",
    "count the discount",
    "Bassett",
    "The message box literally says oh shit",
    "Matsushita",
    "Fukuoka",
    "Fukushima",
    "shot",
    "pen is broken",
    "Phuket",
    "bitmap",
    "a hole puncher",
    "Ms. Hoare",
    "Mrs. Wang King",
    "Butts",
    "The first one is a bastard file, for metal.",
    "The coffee with the brand name Damn Good Beans is gone.",
    "It goes by the name of Hellfire, or by the name Damn Fine Sauce.",
]


@pytest.mark.parametrize(("text", "level", "is_aimed"), PROFANE)
def test_profanity_is_found_with_its_level_and_aim(
    text: str, level: str, is_aimed: bool
) -> None:
    """Spelled, masked, stretched or misheard: level and aim are right."""
    found = FINDER.find(text)

    assert found is not None
    assert (found.level, found.is_aimed) == (level, is_aimed)


@pytest.mark.parametrize("text", INNOCENT)
def test_innocent_words_are_passed_over(text: str) -> None:
    """Names, other words, misread letters and reported text are no profanity."""
    assert FINDER.find(text) is None


def test_a_long_rant_takes_no_time() -> None:
    """What stands before each word is looked at near it, not from the beginning."""
    begun = time.process_time()
    found = FINDER.find("fuck " * 2_000)

    assert found is not None
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("before", ["", "so " * 200])
def test_what_is_read_out_is_known_however_late_it_comes(before: str) -> None:
    """The end of a long sentence is read like a short one."""
    assert FINDER.find(f"{before}the error message says fuck off") is None
    assert FINDER.find(f'{before}he said "fuck it') is None
