"""When one speaker spoke, as voice activity has it."""

from bisect import bisect_right

from coach.scoring.spans import Span


class SpeechTrack:
    """The stretches of a speaker's speech, or of anything else that starts and stops.

    Grows by two numbers a stretch; how long they spoke so far is known without going
    over them, for the overlay asks every second.
    """

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._length = 0
        self._open: int | None = None

    def start(self, at: int) -> None:
        """Begin a stretch at a sample; one that goes on already, goes on."""
        if self._open is None:
            reached = self._ends[-1] if self._ends else 0
            self._open = max(at, reached)

    def stop(self, at: int) -> None:
        """End the stretch before a sample; without one, nothing changes."""
        if self._open is None:
            return
        start, self._open = self._open, None
        if at > start:
            self._starts.append(start)
            self._ends.append(at)
            self._length += at - start

    @property
    def is_open(self) -> bool:
        """Whether a stretch goes on."""
        return self._open is not None

    def spans(self, until: int) -> list[Span]:
        """Return the stretches, the last perhaps going on ``until`` a sample."""
        closed = list(zip(self._starts, self._ends, strict=True))
        if self._open is not None and until > self._open:
            closed.append((self._open, until))
        return closed

    def length(self, until: int) -> int:
        """Return the samples in all stretches, the last perhaps going on."""
        going_on = 0 if self._open is None else max(0, until - self._open)
        return self._length + going_on

    def length_within(self, start: int, end: int) -> int:
        """Return the samples of ``[start, end)`` that are in a stretch.

        One that goes on is taken to last until ``end``; none lasts where ``end`` is not
        after ``start``.
        """
        if end <= start:
            return 0
        inside = 0
        for index in range(bisect_right(self._ends, start), len(self._ends)):
            if self._starts[index] >= end:
                break
            inside += min(self._ends[index], end) - max(self._starts[index], start)
        if self._open is not None:
            inside += max(0, end - max(self._open, start))
        return inside
