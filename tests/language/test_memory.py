"""What is remembered of texts."""

from typing import Any, cast

from coach.language import text
from coach.language.memory import forget, remembered
from coach.language.text import sentence_texts, words

asked: list[str] = []


@remembered(2)
def length(text: str) -> int:
    """Return a text's length, and note that it was worked out."""
    asked.append(text)
    return len(text)


def test_the_latest_results_are_remembered() -> None:
    """As many as were asked for."""
    asked.clear()
    assert [length(text) for text in ("a", "bc", "a", "def", "bc")] == [1, 2, 1, 3, 2]
    assert asked == ["a", "bc", "def", "bc"]


def test_all_is_forgotten_with_the_call() -> None:
    """It is worked out anew, and comes out the same."""
    asked.clear()
    assert length("ghi") == 3
    forget()
    assert length("ghi") == 3
    assert asked == ["ghi", "ghi"]


def test_nothing_said_outlasts_its_call() -> None:
    """No text is left in what the words and sentences of texts are remembered by."""
    said = "Quietly unusual. Sentences here."
    before = words(said), sentence_texts(said)
    forget()
    for cached in (text._words, text._sentence_stops, text._sentences):
        assert cast(Any, cached).cache_info().currsize == 0
    assert (words(said), sentence_texts(said)) == before
