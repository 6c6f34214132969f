"""How regularly a device delivers: jitter, stalls and what was lost."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.audio.blocks import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How a device delivered."""

    seconds: float
    """Sound that was delivered, in seconds."""
    block_ms: float
    """Usual length of a block, in milliseconds."""
    jitter_ms: float
    """The 95th percentile of how late a block was, in milliseconds: after the most
    punctual one, at the device's own pace."""
    worst_ms: float
    """The latest block, in milliseconds."""
    overflows: int
    """Blocks before which samples were lost."""


def measure_timing(blocks: Sequence[Block], rate: int) -> Timing | None:
    """Return how regularly blocks came; None of fewer than ten.

    Args:
        blocks: As they came, from one stream.
        rate: The device's, in hertz.
    """
    if len(blocks) < 10:
        return None
    lengths = np.array([len(block.samples) for block in blocks], np.float64)
    stamps = np.array([block.stamp for block in blocks])
    captured = np.cumsum(lengths) / rate
    late = stamps - captured
    late -= late.min()
    return Timing(
        seconds=float(captured[-1]),
        block_ms=float(np.median(lengths)) / rate * 1000,
        jitter_ms=float(np.percentile(late, 95)) * 1000,
        worst_ms=float(late.max()) * 1000,
        overflows=sum(block.overflowed for block in blocks),
    )
