"""Word lists: words and phrases, however a recogniser wrote them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.language.word_list import WordList, spellings, tokens

LISTED = WordList(("crap", "piece of ship", "fuck*", "*bull*", "ass"), ("fuck", "crap"))


def found(text: str) -> list[str]:
    """Return the listed phrases in a text."""
    return [match.phrase for match in LISTED.find(spellings(text))]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Crap!", ["crap"]),
        ("crrraaap", ["crap"]),
        ("c***", ["crap"]),
        ("f**k", ["fuck*"]),
        ("fucked", ["fuck*"]),
        ("a piece-of-ship", ["piece of ship"]),
        ("a piece of", []),
        ("bulldozer", ["*bull*"]),
        ("scrap assess as pass class", []),
        ("ass", ["ass"]),
        ("", []),
    ],
)
def test_listed_words_are_found(text: str, phrases: list[str]) -> None:
    """Whole words only, stretched or masked, hyphens or not."""
    assert found(text) == phrases


def test_the_longest_phrase_wins() -> None:
    """A listed phrase hides the shorter ones within it."""
    longest = WordList(("dead", "dead meat"))

    assert [m.phrase for m in longest.find(spellings("dead meat dead"))] == [
        "dead meat",
        "dead",
    ]


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    """Whatever the text, offsets are in order and inside it."""
    said = tokens(text)

    assert tuple(token.text for token in said) == spellings(text)
    assert all(0 <= token.start < token.end for token in said)
    assert all(a.end <= b.start for a, b in pairwise(said))
