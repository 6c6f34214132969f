"""A mono recording as a source of two channels: each speaker's has what they say.

    recording   ████A█████░░░░███B████░♪♪♪♪░░██A██
    agent       ▁████A████▁──────────────────▁██A██
    customer    ─────────░░░░░███B████░♪♪♪♪░░─────    ─ silence

What is nobody's speech is on the customer's channel: hold music, and the noise of the
line.
"""

from bisect import bisect_right
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from coach.audio.source import Gap, Piece, Source
from coach.audio_time import samples
from coach.events import Speaker
from coach.speakers.division import Span

MARGIN = samples(320)
"""Samples before and after a stretch of speech that go with it, where nobody else
speaks: what the recogniser is given before the first window of speech."""

FADE = samples(5)
"""Samples over which sound comes and goes, so that a cut is no click."""


def agents_share(spans: Sequence[Span], agent: int | None) -> list[tuple[int, int]]:
    """Return when the recording is the agent's, ``[start, end)``, in order.

    Args:
        spans: Who speaks when, in order.
        agent: The voice that is the agent's; None where nobody's is.
    """
    found: list[tuple[int, int]] = []
    for index, span in enumerate(spans):
        if span.voice != agent:
            continue
        start, end = max(0, span.start - MARGIN), span.end + MARGIN
        if index and spans[index - 1].voice != agent:
            start = max(start, (spans[index - 1].end + span.start) // 2)
        if index + 1 < len(spans) and spans[index + 1].voice != agent:
            end = min(end, (span.end + spans[index + 1].start) // 2)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


class MonoSource:
    """Give each speaker their part of a recording that has both on one channel.

    Args:
        recording: Delivers the same sound for both.
        spans: Who speaks when, in order, without overlap.
        agent: The voice that is the agent's; None where nobody's is.
    """

    def __init__(
        self, recording: Source, spans: Sequence[Span], agent: int | None
    ) -> None:
        self._recording = recording
        self._share = agents_share(spans, agent)
        self._starts = [start for start, _ in self._share]

    @property
    def name(self) -> str:
        """The file's name."""
        return self._recording.name

    async def pieces(self) -> AsyncIterator[Piece]:
        """Yield both channels; see :meth:`coach.audio.source.Source.pieces`."""
        async for piece in self._recording.pieces():
            if isinstance(piece, Gap):
                yield piece
                continue
            heard = self._gain(piece.start, piece.end)
            if piece.speaker is Speaker.CUSTOMER:
                heard = 1.0 - heard
            yield replace(piece, samples=piece.samples * heard)

    def _gain(self, start: int, end: int) -> NDArray[np.float32]:
        """Return how much of each sample is the agent's, 0..1."""
        gain = np.zeros(end - start, np.float32)
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._share) and self._share[index][0] < end:
            first, last = self._share[index]
            at = np.arange(max(first, start), min(last, end))
            edge = np.minimum(at - first + 1, last - at) / FADE
            gain[at - start] = np.minimum(1.0, edge)
            index += 1
        return gain
