"""Two channels that come piece by piece, as one stream of both."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from coach.audio.marks import Mark, MarkKind, joined
from coach.audio.source import Gap, Piece
from coach.events import Speaker

FULL_SCALE = 32_768
"""What 1.0 is in 16 bits."""

BLOCK = 1 << 16
"""Samples returned at once at most: an hour's gap costs no memory."""


def to_int16(audio: NDArray[np.float32]) -> NDArray[np.int16]:
    """Return float samples, −1..1, as 16-bit ones; too loud ones are clipped."""
    scaled = np.rint(audio * np.float32(FULL_SCALE))
    whole: NDArray[np.int16] = np.clip(scaled, -FULL_SCALE, FULL_SCALE - 1).astype(
        np.int16
    )
    return whole


class Joiner:
    """Put the pieces of both channels side by side.

        agent     ████████████░░░░████
        customer  ████░░░░████
                  ├─ joined ──┤          what only one channel has is waited for

    A gap, a pause and a piece that never came are digital silence of the same length,
    and marked, so that the clock stays true.
    """

    def __init__(self) -> None:
        self._waiting: dict[Speaker, deque[Piece]] = {who: deque() for who in Speaker}
        self._ends = dict.fromkeys(Speaker, 0)
        self._marks: list[Mark] = []
        self.length = 0
        """Samples joined so far."""

    def put(self, piece: Piece) -> None:
        """Take the next piece of a channel; what lies before it and never came is lost.

        One that begins before the end of the one before is cut.
        """
        end = self._ends[piece.speaker]
        if piece.start > end:
            self.put(Gap(speaker=piece.speaker, start=end, end=piece.start))
        if piece.end <= end:
            return
        if isinstance(piece, Gap):
            kind: MarkKind = "paused" if piece.is_pause else "lost"
            self._mark(
                Mark(speaker=piece.speaker, start=piece.start, end=piece.end, kind=kind)
            )
        self._waiting[piece.speaker].append(piece)
        self._ends[piece.speaker] = piece.end

    def take(self) -> NDArray[np.int16] | None:
        """Return the next of what both channels have, or None where there is nothing.

        Returns:
            Shape (samples, 2), the agent first; at most :data:`BLOCK` samples.
        """
        start = self.length
        end = min(start + BLOCK, *self._ends.values())
        if end <= start:
            return None
        block = np.zeros((end - start, 2), np.int16)
        for channel, speaker in enumerate(Speaker):
            self._fill(block[:, channel], speaker, start)
        self.length = end
        return block

    def finish(self) -> None:
        """End both channels where the longer ends: what the other lacks is lost."""
        length = max(self._ends.values())
        for speaker in Speaker:
            if self._ends[speaker] < length:
                self.put(Gap(speaker=speaker, start=self._ends[speaker], end=length))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What was lost or paused, by start; of one channel those that touch as one."""
        return tuple(joined(self._marks))

    def _fill(self, out: NDArray[np.int16], speaker: Speaker, start: int) -> None:
        waiting, end = self._waiting[speaker], start + len(out)
        while waiting and waiting[0].start < end:
            piece = waiting[0]
            first, last = max(piece.start, start), min(piece.end, end)
            if not isinstance(piece, Gap):
                part = piece.samples[first - piece.start : last - piece.start]
                out[first - start : last - start] = to_int16(part)
            if piece.end > end:
                return
            waiting.popleft()

    def _mark(self, mark: Mark) -> None:
        """Note a mark; one that goes on from the last of its channel is one with it."""
        for index in range(len(self._marks) - 1, max(-1, len(self._marks) - 3), -1):
            last = self._marks[index]
            if (last.speaker, last.kind, last.end) == (
                mark.speaker,
                mark.kind,
                mark.start,
            ):
                self._marks[index] = Mark(
                    speaker=mark.speaker, start=last.start, end=mark.end, kind=mark.kind
                )
                return
        self._marks.append(mark)
