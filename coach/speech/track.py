"""A channel's audio, as far as somebody may still ask for it."""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.audio.source import Chunk, Gap, Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class _Silence:
    """A run of samples after the end of a channel: not lost, there was nothing."""

    start: int
    end: int


class Track:
    """The pieces of one channel, held until :meth:`forget`.

    A gap is held as such, not as zeros: an hour of it costs nothing.
    """

    def __init__(self) -> None:
        self._pieces: deque[Piece | _Silence] = deque()
        self._start = 0
        self.end = 0
        """First sample that has not come yet."""

    @property
    def start(self) -> int:
        """First sample still held."""
        return self._start

    def append(self, piece: Piece) -> None:
        """Take the next piece.

        Raises:
            ValueError: It does not follow on the one before.
        """
        if piece.start != self.end or piece.end < piece.start:
            raise ValueError(
                f"{piece.speaker}: expected a piece from sample {self.end}, "
                f"got {piece.start} to {piece.end}"
            )
        if piece.end > piece.start:
            self._pieces.append(piece)
            self.end = piece.end

    def pad(self, end: int) -> None:
        """Let silence follow up to this sample, where the channel is shorter."""
        if self.end < end:
            self._pieces.append(_Silence(start=self.end, end=end))
            self.end = end

    def read(self, start: int, end: int) -> NDArray[np.float32]:
        """Return the samples ``[start, end)``, zero where they were lost.

        Raises:
            ValueError: They are no longer held, or have not come yet.
        """
        if not self._start <= start <= end <= self.end:
            raise ValueError(f"samples {start} to {end} are not held")
        out = np.zeros(end - start, np.float32)
        # Newest first: what is asked for most often is the last window.
        for piece in reversed(self._pieces):
            if piece.end <= start:
                break
            if isinstance(piece, Chunk) and piece.start < end:
                first, last = max(start, piece.start), min(end, piece.end)
                held = piece.samples[first - piece.start : last - piece.start]
                out[first - start : last - start] = held
        return out

    def gaps(self, start: int, end: int) -> list[Gap]:
        """Return the gaps that touch ``[start, end)``, in order."""
        found: list[Gap] = []
        for piece in reversed(self._pieces):
            if piece.end <= start:
                break
            if isinstance(piece, Gap) and piece.start < end:
                found.append(piece)
        return found[::-1]

    def forget(self, before: int) -> None:
        """Let go of the pieces that end at or before this sample."""
        while self._pieces and self._pieces[0].end <= before:
            self._pieces.popleft()
        self._start = max(self._start, min(before, self.end))
