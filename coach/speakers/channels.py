"""Whether a recording has two channels, or one, or twice the same."""

from pathlib import Path

import numpy as np

from coach.audio.decoding import Decoder, channels_of
from coach.audio.recording import Track
from coach.audio_time import samples
from coach.events import Speaker

BLOCK = samples(1_000)
"""Samples compared at a time."""

AUDIBLE = 1e-3
"""RMS of a block that says something, −60 dBFS."""

ENOUGH = 30
"""Audible blocks that are all alike, after which nothing else is awaited."""

MOST_BLOCKS = 900
"""Blocks after which a recording in which hardly anything is audible counts as two
channels, a quarter of an hour."""

ALIKE = 0.999
"""Correlation of the two channels from which on they are the same sound.  Two people's
channels have 0.1, with the echo of a bad headset 0.5; one sound coded as stereo MP3 has
0.9999."""


def is_mono(path: Path) -> bool:
    """Return whether a recording has one channel, or two with the same sound on them.

    Reads the beginning of a two-channel file, as far as the first second in which the
    channels differ, or half a minute of sound.

    Raises:
        coach.errors.RecordingError: It is missing, or no recording.
    """
    channels = channels_of(path)
    if channels != 2:
        return channels == 1
    decoder = Decoder(path, channels=2)
    alike = 0
    for _ in range(MOST_BLOCKS):
        block = decoder.read(BLOCK).astype(np.float64)
        if not len(block):
            break
        left, right = block.T
        powers = float(left @ left), float(right @ right)
        if max(powers) < AUDIBLE**2 * len(block):
            continue
        if left @ right < ALIKE * np.sqrt(powers[0] * powers[1]) or not all(powers):
            return False
        alike += 1
        if alike == ENOUGH:
            break
    return alike > 0


def same_for_both(path: Path) -> dict[Speaker, Track]:
    """Return the tracks of a mono recording: both speakers are on the one channel."""
    return {speaker: Track(path, 0) for speaker in Speaker}
