"""Reading with the real model: it is small, and ships with the package."""

import pytest

from coach.meaning import reading
from coach.meaning.encoder import MeaningEncoder
from coach.meaning.reading import read, read_ahead, reader

pytestmark = pytest.mark.model

KNOWN = [
    (
        "feeling",
        "furious",
        "That's it, I'm done with you, you left me without a single word.",
    ),
    ("feeling", "neutral", "The process was killed with a fatal error."),
    ("feeling", "positive", "You're a lifesaver, it's all back."),
    ("hold", "announce", "Let me go and ask the server team, two minutes."),
    ("hold", "other", "Hold down the power button until it turns off."),
    ("threat", "threat", "One call to your director and you're out of a job."),
    ("threat", "none", "My attorney needs the printer on the third floor."),
    (
        "acknowledgement",
        "acknowledges",
        "I'm so sorry, I can hear how much trouble this has been for you.",
    ),
    ("acknowledgement", "none", "Could you read me the number on the label?"),
]


@pytest.mark.parametrize(("head", "kind", "text"), KNOWN)
def test_the_heads_that_ship(head: str, kind: str, text: str) -> None:
    """Each kind is read off a sentence that was not in its training."""
    assert reader(head).read(text)[kind] > 0.5


def test_texts_read_together_are_read_as_one_by_one() -> None:
    """The same bits: whoever reads ahead finds nothing else."""
    texts = ["Can you hold on for a moment?", "It is broken.", "It is broken."]
    hold = reader("hold")

    reading._remembered.clear()
    together = hold.read_all(texts)
    reading._remembered.clear()
    assert together == [hold.read(text) for text in texts]
    assert hold.read_all([]) == []


def test_what_was_read_ahead_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """And is not read again, by no head."""
    texts = ["It was the cable.", "It was the plug.", "It was the cable."]
    read_ahead(texts)
    monkeypatch.setattr(MeaningEncoder, "embed", None)
    assert all(set(read(text)) >= {"hold", "threat"} for text in texts)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest goes first, and holds nothing that was said."""
    monkeypatch.setattr(reading, "REMEMBERED", 2)
    reading._remembered.clear()
    for text in ("one", "two", "one", "three"):
        read(text)

    assert [*reading._remembered] == [reading._key("one"), reading._key("three")]


def test_an_unknown_head_is_told_at_once() -> None:
    """Not at the first text."""
    with pytest.raises(KeyError):
        reader("fealing")
