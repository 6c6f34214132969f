import numpy as np
import pytest

from coach.audio.source import Chunk, Gap
from coach.events import Speaker
from coach.speech.track import Track


def chunk(start: int, values: list[float]) -> Chunk:
    """Return a chunk of these samples."""
    return Chunk(
        speaker=Speaker.AGENT, start=start, samples=np.array(values, np.float32)
    )


def gap(start: int, end: int) -> Gap:
    """Return a gap on the same channel."""
    return Gap(speaker=Speaker.AGENT, start=start, end=end)


class TestTrack:
    def test_reads_over_pieces_and_gaps(self) -> None:
        """Samples come back in place; lost ones and those past the end are zero."""
        track = Track()
        for piece in (chunk(0, [1, 2]), gap(2, 4), chunk(4, [5, 6])):
            track.append(piece)
        track.pad(8)

        assert track.read(1, 8).tolist() == [2, 0, 0, 5, 6, 0, 0]
        assert track.gaps(0, 2) == []
        assert track.gaps(0, 3) == [gap(2, 4)]
        assert track.gaps(4, 8) == []
        assert track.end == 8

    @pytest.mark.parametrize("piece", [chunk(1, [0]), gap(0, 0), chunk(3, [0])])
    def test_pieces_follow_on_one_another(self, piece: Chunk | Gap) -> None:
        """A hole or an overlap between pieces is the source's mistake."""
        track = Track()
        track.append(chunk(0, [1, 2]))
        with pytest.raises(ValueError, match="expected a piece from sample 2"):
            track.append(piece)

    def test_forgets_what_nobody_asks_for(self) -> None:
        """Pieces that end before are let go of, and can no longer be read."""
        track = Track()
        for start in range(0, 100, 10):
            track.append(chunk(start, [start] * 10))
        track.forget(35)

        assert track.start == 35
        assert track.read(35, 41).tolist() == [30] * 5 + [40]
        with pytest.raises(ValueError, match="not held"):
            track.read(34, 41)
        with pytest.raises(ValueError, match="not held"):
            track.read(90, 101)

    def test_an_hour_of_gap_costs_nothing(self) -> None:
        """A gap is kept as such until it is read."""
        track = Track()
        track.append(gap(0, 3600 * 16_000))
        assert track.read(10_000_000, 10_000_002).tolist() == [0, 0]
