"""Three witnesses, weighed by arithmetic."""

import pytest

from coach.detectors.sentiment.valence import score_of
from coach.detectors.sentiment.witnesses import (
    ANGRY_WORDS,
    BY_VOICE,
    ENOUGH,
    KINDS,
    OBJECTED,
    OBJECTS,
    RAISED_DB,
    RAISED_SEMITONES,
    SOUR,
    STRONG,
    STRONG_WORDS,
    SURE,
    UNSURE,
    UsualVoice,
    of_kind,
    sureness,
    weighed,
    with_voice,
)
from coach.events import Voice


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


def usual(*voices: Voice) -> UsualVoice:
    """Return the usual voice of a customer who spoke like this."""
    found = UsualVoice()
    for voice in voices:
        found.learn(voice)
    return found


CALM = Voice(loudness_db=-20.0, pitch_hz=200.0)


@pytest.mark.parametrize(
    ("louder_db", "raised"),
    [
        (-5.0, 0.0),
        (RAISED_DB[0], 0.0),
        (sum(RAISED_DB) / 2, 0.5),
        (RAISED_DB[1], 1.0),
        (20.0, 1.0),
    ],
)
def test_a_louder_voice_is_raised(louder_db: float, raised: float) -> None:
    """From a little above the usual on, and fully from much above it."""
    voice = Voice(loudness_db=CALM.loudness_db + louder_db)

    assert usual(CALM, CALM).raised(voice) == pytest.approx(raised)


def test_a_higher_voice_is_raised() -> None:
    """As loud as ever, but shrill."""
    higher = 2 ** (RAISED_SEMITONES[1] / 12)
    voice = Voice(loudness_db=-20.0, pitch_hz=200.0 * higher)

    assert usual(CALM, CALM).raised(voice) == pytest.approx(1.0)


def test_nobody_is_loud_by_themselves() -> None:
    """Without enough earlier speech, or without a voice, nothing is known."""
    shout = Voice(loudness_db=0.0)

    assert usual(*[CALM] * (ENOUGH - 1)).raised(shout) == 0.0
    assert usual(CALM, CALM).raised(None) == 0.0


def test_a_raised_voice_makes_worse_only_what_is_sour() -> None:
    """Good news is told loudly, too."""
    assert with_voice(SOUR - 0.01, 0.5) == SOUR - 0.01 + BY_VOICE / 2
    assert with_voice(SOUR, 1.0) == SOUR
    assert with_voice(of_kind(-3.0, "neutral"), 1.0) == SOUR


@pytest.mark.parametrize("total", [STRONG, -1.1, 0.0, 0.5, 4.0])
@pytest.mark.parametrize("kind", [*KINDS, None])
def test_the_kind_decides_the_sign(total: float, kind: str | None) -> None:
    """Negative, neutral or positive by the meaning, how much by all."""
    score = score_of(of_kind(total, kind))

    if kind is None:
        assert score == score_of(total)
    else:
        assert (score <= -0.05) == (kind == "negative")
        assert (score >= 0.05) == (kind == "positive")
