"""The waveform of a call: how loud each channel was, step by step, in a few kilobytes.

A page draws it at once, without fetching the sound.  In the store it is ``step_ms``
(four bytes, least first), then a byte for each step of the agent's channel and as many
of the customer's, the whole compressed with zlib.
"""

import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.audio.decoding import Decoder
from coach.audio_time import SAMPLE_RATE, samples
from coach.errors import StoreError
from coach.scoring.forms import Form

MOST_STEPS = 4_000
"""Of a channel: as many as a wide screen has pixels."""

GRAIN_MS = 20
"""The shortest step, in milliseconds: shorter than a syllable."""

LOUDEST = 255
"""What the loudest moment of the call has, on either channel."""

_BLOCK = 60 * SAMPLE_RATE
_LENGTH_BYTES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Peaks:
    """A waveform."""

    step_ms: int
    agent: bytes
    """The peak of each step, 0..255, in proportion to the loudest of the call."""
    customer: bytes
    """As long as the agent's."""


def peaks_of_file(path: Path) -> Peaks:
    """Return the waveform of a two-channel file, the agent's channel first.

    Decodes all of it: takes a second or two for an hour.

    Raises:
        coach.errors.RecordingError: It is no such file.
    """
    decoder = Decoder(path, channels=2)
    grain = samples(GRAIN_MS)
    parts: list[NDArray[np.float32]] = [np.zeros((0, 2), np.float32)]
    while len(audio := decoder.read(_BLOCK)):
        parts.append(_maxima(np.abs(audio), grain))
    return _reduced(np.concatenate(parts))


def peaks_bytes(peaks: Peaks) -> bytes:
    """Return a waveform as the store has it."""
    head = peaks.step_ms.to_bytes(_LENGTH_BYTES, "little")
    return zlib.compress(head + peaks.agent + peaks.customer, 6)


def peaks_from_bytes(data: bytes) -> Peaks:
    """Return a waveform of the store.

    Raises:
        StoreError: It is damaged.
    """
    try:
        whole = zlib.decompress(data)
    except zlib.error as error:
        raise StoreError("peaks", "are damaged") from error
    levels = whole[_LENGTH_BYTES:]
    if len(whole) < _LENGTH_BYTES or len(levels) % 2:
        raise StoreError("peaks", "are damaged")
    half = len(levels) // 2
    step_ms = int.from_bytes(whole[:_LENGTH_BYTES], "little")
    return Peaks(step_ms=step_ms, agent=levels[:half], customer=levels[half:])


def peaks_json(peaks: Peaks) -> Form:
    """Return a waveform as a page gets it: ``{step_ms, agent: [0..255], customer}``."""
    return {
        "step_ms": peaks.step_ms,
        "agent": list(peaks.agent),
        "customer": list(peaks.customer),
    }


# -------------------------------------------------------------------------------------


def _maxima(levels: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Return the largest of every ``size`` rows, and of what is left at the end."""
    short = -len(levels) % size
    padded = np.pad(levels, ((0, short), (0, 0)))
    maxima: NDArray[np.float32] = padded.reshape(-1, size, levels.shape[1]).max(axis=1)
    return maxima


def _reduced(grains: NDArray[np.float32]) -> Peaks:
    times = max(1, -(-len(grains) // MOST_STEPS))
    levels = _maxima(grains, times)
    loudest = float(levels.max(initial=0.0))
    scaled = np.rint(levels * (LOUDEST / loudest if loudest else 0.0)).astype(np.uint8)
    return Peaks(
        step_ms=GRAIN_MS * times,
        agent=scaled[:, 0].tobytes(),
        customer=scaled[:, 1].tobytes(),
    )
