import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.audio.device_clock import EARLY_STAMPS, LATE_S, DeviceClock


def error_of(clock: DeviceClock, frames: int, true_rate: float) -> float:
    """How far the clock is from the truth, in seconds; the device began at 0."""
    return clock.time(frames) - frames / true_rate


class TestSteady:
    @pytest.mark.parametrize("ppm", [-1000, -200, 0, 200, 1000])
    @pytest.mark.parametrize("block_ms", [10, 20, 100])
    def test_four_hours_of_late_stamps(self, ppm: int, block_ms: int) -> None:
        """Near within two seconds, then nearer and never away again.

        Every eighth block is kept waiting, for up to 300 ms.  Of each second only six
        blocks are delivered, which is quicker and harder.
        """
        rng = np.random.default_rng(7)
        rate, true_rate = 48_000, 48_000 * (1 + ppm * 1e-6)
        clock, step, worst = DeviceClock(rate), rate * block_ms // 1000, 0.0
        blocks = np.arange(1, 4 * 3_600_000 // block_ms)
        sparse = blocks[blocks % (1_000 // block_ms) < 6]
        late = rng.exponential(0.0005, len(sparse))
        late += (rng.random(len(sparse)) < 1 / 8) * rng.uniform(0.05, 0.3, len(sparse))
        for block, lateness in zip(sparse.tolist(), late.tolist(), strict=True):
            frames = block * step
            clock.feed(frames, frames / true_rate + lateness)
            if frames > 2 * rate:
                error = abs(error_of(clock, frames, true_rate))
                assert error < 0.005
                if frames > 300 * rate:
                    worst = max(worst, error)

        assert worst < 0.002
        assert clock.drift_ppm == pytest.approx(ppm, abs=5)

    @settings(max_examples=30)
    @given(
        ppm=st.floats(-1000, 1000),
        seed=st.integers(0, 1000),
        block_ms=st.integers(5, 120),
        rate=st.sampled_from([8_000, 16_000, 44_100, 48_000, 192_000]),
    )
    def test_near_within_two_seconds(
        self, ppm: float, seed: int, block_ms: int, rate: int
    ) -> None:
        """From 2 s on it is within 5 ms, whatever the device and its blocks."""
        rng = np.random.default_rng(seed)
        true_rate, frames = rate * (1 + ppm * 1e-6), 0
        clock = DeviceClock(rate)
        while frames < 20 * rate:
            frames += round(rate * rng.uniform(0.5, 1.5) * block_ms / 1000)
            clock.feed(frames, frames / true_rate + rng.exponential(0.001))
            if frames > 2 * rate:
                assert abs(error_of(clock, frames, true_rate)) < 0.005


class TestLate:
    def fed(self, seconds: float = 30.0) -> tuple[DeviceClock, int]:
        """Return a clock that was fed punctual stamps, and the frames so far."""
        clock, frames = DeviceClock(16_000), 0
        while frames < seconds * 16_000:
            frames += 320
            clock.feed(frames, frames / 16_000)
        return clock, frames

    def test_a_burst_after_a_freeze_does_not_move_it(self) -> None:
        """Five seconds of blocks at once, all of them late, say nothing."""
        clock, frames = self.fed()
        stamp = (frames + 5 * 16_000) / 16_000
        for _ in range(250):
            frames += 320
            clock.feed(frames, stamp)

        assert error_of(clock, frames, 16_000) == pytest.approx(0, abs=1e-6)

    def test_a_minute_of_moderate_lateness_hardly_moves_it(self) -> None:
        """A busy machine that is 10 ms late for ten seconds costs 2 ms at most."""
        clock, frames = self.fed(120)
        for _ in range(500):
            frames += 320
            clock.feed(frames, frames / 16_000 + 0.010)

        assert 0 < error_of(clock, frames, 16_000) < 0.002

    def test_samples_that_were_lost_make_all_later(self) -> None:
        """Its clock knows nothing of them, so it has to be told."""
        clock, frames = self.fed()

        clock.lose(0.5)

        assert clock.lateness(frames, frames / 16_000 + 0.5) == pytest.approx(0)

    def test_early_stamps_show_that_the_others_were_late(self) -> None:
        """One may be a mistake, three in a row are believed."""
        clock, frames = self.fed()
        for count in range(EARLY_STAMPS):
            frames += 320
            expected = 0.0 if count < EARLY_STAMPS else -0.1
            assert error_of(clock, frames, 16_000) == pytest.approx(expected)
            clock.feed(frames, frames / 16_000 - 0.1)

        assert error_of(clock, frames, 16_000) == pytest.approx(-0.1)

    def test_a_late_beginning_is_put_right_by_the_first_stamp_in_time(self) -> None:
        """At the start nothing is known that could be trusted more."""
        clock = DeviceClock(16_000)
        clock.feed(320, 0.02 + 0.3)
        clock.feed(640, 0.04)

        assert clock.time(640) == pytest.approx(0.04)

    def test_it_forgets_the_time_and_keeps_the_rate(self) -> None:
        """After a pause the same device goes on at the same pace."""
        clock, frames = DeviceClock(16_000), 0
        for _ in range(6_000):
            frames += 320
            clock.feed(frames, frames / 16_003.2)
        before = clock.drift_ppm

        clock.resume()

        assert not clock.is_set
        assert clock.drift_ppm == before == pytest.approx(200, abs=5)
        clock.feed(frames, 1_000.0)
        assert clock.time(frames) == 1_000.0


class TestMistakes:
    def test_no_stamp_no_time(self) -> None:
        """Asking a clock that was never set is a mistake."""
        with pytest.raises(ValueError, match="without a stamp"):
            DeviceClock(16_000).time(0)

    @pytest.mark.parametrize("rate", [0, -1])
    def test_a_rate_is_above_zero(self, rate: int) -> None:
        """Anything else is a mistake of the caller."""
        with pytest.raises(ValueError, match="no rate"):
            DeviceClock(rate)

    def test_late_is_below_what_the_channels_may_be_apart(self) -> None:
        """A loss that looks like drift must stay within 20 ms."""
        assert LATE_S < 0.020
