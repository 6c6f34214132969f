import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from coach.language.phrases import MAX_WAYS, Phrase, Phrases, searchable


def finds(phrase: str, text: str) -> bool:
    """Return whether a phrase is found in a text."""
    return Phrases([phrase]).search(searchable(text.split())) is not None


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("hold on", "please hold on now", True),
        ("hold on", "hold only", False),
        ("hold on", "uphold on", False),
        ("(put|place) you on hold", "i place you on hold", True),
        ("on [a brief] hold", "on a brief hold", True),
        ("on [a brief] hold", "on hold", True),
        ("put you * on hold", "put you guys back quickly on hold", True),
        ("put you * on hold", "put you a b c d on hold", False),
        ("^no", "no thanks", True),
        ("^no", "oh no", False),
        ("okay$", "is that okay", True),
        ("okay$", "okay then", False),
        ("[please|just] hold", "just hold", True),
        ("* minutes", "in two minutes", True),
        ("[please] [just] hold", "hold", True),
        ("[please] (hold|hang on)", "please hang on", True),
        ("(hold|hang on) *", "hold", True),
    ],
)
def test_what_a_phrase_matches(phrase: str, text: str, found: bool) -> None:
    """Alternatives, options, gaps and anchors mean what they say."""
    assert finds(phrase, text) is found


def test_matches_follow_each_other() -> None:
    """Matches come in order and do not overlap."""
    phrases = Phrases(["a b", "b c", "c"])

    assert [m.group() for m in phrases.find_all("a b c b c ")] == ["a b ", "c ", "b c "]


def test_blanked_words_keep_their_number() -> None:
    """A blanked phrase leaves one mark for each of its words."""
    assert Phrases(["hold down"]).blank("now hold down it ") == "now _ _ it "


def test_no_phrases_match_nothing() -> None:
    """An empty list finds nothing."""
    assert Phrases([]).search("a b ") is None


def test_no_words_hold_no_phrase() -> None:
    """Nothing is found in an empty text, whatever a phrase begins with."""
    assert Phrases(["a", "a b", "* b"]).search("") is None


def test_the_first_phrase_of_the_list_is_taken() -> None:
    """Where several match, the earlier of the list counts."""
    assert [m.group() for m in Phrases(["a", "a b"]).find_all("a b ")] == ["a "]
    assert [m.group() for m in Phrases(["a b", "a"]).find_all("a b a ")] == [
        "a b ",
        "a ",
    ]


def test_a_phrase_that_may_begin_with_any_word_comes_last() -> None:
    """Where a phrase has words to begin with, it is tried before those that do not."""
    phrases = Phrases(["* b", "a"])

    assert [m.group() for m in phrases.find_all("a b ")] == ["a ", "b "]
    assert [m.group() for m in phrases.find_all("c b ")] == ["c b "]


def test_counting_ends_at_a_number() -> None:
    """No more matches are counted than were asked for."""
    phrases = Phrases(["a", "b c"])

    assert phrases.count("a b a b c ", most=5) == 3
    assert phrases.count("a b a b c ", most=2) == 2
    assert phrases.count("b d ", most=2) == 0


@pytest.mark.parametrize("phrase", ["(a|b", "a]", "", "^"])
def test_a_bad_phrase_is_named(phrase: str) -> None:
    """A phrase that cannot be read is refused, also in the policy."""
    with pytest.raises(ValueError, match="phrase"):
        Phrases([phrase])
    with pytest.raises(ValidationError):
        TypeAdapter(Phrase).validate_python(phrase)


@pytest.mark.parametrize(
    ("phrase", "ways"),
    [
        ("* * * * go", 256),
        ("* * * * [now] go", 512),
        ("[a] " * 8 + "go", 256),
        ("[a] " * 9 + "go", 512),
        ("(a|a a|a a a|b) " * 5 + "go", 243),
        ("(a|a a|a a a|b) " * 6 + "go", 729),
        ("(a|b|c|a) " * 40 + "go", 1),
        ("[|a] " * 9 + "go", 512),
    ],
)
def test_a_phrase_has_only_so_much_give(phrase: str, ways: int) -> None:
    """No phrase of a policy takes long on any words; the message says what to do."""
    if ways > MAX_WAYS:
        reason = f"can be tried in {ways} ways, more than 256: use fewer"
        with pytest.raises(ValidationError, match=reason):
            TypeAdapter(Phrase).validate_python(phrase)
        return

    begun = time.process_time()
    assert not finds(phrase, "a " * 1_000)
    assert time.process_time() - begun < 2


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1), st.data())
def test_every_run_of_words_is_found(words: list[str], data: st.DataObject) -> None:
    """Any words in a row of a text are found as a phrase."""
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))

    assert finds(" ".join(words[first:last]), " ".join(words))
