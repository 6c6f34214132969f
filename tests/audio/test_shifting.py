import numpy as np
import pytest

from coach.audio.shifting import shifted
from coach.audio.source import Chunk, Gap
from coach.events import Speaker

CHUNK = Chunk(
    speaker=Speaker.AGENT, start=100, samples=np.linspace(0, 1, 50, dtype=np.float32)
)
GAP = Gap(speaker=Speaker.CUSTOMER, start=100, end=150, is_pause=True)


@pytest.mark.parametrize("piece", [CHUNK, GAP])
def test_what_came_before_is_left_out(piece: Chunk | Gap) -> None:
    """A piece that ends at the start or before holds nothing of it."""
    assert shifted(piece, 150) is None
    assert shifted(piece, 400) is None


@pytest.mark.parametrize(
    ("start", "first", "end"), [(0, 100, 150), (100, 0, 50), (149, 0, 1), (120, 0, 30)]
)
def test_the_rest_is_on_the_clock_of_the_stretch(
    start: int, first: int, end: int
) -> None:
    """Chunks and gaps are cut at the start, sample for sample."""
    gap, chunk = shifted(GAP, start), shifted(CHUNK, start)

    assert isinstance(gap, Gap)
    assert gap.is_pause
    assert isinstance(chunk, Chunk)
    assert (gap.start, gap.end) == (chunk.start, chunk.end) == (first, end)
    assert chunk.samples[-1] == CHUNK.samples[-1]
    assert len(chunk.samples) == end - first
