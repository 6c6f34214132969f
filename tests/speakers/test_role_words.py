"""The phrases that tell roles."""

from coach.language.phrases import compiled
from coach.speakers import role_words


def test_every_phrase_can_be_read() -> None:
    """And none is on both sides."""
    sides = [
        {phrase for _, phrases in side for phrase in phrases}
        for side in (role_words.AGENT, role_words.CUSTOMER)
    ]
    for side in sides:
        compiled(tuple(sorted(side)))
    assert not sides[0] & sides[1]
