"""How a run goes on: a bar on a terminal, a line now and then elsewhere."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from coach.batch.call import BatchCall, Outcome
from coach.complaint import printable_line
from coach.quality import counted

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

LINE_S = 10.0
"""Between lines where there is no terminal, in seconds."""

QUIET_S = 60.0
"""Between lines while no call is done, in seconds."""

PACE_S = 300.0
"""The pace is that of so many seconds: long enough that one long call does not make the
time left jump, short enough to follow a machine that gets other work."""


class Pace:
    """How fast calls are scored, and how long the others will take.

    Args:
        total: What all of them weigh together.
        now: When the run begins, in seconds of any clock.
    """

    def __init__(self, total: float, now: float) -> None:
        self._left = total
        self._since = now
        self._steps: deque[tuple[float, float, float]] = deque()

    def add(self, weight: float, audio_s: float, now: float) -> None:
        """A call is done.

        Args:
            weight: What it weighed of the total.
            audio_s: Its length, in seconds.
            now: When.
        """
        self._left -= weight
        self._steps.append((now, weight, audio_s))

    def calls_per_s(self, now: float) -> float:
        """Return how many calls are done in a second."""
        span = self._span(now)
        return len(self._steps) / span

    def audio_per_s(self, now: float) -> float:
        """Return how many seconds of calls are done in a second."""
        span = self._span(now)
        return sum(audio_s for _, _, audio_s in self._steps) / span

    def left_s(self, now: float) -> float | None:
        """Return how long the rest will take, in seconds; None where nobody knows."""
        span = self._span(now)
        pace = sum(weight for _, weight, _ in self._steps) / span
        return max(0.0, self._left) / pace if pace else None

    def _span(self, now: float) -> float:
        """Return the seconds that the steps are from, older ones forgotten."""
        while self._steps and self._steps[0][0] < now - PACE_S:
            self._since = self._steps.popleft()[0]
        return max(now - self._since, 1e-3)


def weights_of(calls: Sequence[BatchCall]) -> dict[str, float]:
    """Return what calls weigh beside each other, by name: the sizes of their files.

    Where one is unknown, such as of another machine's file, all weigh the same.
    """
    try:
        return {call.name: max(1.0, _size(call)) for call in calls}
    except OSError:
        return {call.name: 1.0 for call in calls}


def _size(call: BatchCall) -> float:
    return float(sum(Path(one).stat().st_size for one in call.addresses))


class Progress(AbstractContextManager["Progress"]):
    """Says how a run goes on; see :class:`coach.batch.run.Onlooker`.

    Args:
        weights: What each call weighs, by name.
        done_before: Calls that need not be scored again.
        to: Where to say it.
        clock: Seconds, for the pace.
    """

    def __init__(
        self,
        weights: dict[str, float],
        *,
        done_before: int,
        to: TextIO,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._weights = weights
        self._before = done_before
        self._to = to
        self._clock = clock
        self._pace = Pace(sum(weights.values()), clock())
        self._done = self._failed = 0
        self._said_at, self._said = clock(), 0
        self._has_said = False
        self._bar: Bar | None = None

    def __enter__(self) -> "Progress":
        """Show the bar, where there is a terminal."""
        if self._to.isatty():
            self._bar = _bar(self._to)
            self._bar.add_task("", total=sum(self._weights.values()), said="")
            self._bar.start()
            self._show()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Take the bar away, or say the last line where others have been said."""
        if self._bar is not None:
            self._show()
            self._bar.stop()
        elif self._has_said:
            self._line()

    def add(self, outcome: Outcome) -> None:
        """A call is done; what failed is said at once."""
        weight = self._weights[outcome.call.name]
        self._pace.add(weight, outcome.audio_s, self._clock())
        self._done += 1
        if outcome.error is not None:
            self._failed += 1
            self._say(f"error: {printable_line(outcome.error)}")
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0], weight)

    def tick(self) -> None:
        """Some time has passed."""
        if self._bar is not None:
            self._show()
            return
        since = self._clock() - self._said_at
        if since >= (LINE_S if self._done > self._said else QUIET_S):
            self._line()

    def finishing(self, in_hand: int) -> None:
        """The user wants an end, and has to wait for what is in hand."""
        if in_hand:
            calls = counted(in_hand, "call")
            self._say(f"finishing {calls} in hand; Ctrl-C again ends at once")

    def _say(self, line: str) -> None:
        if self._bar is not None:
            self._bar.console.print(line, markup=False)
        else:
            print(line, file=self._to)

    def _show(self) -> None:
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], said=self.text)

    def _line(self) -> None:
        self._said_at, self._said = self._clock(), self._done
        self._has_said = True
        self._say(self.text)

    @property
    def text(self) -> str:
        """What there is to say, in a line."""
        now = self._clock()
        parts = [f"{self._done:,} of {len(self._weights):,} calls"]
        if self._done:
            parts.append(f"{self._pace.calls_per_s(now):.3g} a second")
            parts.append(f"{self._pace.audio_per_s(now):,.3g} hours of calls an hour")
        left_s = self._pace.left_s(now)
        # Calls that failed at once tell nothing of how long the others take.
        is_telling = self._done > self._failed
        if is_telling and left_s is not None and self._done < len(self._weights):
            parts.append(f"{duration(left_s)} left")
        if self._failed:
            parts.append(f"failed: {self._failed:,}")
        if self._before:
            parts.append(f"done before: {self._before:,}")
        return " · ".join(parts)


def duration(seconds: float) -> str:
    """Return a length of time as one says it: ``40 s``, ``12 min``, ``3 h 05 min``."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02d} min"


def _bar(to: TextIO) -> "Bar":
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bar

    return Bar(
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[said]}"),
        console=Console(file=to, highlight=False, soft_wrap=True),
        refresh_per_second=2,
        redirect_stdout=False,
        redirect_stderr=False,
    )
