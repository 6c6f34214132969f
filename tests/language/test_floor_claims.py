import pytest

from coach.language.backchannels import Backchannels
from coach.language.floor_claims import claims_floor


@pytest.mark.parametrize(
    "text",
    [
        "Wait, stop there.",
        "But which one?",
        "You what?",
        "No, that's wrong.",
        "Try the other one.",
        "Okay, but why?",
        "I can't do that.",
        "The blue one on the left.",
    ],
)
def test_wanting_the_floor(text: str) -> None:
    """Questions, objections, orders, and whatever is long enough to say something."""
    assert claims_floor(text, Backchannels())


@pytest.mark.parametrize(
    "text",
    [
        "Mm-hm.",
        "Yet, yet.",
        "How good!",
        "Oh guys, you're right.",
        "You're her writer.",
        "Hers?",
        "Oh, gosh, alright.",
        "",
    ],
)
def test_mere_murmur(text: str) -> None:
    """What a recogniser made of a murmur, and what only acknowledges."""
    assert not claims_floor(text, Backchannels())


@pytest.mark.parametrize(("words", "claims"), [(3, False), (4, True)])
def test_longest_response(words: int, claims: bool) -> None:
    """Three words that nobody knows may be murmur, four are not."""
    assert claims_floor(" ".join(["lamp"] * words), Backchannels()) == claims
