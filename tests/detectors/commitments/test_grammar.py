"""The closed classes of words by which a promise is told."""

import pytest

from coach.detectors.commitments import grammar
from coach.language.phrases import searchable
from coach.language.text import words


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("I'll call you", "own"),
        ("we're going to call you", "own"),
        ("you'll get a call", "you"),
        ("I've asked them to call", "done"),
        ("they're checking it tonight", "going"),
        ("an engineer comes by at three", "habit"),
        ("the network team will call", "noun"),
    ],
)
def test_heads_tell_who_is_to_act(text: str, group: str) -> None:
    """The agent, the customer who gets something, or somebody else."""
    match = grammar.HEAD.search(searchable(words(text)))

    assert match is not None
    assert [name for name, value in match.groupdict().items() if value] == [group]
    assert grammar.COMING.search(text.lower())


@pytest.mark.parametrize("text", ["Is it plugged in?", "Thank you.", "Okay, what now?"])
def test_most_texts_promise_nothing(text: str) -> None:
    """And are passed over at once."""
    assert grammar.COMING.search(text.lower()) is None
