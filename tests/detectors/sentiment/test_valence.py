"""Valence: VADER's lexicon, heard by a service desk."""

import pytest

from coach.detectors.sentiment.valence import Valence, score_of, vader

VALENCE = Valence({"kill": 0.0, "unacceptable": -3.3})


def total(*clauses: str) -> float:
    """Return the sum of clauses written as words."""
    return VALENCE.total([clause.split() for clause in clauses])


def test_own_words_replace_those_of_the_lexicon() -> None:
    """A zero takes a word out, a value puts one in."""
    assert vader()[0]["kill"] < 0
    assert total("kill the process") == 0
    assert total("this is unacceptable") == pytest.approx(-3.3)


def test_negation_stops_at_the_end_of_a_clause() -> None:
    """Terrible stays terrible after a clause that says what does not work."""
    assert total("it doesn't work", "terrible") == total("terrible")


def test_a_negated_bad_word_is_no_praise() -> None:
    """Not terrible says nothing; not good is bad."""
    assert total("it is not terrible") == 0
    assert total("it is not good") < 0


def test_strengthening_words_strengthen() -> None:
    """Very bad is worse than bad, and slightly bad is not as bad."""
    assert total("very terrible") < total("terrible") < total("slightly terrible") < 0


def test_what_follows_a_but_counts_more() -> None:
    """Good but terrible is worse than terrible but good."""
    assert total("good but terrible") < total("terrible but good")


def test_words_alone_have_a_limit() -> None:
    """Long is not the same as furious."""
    assert total("terrible awful horrible dreadful worst") == -4.5


@pytest.mark.parametrize(
    ("value", "score"),
    [
        (3.87, 0.707),
        (100, 0.999),
        (0.0, 0.0),
        (-1.0, 0.0),
        (-3.8, -0.5),
        (-100, -0.999),
    ],
)
def test_sums_become_scores(value: float, score: float) -> None:
    """From −1 to 1, whatever the sum; problem words alone are neutral."""
    assert score_of(value) == pytest.approx(score, abs=0.002)
    assert str(score_of(0.0)) == "0.0"  # and not −0.0
