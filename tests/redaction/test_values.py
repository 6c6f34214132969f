import pytest

from coach.redaction.lines import line_of
from coach.redaction.pieces import read_pieces
from coach.redaction.values import is_plausible, sentence_start, value_end


def read(text: str) -> tuple[str, bool]:
    """The value with which a line begins, and whether it may be a password."""
    line = line_of(text)
    dictated = {
        at: piece
        for piece in read_pieces(0, line)
        for at in range(piece.first, piece.last + 1)
    }
    end = value_end(line.tokens, 0, dictated)
    told = line.text[: line.tokens[end - 1].stop] if end else ""
    return told, is_plausible(line, 0, end, dictated)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("bluebird, all lower case", "bluebird"),
        ("Summer2024! I think", "Summer2024!"),
        ("correct horse battery staple", "correct horse battery staple"),
        ("capital B, l, u, e, nine and so on", "capital B, l, u, e, nine"),
    ],
)
def test_a_value_ends_where_talk_goes_on(text: str, value: str) -> None:
    """At a comma, or a word that holds sentences together."""
    assert read(text) == (value, True)


@pytest.mark.parametrize(
    "text", ["wrong again", "expired", "on the note", "gone to bed"]
)
def test_what_is_said_of_a_password_is_none(text: str) -> None:
    """Such as that it is wrong."""
    assert not read(text)[1]


def test_a_sentence_begins_after_the_last_one() -> None:
    """Dots inside of words are no ends."""
    tokens = line_of("It works. Version 1.2 is it").tokens
    assert tokens[sentence_start(tokens, len(tokens))].text == "version"
