from hypothesis import given, settings
from hypothesis import strategies as st

from coach.redaction.lines import line_of


def test_a_line_is_words_digits_and_marks() -> None:
    """Each with its place, and whether it is joined to the one before."""
    line = line_of("It’s B7-x, okay?")

    assert list(line.words) == ["it's", "b", "7", "-", "x", ",", "okay", "?"]
    assert [token.is_joined for token in line.tokens] == [
        False, False, True, True, True, True, False, True,
    ]  # fmt: skip


def test_what_is_masked_is_one_token() -> None:
    """It is not read again."""
    kinds = [token.kind for token in line_of("my [card number], and [card").tokens]
    assert kinds == ["word", "mask", "mark", "word", "mark", "word"]


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_every_character_but_space_is_in_a_token(text: str) -> None:
    """And the places are right."""
    tokens = line_of(text).tokens
    assert "".join(token.raw for token in tokens) == "".join(text.split())
    assert all(text[token.begin : token.stop] == token.raw for token in tokens)
