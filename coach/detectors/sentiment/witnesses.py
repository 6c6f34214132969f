"""Two witnesses of a customer's feeling, weighed against each other.

words    phrases and VADER's lexicon: what was heard, and by which signs
meaning  the small model's reading of the utterance, and of the turn it is part of

customer  "… every court filing in the lawsuit"  "is sent there"      a calm turn
                                                 ┗ by itself it might be anything
"""

BY_WORDS, BY_MEANING = 0.46, 0.65
"""Weights of the two witnesses.  Together over 1: where both agree it is worse than
either says.  A meaning without any sour word is not strong by itself, but two such
utterances in a row are a turn for the worse.  Source: these and the numbers below were
chosen on 50 synthetic calls with 33 turns for the worse, precision before recall."""

STRONG_WORDS = -3.8
"""Words at or below this are strong by themselves, on VADER's scale, unless the meaning
objects."""

OBJECTS = -0.8
"""A meaning above this objects to strong words, on VADER's scale: nothing bad is
meant."""

OBJECTED = 0.7
"""What is left of strong words to which the meaning objects."""

MOST_BY_WORDS = -6.0
"""Words never count for more than this beside the meaning, on VADER's scale."""

ANGRY_WORDS = -2.5
"""Words at or below this tell that the utterance itself is angry, on VADER's scale:
whatever the turn began with ("Oh, wonderful. Fantastic.")."""

UNSURE, SURE = 0.4, 0.8
"""Confidence of the recogniser up to which a meaning says nothing, and from which it
says all: of misheard words the meaning is anything."""

TURN_WORDS = 50
"""The latest words of a turn that are read together: about as many as the model
reads."""


def weighed(
    by_words: float, utterance: float, turn: float, confidence: float | None
) -> float:
    """Return how an utterance sounds, all in all.

    Args:
        by_words: By its words, on VADER's scale: −3.8 is strong.
        utterance: What it means by itself, on the same scale.
        turn: What the turn means with it.
        confidence: The recogniser's, 0..1; none for transcripts.
    """
    is_angry = by_words <= ANGRY_WORDS
    meant = min(utterance, turn) if is_angry else (utterance + turn) / 2
    sure = sureness(confidence)
    words = max(by_words, MOST_BY_WORDS)
    together = BY_WORDS * words + BY_MEANING * sure * meant
    if by_words > STRONG_WORDS:
        return together
    left = 1 - (1 - OBJECTED) * sure if meant > OBJECTS else 1.0
    return min(together, left * by_words)


def sureness(confidence: float | None) -> float:
    """Return how much a meaning counts, 0..1, by the recogniser's confidence."""
    if confidence is None:
        return 1.0
    return min(1.0, max(0.0, (confidence - UNSURE) / (SURE - UNSURE)))
