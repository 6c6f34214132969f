"""Stretches: one speaker's segments, joined over pauses too short to mean anything.

segments   ██████  ████████            ███
stretches  ┗━━━━━━━━━━━━━━┛            ┗━━   (still open)
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

REMEMBERED = 64
"""Stretches kept: words come seconds after the sound at most, never that much later."""


@dataclass(slots=True, eq=False)
class Stretch:
    """Speech of one speaker with only short pauses in it."""

    segments: list[tuple[int, int | None]] = field(default_factory=list)
    """``[start, end)`` of each segment; the last end is None while it goes on."""

    @property
    def start(self) -> int:
        """First sample."""
        return self.segments[0][0]

    @property
    def end(self) -> int | None:
        """First sample after it so far, or None while the speaker speaks."""
        return self.segments[-1][1]

    @property
    def spoken(self) -> int:
        """Samples of speech in the segments that have ended, pauses left out."""
        return sum(end - start for start, end in self.segments if end is not None)

    def spoken_by(self, at: int) -> int:
        """Return the samples of speech before a sample, pauses left out."""
        return sum(
            (at if end is None else min(end, at)) - start
            for start, end in self.segments
            if start < at
        )

    def end_by(self, now: int) -> int:
        """Return where it ends, or ``now`` while it goes on."""
        end = self.segments[-1][1]
        return max(now, self.start) if end is None else end

    def covers(self, at: int) -> bool:
        """Return whether a sample lies in it, short pauses included."""
        end = self.end
        return self.start <= at and (end is None or at < end)

    def overlap(self, other: "Stretch", now: int) -> int:
        """Return the samples of the other's speech under this, its pauses included.

        Whoever talks over somebody pauses for breath, too; a pause of the other is one
        in which nobody is talked over.  What is open reaches to ``now``.
        """
        start, end = self.start, self.end_by(now)
        return sum(
            max(0, min(end, now if ended is None else ended) - max(start, begun))
            for begun, ended in other.segments
        )


class StretchLog:
    """The latest stretches of one speaker.

    Args:
        join: Longest pause inside a stretch, in samples.
    """

    def __init__(self, join: int) -> None:
        self._join = join
        self._stretches: deque[Stretch] = deque(maxlen=REMEMBERED)

    def __iter__(self) -> Iterator[Stretch]:
        """Return the stretches, oldest first."""
        return iter(self._stretches)

    @property
    def last(self) -> Stretch | None:
        """The latest stretch, if there is any."""
        return self._stretches[-1] if self._stretches else None

    @property
    def is_speaking(self) -> bool:
        """Whether a segment goes on."""
        return bool(self._stretches) and self._stretches[-1].end is None

    @property
    def last_end(self) -> int | None:
        """First sample after the latest speech that has ended, if there is any."""
        return self.last_end_by(None)

    def last_end_by(self, at: int | None) -> int | None:
        """Return where the latest speech ended that had ended by a sample.

        Args:
            at: The sample; None for any.
        """
        for stretch in reversed(self._stretches):
            for _, end in reversed(stretch.segments):
                if end is not None and (at is None or end <= at):
                    return end
        return None

    def since(self, at: int) -> list[Stretch]:
        """Return the stretches that end after a sample or go on, oldest first."""
        latest = takewhile(
            lambda stretch: stretch.end is None or stretch.end > at,
            reversed(self._stretches),
        )
        return [*latest][::-1]

    def start(self, at: int, join: int | None = None) -> Stretch:
        """Begin a segment; return the stretch it is part of.

        Args:
            at: Its first sample.
            join: Longest pause inside the stretch this time, in samples.
        """
        join = self._join if join is None else join
        last = self.last
        if last is not None and last.end is None:
            return last
        if last is not None and at - last.end_by(at) <= join:
            last.segments.append((at, None))
            return last
        fresh = Stretch([(at, None)])
        self._stretches.append(fresh)
        return fresh

    def stop(self, at: int) -> Stretch | None:
        """End the segment that goes on; return its stretch, or None without one."""
        last = self.last
        if last is None or last.end is not None:
            return None
        start = last.segments[-1][0]
        last.segments[-1] = (start, max(start, at))
        return last

    def at(self, start: int, end: int) -> Stretch | None:
        """Return the latest stretch that shares a sample with ``[start, end)``."""
        for stretch in reversed(self._stretches):
            if stretch.start < end and stretch.end_by(end) > start:
                return stretch
        return None

    def remove(self, start: int, end: int) -> None:
        """Forget segments that were no speech: those with their middle in the span.

        The span is ``[start, end]``; one that goes on counts by its beginning.
        """
        kept: list[Stretch] = []
        for stretch in self._stretches:
            segments = [
                (begun, ended)
                for begun, ended in stretch.segments
                if not start
                <= (begun if ended is None else (begun + ended) // 2)
                <= end
            ]
            if segments:
                stretch.segments = segments
                kept.append(stretch)
        self._stretches = deque(kept, maxlen=REMEMBERED)
