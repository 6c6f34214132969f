"""The profanity section of the policy."""

from coach.detectors.profanity.finder import ProfanityFinder
from coach.detectors.profanity.settings import ProfanitySettings


def test_words_of_the_policy_replace_the_lists() -> None:
    """A desk may have its own lists."""
    finder = ProfanityFinder(ProfanitySettings(mild=("flipping heck",), strong=()))

    assert finder.find("Flipping heck, not again.") is not None
    assert finder.find("Oh shit.") is None
