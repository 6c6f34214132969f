"""A channel of a kept recording, with gaps in place of silence that was made."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from coach.audio.marks import Mark
from coach.audio.source import Chunk, Gap, Piece


class MarkedChannel:
    """Turn the pieces of a channel, one after the other, into what is known of it.

        piece     ├──────────────────────────────┤
        marks               ├───────┤
        cut       ├─ chunk ─┼─ gap ─┼── chunk ───┤

    Args:
        marks: Of this channel, in any order.  They may overlap: the first one counts.
    """

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._marks: deque[Mark] = deque()
        for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
            start = max(mark.start, self._marks[-1].end if self._marks else 0)
            if start < mark.end:
                self._marks.append(replace(mark, start=start))

    def cut(self, piece: Piece) -> Iterator[Piece]:
        """Yield the next piece, in parts where some of it is marked."""
        marks, at = self._marks, piece.start
        while marks and marks[0].end <= at:
            marks.popleft()
        for mark in takewhile(lambda mark: mark.start < piece.end, marks):
            first, last = max(mark.start, piece.start), min(mark.end, piece.end)
            yield from _part(piece, at, first)
            yield Gap(
                speaker=piece.speaker,
                start=first,
                end=last,
                is_pause=mark.kind == "paused",
            )
            at = last
        yield from _part(piece, at, piece.end)


def _part(piece: Piece, start: int, end: int) -> Iterator[Piece]:
    """Yield what a piece holds of a stretch in it, if that is anything."""
    if start >= end:
        return
    if isinstance(piece, Gap):
        yield replace(piece, start=start, end=end)
    else:
        part = piece.samples[start - piece.start : end - piece.start]
        yield Chunk(speaker=piece.speaker, start=start, samples=part)
