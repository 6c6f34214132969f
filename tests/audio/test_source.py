import numpy as np

from coach.audio.source import Chunk
from coach.events import Speaker


def test_chunk_knows_where_it_ends() -> None:
    """A chunk ends after its last sample."""
    chunk = Chunk(speaker=Speaker.AGENT, start=100, samples=np.zeros(20, np.float32))

    assert chunk.end == 120
