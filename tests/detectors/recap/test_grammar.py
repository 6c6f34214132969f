"""Clauses are told apart by how they are built."""

import pytest

from coach.detectors.recap import grammar
from coach.detectors.recap.grammar import Asks
from coach.language.phrases import Phrases

NOTHING = Phrases(())


@pytest.mark.parametrize(
    ("sentence", "was", "comes"),
    [
        ("The ribbon cartridge had slipped off its spindle.", True, False),
        ("It hung on an update, we forced it to reboot.", True, False),
        ("Outdated firmware, now on the newest.", True, False),
        ("So the old pin is history.", True, False),
        ("That'd do it.", True, False),
        ("Your sound was going to the monitor.", True, False),
        ("Should it slip again, give us a bell.", False, True),
        ("Maintenance replaces it on their next round.", False, True),
        ("The caretaker swaps it within the hour.", False, True),
        ("The reminders are sent out tonight.", False, True),
        ("At home, VPN first, then your files.", False, True),
        ("You needn't do a thing.", False, True),
        ("We've fixed it, and it will be checked tomorrow.", True, True),
        ("Glad it was nothing worse.", False, False),
        ("That was quick.", False, False),
        ("It ought to have been done long ago.", False, False),
        ("Have a lovely day.", False, False),
        ("You'll be fine.", False, False),
        ("", False, False),
    ],
)
def test_what_was_and_what_comes(sentence: str, was: bool, comes: bool) -> None:
    """Tense, condition, instruction and time to come tell; talk of the call is none."""
    assert grammar.tells_what_was(sentence, NOTHING) == was
    assert grammar.tells_what_comes(sentence, NOTHING) == comes


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [
        ("Anything I've missed?", Asks.PLAINLY),
        ("What else is on your mind?", Asks.PLAINLY),
        ("Have I left anything out?", Asks.PLAINLY),
        ("Was there owt else?", Asks.PLAINLY),
        ("Does that take care of everything?", Asks.PLAINLY),
        ("Further points?", Asks.PLAINLY),
        ("Are you happy for me to leave it there?", Asks.PLAINLY),
        ("Okay with that?", Asks.PERHAPS),
        ("Is there another cable?", Asks.PERHAPS),
        ("Do you see anything else on the screen?", None),
        ("Is it plugged in?", None),
        ("Okay, sorry, which programs are missing?", None),
        ("Is anything missing?", Asks.PLAINLY),
        ("It was anything but easy.", None),
    ],
)
def test_asking_for_more(sentence: str, asks: Asks | None) -> None:
    """Something indefinite and something left over, or whether all is covered."""
    assert grammar.asks_for_more(sentence) is asks


def test_clauses_end_at_commas_and_conjunctions() -> None:
    """Each is searchable words; nothing is left of an empty one."""
    assert grammar.clauses("So, it broke, and we fixed it.") == (
        "it broke ",
        "we fixed it ",
    )


@pytest.mark.parametrize(
    ("sentence", "instructs"),
    [
        ("It's reset, try it now.", True),
        ("Press save once more.", True),
        ("Reply to the email if it comes back.", False),
        ("It works now.", False),
    ],
)
def test_instructions_for_now(sentence: str, instructs: bool) -> None:
    """One for later is a step of the ending, not of the work."""
    assert grammar.instructs(sentence) == instructs
