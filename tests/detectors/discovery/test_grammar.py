"""The closed classes of words by which a problem is said back."""

import pytest

from coach.detectors.discovery import grammar
from coach.language.phrases import searchable
from coach.language.text import words


def spoken(text: str) -> str:
    """Return a text as the patterns are searched in it."""
    return searchable(words(text))


@pytest.mark.parametrize("text", ["So it", "Okay, so it", "I see. So then it"])
def test_a_conclusion_opens_with_so(text: str) -> None:
    """Whatever acknowledges before it."""
    match = grammar.OPENING.match(spoken(text))

    assert match is not None
    assert spoken(text)[match.end() :] == "it "


def test_trouble_is_a_whole_word() -> None:
    """So "nothing" is, and "notebook" is not."""
    assert grammar.TROUBLE.search(spoken("nothing comes out"))
    assert not grammar.TROUBLE.search(spoken("a notebook is here"))


def test_plans_are_no_statements() -> None:
    """What the agent is about to do says no problem back."""
    assert grammar.OTHERWISE.search(spoken("it will be there"))
    assert not grammar.OTHERWISE.search(spoken("it does not open"))
