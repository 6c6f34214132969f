"""What a good call has, and what of it was said."""

import pytest

from coach.events import ElementHeard, ElementRetracted, Part
from coach.scoring.checklist import (
    ELEMENTS,
    EVIDENCE_CHARACTERS,
    Checklist,
    shortened,
)

TEXTS = {"a": "Is anybody else affected?", "b": "Thanks, Peter."}


def heard(
    part: Part = "discovery",
    element: str = "impact_asked",
    ids: tuple[str, ...] = ("a",),
    words: str = "",
) -> ElementHeard:
    """Return an element that was heard."""
    return ElementHeard(
        part=part, element=element, utterance_ids=ids, known_at=1, words=words
    )


def test_no_two_elements_have_one_name() -> None:
    """The evidence of the overlay's state is by name alone."""
    names = [name for names in ELEMENTS.values() for name in names]

    assert len(set(names)) == len(names)


def test_ticks_and_takes_them_back() -> None:
    """With all that belongs to them."""
    checklist = Checklist()
    checklist.note(heard(words="anybody else"))
    assert checklist.ticks("discovery")["impact_asked"] is True
    assert checklist.ids("discovery", "impact_asked") == ("a",)

    checklist.note(
        ElementRetracted(part="discovery", element="impact_asked", known_at=2)
    )

    assert checklist.ticks("discovery")["impact_asked"] is False
    assert checklist.ids("discovery", "impact_asked") is None
    assert checklist.state(TEXTS.get, is_closing=False)["evidence"] == {}


def test_heard_again_adds_to_it() -> None:
    """Each utterance once."""
    checklist = Checklist()
    for ids in (("a",), ("b", "a")):
        checklist.note(heard(ids=ids))

    assert checklist.ids("discovery", "impact_asked") == ("a", "b")


@pytest.mark.parametrize(
    ("ids", "words", "shown"),
    [
        (("a",), "", "Is anybody else affected?"),
        (("a",), "anybody else", "anybody else"),
        (("a", "b"), "", "Is anybody else affected? Thanks, Peter."),
    ],
)
def test_the_words_that_ticked_it(ids: tuple[str, ...], words: str, shown: str) -> None:
    """Those the detector knows, else all of the utterances'."""
    checklist = Checklist()
    checklist.note(heard(ids=ids, words=words))

    state = checklist.state(TEXTS.get, is_closing=True)

    assert state["evidence"] == {"impact_asked": shown}
    assert state["closing"]["reached"] is True


def test_words_that_do_not_count_are_not_shown() -> None:
    """Even where the detector told them."""
    checklist = Checklist()
    checklist.note(heard(ids=("a", "gone"), words="to somebody else"))

    assert checklist.state(TEXTS.get, is_closing=False)["evidence"] == {}


def test_long_words_are_cut_at_a_blank() -> None:
    """They fit beside the tick, and say that they go on."""
    long = "word " * 40
    exact = "x" * EVIDENCE_CHARACTERS

    assert shortened(exact) == exact
    assert shortened(exact + "x").endswith("x…")
    assert len(shortened(exact + "x")) == EVIDENCE_CHARACTERS
    assert shortened(long).endswith("word…")
    assert len(shortened(long)) <= EVIDENCE_CHARACTERS
