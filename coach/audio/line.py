"""One call's stretch of a headset's day, as a source."""

import asyncio
import logging
from collections.abc import AsyncIterator

from coach.audio.source import Gap, Piece

logger = logging.getLogger(__name__)

MAX_WAITING = 30_000
"""Pieces that may wait: five minutes of both sides.  Only a machine that has stopped
recognising comes near; what finds no room is a gap then."""


class LineSource:
    """Deliver the pieces of one call, put in as they are captured.

    Args:
        name: What to call it in the report: the devices.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._pieces: asyncio.Queue[Piece | None] = asyncio.Queue()
        self.dropped = 0
        """Pieces that found no room and became gaps."""

    def put(self, piece: Piece) -> None:
        """Add the next piece of a channel, on the call's own clock."""
        if self._pieces.qsize() >= MAX_WAITING and not isinstance(piece, Gap):
            if not self.dropped:
                logger.warning("sound dropped: the machine is too slow")
            self.dropped += 1
            piece = Gap(speaker=piece.speaker, start=piece.start, end=piece.end)
        self._pieces.put_nowait(piece)

    def close(self) -> None:
        """End the call: what was put in before is still delivered."""
        self._pieces.put_nowait(None)

    async def pieces(self) -> AsyncIterator[Piece]:
        """Yield the pieces as they come until closed; see ``coach.audio.source``.

        Safe to cancel.
        """
        while (piece := await self._pieces.get()) is not None:
            yield piece
