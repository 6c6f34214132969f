"""What the pages are told of the kinds of findings."""

from coach.scoring.kinds import KINDS
from coach.web.review.kinds import kinds_json


def test_the_pages_are_told_of_every_kind() -> None:
    """By its title and its definition."""
    told = kinds_json()
    assert told == {
        kind: {"title": KINDS[kind].title, "definition": KINDS[kind].definition}
        for kind in KINDS
    }
