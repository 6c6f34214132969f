import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.language.backchannels import ACKNOWLEDGEMENTS, Backchannels, backchannels
from coach.language.text import words


@pytest.mark.parametrize(
    "text",
    [
        "Mm-hm.",
        "Hmmmm.",
        "Uh-huh, right.",
        "Oh, good.",
        "Oh, okay.",
        "Yeah, yeah, got it.",
        "I see.",
        "Ha ha ha!",
        "Ohh no.",
        "Sorry, go ahead.",
        "Yikes, okay.",
        "Lovely, yay!",
        "Aw, that's just awful.",
        "What a pain.",
        "How nice for you!",
        "Ha, of course.",
        "Gotcha, gotcha.",
    ],
)
def test_only_acknowledging(text: str) -> None:
    """Listener's sounds and words, alone or together."""
    assert Backchannels().only_acknowledge(words(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Okay, but which one?",
        "Wait.",
        "Yes, I did.",
        "Right click it.",
        "That's not true.",
        "What a printer?",
    ],
)
def test_saying_something(text: str) -> None:
    """Anything more, or nothing at all, is no backchannel."""
    assert not Backchannels().only_acknowledge(words(text))


def test_without_what_acknowledges() -> None:
    """What is left does more, wherever it stands."""
    spoken = words("Oh guys, you're right, the green one, okay.")

    assert Backchannels().without(spoken) == ["guys", "the", "green", "one"]
    assert Backchannels().without(words("Mm-hm, lovely.")) == []


def test_sounds_are_no_words() -> None:
    """A mere "hmm" is a sound, and "okay" a word."""
    assert Backchannels().only_sounds(words("Hmm, uh."))
    assert not Backchannels().only_sounds(words("Hmm, okay."))


def test_sounds_are_known_without_phrases() -> None:
    """An empty list leaves the sounds."""
    assert Backchannels(()).only_acknowledge(["mm"])
    assert not Backchannels(()).only_acknowledge(["okay"])


def test_the_list_is_in_the_form_of_words() -> None:
    """Every phrase could be what a text is read as."""
    assert all(words(phrase) == phrase.split() for phrase in ACKNOWLEDGEMENTS)


def test_the_same_phrases_are_compiled_once() -> None:
    """Calls with the same policy share what tells backchannels."""
    assert backchannels() is backchannels()
    assert backchannels(("mm",)) is backchannels(("mm",))
    assert backchannels(("mm",)).only_acknowledge(["mm"])


@pytest.mark.parametrize("said", ["yeah", "uh huh", "mm hm", "ok so", "oh my god"])
def test_what_a_recogniser_repeats_takes_no_time(said: str) -> None:
    """Whisper's loops are judged in a moment, though they divide in many ways."""
    repeated = said.split() * 300
    listener = Backchannels()

    begun = time.process_time()
    assert listener.only_acknowledge(repeated)
    assert not listener.only_acknowledge([*repeated, "printer"])
    assert not listener.only_sounds([*repeated, "printer"])
    assert time.process_time() - begun < 2


@given(
    st.lists(st.sampled_from(["uh huh", "mm", "oh my god", "i see"]), min_size=1),
    st.booleans(),
)
def test_pieces_in_any_row(said: list[str], goes_on: bool) -> None:
    """Whatever is made of pieces acknowledges, until one more word says something."""
    spoken = " ".join(said).split() + ["printer"] * goes_on

    assert Backchannels().only_acknowledge(spoken) is not goes_on


def test_a_phrase_of_a_policy_may_be_long() -> None:
    """A listed phrase counts whole, be it longer than any we know."""
    phrase = "well i never did hear the like of it in my life"

    assert Backchannels((phrase,)).only_acknowledge(phrase.split())
