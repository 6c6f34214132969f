import numpy as np
import pytest

from coach.audio.blocks import Block
from coach.checkup.timing import measure_timing

RATE = 48_000


def blocks(late_ms: list[float], overflows: tuple[int, ...] = ()) -> list[Block]:
    """Blocks of 20 ms, each late by so much."""
    return [
        Block(
            samples=np.zeros((960, 2), np.float32),
            stamp=50.0 + (place + 1) * 0.02 + late / 1000,
            overflowed=place in overflows,
        )
        for place, late in enumerate(late_ms)
    ]


def test_lateness_is_counted_from_the_most_punctual_block() -> None:
    """A constant delay is no jitter."""
    timing = measure_timing(blocks([7.0] * 99 + [37.0], (3, 4)), RATE)
    assert timing is not None
    assert timing.jitter_ms == pytest.approx(0, abs=0.01)
    assert timing.worst_ms == pytest.approx(30)
    assert timing.block_ms == pytest.approx(20)
    assert timing.seconds == pytest.approx(2)
    assert timing.overflows == 2


def test_of_nine_blocks_nothing_is_told() -> None:
    """Of ten it is."""
    assert measure_timing(blocks([0.0] * 9), RATE) is None
    assert measure_timing(blocks([0.0] * 10), RATE) is not None
