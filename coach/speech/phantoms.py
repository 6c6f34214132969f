"""Phantoms: words that the recogniser made up, of silence, noise or music."""

import re
from dataclasses import dataclass

from coach.audio_time import samples
from coach.speech.decoding import Decoding
from coach.speech.settings import SpeechSettings

WEAK_PROBABILITY = 0.75
"""Mean speech probability under which the evidence of speech is weak.  Source: spoken
"thank you" and "okay" on the sample and real calls have 0.85 and more."""

WEAK_LENGTH = samples(256)
"""Speech shorter than this is weak evidence, in samples: hardly a syllable."""

WEAK_OVER_NOISE_DB = 8.0
"""Speech that rises less than this over the noise is weak evidence, in decibels."""

NO_SPEECH = 0.6
"""Whisper's own limit for its no-speech probability."""

MOSTLY_MUSIC = 0.5
"""Share of the windows in music from which on words are taken for its lyrics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechEvidence:
    """What voice activity has to say for an utterance."""

    length: int
    """Samples of speech windows in it."""
    probability: float
    """Mean speech probability of those windows, 0..1."""
    over_noise_db: float
    """How far they rise above the channel's noise, in decibels."""
    music: float = 0.0
    """Share of them that lie in music, 0..1."""

    @property
    def is_weak(self) -> bool:
        """It may have been something else than speech."""
        return (
            self.probability < WEAK_PROBABILITY
            or self.length < WEAK_LENGTH
            or self.over_noise_db < WEAK_OVER_NOISE_DB
        )


def phantom_reason(
    decoding: Decoding, evidence: SpeechEvidence, settings: SpeechSettings
) -> str | None:
    """Return why these words were never said, or none when they were.

    Returns:
        ``no-words``, ``music``, ``repetition``, ``low-confidence`` or ``phantom``.
    """
    phrase = plain(decoding.text)
    if not phrase:
        return "no-words"
    if evidence.music > MOSTLY_MUSIC:
        return "music"
    if decoding.compression > settings.max_compression:
        return "repetition"
    if decoding.confidence < settings.min_confidence:
        return "low-confidence"
    doubtful = evidence.is_weak or decoding.no_speech > NO_SPEECH
    if doubtful and phrase in settings.phantom_phrases:
        return "phantom"
    named = {plain(name) for name in settings.vocabulary}
    if doubtful and phrase in named:
        return "phantom"
    return None


def plain(text: str) -> str:
    """Return the text in lower case, with single spaces and without punctuation."""
    return " ".join(re.findall(r"[\w']+", text.lower()))
