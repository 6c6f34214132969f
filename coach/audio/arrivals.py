"""Blocks of a device in the order they came, and what was lost between them.

A block that comes late was either kept waiting, and the next ones catch up, or others
before it were lost, and no later one ever does::

    late by   0 0 0 [5 s freeze] 5 4.9 4.8 … 0.1 0 0 0      kept waiting: nothing lost
              0 0 0              0.3 0.3 0.3 0.3 0.3 …      0.3 s were lost

Which of the two shows within a second.  So long the late blocks are held, so that each
can be put where it belongs; those that are in time are passed on at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from coach.audio.blocks import Block
from coach.audio.device_clock import LATE_S, DeviceClock

START_S = 0.5
"""Sound held at the start, in seconds.  Scheduling is late for 300 ms at most, so that
of so many stamps one is in time."""

SETTLED_S = 0.25
"""Sound at the start in which no block may have come earlier, beside its frames, than
all before it, in seconds.  What was kept waiting comes in a burst whose last block is
the only one in time; sound systems hand on 200 ms at a time at most."""

PATIENCE_S = 1.0
"""How long blocks must have been equally late before samples count as lost, in seconds
of stamps.  Scheduling is late for 300 ms, not for longer without a break."""

PATIENCE_BLOCKS = 5
"""… and how many blocks that must have been."""

STEADY_SHARE = 1 / 8
"""… and which share of all blocks since.  After a loss nearly all are equally late; a
sound system that hands on ten blocks at a time still has one in ten in time, and on a
machine that is always late, with 10 % of the callbacks delayed by 50 to 300 ms, it is
below one in ten (simulated)."""

LASTING_S = 5.0
"""How long blocks must have been late, equally or not, to count as lost, in seconds.
Holding sound for longer would help nobody."""

OVERFLOW_PATIENCE_S = 0.3
"""The same where the device says that samples were lost: only how many is open."""

OVERFLOW_PATIENCE_BLOCKS = 3
"""… and how many blocks that must have been."""

OVERFLOW_S = 0.005
"""A block that is not later than this lost nothing to speak of, whatever the device
says, in seconds."""

CATCHING_UP_S = 0.005
"""Blocks whose lateness goes down by more than this still catch up, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Arrival:
    """A block whose place is certain."""

    block: Block
    first: int
    """Frames that the device had delivered before it."""
    is_after_loss: bool = False
    """Samples before it were lost; its clock has been told how many."""

    @property
    def end(self) -> int:
        """Frames that the device had delivered with it."""
        return self.first + len(self.block.samples)


class Arrivals:
    """Tell late blocks from lost ones.

    Performs no I/O and reads no clock.  Holds the blocks that it is not sure of: half
    a second at the start, later what came in a second of being late.

    Args:
        clock: Of the device; told of every stamp and every loss.
    """

    def __init__(self, clock: DeviceClock) -> None:
        self._clock = clock
        self._frames = 0
        self._begin()

    def feed(self, block: Block) -> Iterator[Arrival]:
        """Take the next block; yield those whose place is certain now, in order.

        The clock is right for a block when it is yielded, and may be told of another
        loss before the next one: use the time of each before asking for more, and ask
        for all.

        Raises:
            ValueError: Its stamp is no time.
        """
        # Not isfinite alone: a stamp of 1e300 would be a fault of the adapter as well.
        if not abs(block.stamp) < 1e12:
            raise ValueError(f"a block with a stamp of {block.stamp}")
        arrival = Arrival(block=block, first=self._frames)
        self._frames = arrival.end
        yield from self._start(arrival) if self._is_starting else self._judge(arrival)

    def flush(self) -> list[Arrival]:
        """Return what is held, taken to be only late: no more comes for now.

        What comes after is a new beginning, with a new idea of the time.
        """
        held = self._held
        self._begin()
        return held

    def resume(self) -> None:
        """Begin anew: frames that nobody counts were passed over."""
        self._begin()
        self._clock.resume()

    def _begin(self) -> None:
        self._is_starting = True
        self._earlier_at = self._frames
        self._calm_down()

    def _calm_down(self) -> None:
        self._held: list[Arrival] = []
        self._floor: float | None = None
        self._floor_since = 0.0
        self._floor_blocks = 0
        self._blocks = 0
        self._has_overflowed = False

    def _start(self, arrival: Arrival) -> list[Arrival]:
        stamp, period = arrival.block.stamp, self._clock.period
        if self._clock.is_set:
            late = self._clock.lateness(arrival.end, stamp)
            if late < -CATCHING_UP_S:
                self._earlier_at = arrival.end
        self._held.append(arrival)
        self._clock.feed(arrival.end, stamp)
        length = (arrival.end - self._held[0].first) * period
        is_settled = (arrival.end - self._earlier_at) * period >= SETTLED_S
        if length < START_S or (length < LASTING_S and not is_settled):
            return []
        held, self._is_starting = self._held, False
        self._calm_down()
        return held

    def _judge(self, arrival: Arrival) -> Iterator[Arrival]:
        stamp = arrival.block.stamp
        if _says_so(arrival) and not self._has_overflowed:
            # How much was lost shows from here on.
            self._has_overflowed, self._floor = True, None
        late = self._clock.lateness(arrival.end, stamp)
        self._held.append(arrival)
        if late <= (OVERFLOW_S if self._has_overflowed else LATE_S):
            caught_up = self._held
            self._calm_down()
            for one in caught_up:
                self._clock.feed(one.end, one.block.stamp)
            yield from caught_up
            return
        if self._floor is None or late < self._floor - CATCHING_UP_S:
            self._floor, self._floor_since = late, stamp
            self._floor_blocks = self._blocks = 0
        self._blocks += 1
        self._floor_blocks += late <= self._floor + CATCHING_UP_S
        if self._is_lasting(stamp):
            yield from self._lose(self._floor)

    def _is_lasting(self, stamp: float) -> bool:
        lasted = stamp - self._floor_since
        if self._has_overflowed:
            return (
                lasted >= OVERFLOW_PATIENCE_S
                and self._floor_blocks >= OVERFLOW_PATIENCE_BLOCKS
            )
        is_steady = self._floor_blocks >= max(
            PATIENCE_BLOCKS, STEADY_SHARE * self._blocks
        )
        return (lasted >= PATIENCE_S and is_steady) or lasted >= LASTING_S

    def _lose(self, seconds: float) -> Iterator[Arrival]:
        """Take so much for lost: before the block that says so, else the first."""
        held = self._held
        self._calm_down()
        at = next((i for i, one in enumerate(held) if _says_so(one)), 0)
        yield from held[:at]
        self._clock.lose(seconds)
        after = Arrival(block=held[at].block, first=held[at].first, is_after_loss=True)
        for arrival in (after, *held[at + 1 :]):
            yield from self._judge(arrival)


def _says_so(arrival: Arrival) -> bool:
    return arrival.block.overflowed and not arrival.is_after_loss
