"""When each sample of a device was captured, by the clock of the host.

A device counts samples, and each block comes with a stamp of when its last sample had
been captured, as the callback knew it.  Stamps are late by whatever kept the callback
waiting and hardly ever early, so that the truth is their lower envelope::

    late      ·            ·
        ·        ·   ·          ·  ·     ·        ·
    ────·──·──·────·──·──·──·───·─────·────·──·─────  the clock: what is least late
        ├─── 1 s ───┤─── 1 s ───┤

The least late stamp of each second goes into a delay-locked loop of second order.  Its
gains are those of a straight line laid through all seconds so far, until they have
fallen to what a memory of a minute gives: it is near at once and steady for hours.

Sources: F. Adriaensen, "Using a DLL to filter time" (2005), for the loop; the gains are
those of the expanding-memory filter, N. Morrison, "Introduction to Sequential Smoothing
and Prediction" (1969), of first degree; S. B. Moon, P. Skelly and D. Towsley,
"Estimation and removal of clock skew from network delay measurements" (1999), for going
by the lower envelope.
"""

MAX_DRIFT = 1e-3
"""A device's clock is never further from its nominal rate, as a share.  Crystals keep
to 1e-4; what is beyond ten times that is no clock but lost samples."""

LATE_S = 0.015
"""A stamp later than this says nothing about the clock, in seconds; and one earlier by
as much shows that all before it were late.  Scheduling costs below 2 ms as a rule; a
loss that is shorter, and so looks like drift, stays within the 20 ms that both channels
may be apart."""

EARLY_STAMPS = 3
"""Stamps in a row that must be early before they are believed: one may be a mistake."""

SECOND = 1.0
"""Time over which the least late stamp is looked for, in seconds: ten of the largest
blocks.  The fastest drift moves the clock by 1 ms in it."""

MEMORY = 60
"""Seconds that the loop goes by in the end.  The rate of a crystal changes with its
temperature, over minutes; one stamp in so many seconds then moves the clock by a
fifteenth of its error."""

PRIOR = 3
"""Seconds of perfect agreement that the nominal rate is taken to be worth at the start:
the first stamps are a poor witness of the rate and a good one of the time."""

MAX_STEP_S = 0.002
"""What a single second may tell of lateness, in seconds: a busy machine is late for
seconds on end, and its clock is not.  1e-3 of drift moves it by half of that."""


class DeviceClock:
    """Tell host time from the number of frames a device has delivered.

    Performs no I/O and reads no clock.

    Args:
        rate: The device's nominal rate, frames a second.

    Raises:
        ValueError: The rate is not above zero.
    """

    def __init__(self, rate: int) -> None:
        if rate <= 0:
            raise ValueError(f"a device has no rate of {rate}")
        self._nominal = 1.0 / rate
        self._frame = 0
        self._time: float | None = None
        self._drift = 0.0
        self._rate_seconds = PRIOR
        self._begin_run()

    def _begin_run(self) -> None:
        self._seconds = 0
        self._early: list[float] = []
        self._begin_second(None)

    def _begin_second(self, stamp: float | None) -> None:
        self._since = stamp
        self._least: float | None = None

    @property
    def is_set(self) -> bool:
        """Whether there has been a stamp to go by."""
        return self._time is not None

    @property
    def period(self) -> float:
        """Seconds from one frame to the next, as far as is known."""
        return self._nominal * (1.0 + self._drift)

    @property
    def drift_ppm(self) -> float:
        """How much faster than its nominal rate the device runs, in millionths."""
        return (1.0 / (1.0 + self._drift) - 1.0) * 1e6

    def time(self, frame: float) -> float:
        """Return when a frame was captured, in seconds of the host's monotonic clock.

        Args:
            frame: Counted from the device's first; later than all so far is fine.

        Raises:
            ValueError: There has been no stamp yet.
        """
        if self._time is None:
            raise ValueError("a clock without a stamp knows no time")
        return self._time + (frame - self._frame) * self.period

    def lateness(self, frames: int, stamp: float) -> float:
        """Return by how many seconds a stamp is late, below zero where it is early.

        Args:
            frames: Delivered so far, those of the stamp's block included.
            stamp: When the last of them had been captured, host seconds.

        Raises:
            ValueError: There has been no stamp yet.
        """
        return stamp - self.time(frames)

    def feed(self, frames: int, stamp: float) -> None:
        """Take in when the last of the frames so far had been captured.

        Args:
            frames: Delivered so far, those of the stamp's block included.
            stamp: Host seconds; late or not.
        """
        if self._time is None:
            self._frame, self._time = frames, stamp
            self._begin_second(stamp)
            return
        late = self.lateness(frames, stamp)
        if late < 0 and self._seconds == 0:
            # Nothing is known yet that could be trusted more.
            self._time += late
            late = self._least = 0.0
        if late < -LATE_S:
            self._be_early(late, stamp)
            return
        self._early.clear()
        if self._least is None or late < self._least:
            self._least = late
        if self._since is None:
            self._since = stamp
        elif stamp - self._since >= SECOND:
            self._end_second(frames, stamp)

    def lose(self, seconds: float) -> None:
        """Take in that so much was never delivered: all from here on is later."""
        if self._time is not None:
            self._time += seconds
            self._begin_run()

    def resume(self) -> None:
        """Forget the time, but not the rate: the count of frames broke off."""
        self._time = None
        self._begin_run()

    def _be_early(self, late: float, stamp: float) -> None:
        """Go back to a stamp that is early: what seemed to be in time was late."""
        assert self._time is not None
        self._early.append(late)
        if len(self._early) >= EARLY_STAMPS:
            self._time += min(self._early)
            self._early.clear()
            self._begin_second(stamp)

    def _end_second(self, frames: int, stamp: float) -> None:
        """Close the loop over the least late stamp of a second."""
        error, length = self._least, (frames - self._frame) * self.period
        self._begin_second(stamp)
        if error is None or error > LATE_S or length <= 0:
            return
        self._seconds = min(self._seconds + 1, MEMORY)
        self._rate_seconds = min(self._rate_seconds + 1, MEMORY)
        error = min(error, MAX_STEP_S)
        k, m = self._seconds, self._rate_seconds
        moved = 2 * (2 * k - 1) / (k * (k + 1)) * error
        self._time, self._frame = self.time(frames) + moved, frames
        drift = self._drift + 6 / (m * (m + 1)) * max(error, -MAX_STEP_S) / length
        self._drift = max(-MAX_DRIFT, min(drift, MAX_DRIFT))
