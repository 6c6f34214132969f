"""What an agent's words hold of a good ending."""

import pytest

from coach.detectors.recap.reader import RecapReader, RecapSettings

READER = RecapReader(RecapSettings())

R, N, Q, T = "resolution", "next_steps", "questions", "thanks"

SENTENCES: list[tuple[str, set[str]]] = [
    ("We've re-enrolled your phone.", {R}),
    ("So you were typing with caps lock on.", {R}),
    ("That was just the paper tray.", {R}),
    ("It turned out to be a loose cable.", {R}),
    ("Your mailbox had reached its limit.", {R}),
    ("A colleague will drop it off.", {N}),
    ("If not, ring us.", {N}),
    ("Please leave it running over lunch.", {N}),
    ("It may take half an hour.", {N}),
    ("Any other concerns I can address?", {Q}),
    ("Will that be all for today?", {Q}),
    ("Did I answer all your questions?", {Q}),
    ("Thank you for your patience.", {T}),
    ("Thanks for holding.", set()),
    ("Thank you for being so patient.", set()),
    ("Do you see anything else on the screen?", set()),
    ("Do you have any questions so far?", set()),
    ("If you have any questions, I am here.", set()),
    ("Yeah, it'll be fine.", set()),
    ("I'm glad that it works now.", set()),
    ("Sorry, the wait was rather long.", set()),
    ("Was your password expired?", set()),
    ("I'll have a look.", set()),
    ("Have a great day.", set()),
]


@pytest.mark.parametrize(("text", "elements"), SENTENCES)
def test_elements_of_a_sentence(text: str, elements: set[str]) -> None:
    """By meaning, in any wording; questions about the work are none."""
    assert READER.elements(text) - {"afterwards"} == elements


def test_what_comes_after_the_call_is_marked() -> None:
    """It counts even if the customer asks something in between."""
    assert "afterwards" in READER.elements("I'll call you back tomorrow.")
    assert "afterwards" not in READER.elements("You'll see a green icon.")


def test_acknowledging_is_not_contributing() -> None:
    """A customer who says no more than yes does not interrupt a recap."""
    assert READER.only_acknowledges("Okay, great, got it.")
    assert not READER.only_acknowledges("Okay, but it beeps.")
