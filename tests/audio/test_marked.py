from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.marked import MarkedChannel
from coach.audio.marks import Mark
from coach.audio.source import Chunk, Gap, Piece
from coach.events import Speaker

LENGTH = 60


def marks(spans: list[tuple[int, int]], kind: str = "silenced") -> list[Mark]:
    """Return marks of the agent's channel."""
    return [
        Mark(speaker=Speaker.AGENT, start=start, end=end, kind=kind)  # type: ignore[arg-type]
        for start, end in spans
    ]


def chunk(start: int, end: int) -> Chunk:
    """Return a chunk whose samples tell where they are."""
    return Chunk(
        speaker=Speaker.AGENT,
        start=start,
        samples=np.arange(start, end, dtype=np.float32),
    )


def shape(pieces: list[Piece]) -> list[tuple[str, int, int]]:
    """Return what each piece is, and where."""
    return [(type(one).__name__, one.start, one.end) for one in pieces]


def test_what_is_marked_is_a_gap() -> None:
    """The sound on either side stays."""
    cut = list(MarkedChannel(marks([(3, 5)])).cut(chunk(0, 10)))

    assert shape(cut) == [("Chunk", 0, 3), ("Gap", 3, 5), ("Chunk", 5, 10)]
    assert isinstance(cut[2], Chunk)
    assert cut[2].samples.tolist() == [5, 6, 7, 8, 9]


def test_a_pause_stays_one() -> None:
    """It is no loss."""
    (gap,) = MarkedChannel(marks([(0, 10)], "paused")).cut(chunk(0, 10))

    assert isinstance(gap, Gap)
    assert gap.is_pause


@given(
    st.lists(st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)), max_size=6),
    st.lists(st.integers(1, LENGTH - 1), max_size=6),
)
def test_every_sample_is_told_once_and_rightly(
    spans: list[tuple[int, int]], cuts: list[int]
) -> None:
    """However the sound is cut, and however the marks overlap."""
    channel = MarkedChannel(marks(spans))
    edges = sorted({0, LENGTH, *cuts})
    pieces = [
        piece
        for start, end in pairwise(edges)
        for piece in channel.cut(chunk(start, end))
    ]

    at = 0
    for piece in pieces:
        assert piece.start == at
        at = piece.end
        for sample in range(piece.start, piece.end):
            is_marked = any(start <= sample < end for start, end in spans)
            assert isinstance(piece, Gap) == is_marked
    assert at == LENGTH
