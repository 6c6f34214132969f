"""A sound device as its callback shows it: its own clock, and stamps that come late."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from coach.audio.blocks import Block
from coach.audio.source import Chunk, Piece

CLICK_S = 0.002
"""Half the width of a click, in seconds."""


def clicks(times: NDArray[np.float64]) -> NDArray[np.float32]:
    """A click at every whole second of host time, as sound captured at these times."""
    off = times - np.round(times)
    near = np.abs(off) < 5 * CLICK_S
    sound = np.zeros(len(times), np.float32)
    wave = np.exp(-((off[near] / CLICK_S) ** 2)) * np.cos(2_000 * np.pi * off[near])
    sound[near] = 0.8 * wave
    return sound


def click_errors(pieces: list[Piece], origin: float) -> dict[int, float]:
    """How far each click is from its place, in seconds, by its second of host time.

    Only those that are whole, in the chunks that follow on one another round them.
    """
    end = max(piece.end for piece in pieces)
    sound = np.zeros(end, np.float32)
    for piece in pieces:
        if isinstance(piece, Chunk):
            sound[piece.start : piece.end] = piece.samples
    found: dict[int, float] = {}
    for second in range(int(origin) + 1, int(origin + end / 16_000)):
        middle = round((second - origin) * 16_000)
        first = max(0, middle - 6_400)
        energy = sound[first : middle + 6_400].astype(float) ** 2
        if energy.sum() > 6:
            at = (energy * np.arange(len(energy))).sum() / energy.sum()
            found[second] = (first + at) / 16_000 + origin - second
    return found


@dataclass(kw_only=True)
class SimulatedDevice:
    """Delivers what it captures, in blocks of any size."""

    rate: int
    ppm: float = 0.0
    """How much faster than nominal its clock runs."""
    begins: float = 0.0
    """Host time at which its first frame was captured."""
    channels: int = 1
    seed: int = 0
    block_ms: tuple[float, float] = (20.0, 20.0)
    """Shortest and longest block."""
    busy: float = 0.02
    """Share of the blocks that come 50 to 300 ms late."""
    frozen: list[tuple[float, float]] = field(default_factory=list)
    """Host time in which no callback ran, ``[start, end)``; nothing was lost."""
    lost: list[tuple[float, float]] = field(default_factory=list)
    """Host time of which nothing was captured, ``[start, end)``."""
    has_flag: bool = True
    """Whether it tells of overflows."""

    def blocks(self, seconds: float) -> Iterator[Block]:
        """What its callback sees until a host time."""
        rng = np.random.default_rng(self.seed)
        true_rate = self.rate * (1 + self.ppm * 1e-6)
        frame, last_stamp = 0, -1e9
        is_after_loss = False
        while True:
            count = round(rng.uniform(*self.block_ms) * self.rate / 1000)
            times = self.begins + np.arange(frame, frame + count) / true_rate
            frame += count
            if times[-1] >= seconds:
                return
            if any(a <= times[-1] and times[0] < b for a, b in self.lost):
                is_after_loss = True
                continue
            stamp = times[-1] + rng.exponential(0.0005)
            if rng.random() < self.busy:
                stamp += rng.uniform(0.05, 0.3)
            for a, b in self.frozen:
                if a <= stamp < b:
                    stamp = b
            # Callbacks run one after the other.
            last_stamp = stamp = max(stamp, last_stamp + 1e-5)
            sound = np.repeat(clicks(times)[:, None], self.channels, axis=1)
            overflowed, is_after_loss = is_after_loss and self.has_flag, False
            yield Block(samples=sound, stamp=stamp, overflowed=overflowed)
