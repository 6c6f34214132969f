from dataclasses import replace

from coach.audio_time import samples
from coach.redaction.masking import (
    LOOSE_PAD_MS,
    PAD_MS,
    Spot,
    masked,
    masked_text,
    tidy,
)
from tests.redaction.talk import utterances, with_words

[SAID] = utterances(("c", "well it is 4111 1111, 1111 1111 okay I said it"))
SPOT = Spot(11, 31, "card")


def test_what_is_secret_has_its_mask() -> None:
    """Everything around it stays, to the letter."""
    assert masked_text(SAID.text, [SPOT]) == "well it is [card number] okay I said it"


def test_a_masked_run_is_one_word() -> None:
    """From the start of its first word to the end of its last."""
    said = with_words(SAID)
    changed, _ = masked(said, [SPOT])

    assert " ".join(word.text for word in changed.words) == changed.text
    assert changed.words[3].text == "[card number]"
    assert changed.words[3].start == said.words[3].start
    assert changed.words[3].end == said.words[6].end
    assert changed.words[4:] == said.words[7:]


def test_a_word_keeps_its_punctuation() -> None:
    """So that words and text still are the same."""
    [said] = utterances(("c", "It's (4821)."))
    changed, _ = masked(with_words(said), [Spot(6, 10, "code")])

    assert [word.text for word in changed.words] == ["It's", "([code])."]


def test_two_secrets_in_one_word_are_one_word() -> None:
    """As where a recogniser forgot the space."""
    [said] = utterances(("c", "so 4821/nora@example.com then"))
    spots = [Spot(3, 7, "code"), Spot(8, 24, "email")]
    changed, when = masked(with_words(said), spots)

    assert [word.text for word in changed.words] == [
        "so",
        "[code]/[e-mail address]",
        "then",
    ]
    assert [one.kind for one in when] == ["code", "email"]


def test_the_span_is_that_of_the_words_and_a_little_more() -> None:
    """Word times are not exact."""
    said = with_words(SAID)
    _, [when] = masked(said, [SPOT])

    assert when.start == said.words[3].start - samples(PAD_MS)
    assert when.end == said.words[6].end + samples(PAD_MS)


def test_without_word_times_the_place_in_the_text_is_taken() -> None:
    """Generously, and digits take longer to say than letters."""
    _, [when] = masked(SAID, [SPOT])

    assert when.start <= SAID.start + samples(1_000)
    assert when.end >= SAID.start + samples(3_500 + LOOSE_PAD_MS)


def test_the_span_is_never_beyond_the_utterance() -> None:
    """What is before and after was said by nobody, or is another utterance."""
    for said in (SAID, with_words(SAID)):
        _, [when] = masked(said, [Spot(0, len(SAID.text), "card")])
        assert (when.start, when.end) == (said.start, said.end)


def test_words_that_are_not_the_texts_are_left_out() -> None:
    """What they hide is not known."""
    said = replace(with_words(SAID), text="it's 4111 1111 1111 1111 I said")
    changed, [when] = masked(said, [Spot(5, 24, "card")])

    assert changed.words == ()
    assert said.start <= when.start < when.end <= said.end


def test_nothing_secret_changes_nothing() -> None:
    """Not even the object."""
    assert masked(SAID, []) == (SAID, [])


def test_spots_that_overlap_or_touch_are_one() -> None:
    """Spaces and punctuation between two of one kind do not part them."""
    text = "4111 1111, 1111 and 22"
    spots = [Spot(0, 4, "card"), Spot(5, 9, "card"), Spot(11, 15, "card")]

    assert tidy(text, [*spots, Spot(2, 7, "code"), Spot(20, 22, "card")]) == [
        Spot(0, 15, "card"),
        Spot(20, 22, "card"),
    ]
