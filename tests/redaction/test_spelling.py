import pytest

from coach.redaction.lines import line_of
from coach.redaction.pieces import read_pieces
from coach.redaction.spelling import Spelling, spellings


def spelled(text: str) -> list[tuple[str, Spelling]]:
    """What is spelled in a line."""
    line = line_of(text)
    dictated = {
        at: piece
        for piece in read_pieces(0, line)
        for at in range(piece.first, piece.last + 1)
    }
    return [
        (line.text[line.tokens[one.begin].begin : line.tokens[one.stop - 1].stop], one)
        for one in spellings(line, dictated)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It is capital S as in sugar, unicorn, dollar sign, nine nine, okay?",
            "capital S as in sugar, unicorn, dollar sign, nine nine",
        ),
        (
            "it's Candle with a capital C, then a dash",
            "Candle with a capital C, then a dash",
        ),
        ("T for tango, 7, hash, little r", "T for tango, 7, hash, little r"),
    ],
)
def test_plain_words_among_the_signs_are_a_part(text: str, expected: str) -> None:
    """And so is the word that a remark is about."""
    [(told, one)] = spelled(text)
    assert told == expected
    assert one.is_clear


def test_a_time_is_not_spelled() -> None:
    """“At” is a sign only where something is dictated."""
    assert not any(one.is_clear for _, one in spelled("I have a report due at eleven"))


@pytest.mark.parametrize("text", ["build four thousand one hundred", "ten dot twenty"])
def test_numbers_that_count_or_have_dots_are_no_secret_by_themselves(text: str) -> None:
    """They are versions and quantities."""
    assert not any(one.is_secretive for _, one in spelled(text))
