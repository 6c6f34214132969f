"""A voice: how loud and how high somebody spoke, measured on the sound alone.

Anger is louder and higher than the same person's calm speech, by some 5 dB and a few
semitones (Scherer 2003, "Vocal communication of emotion", table 1); how loud and how
high anybody is by themselves says nothing, so that these are only ever compared within
one channel of one call.
"""

import numpy as np
from numpy.typing import NDArray

from coach.audio_time import SAMPLE_RATE
from coach.events import Voice
from coach.speech.levels import SILENCE_DB, window_levels
from coach.speech.voice_activity import WINDOW

ACTIVE_DB = 20.0
"""Windows up to so many decibels below the loudest one are speech, not its pauses.
Source: the speech-level meter of ITU-T P.56 uses a margin of 15.9 dB below the mean."""

LOUDEST, BANG_DB = 90, 6.0
"""The level that this percentage of the windows stays below is as loud as the voice
gets; what is this much louder, in decibels, is a bang and no voice."""

LOWEST_HZ, HIGHEST_HZ = 70, 400
"""Pitch of speech, from low men's voices to high women's."""

PERIODIC = 0.5
"""A window whose autocorrelation has a peak of at least this, 0..1, is voiced.
Source: Boersma 1993, a voicing threshold of 0.45."""

OCTAVE = 0.9
"""A shorter period counts for the pitch from this share of the highest peak on.
Source: Boersma 1993 has a cost for an octave that comes to about this."""

MIN_VOICED = 5
"""Voiced windows without which there is no pitch: of a few, the median is chance."""

FRAMES = 160
"""Frames of an utterance that are looked at: some five seconds of speech tell as much
of a pitch as half a minute."""

_FRAME = 2 * WINDOW
"""Samples in which a pitch is looked for: 64 ms, four periods of the lowest one."""


def voice_of(audio: NDArray[np.float32]) -> Voice | None:
    """Return how an utterance sounded, or None for one without a single whole window.

    Args:
        audio: From its first to its last speech window: float32, shape (samples,),
            −1..1, 16 kHz mono.
    """
    whole = len(audio) // WINDOW * WINDOW
    if not whole:
        return None
    levels = window_levels(audio[:whole])
    loudest = float(np.percentile(levels, LOUDEST))
    if not np.isfinite(loudest) or loudest <= SILENCE_DB:
        return None
    levels = np.minimum(levels, loudest + BANG_DB)
    is_active = levels >= loudest - ACTIVE_DB
    power = np.mean(10 ** (levels[is_active] / 10))
    return Voice(
        loudness_db=round(float(10 * np.log10(power)), 1),
        pitch_hz=_pitch(audio[:whole], is_active),
    )


def _pitch(audio: NDArray[np.float32], is_active: NDArray[np.bool_]) -> float | None:
    """Return the median pitch of the voiced windows, in Hz."""
    starts = np.flatnonzero(is_active[:-1] & is_active[1:])[:FRAMES] * WINDOW
    if not len(starts):
        return None
    frames = audio[starts[:, None] + np.arange(_FRAME)].astype(np.float64)
    frames = (frames - frames.mean(axis=1, keepdims=True)) * np.hanning(_FRAME)
    spectra = np.square(np.abs(np.fft.rfft(frames, 2 * _FRAME, axis=1)))
    correlation = np.fft.irfft(spectra, axis=1)[:, :_FRAME]
    power = np.square(np.abs(np.fft.rfft(np.hanning(_FRAME), 2 * _FRAME)))
    window = np.fft.irfft(power)
    correlation /= np.maximum(correlation[:, :1], 1e-12)
    correlation /= (window / window[0])[:_FRAME]
    first, last = SAMPLE_RATE // HIGHEST_HZ, SAMPLE_RATE // LOWEST_HZ
    searched = correlation[:, first : last + 1]
    highest = searched.max(axis=1, keepdims=True)
    # Two periods are alike as much as one: it is the shortest that counts.
    at = (searched >= OCTAVE * highest).argmax(axis=1)
    lags = np.arange(searched.shape[1])
    is_near = (lags >= at[:, None]) & (lags <= 1.2 * (first + at[:, None]) - first)
    lags = first + np.where(is_near, searched, -1.0).argmax(axis=1)
    is_voiced = highest[:, 0] >= PERIODIC
    if is_voiced.sum() < MIN_VOICED:
        return None
    return round(float(np.median(SAMPLE_RATE / lags[is_voiced])), 1)
