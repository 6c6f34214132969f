"""Two witnesses, weighed by arithmetic."""

import pytest

from coach.detectors.sentiment.witnesses import (
    ANGRY_WORDS,
    OBJECTED,
    OBJECTS,
    STRONG_WORDS,
    SURE,
    UNSURE,
    sureness,
    weighed,
)

STRONG = -3.8
"""A score of −0.7."""


def test_doubtful_witnesses_are_strong_only_together() -> None:
    """Sour words of calm meaning, and the other way round, are in doubt."""
    assert weighed(-3.0, 0.0, 0.0, None) > STRONG
    assert weighed(0.0, -4.0, -4.0, None) > STRONG
    assert weighed(-3.0, -4.0, -4.0, None) < STRONG


def test_strong_words_are_strong_unless_the_meaning_objects() -> None:
    """What sounds furious may mean nothing bad."""
    assert weighed(STRONG_WORDS, OBJECTS, OBJECTS, None) == STRONG_WORDS
    assert weighed(STRONG_WORDS, 0.0, 0.0, None) == OBJECTED * STRONG_WORDS


def test_a_piece_is_heard_in_its_turn() -> None:
    """A calm turn calms a piece of it, unless its own words are angry."""
    assert weighed(0.0, -5.0, -1.0, None) == weighed(0.0, -3.0, -3.0, None)
    angry = ANGRY_WORDS
    assert weighed(angry, -5.0, 1.0, None) == weighed(angry, -5.0, -5.0, None)


@pytest.mark.parametrize(
    ("confidence", "counts"),
    [(None, 1.0), (0.0, 0.0), (UNSURE, 0.0), (0.6, 0.5), (SURE, 1.0), (1.0, 1.0)],
)
def test_a_meaning_counts_by_the_recognisers_confidence(
    confidence: float | None, counts: float
) -> None:
    """Of misheard words the meaning is anything."""
    assert sureness(confidence) == pytest.approx(counts)
    assert weighed(-1.0, -4.0, -4.0, confidence) == pytest.approx(
        weighed(-1.0, -4.0 * counts, -4.0 * counts, None)
    )
