"""Pieces of one stretch of a longer listening, on that stretch's own clock."""

from dataclasses import replace

from coach.audio.source import Chunk, Gap, Piece


def shifted(piece: Piece, start: int) -> Piece | None:
    """Return what a piece holds from ``start`` on, with ``start`` as sample zero.

    Args:
        piece: On the longer clock.
        start: Canonical sample of the longer clock.

    Returns:
        None where nothing of the piece is that late.
    """
    if piece.end <= start:
        return None
    first = max(piece.start, start)
    if isinstance(piece, Gap):
        return replace(piece, start=first - start, end=piece.end - start)
    return Chunk(
        speaker=piece.speaker,
        start=first - start,
        samples=piece.samples[first - piece.start :],
    )
