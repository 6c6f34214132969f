"""Weak signs: none alarms by itself, several in one breath do."""

import pytest

from coach.detectors.sentiment import signs
from coach.detectors.sentiment.reader import SentimentReader
from coach.language.phrases import Phrases

KINDS = [entry.rsplit(" ", 1)[0] for entry in signs.WEIGHTS]
READER = SentimentReader()


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("You broke it.", "blame"),
        ("Three of you looked at it.", "collective"),
        ("How on earth does that happen?", "rhetoric"),
        ("Stop telling me that.", "command"),
        ("I refuse to wait.", "refusal"),
        ("My patience is at an end.", "toll"),
        ("Not a single file is left.", "absolute"),
        ("That's the fourth call.", "repeated"),
        ("As I was told yesterday.", "thrown_back"),
        ("Good for you.", "scorn"),
        ("Give yourselves a medal.", "scorn"),
        ("If I lose it, I am ruined.", "toll"),
        ("I am absolutely finished.", "toll"),
        ("I just can't do it again.", "toll"),
        ("No, I just can't.", "toll"),
        ("I feel sick.", "toll"),
        ("They will throw me out.", "toll"),
        ("That's three years of my life.", "toll"),
        ("I have small children to feed.", "toll"),
        ("You didn't send it.", "confronting"),
    ],
)
def test_each_kind_is_recognised(text: str, sign: str) -> None:
    """So that a reviewer reads what a spike stands on."""
    assert sign in READER.read(text).signs


@pytest.mark.parametrize(
    "text", ["That's the fourth call.", "You didn't send it.", "I was told so."]
)
def test_a_weak_sign_alone_is_not_strong(text: str) -> None:
    """A calm customer counts and denies too."""
    assert -2.9 < READER.read(text).total < 0


def test_signs_add_up() -> None:
    """An accusation, a promise held up and "never" are more than each of them."""
    parts = READER.read("You lied to me.").total
    whole = READER.read("You lied to me, you promised and nobody ever called.").total

    assert whole < parts < 0


def test_soft_words_take_off() -> None:
    """The same denial, hedged, is half as bad and never becomes praise."""
    blunt = READER.read("You don't listen.").total
    soft = READER.read("I think you don't listen.").total

    assert blunt < soft <= 0


def test_a_request_with_a_denial_does_not_confront() -> None:
    """“Could you not …” asks."""
    assert "confronting" not in READER.read("Could you not just restart it?").signs


def test_every_kind_has_phrases_a_weight_and_a_setting() -> None:
    """A weight without phrases would do nothing."""
    for kind in set(KINDS) - {"confronting", "outrage", "complaint"}:
        if hasattr(signs, kind.upper()):
            Phrases(getattr(signs, kind.upper()))
    assert len(KINDS) == len(set(KINDS))


@pytest.mark.parametrize(
    "text",
    ["Okay, I'm finished.", "Superb job, guys, it works.", "Outstanding work, folks."],
)
def test_praise_and_an_end_are_no_signs(text: str) -> None:
    """Of work that is done well, or only done."""
    assert not {"scorn", "toll"}.intersection(READER.read(text).signs)


def test_a_warm_greeting_is_no_scorn() -> None:
    """“How lovely” is meant kindly unless something says otherwise."""
    assert READER.read("How lovely to hear a real person.").total > 0
