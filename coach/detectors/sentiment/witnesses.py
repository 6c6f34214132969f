"""Three witnesses of a customer's feeling, weighed against each other.

words    phrases and VADER's lexicon: what was heard, and by which signs
meaning  the small model's reading of the utterance, and of the turn it is part of
voice    louder and higher than this customer was before

customer  "… every court filing in the lawsuit"  "is sent there"      a calm turn
                                                 ┗ by itself it might be anything
"""

import math
from collections import deque
from collections.abc import Mapping
from statistics import median

from coach.events import Voice

BY_WORDS, BY_MEANING = 0.46, 0.66
"""Weights of words and meaning.  Together over 1: where both agree it is worse than
either says.  A meaning without any sour word is not strong by itself, but two such
utterances in a row are a turn for the worse.  Source: these and the numbers below were
chosen on 142 synthetic calls with 93 turns for the worse, precision before recall."""

ALONE = 1.15
"""Weight of words where nothing else is known: a phrase of outrage is strong then."""

STRONG_WORDS = -4.4
"""Words at or below this are strong by themselves, on VADER's scale, unless the meaning
objects."""

STRONG = -3.8
"""What sounds strongly negative, on VADER's scale."""

OBJECTS = -1.8
"""A meaning above this objects to strong words, on VADER's scale: nothing bad is
meant."""

OBJECTED = 0.93
"""What is left of strong words to which the meaning objects."""

MOST_BY_WORDS = -3.0
"""Words never count for more than this beside the meaning, on VADER's scale."""

ANGRY_WORDS = -2.2
"""Words at or below this tell that the utterance itself is angry, on VADER's scale:
whatever the turn began with ("Oh, wonderful. Fantastic.")."""

UNSURE, SURE = 0.4, 0.8
"""Confidence of the recogniser up to which a meaning says nothing, and from which it
says all: of misheard words the meaning is anything."""

TURN_WORDS = 50
"""The latest words of a turn that are read together: about as many as the model
reads."""

KINDS: Mapping[str, tuple[float, float]] = {
    "negative": (-math.inf, -1.25),
    "neutral": (-1.0, 0.15),
    "positive": (0.2, math.inf),
}
"""Between what an utterance sounds that as a whole is of a kind, on VADER's scale: the
scores that these make are negative, neutral and positive."""

SOUR = -1.0
"""What sounds worse than this, on VADER's scale, a raised voice makes worse still:
what is neutral and good news may be told loudly, too."""

BY_VOICE = -2.0
"""What a fully raised voice adds, on VADER's scale."""

RAISED_DB = (1.2, 4.4)
"""Decibels above the customer's usual loudness from which a voice counts as raised, and
by which it fully is.  Source: angry speech is some 5 dB louder (Scherer 2003), and calm
utterances of the synthetic calls vary by 1 to 2 dB."""

RAISED_SEMITONES = (2.5, 6.0)
"""The same for pitch, in semitones.  Source: anger, Scherer 2003; calm utterances vary
by some 2 semitones."""

USUAL = 8
"""Utterances back to which a customer's usual voice reaches."""

ENOUGH = 2
"""Utterances before which nobody's usual voice is known."""

FEW_WORDS = 3
"""Utterances of fewer words say little of a voice: "yes" is as loud as it likes."""


def weighed(
    by_words: float, utterance: float, turn: float, confidence: float | None
) -> float:
    """Return how an utterance sounds by its words and by what it means.

    Args:
        by_words: By its words, on VADER's scale.
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


def of_kind(total: float, kind: str | None) -> float:
    """Return how an utterance sounds, in the bounds of what it is as a whole.

    How much is said by all witnesses, whether it is negative or positive at all by the
    meaning, which knows it best.

    Args:
        total: By words and meaning, on VADER's scale.
        kind: ``negative``, ``neutral`` or ``positive``; None where nobody knows.
    """
    if kind is None:
        return total
    least, most = KINDS[kind]
    return min(most, max(least, total))


def sureness(confidence: float | None) -> float:
    """Return how much a meaning counts, 0..1, by the recogniser's confidence."""
    if confidence is None:
        return 1.0
    return min(1.0, max(0.0, (confidence - UNSURE) / (SURE - UNSURE)))


def with_voice(total: float, raised: float) -> float:
    """Return how an utterance sounds with the voice in which it was said.

    Args:
        total: By words and meaning, on VADER's scale.
        raised: How raised the voice was, 0..1.
    """
    return total + BY_VOICE * raised if total < SOUR else total


class UsualVoice:
    """How one customer usually speaks, by which a raised voice is known."""

    def __init__(self) -> None:
        self._loudness: deque[float] = deque(maxlen=USUAL)
        self._pitch: deque[float] = deque(maxlen=USUAL)

    def raised(self, voice: Voice | None) -> float:
        """Return how far above the usual a voice is, 0..1; 0 where either is unknown.

        Args:
            voice: Of an utterance.
        """
        if voice is None or len(self._loudness) < ENOUGH:
            return 0.0
        louder = _share(voice.loudness_db - median(self._loudness), RAISED_DB)
        if voice.pitch_hz is None or len(self._pitch) < ENOUGH:
            return louder
        semitones = 12 * math.log2(voice.pitch_hz / median(self._pitch))
        return min(1.0, louder + _share(semitones, RAISED_SEMITONES))

    def learn(self, voice: Voice | None) -> None:
        """Take note of how the next utterance was said."""
        if voice is None:
            return
        self._loudness.append(voice.loudness_db)
        if voice.pitch_hz is not None:
            self._pitch.append(voice.pitch_hz)


def _share(value: float, span: tuple[float, float]) -> float:
    return min(1.0, max(0.0, (value - span[0]) / (span[1] - span[0])))
