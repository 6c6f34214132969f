"""What the recogniser is asked, and what it answers."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coach.events import Speaker, Word

Purpose = Literal["partial", "candidate", "final"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DecodeRequest:
    """Audio that shall become words."""

    utterance_id: str
    speaker: Speaker
    start: int
    """First sample of the utterance's first speech window."""
    end: int
    """First sample after its last speech window; of a partial, the end of the audio."""
    audio: NDArray[np.float32]
    """Shape (samples,), −1..1, 16 kHz mono; begins at ``audio_start``."""
    audio_start: int
    """First sample of ``audio``: a little before ``start``."""
    purpose: Purpose
    """``partial``: of speech that goes on.  ``candidate``: of speech that has paused;
    the same audio as the final's, should the pause last.  ``final``: it has."""

    @property
    def words(self) -> bool:
        """Whether the times of the words are of use."""
        return self.purpose != "partial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """What the recogniser made of some audio."""

    text: str
    confidence: float
    """0..1, the exponential of the mean token log-probability."""
    no_speech: float
    """0..1, the probability the model gives to there being no speech at all."""
    compression: float
    """Length of the text over its compressed length: over 2.4 it repeats itself."""
    words: tuple[Word, ...] = ()
    """Times counted from the start of the audio; empty where they were not asked
    for."""
